"""The schema of whoever reports: views over an organisation's tables, without a person.

A view keeps its columns and what they mean; what is to be otherwise is another view,
with the next number. The role that reads them reads nothing else.
"""

from importlib.resources import files
from typing import Final

from psycopg import sql

from cases.database import APPLICATION, REPORTING, schema
from projections.query import Db

DEFINITION: Final = "reporting.sql"


def apart(organisation: str) -> str:
    """The schema of an organisation's views."""
    return f"reporting_{organisation}"


def drop_views(db: Db, organisation: str) -> None:
    """Remove the views, so that tables they are made of can be exchanged."""
    there = db.execute(
        "SELECT viewname FROM pg_views WHERE schemaname = %s", (apart(organisation),)
    )
    for (name,) in there.fetchall():
        view = sql.Identifier(apart(organisation), name)
        db.execute(sql.SQL("DROP VIEW {} CASCADE").format(view))


def make_views(db: Db, organisation: str) -> None:
    """Make the views, in a transaction of the owner; its search path changes by that.

    None of them may be there, and their schema must.
    """
    own, tables = map(sql.Identifier, (apart(organisation), schema(organisation)))
    db.execute(sql.SQL("SET LOCAL search_path TO {}, {}, pg_temp").format(own, tables))
    db.execute(files(__package__).joinpath(DEFINITION).read_bytes())
    readers = sql.SQL(", ").join(map(sql.Identifier, (REPORTING, APPLICATION)))
    db.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(own, readers))
    grant = sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}")
    db.execute(grant.format(own, readers))
