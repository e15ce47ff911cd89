"""What every projection has in common: an event goes in, statements come out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, LiteralString

from cases.events.event import Event
from cases.events.exports import ExportSent, RowsExported
from cases.events.figures import AnnualFiguresRecorded
from cases.events.mandates import MandateEvent
from cases.events.record import (
    CommandRefused,
    EditionPublished,
    LogKeyAnnounced,
    LogRestored,
    OrganisationAdded,
    TextHandedOut,
    TextRead,
    TreeBegunAnew,
)

Statements = tuple[LiteralString, ...]
"""SQL that takes many events at once, and of each what it needs: each reads from
`json_to_recordset(%(rows)s) AS happened (name type, …)`."""

On = Mapping[type[Event], LiteralString | Statements]
"""What each event does to a table.

An entry for a class stands for its subclasses that have none of their own;
`Event` so stands for all others.
"""

Row = dict[str, Any]
"""What statements may need of an event, by name."""

ROWS: Final = re.compile(r"json_to_recordset\(%\(rows\)s\)\s+AS happened \(([^)]*)\)")

NOTHING: Final[Statements] = ()

BESIDE_CASES: Final[On] = dict.fromkeys(
    (
        OrganisationAdded,
        EditionPublished,
        LogKeyAnnounced,
        LogRestored,
        TreeBegunAnew,
        TextRead,
        TextHandedOut,
        CommandRefused,
        MandateEvent,
        AnnualFiguresRecorded,
        RowsExported,
        ExportSent,
    ),
    NOTHING,
)
"""Events that stand in streams of their own: nothing to projections of cases."""


@cache
def needed(statement: LiteralString) -> tuple[str, ...]:
    """The names of what a statement needs of an event; ValueError when it asks none."""
    happened = ROWS.search(statement)
    if happened is None:
        raise ValueError("the statement does not read what happened")
    return tuple(column.split()[0].strip('"') for column in happened[1].split(","))


@dataclass(frozen=True, eq=False)
class Projection:
    """Tables, and what each event does to each of them; can be dropped and rebuilt.

    A statement reads no other tables than these, and no clock.
    """

    name: str
    tables: Mapping[str, On]
    by_case: bool = False
    """Whether what happens in a case leaves the rows of all others alone: they are then
    taken through a batch side by side, and a statement sees each case once.

    Otherwise events are taken as the log has them, those together that follow each
    other and have the same statement.
    """
    last: tuple[LiteralString, ...] = ()
    """Statements that are run after all others of a batch, in this order, and only for
    the last of a case's events that has them: they set columns that the others neither
    set nor read."""

    def statements(self, event: type[Event]) -> Statements:
        """What this event does to the tables, in order."""
        return _statements(self, event)

    def definition(self) -> bytes:
        """The SQL that creates the tables, from the file beside the module."""
        return files(__package__).joinpath(f"{self.name}.sql").read_bytes()

    def digest(self) -> str:
        """What tells its tables from those of another version of the program."""
        return sha256(self.definition()).hexdigest()


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
