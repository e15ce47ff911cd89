"""Building a projection anew beside the live one, which then takes its place.

Readers keep reading the old tables until, in one commit, they are the new ones.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Final

from psycopg import Connection, sql
from psycopg.errors import LockNotAvailable
from rich.console import Console
from rich.progress import Progress

from cases.database import OWNER, parameters, schema
from cases.log.log import Log
from projections.ahead import Ahead
from projections.batch import by_index, few_collections, told, write
from projections.projection import Projection
from projections.query import Db
from projections.reporting import drop_views, make_views
from projections.tables import beside

LIMIT: Final = 1000
"""Events in a batch; its transaction holds back the readers of the log meanwhile."""
PATIENCE: Final = "200ms"
"""How long readers may queue behind the exchange before it steps back.

Less than PostgreSQL's deadlock_timeout: a reader is never the one sent away.
"""
PAUSE: Final = 0.1
"""Seconds before the exchange is tried again."""

Shown = Callable[[int], None]
"""Told the position reached."""


class Busy(Exception):
    """The projection is being rebuilt by somebody else."""


def rebuild(url: str, log: Log, projection: Projection, shown: Shown) -> int:
    """Build the projection anew from the whole log; the position it then shows.

    The login user must be a member of the owner's role. Raises Busy when the same is
    under way elsewhere. What a rebuild that was killed left behind is removed.
    """
    with (
        Connection.connect(url, **parameters(log.organisation, OWNER)) as db,
        _beside(db, log.organisation, projection),
        few_collections(),
    ):
        position = 0
        while True:
            position = _catch_up(db, log, projection, position, shown)
            try:
                return _exchange(db, log, projection, position)
            except LockNotAvailable:
                sleep(PAUSE)


@contextmanager
def bar(log: Log, projection: Projection) -> Iterator[Shown]:
    """A progress bar in the terminal, from the log's first position to its head."""
    first = next((one.position for one in log.since(0, 1)), 0)
    # What is printed is for programs, too.
    with Progress(console=Console(stderr=True)) as progress:
        name = f"{log.organisation} {projection.name}"
        task = progress.add_task(name, total=log.head() - first)
        yield lambda position: progress.update(task, completed=position - first)


def _catch_up(
    db: Db, log: Log, projection: Projection, position: int, shown: Shown
) -> int:
    ahead = Ahead(log, LIMIT)
    while (batch := ahead.after(position)).events:
        with db.pipeline(), db.transaction():
            write(db, projection, batch.told)
        position = batch.events[-1].position
        shown(position)
    return position


def _exchange(db: Db, log: Log, projection: Projection, position: int) -> int:
    with db.transaction():
        db.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(PATIENCE)))
        # The follower waits here, and is then fenced by the new generation.
        db.execute(
            "SELECT FROM projection WHERE name = %s FOR UPDATE", (projection.name,)
        )
        while events := log.since(position, LIMIT):
            write(db, projection, told(events, log.organisation))
            position = events[-1].position
        _replace(db, log.organisation, projection)
        db.execute(
            """
            UPDATE projection
               SET position = %s,
                   generation = generation + 1,
                   definition = %s
             WHERE name = %s
            """,
            (position, projection.digest(), projection.name),
        )
    return position


def _replace(db: Db, organisation: str, projection: Projection) -> None:
    live = schema(organisation)
    # First: readers, too, come to the tables by the views.
    drop_views(db, organisation)
    old = [sql.Identifier(live, table) for table in projection.tables]
    db.execute(
        sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(
            sql.SQL(", ").join(old)
        )
    )
    for table in projection.tables:
        db.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(live, table)))
        db.execute(
            sql.SQL("ALTER TABLE {} SET SCHEMA {}").format(
                sql.Identifier(beside(organisation), table), sql.Identifier(live)
            )
        )
    make_views(db, organisation)


@contextmanager
def _beside(db: Db, organisation: str, projection: Projection) -> Iterator[None]:
    path = map(sql.Identifier, (beside(organisation), schema(organisation), "pg_temp"))
    db.execute(sql.SQL("SET search_path TO {}").format(sql.SQL(", ").join(path)))
    by_index(db)
    with _alone(db, f"cases rebuild {organisation} {projection.name}"):
        _drop(db, organisation, projection)
        db.execute(projection.definition())
        try:
            yield
        finally:
            if not db.broken:
                _drop(db, organisation, projection)


@contextmanager
def _alone(db: Db, name: str) -> Iterator[None]:
    taken = db.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (name,))
    if taken.fetchone() != (True,):
        raise Busy(f"{name} is under way already")
    try:
        yield
    finally:
        # Closing the connection would do so too, but some time later.
        if not db.broken:
            db.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", (name,))


def _drop(db: Db, organisation: str, projection: Projection) -> None:
    for table in projection.tables:
        db.execute(
            sql.SQL("DROP TABLE IF EXISTS {}").format(
                sql.Identifier(beside(organisation), table)
            )
        )
