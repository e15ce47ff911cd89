"""Hearing of erasures, in every process, as they are committed."""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Final

from psycopg import Error, sql

from cases.database import Pool, schema

LISTENING: Final = 0.5
"""Seconds after which a listener looks whether it is still wanted."""


def channel(organisation: str) -> sql.Identifier:
    """Where an erasure of keys is announced, in the keystore's database."""
    return sql.Identifier(f"keys_{schema(organisation)}")


class Hearing:
    """Listens for erasures of keys, from `begin` to `close`.

    `told` learns whether erasures are heard from now on, at each one anew: what was
    opened before may have been erased.
    """

    def __init__(self, pool: Pool, told: Callable[[bool], None]) -> None:
        self._pool = pool
        self._told = told
        self._closed = Event()
        self._lock = Lock()
        self._begun = False

    def begin(self) -> None:
        """Listen from now on; harmless to repeat."""
        with self._lock:
            begun, self._begun = self._begun, True
        if not begun:
            Thread(target=self._keep_listening, name="erasures", daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        self._closed.set()

    def _keep_listening(self) -> None:
        while not self._closed.is_set():
            try:
                self._listen()
            except Error:
                self._closed.wait(LISTENING)
            finally:
                self._told(False)

    def _listen(self) -> None:
        with self._pool.beside() as connection:
            where = channel(self._pool.organisation)
            connection.execute(sql.SQL("LISTEN {}").format(where))
            self._told(True)
            while not self._closed.is_set():
                for _ in connection.notifies(timeout=LISTENING):
                    self._told(True)
