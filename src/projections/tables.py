"""The tables of all projections: made once for each organisation, granted by role."""

from importlib.resources import files
from typing import Final

from psycopg import sql

from cases.database import owner, schema
from projections.catalogue import PROJECTIONS
from projections.query import Db

POSITIONS: Final = "position.sql"
VISIBILITY: Final = "visible.sql"


def create(url: str, organisation: str) -> None:
    """Make the tables of every projection that has none yet; harmless to repeat.

    The organisation's log must be there: `cases.database.add_organisation`.
    """
    with owner(url, organisation) as db:
        db.execute(_sql(POSITIONS))
        for projection in PROJECTIONS:
            if _is_new(db, projection.name):
                db.execute(projection.definition())
        db.execute(_sql(VISIBILITY))
        db.execute(
            sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(
                sql.Identifier(beside(organisation))
            )
        )


def beside(organisation: str) -> str:
    """The schema in which an organisation's projections are built anew."""
    return f"rebuild_{schema(organisation)}"


def _is_new(db: Db, name: str) -> bool:
    added = db.execute(
        """
        INSERT INTO projection (name)
        VALUES (%s)
            ON CONFLICT DO NOTHING
        RETURNING name
        """,
        (name,),
    )
    return added.fetchone() is not None


def _sql(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
