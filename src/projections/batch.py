"""Applying many events at once: one transaction, one journey to the database."""

import gc
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, LiteralString, NamedTuple
from uuid import UUID

from psycopg import Error

from cases.events.event import Event
from cases.log.recorded import Recorded
from projections.position import FENCED, Place, move
from projections.projection import Projection, Row, needed
from projections.query import Db
from projections.row import row, written

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
"""What is to be done, in order: statements, each with an event's row."""

Together = tuple[LiteralString, list[Row]]
"""A statement, and the rows of all events that it takes in at once."""


class Told(NamedTuple):
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

    Rows of JSON are taken to be a hundred, where there often is one: a join would read
    all of a table for it. A plan that is kept may have been made when it was empty.
    """
    db.execute(
        """
        SET enable_seqscan = off;
        SET enable_hashjoin = off;
        SET enable_mergejoin = off;
        SET plan_cache_mode = force_custom_plan
        """
    )


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
    """Run what the events do to the tables, each statement for as many as may be."""
    work = [(s, one.row) for one in batch for s in projection.statements(one.event)]
    first = [one for one in work if one[0] not in projection.last]
    together = side_by_side if projection.by_case else in_turn
    with db.cursor() as cursor:
        for statement, rows in chain(together(first), at_last(projection, work)):
            cursor.execute(statement, at_once(statement, rows))


def in_turn(work: Work) -> Iterator[Together]:
    """The statements as they come, each for all that follow each other."""
    for statement, successive in groupby(work, itemgetter(0)):
        yield statement, [row for _, row in successive]


def side_by_side(work: Work) -> Iterator[Together]:
    """The statements of each case as they come, each for all cases that come to it.

    Cases wait for each other: what most of them come to next is run first.
    """
    cases: dict[UUID, deque[tuple[LiteralString, Row]]] = defaultdict(deque)
    for one in work:
        cases[one[1]["case_id"]].append(one)
    waiting = defaultdict(list)
    for case in cases.values():
        waiting[case[0][0]].append(case)
    while waiting:
        statement = max(waiting, key=lambda one: len(waiting[one]))
        come = waiting.pop(statement)
        yield statement, [case.popleft()[1] for case in come]
        for case in filter(None, come):
            waiting[case[0][0]].append(case)


def at_last(projection: Projection, work: Work) -> Iterator[Together]:
    """The projection's last statements, each for the last event of a case with it."""
    for statement in projection.last:
        if rows := {row["case_id"]: row for s, row in work if s is statement}:
            yield statement, list(rows.values())


def at_once(statement: LiteralString, rows: Sequence[Row]) -> Row:
    """The parameters of a statement that takes in these events."""
    names = needed(statement)
    taken = [{name: row[name] for name in names} for row in rows]
    return {"rows": written(taken)}
