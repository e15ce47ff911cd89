"""The keystore's list of roots: which were made, are in use, were destroyed.

A root is listed before it is made: one that is not is another keystore's, and is
never touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from cases.sealing.keystore import Root

Db = Connection[TupleRow]


@dataclass(frozen=True, slots=True)
class Statement:
    """That a root which covered keys is no more, as its custodian said."""

    custodian: str
    version: int
    destroyed_at: datetime


def in_use(db: Db) -> list[Root]:
    """The root in use of each custodian; none before the first."""
    rows = db.execute(
        """
        SELECT custodian, version, trunk
          FROM root
         WHERE trunk IS NOT NULL
         ORDER BY custodian
        """
    )
    return [Root(*row) for row in rows]


def prepared(db: Db, custodians: Sequence[str]) -> int:
    """The version of a new root, listed for each custodian; never one that was used."""
    found = db.execute(
        """
        WITH next AS (SELECT coalesce(max(version), 0) + 1 AS version FROM root)
        INSERT INTO root (custodian, version)
        SELECT custodian, version
          FROM unnest(%s::text[]) AS custodian, next
        RETURNING version
        """,
        (list(custodians),),
    ).fetchone()
    assert found is not None
    return int(found[0])


def put_in_use(db: Db, roots: Sequence[Root]) -> None:
    """These cover the trunk from now on, and no others do."""
    db.execute("UPDATE root SET trunk = NULL WHERE trunk IS NOT NULL")
    for root in roots:
        db.execute(
            """
            UPDATE root
               SET trunk = %s, used_at = clock_timestamp()
             WHERE custodian = %s
               AND version = %s
            """,
            (root.trunk, root.custodian, root.version),
        )


def left_over(db: Db) -> list[tuple[str, int]]:
    """Custodian and version of every root that is neither in use nor destroyed."""
    rows = db.execute(
        """
        SELECT custodian, version
          FROM root
         WHERE trunk IS NULL
           AND destroyed_at IS NULL
         ORDER BY version, custodian
        """
    )
    return [(name, version) for name, version in rows]


def destroyed(db: Db, custodian: str, version: int) -> None:
    """Write down that a root is gone."""
    db.execute(
        """
        UPDATE root
           SET destroyed_at = clock_timestamp()
         WHERE custodian = %s
           AND version = %s
        """,
        (custodian, version),
    )


def last_destroyed(db: Db) -> tuple[Statement, ...]:
    """What the custodians said of the root that was in use before; none at first."""
    rows = db.execute(
        """
        SELECT custodian, version, destroyed_at
          FROM root
         WHERE destroyed_at IS NOT NULL
           AND version = (SELECT max(version)
                            FROM root
                           WHERE used_at IS NOT NULL
                             AND trunk IS NULL)
         ORDER BY custodian
        """
    )
    return tuple(Statement(*row) for row in rows)
