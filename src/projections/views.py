"""All rows of a view for reporting, read once, at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal

from psycopg import Connection, IsolationLevel, sql
from psycopg.types.string import TextLoader

from cases.database import Pool
from projections.query import Viewer
from projections.reporting import apart

View = Literal["cases_v1", "time_limits_v1", "facts_v1", "measures_v1", "deletions_v1"]
"""Those with a row for something of a case."""
PATIENCE: Final = "10min"
"""How long whoever receives rows may take for some of them."""

SELECT_ROWS: Final = """
    SELECT *
      FROM {}
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(since)s::bigint IS NULL
            OR case_id IN (SELECT case_id
                             FROM case_state
                            WHERE position > %(since)s))
"""

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the rows have: each name, and the type's number in PostgreSQL."""

    names: tuple[str, ...]
    types: tuple[int, ...]
    position: int
    """Of the log, that the rows show."""


@contextmanager
def rows_of(
    pool: Pool, view: View, viewer: Viewer, since: int | None, many: int
) -> Iterator[tuple[Columns, Iterator[Rows]]]:
    """The columns of a view, and its rows, so many at once, without any hidden case.

    On a connection of its own, which is closed with the context.
    """
    with pool.beside(idle_in_transaction_session_timeout=PATIENCE) as db:
        db.isolation_level = IsolationLevel.REPEATABLE_READ
        db.adapters.register_loader("uuid", TextLoader)
        with db.transaction(), db.cursor("rows") as cursor:
            position = _position(db, pool.organisation)
            place = sql.Identifier(apart(pool.organisation), view)
            asked = viewer.row() | {"since": since}
            cursor.execute(sql.SQL(SELECT_ROWS).format(place), asked)
            found = cursor.description or ()
            names = tuple(column.name for column in found)
            types = tuple(column.type_code for column in found)
            yield (
                Columns(names, types, position),
                iter(lambda: cursor.fetchmany(many), []),
            )


def _position(db: Connection[Any], organisation: str) -> int:
    place = sql.Identifier(apart(organisation), "position_v1")
    ((position,),) = db.execute(sql.SQL("SELECT position FROM {}").format(place))
    return int(position)
