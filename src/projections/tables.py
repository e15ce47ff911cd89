"""The tables of all projections, and views over them: made for each organisation."""

from importlib.resources import files
from typing import Final

from psycopg import sql

from cases.database import owner, schema
from projections.catalogue import PROJECTIONS
from projections.projection import Projection
from projections.query import Db
from projections.reporting import apart, drop_views, make_views

POSITIONS: Final = "position.sql"
VISIBILITY: Final = "visible.sql"


def create(url: str, organisation: str) -> None:
    """Make the tables of every projection that has none yet; harmless to repeat.

    Those that another version of the program defined are made anew: a follower fills
    them from the log. The log must be there: `cases.database.add_organisation`.
    """
    with owner(url, organisation) as db:
        drop_views(db, organisation)
        db.execute(_sql(POSITIONS))
        for projection in PROJECTIONS:
            if _is_new(db, projection):
                _drop(db, projection)
                db.execute(projection.definition())
        db.execute(_sql(VISIBILITY))
        _make_schema(db, beside(organisation))
        _make_schema(db, apart(organisation))
        make_views(db, organisation)


def beside(organisation: str) -> str:
    """The schema in which an organisation's projections are built anew."""
    return f"rebuild_{schema(organisation)}"


def _make_schema(db: Db, name: str) -> None:
    # Asked first: IF NOT EXISTS needs the right to make one even when it is there.
    there = "SELECT FROM pg_namespace WHERE nspname = %s"
    if not db.execute(there, (name,)).fetchall():
        db.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))


def _is_new(db: Db, projection: Projection) -> bool:
    """Whether its tables are not there as they are defined now; its row says they are.

    Whoever follows the old ones is fenced off, as by a rebuild.
    """
    changed = db.execute(
        """
        INSERT INTO projection (name, definition)
        VALUES (%s, %s)
            ON CONFLICT (name) DO UPDATE
           SET definition = excluded.definition,
               position = 0,
               generation = projection.generation + 1
         WHERE projection.definition <> excluded.definition
        RETURNING name
        """,
        (projection.name, projection.digest()),
    )
    return changed.fetchone() is not None


def _drop(db: Db, projection: Projection) -> None:
    for table in projection.tables:
        db.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(table)))


def _sql(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
