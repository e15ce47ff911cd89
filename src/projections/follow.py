"""Following the log for ever: one leads for each organisation, others wait."""

from collections.abc import Sequence
from threading import Event as Flag
from threading import Thread
from time import monotonic
from typing import Final

import structlog
from psycopg import Connection

from cases.database import FOLLOWER, parameters
from cases.log.log import Log
from projections.batch import few_collections
from projections.catalogue import PROJECTIONS
from projections.leader import Leader
from projections.projection import Projection
from projections.query import Db

TURN: Final = 0.2
"""Seconds between two looks: is there a leader, is this to stop."""
LAST_TURN: Final = 0.8
"""Seconds that followers have to finish their batch when they are to stop."""
FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 5.0
"""Seconds before the database is tried again."""

lines = structlog.get_logger("projections")


def follow(url: str, logs: Sequence[Log], stop: Flag) -> None:
    """Keep every projection of these organisations true to its log, until `stop`.

    Returns within a second of it, even when the database does not answer: what was not
    committed then never was. A database that goes away is waited for.
    """
    threads = [
        Thread(target=Follower(url, log).run, args=(stop,), daemon=True) for log in logs
    ]
    with few_collections():
        for thread in threads:
            thread.start()
        stop.wait()
    until = monotonic() + LAST_TURN
    for thread in threads:
        thread.join(max(0, until - monotonic()))


class Follower:
    """Follows one organisation's log, as its leader or in wait of becoming it."""

    def __init__(
        self, url: str, log: Log, projections: Sequence[Projection] = PROJECTIONS
    ) -> None:
        self._url = url
        self._log = log
        self._projections = projections
        self._pause = FIRST_PAUSE

    def run(self, stop: Flag) -> None:
        """Follow until `stop`, whatever happens to the database meanwhile."""
        organisation = self._log.organisation
        while not stop.is_set():
            try:
                with Connection.connect(
                    self._url, **parameters(organisation, FOLLOWER)
                ) as db:
                    if self._leads(db, stop):
                        lines.info("leading", organisation=organisation)
                        self._lead(db, stop)
            # Anything: a follower that ended would show the past for ever.
            except Exception as error:  # noqa: BLE001
                lines.warning(
                    "following was interrupted",
                    organisation=organisation,
                    error=type(error).__name__,
                )
                stop.wait(self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _leads(self, db: Db, stop: Flag) -> bool:
        # The lock is the session's: it ends with the connection that also writes.
        while not stop.is_set():
            asked = db.execute(
                "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))",
                (f"cases follow {self._log.organisation}",),
            )
            if asked.fetchone() == (True,):
                return True
            stop.wait(TURN)
        return False

    def _lead(self, db: Db, stop: Flag) -> None:
        leader = Leader(db, self._log, self._projections)
        while not stop.is_set():
            if not leader.go_on():
                leader.wait(TURN)
            self._pause = FIRST_PAUSE
