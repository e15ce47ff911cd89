"""The tables of all projections: made once for each organisation, granted by role."""

from importlib.resources import files
from typing import Final

from cases.database import owner
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
