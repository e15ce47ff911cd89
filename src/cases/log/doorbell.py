"""Waking readers of the log: rung after commits, heard in every process.

A notification inside the append's transaction would make all writers wait for each
other. So it is sent afterwards, by a thread of its own, and one stands for many. It may
get lost: whoever waits looks by themselves from time to time.
"""

from collections.abc import Callable
from threading import Condition, Event, Thread
from time import monotonic
from typing import Final

from psycopg import Error, sql

from cases.database import Pool, schema

INTERVAL: Final = 0.02
"""Seconds between two rings of one process."""
LISTENING: Final = 0.5
"""Seconds after which a listener looks whether it is still wanted."""
QUIET: Final = 1.0
"""Seconds without a ring after which nothing is expected any more."""


class Bell:
    """One organisation's bell. Its threads begin when first needed, end by `close`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._channel = sql.Identifier(schema(pool.organisation))
        self._closed = Event()
        self._rung = Event()
        self._heard = 0
        self._heard_at = monotonic()
        self._hearing = Condition()
        self._ringer: Thread | None = None
        self._listener: Thread | None = None

    def ring(self) -> None:
        """Say that something was committed; returns at once."""
        if not self._rung.is_set():
            self._rung.set()
            if self._ringer is None:
                self._ringer = self._begin(self._keep_ringing)

    def heard(self) -> int:
        """How often it was heard so far; from the first call on, it is listened to."""
        with self._hearing:
            if self._listener is None:
                self._listener = self._begin(self._keep_listening)
            return self._heard

    def quiet(self) -> bool:
        """Whether it was not heard for a while; it may have been lost at first."""
        return monotonic() - self._heard_at > QUIET

    def wait(self, after: int, timeout: float) -> None:
        """Until it was heard more often than `after`, or `timeout` seconds are over."""
        until = monotonic() + timeout
        with self._hearing:
            while self._heard <= after and (left := until - monotonic()) > 0:
                self._hearing.wait(left)

    def close(self) -> None:
        """Ring a last time if need be, and end the threads."""
        self._closed.set()
        self._rung.set()
        if self._ringer:
            self._ringer.join(timeout=1)

    def _begin(self, work: Callable[[], None]) -> Thread:
        thread = Thread(target=work, name="bell", daemon=True)
        thread.start()
        return thread

    def _keep_ringing(self) -> None:
        while not self._closed.is_set():
            try:
                # A notification lost in a crash has nobody left to hear it.
                with self._pool.beside(synchronous_commit="off") as connection:
                    while not self._closed.is_set():
                        self._rung.wait()
                        self._rung.clear()
                        connection.execute(sql.SQL("NOTIFY {}").format(self._channel))
                        self._closed.wait(INTERVAL)
            except Error:
                self._closed.wait(LISTENING)

    def _keep_listening(self) -> None:
        while not self._closed.is_set():
            try:
                with self._pool.beside() as connection:
                    connection.execute(sql.SQL("LISTEN {}").format(self._channel))
                    while not self._closed.is_set():
                        for _ in connection.notifies(timeout=LISTENING):
                            self._note()
            except Error:
                self._closed.wait(LISTENING)

    def _note(self) -> None:
        with self._hearing:
            self._heard += 1
            self._heard_at = monotonic()
            self._hearing.notify_all()
