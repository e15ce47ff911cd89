"""Applying many events at once: one transaction, one journey to the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import LiteralString

from cases.events.event import Event
from cases.log.recorded import Recorded
from projections.position import Fenced, Place, move
from projections.projection import Projection, Row
from projections.query import Db
from projections.row import row


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the projections take it."""

    event: type[Event]
    position: int
    row: Row


def told(events: Sequence[Recorded], organisation: str) -> list[Told]:
    """Events as the projections take them, made once for all projections."""
    return [
        Told(type(one.event), one.position, row(one, organisation)) for one in events
    ]


def advance(db: Db, projection: Projection, was: Place, batch: Sequence[Told]) -> Place:
    """Apply a batch, and move the projection to its end: both or neither.

    Raises Fenced, and changes nothing, when the projection is not where it was.
    """
    to = batch[-1].position
    with db.pipeline(), db.transaction():
        # First, so that its row is always locked before the tables are.
        moved = move(db, projection.name, was, to)
        write(db, projection, batch)
        if moved.fetchone() is None:
            raise Fenced(projection.name)
    return Place(to, was.generation)


def write(db: Db, projection: Projection, batch: Sequence[Told]) -> None:
    """Run what the events do to the tables, in their order."""
    with db.cursor() as cursor:
        for statement, rows in groupby(_work(projection, batch), itemgetter(0)):
            cursor.executemany(statement, [row for _, row in rows])


def _work(
    projection: Projection, batch: Sequence[Told]
) -> Iterator[tuple[LiteralString, Row]]:
    for one in batch:
        for statement in projection.statements(one.event):
            yield statement, one.row
