"""One leads for each organisation, the others wait and take over when it dies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event as Flag
from threading import Thread
from time import monotonic
from typing import Final, Protocol

import structlog
from psycopg import Connection

from cases.database import FOLLOWER, parameters
from projections.query import Db

TURN: Final = 0.2
"""Seconds between two looks: is there a leader, is this to stop."""
IDLE: Final = 0.7
"""Seconds that whoever leads waits at most when there is nothing: a bell wakes them."""
LAST_TURN: Final = 0.8
"""Seconds that whoever leads has to finish a batch when it is to stop."""
FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 5.0
"""Seconds before the database is tried again."""

lines = structlog.get_logger("projections")


class Work(Protocol):
    """What the one that leads does, batch after batch."""

    def go_on(self) -> bool:
        """Do what there is to be done; False when there was nothing."""

    def wait(self, timeout: float) -> None:
        """Until there may be something, at most `timeout` seconds."""


@dataclass(frozen=True, slots=True)
class Office:
    """What is led: of which organisation, and the work that a connection does there.

    `name` is what others wait for, as `cases follow`.
    """

    name: str
    organisation: str
    work: Callable[[Db], Work]


class Candidate:
    """Leads in one organisation, or waits to."""

    def __init__(self, url: str, office: Office) -> None:
        self._url = url
        self._office = office
        self._pause = FIRST_PAUSE

    def run(self, stop: Flag) -> None:
        """Lead until `stop`, whatever happens to the database meanwhile."""
        organisation = self._office.organisation
        while not stop.is_set():
            try:
                with Connection.connect(
                    self._url, **parameters(organisation, FOLLOWER)
                ) as db:
                    if self._leads(db, stop):
                        lines.info("leading", organisation=organisation)
                        self._lead(db, stop)
            # Anything: one that ended would leave undone what others wait for.
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
                (f"{self._office.name} {self._office.organisation}",),
            )
            if asked.fetchone() == (True,):
                return True
            stop.wait(TURN)
        return False

    def _lead(self, db: Db, stop: Flag) -> None:
        work = self._office.work(db)
        while not stop.is_set():
            if not work.go_on():
                work.wait(IDLE)
            self._pause = FIRST_PAUSE


def lead(url: str, offices: Sequence[Office], stop: Flag) -> None:
    """Lead, or wait to lead, in each of them, until `stop`.

    Returns within a second of it, even when the database does not answer: what was not
    committed then never was. A database that goes away is waited for.
    """
    threads = [
        Thread(target=Candidate(url, office).run, args=(stop,), daemon=True)
        for office in offices
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    until = monotonic() + LAST_TURN
    for thread in threads:
        thread.join(max(0, until - monotonic()))
