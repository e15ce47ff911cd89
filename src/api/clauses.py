"""`cases clauses`: where each clause of a code happens, and who acts."""

from collections.abc import Iterator
from typing import Final

import typer

from api.administering import Name
from api.recording import EditionName, Editions, code_of
from api.saying import AsJson, say
from cases.edition.edition import Edition
from cases.edition.serving import Service, office, serving

HEADING: Final = ("clause", "strength", "what serves it", "who acts")
COLUMNS: Final = ("clause", "strength", "served_by", "by")
"""The same, for programs."""
NOTHING: Final = "nothing"


def clauses(
    organisation: Name,
    edition: EditionName = "",
    editions: Editions = None,
    as_json: AsJson = False,
) -> None:
    """Print where each clause of a code of conduct happens, and who acts."""
    code = code_of(organisation, editions)
    asked = code.edition(edition) if edition else code.editions[-1]
    found = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(asked)]
    say(table(asked), found, as_json=as_json)
    if lacking := unserved(asked):
        typer.echo(
            f"nothing serves {len(lacking)} clauses: {', '.join(lacking)}", err=True
        )
        raise typer.Exit(1)


def table(edition: Edition) -> Iterator[str]:
    """A line for each thing that serves a clause, `nothing` where none does."""
    rows = [HEADING, *_rows(edition)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def unserved(edition: Edition) -> list[str]:
    """The clauses that nothing serves."""
    return [clause for clause, services in serving(edition).items() if not services]


def _rows(edition: Edition) -> Iterator[tuple[str, ...]]:
    for clause, services in serving(edition).items():
        strength = edition.clauses[clause].strength.replace("_", " ")
        if not services:
            yield (clause, strength, NOTHING, "")
        for service in services:
            yield (clause, strength, _what(service), _who(edition, service))


def _what(service: Service) -> str:
    return f"{service.label} ({service.name})"


def _who(edition: Edition, service: Service) -> str:
    return ", ".join(office(edition, role) for role in service.by)
