"""What every projection has in common: an event goes in, statements come out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, LiteralString

from cases.events.event import Event
from cases.events.record import (
    CommandRefused,
    EditionPublished,
    OrganisationAdded,
    TextRead,
)

Statements = tuple[LiteralString, ...]
On = Mapping[type[Event], LiteralString | Statements]
"""What each event does to a table.

An entry for a class stands for its subclasses that have none of their own;
`Event` so stands for all others.
"""

Row = dict[str, Any]
"""The parameters that a statement may name, as the driver takes them."""

NOTHING: Final[Statements] = ()

BESIDE_CASES: Final[On] = dict.fromkeys(
    (OrganisationAdded, EditionPublished, TextRead, CommandRefused), NOTHING
)
"""Events that stand in streams of their own: nothing to projections of cases."""


@dataclass(frozen=True, eq=False)
class Projection:
    """Tables, and what each event does to each of them; can be dropped and rebuilt.

    A statement reads no other tables than these, and no clock.
    """

    name: str
    tables: Mapping[str, On]
    overwriting: frozenset[LiteralString] = frozenset()
    """Statements that set the same columns of one case's row each time, to what the
    event says: of several in a batch only a case's last one is run."""

    def statements(self, event: type[Event]) -> Statements:
        """What this event does to the tables, in order."""
        return _statements(self, event)

    def definition(self) -> bytes:
        """The SQL that creates the tables, from the file beside the module."""
        return files(__package__).joinpath(f"{self.name}.sql").read_bytes()


@cache
def _statements(projection: Projection, event: type[Event]) -> Statements:
    return tuple(
        statement
        for on in projection.tables.values()
        for statement in next(_entries(on, event), NOTHING)
    )


def _entries(on: On, event: type[Event]) -> Iterator[Statements]:
    for ancestor in event.__mro__:
        if issubclass(ancestor, Event) and ancestor in on:
            entry = on[ancestor]
            yield (entry,) if isinstance(entry, str) else entry
