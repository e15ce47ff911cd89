"""Marks: how a person is recognised whom the log does not name."""

import hmac
from collections.abc import Iterable
from secrets import token_hex
from typing import Final

from cases.actors import has_mailbox
from cases.events.event import NO_OFFICE_FOR, Hidden, KeptOut, Mark, Marks

PURPOSE: Final = b"cases/mark/v1/"
MARK_BYTES: Final = 16


def mark(key: bytes, person: str) -> Mark:
    """What stands for a person under this key; another key makes another mark."""
    digest = hmac.digest(key, PURPOSE + person.encode(), "sha256")
    return f"~{digest[:MARK_BYTES].hex()}"


def marks(key: bytes, hidden: Hidden) -> Marks:
    """The marks of hidden people, always as many for whom no office is meant.

    So that nobody can tell whether it is meant for anybody.
    """
    meant = [mark(key, person) for person in dict.fromkeys(hidden.no_office)]
    filled = [f"~{token_hex(MARK_BYTES)}" for _ in range(NO_OFFICE_FOR - len(meant))]
    return Marks(
        reporter=mark(key, hidden.reporter) if hidden.reporter else None,
        no_office=tuple(sorted(meant + filled)),
    )


def recognised(key: bytes, among: Marks, persons: Iterable[str]) -> Hidden:
    """Those of some persons whom the marks stand for."""
    by_mark = {mark(key, person): person for person in sorted(set(persons))}
    return Hidden(
        reporter=by_mark.get(among.reporter or ""),
        no_office=tuple(by_mark[one] for one in among.no_office if one in by_mark),
    )


def written(hidden: Hidden) -> str:
    """Who reported, or whom they keep out of office, as it is sealed.

    By the key of a mailbox nobody is known; its pseudonym would tie their reports.
    """
    if isinstance(hidden, KeptOut):
        return f"no office for {' '.join(hidden.no_office) or 'nobody'}"
    known = hidden.reporter and not has_mailbox(hidden.reporter)
    return f"reported by {hidden.reporter if known else 'nobody known'}"
