"""A connection that does not wait for ever: not for a network, not for a server."""

from typing import Any, Final, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

Answer = TypeVar("Answer")

LIMITS: Final = {
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    # An open transaction holds back every reader of the log.
    "idle_in_transaction_session_timeout": "5s",
    "timezone": "UTC",
}
"""A session's settings of the server."""
NETWORK: Final = {"connect_timeout": 5, "tcp_user_timeout": 3_000}
"""Seconds and milliseconds after which a network that is silent counts as gone."""
SILENCE_SECONDS: Final = 16.0
"""How long a server that took a statement may be silent: it ends every statement
sooner by itself (`statement_timeout`), so it stands still."""


class Attentive(Connection[tuple[Any, ...]]):
    """Gives up a server that stands still; the statement may have been carried out."""

    def wait(
        self, gen: PQGen[Answer], interval: float = 0.1, timeout: float | None = None
    ) -> Answer:
        """What the server answers; OperationalError, and closed, when it is silent."""
        try:
            limit = SILENCE_SECONDS if timeout is None else timeout
            return super().wait(gen, interval, limit)
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
