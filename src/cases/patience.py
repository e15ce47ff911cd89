"""Asking a database that may be away for a moment."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from math import inf
from time import monotonic, sleep
from typing import Any, Final, LiteralString, TypeVar

from psycopg import Connection, Error, InterfaceError, OperationalError
from psycopg_pool import PoolClosed, PoolTimeout

from cases.database import Pool

Answer = TypeVar("Answer")

SECONDS: Final = 5.0
"""How long a server may be away before the caller is told."""
TURN: Final = 0.25
"""Seconds to wait for a connection before asking for one anew."""
LONGEST_PAUSE: Final = 0.25

# Classes of SQLSTATE after which the same statement may succeed: a lost connection, a
# deadlock or serialisation failure, a server that is stopping or starting.
_PASSING: Final = ("08", "40", "57P")

# Whoever asks several stores under a limit has one patience for all of them; as an
# argument it would have to go through every layer.
_UNTIL: Final[ContextVar[float]] = ContextVar("until", default=inf)


def limit(seconds: float) -> None:
    """From now on all that is waited for in this context takes so long, in all.

    What is asked when the time is over is asked once.
    """
    _UNTIL.set(monotonic() + seconds)


def left(seconds: float) -> float:
    """So many seconds, or what the limit leaves of them."""
    return max(0.0, min(seconds, _UNTIL.get() - monotonic()))


class Patience:
    """Sends a statement until it is answered, for a few seconds.

    For statements that may be sent twice: queries, and appends, whose command id is
    taken only once.
    """

    def __init__(self, pool: Pool, seconds: float = SECONDS) -> None:
        self.pool = pool
        self.seconds = seconds

    def ask(
        self, statement: LiteralString, parameters: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows of the answer, in a transaction of its own."""
        return self.answer(
            lambda db: db.execute(statement, parameters, prepare=True).fetchall()
        )

    def answer(self, query: Callable[[Connection[Any]], Answer]) -> Answer:
        """What a query says, in a transaction of its own; it may be asked twice.

        Raises psycopg's error when the answer is one, or when there is none in time.
        """
        until = monotonic() + left(self.seconds)
        pause = 0.01
        while True:
            try:
                with self.pool.connection(timeout=TURN) as connection:
                    return query(connection)
            except (OperationalError, InterfaceError) as error:
                if not _passes(error) or monotonic() + pause > until:
                    raise
                self._find_broken_ones(error)
            sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _find_broken_ones(self, error: Error) -> None:
        # When one connection is gone, the others in the pool went with it.
        if error.sqlstate is None and not isinstance(error, PoolTimeout):
            self.pool.check()


def _passes(error: Error) -> bool:
    if isinstance(error, PoolClosed):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(_PASSING)
