"""Applying many events at once: one transaction, one journey to the database."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final, LiteralString

from psycopg import Error
from pydantic_core import to_json

from cases.events.event import Event
from cases.log.recorded import Recorded
from projections.position import FENCED, Place, move
from projections.projection import Projection, Row, needed, takes_many
from projections.query import Db
from projections.row import row

ALLOCATIONS: Final = 100_000
"""Objects more than before, after which garbage is looked for."""


class Fenced(Exception):
    """Somebody else has moved the projection, or rebuilt it."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the process look for garbage less often.

    A batch makes a hundred thousand objects, none of them in a cycle; looking through
    them again and again would take as long as reading them from the log.
    """
    before = gc.get_threshold()
    gc.set_threshold(ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


Work = list[tuple[LiteralString, Row]]
"""Statements to be run, in order, each with the event's parameters."""


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


def by_index(db: Db) -> None:
    """Let this connection look rows up by their index, always.

    Its plans are kept, and may be made while a table that will be large is empty.
    """
    db.execute("SET enable_seqscan = off")


def advance(db: Db, projection: Projection, was: Place, batch: Sequence[Told]) -> Place:
    """Apply a batch, and move the projection to its end: both or neither.

    Raises Fenced, and changes nothing, when the projection is not where it was.
    """
    to = batch[-1].position
    try:
        with db.pipeline(), db.transaction():
            # First: its row is locked before the tables are, as in `rebuild`.
            move(db, projection.name, was, to)
            write(db, projection, batch)
    except Error as error:
        if error.sqlstate == FENCED:
            raise Fenced(projection.name) from None
        raise
    return Place(to, was.generation)


def write(db: Db, projection: Projection, batch: Sequence[Told]) -> None:
    """Run what the events do to the tables, in their order."""
    work = [(s, one.row) for one in batch for s in projection.statements(one.event)]
    with db.cursor() as cursor:
        for statement, successive in groupby(
            _not_last(projection, work), itemgetter(0)
        ):
            rows = [row for _, row in successive]
            if takes_many(statement):
                cursor.execute(statement, at_once(statement, rows))
            else:
                cursor.executemany(statement, rows)
        for statement in projection.last:
            by_case = {row["case_id"]: row for s, row in work if s is statement}
            if by_case:
                cursor.execute(statement, at_once(statement, list(by_case.values())))


def _not_last(projection: Projection, work: Work) -> Work:
    return [one for one in work if one[0] not in projection.last]


def at_once(statement: LiteralString, rows: Sequence[Row]) -> Row:
    """The parameters of a statement that takes many events at once."""
    names = needed(statement)
    taken = [{name: row[name] for name in names} for row in rows]
    return {"rows": to_json(taken).decode()}
