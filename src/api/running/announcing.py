"""What `make run` says when everything runs: where it is, and what opens it."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill
from typing import Final

from api.running.asked import VAR, Asked
from cases.actors import ROLES, Role

ENVIRONMENT: Final = VAR / "environment"
TOKENS: Final = VAR / "tokens"
SHOWN: Final = "ima"
"""The organisation of the example."""
ASKING: Final = "investigator"
WIDTH: Final = 80

Tokens = Mapping[str, Mapping[Role, str]]
"""The token of each role, by organisation."""


def announce(asked: Asked, tokens: Tokens) -> None:
    """Tell where the service is, and where there is a token for each role.

    A token fills five lines of a terminal: there only its place is shown. Written to a
    file, the output holds them, a line each.
    """
    if not sys.stdout.isatty():
        print(*_one_each(tokens), sep="\n")
    print(*_lines(asked, tokens), sep="\n", flush=True)


def _one_each(tokens: Tokens) -> Iterator[str]:
    """A line for each role: where its token is, below `TOKENS`, and the token.

    Of the organisation shown; of the others those that only they have.
    """
    known: set[Role] = set()
    for organisation in sorted(tokens, key=lambda each: each != SHOWN):
        for role, token in tokens[organisation].items():
            if role not in known:
                yield f"{organisation}/{role} {token}"
        known.update(tokens[organisation])


def _lines(asked: Asked, tokens: Tokens) -> Iterator[str]:
    yield f"\nA token for each role: cat {TOKENS}/<organisation>/<role>"
    yield _row("everywhere", (role for role in tokens[SHOWN] if role in ROLES))
    for organisation, by_role in tokens.items():
        yield _row(organisation, (role for role in by_role if role not in ROLES))
    here = f"{asked.address}/v1/organisations/{SHOWN}"
    yield f"\nThe cases of an investigator of {SHOWN}:"
    yield f'  curl -H "Authorization: Bearer $(cat {TOKENS}/{SHOWN}/{ASKING})" \\'
    yield f"    {here}/cases"
    yield "\nReady; Ctrl-C ends it, the data is kept in var/"
    yield f"  base URL       {asked.address}/v1"
    yield f"  documentation  {asked.address}/docs"
    yield f"  audit tree     {here}/tree/checkpoint"
    yield f"  logs           {os.path.relpath(asked.folder)}/log"
    yield f"  cases          . {ENVIRONMENT}; .venv/bin/cases --help"


def _row(heading: str, roles: Iterable[Role]) -> str:
    return fill(
        "  ".join(roles),
        WIDTH,
        initial_indent=f"  {heading:12}",
        subsequent_indent=" " * 14,
        break_on_hyphens=False,
    )
