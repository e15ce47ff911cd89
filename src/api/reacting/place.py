"""How far the reactor has come, and what it will try again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from psycopg.rows import class_row

from projections.query import Db

FIRST_REST: Final = timedelta(seconds=2)
LONGEST_REST: Final = timedelta(hours=1)
"""How long a reaction rests that failed, before it is tried again."""
AT_ONCE: Final = 100


@dataclass(frozen=True)
class Failed:
    """A reaction that failed on an event, and how often."""

    reaction: str
    position: int
    attempts: int = 0


class Place:
    """The rows that remember it, in the leader's connection."""

    def __init__(self, db: Db) -> None:
        self._db = db
        ((self.position,),) = db.execute("SELECT position FROM reactor").fetchall()

    def move(self, to: int, failed: Iterable[Failed], now: datetime) -> None:
        """Remember that everything up to there was followed up, but for these."""
        with self._db.transaction():
            for one in failed:
                self._db.execute(
                    """
                    INSERT INTO reaction_waiting (reaction, position, again_at)
                    VALUES (%s, %s, %s)
                        ON CONFLICT DO NOTHING
                    """,
                    (one.reaction, one.position, now),
                )
            self._db.execute("UPDATE reactor SET position = %s", (to,))
        self.position = to

    def waiting(self, now: datetime) -> list[Failed]:
        """Those whose time has come to be tried again."""
        with self._db.cursor(row_factory=class_row(Failed)) as cursor:
            return cursor.execute(
                """
                SELECT reaction, position, attempts
                  FROM reaction_waiting
                 WHERE again_at <= %s
                 ORDER BY again_at
                 LIMIT %s
                """,
                (now, AT_ONCE),
            ).fetchall()

    def put_off(self, failed: Failed, now: datetime) -> None:
        """Try it again later, each time twice as late."""
        rest = min(FIRST_REST * 2 ** min(failed.attempts, 20), LONGEST_REST)
        self._db.execute(
            """
            UPDATE reaction_waiting
               SET attempts = attempts + 1,
                   again_at = %s
             WHERE reaction = %s
               AND position = %s
            """,
            (now + rest, failed.reaction, failed.position),
        )

    def done(self, failed: Failed) -> None:
        """It need not be tried again."""
        self._db.execute(
            "DELETE FROM reaction_waiting WHERE reaction = %s AND position = %s",
            (failed.reaction, failed.position),
        )
