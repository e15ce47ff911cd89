"""How far each webhook has come: rows that only the one that leads writes."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg.rows import class_row

from projections.query import Db

FIRST_REST: Final = timedelta(seconds=5)
LONGEST_REST: Final = timedelta(hours=1)
"""How long a webhook rests that was not reached, before it is tried again."""
AT_LAST: Final = timedelta(days=1)
"""After which it is given up."""
KEPT: Final = timedelta(days=30)
"""How long it can be read what became of what was sent and taken."""


class Elsewhere(Exception):
    """Somebody else has moved a webhook: this one leads no more."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a webhook has come, and how often what follows was tried in vain."""

    position: int
    attempts: int
    failing_since: datetime | None
    again_at: datetime | None
    given_up: bool

    def due(self, now: datetime) -> bool:
        """Whether something may be sent."""
        return not self.given_up and (self.again_at is None or self.again_at <= now)

    def last_attempt(self, now: datetime) -> bool:
        """Whether it was tried for as long as it is."""
        return self.failing_since is not None and now - self.failing_since >= AT_LAST


def rest(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubled each time, less up to a half.

    So that what failed together does not come again together.
    """
    longest = min(FIRST_REST * float(2 ** min(attempts, 20)), LONGEST_REST)
    return longest * (0.5 + secrets.randbelow(500) / 1000)


class Places:
    """The rows, in the leader's connection."""

    def __init__(self, db: Db) -> None:
        self._db = db

    def of(self, webhook: UUID, after: int) -> Place:
        """Where a webhook is; a new one is where it was to begin."""
        self._db.execute(
            """
            INSERT INTO webhook_place (webhook, position)
            VALUES (%s, %s)
                ON CONFLICT DO NOTHING
            """,
            (webhook, after),
        )
        with self._db.cursor(row_factory=class_row(Place)) as cursor:
            return cursor.execute(
                """
                SELECT position, attempts, failing_since, again_at, given_up
                  FROM webhook_place
                 WHERE webhook = %s
                """,
                (webhook,),
            ).fetchall()[0]

    def move(self, webhook: UUID, was: Place, to: int) -> None:
        """Say that everything up to there was taken; raises Elsewhere."""
        moved = self._db.execute(
            """
            UPDATE webhook_place
               SET position = %s,
                   attempts = 0,
                   failing_since = NULL,
                   again_at = NULL
             WHERE webhook = %s
               AND position = %s
               AND attempts = %s
            """,
            (to, webhook, was.position, was.attempts),
        )
        if not moved.rowcount:
            raise Elsewhere

    def taken(
        self, webhook: UUID, was: Place, position: int, status: str, now: datetime
    ) -> None:
        """An event was taken."""
        with self._db.transaction():
            self.move(webhook, was, position)
            told = (webhook, position, "taken", was.attempts + 1, status, now.date())
            self._write((*told, None))

    def not_taken(
        self, webhook: UUID, was: Place, position: int, status: str, now: datetime
    ) -> bool:
        """An event was not taken: it is tried again later; False when that was all.

        Whoever says that nobody is there any more (410) is not asked again.
        """
        over = status == "410" or was.last_attempt(now)
        again_at = None if over else now + rest(was.attempts)
        with self._db.transaction():
            failed = self._db.execute(
                """
                UPDATE webhook_place
                   SET attempts = attempts + 1,
                       failing_since = coalesce(failing_since, %s),
                       again_at = %s,
                       given_up = %s
                 WHERE webhook = %s
                   AND position = %s
                   AND attempts = %s
                """,
                (now, again_at, over, webhook, was.position, was.attempts),
            )
            if not failed.rowcount:
                raise Elsewhere
            state = "given_up" if over else "waiting"
            told = (webhook, position, state, was.attempts + 1, status, now.date())
            self._write((*told, again_at))
        return not over

    def forget(self, now: datetime) -> None:
        """What became of what was taken long ago is read by nobody."""
        self._db.execute(
            "DELETE FROM webhook_delivery WHERE state = 'taken' AND day < %s",
            ((now - KEPT).date(),),
        )

    def _write(self, told: tuple[object, ...]) -> None:
        self._db.execute(
            """
            INSERT INTO webhook_delivery
                   (webhook, position, state, attempts, status, day, again_at)
            VALUES (%s, %s, %s, %s, %s, %s, %s)
                ON CONFLICT (webhook, position) DO UPDATE
               SET state = excluded.state,
                   attempts = excluded.attempts,
                   status = excluded.status,
                   day = excluded.day,
                   again_at = excluded.again_at
            """,
            told,
        )
