"""The eventsourcing library's PostgreSQL recorder, without its lock.

A position is made of the transaction's id; readers stop below the oldest transaction
still running. So writers need not wait for each other, and no reader passes over an
event that is committed late.
"""

from collections.abc import Sequence
from typing import Any, Final, LiteralString
from uuid import UUID, uuid4

from eventsourcing import persistence
from eventsourcing.persistence import (
    ApplicationRecorder,
    Notification,
    StoredEvent,
    Subscription,
)
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg import Error, InterfaceError, OperationalError
from psycopg.errors import UniqueViolation

from cases.database import Pool
from cases.log.doorbell import Bell
from cases.log.gathering import Gathering
from cases.log.mapper import Row
from cases.log.recorded import Submission
from cases.log.sending import Call, statement
from cases.log.subscription import BellSubscription
from cases.patience import Patience

NOT_FIRST_WRITE: Final = "LG001"
OUTDATED: Final = "LG002"
GUARD_MOVED: Final = "LG003"
BEHIND: Final = "LG004"
OFFICES_MOVED: Final = "LG007"
CONFLICTS: Final = (OUTDATED, GUARD_MOVED, BEHIND, OFFICES_MOVED)

_STREAM: Final[LiteralString] = """
    SELECT stream, version, position, recorded_at, topic, state
      FROM event
     WHERE stream = %s
       AND version > coalesce(%s, 0)
       AND version <= coalesce(%s, 2147483647)
     ORDER BY version
     LIMIT %s
"""
_PAST: Final = """
    SELECT topic, state, position
      FROM event
     WHERE stream = %s
       AND version > %s
     ORDER BY version
"""
_TWO_PASTS: Final = """
    (SELECT stream, topic, state, position
       FROM event
      WHERE stream = %s
        AND version > %s
      ORDER BY version)
     UNION ALL
    (SELECT stream, topic, state, position
       FROM event
      WHERE stream = %s
        AND version > %s
      ORDER BY version)
"""
_STREAM_BACKWARDS: Final = _STREAM.replace("BY version", "BY version DESC")
_LOG: Final = """
    SELECT stream, version, position, recorded_at, topic, state
      FROM event
     WHERE position > %s
       AND position < least(%s, horizon())
       AND (%s::text[] IS NULL OR topic = ANY (%s))
     ORDER BY position
     LIMIT %s
"""


class Datastore(PostgresDatastore):
    """The library's way to the database, over a pool that it is given."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool  # type: ignore[assignment]
        self.pool_open_timeout = None
        self.schema = ""
        self.lock_timeout = 0
        self.originator_id_type = "uuid"
        self.enable_db_functions = False
        self.db_type_names = set()
        self.psycopg_type_adapters = {}
        self.psycopg_python_types = {}

    def register_type_adapters(self) -> None:
        """Nothing: our statements use no composite types."""


class Recorder(PostgresApplicationRecorder):
    """Appends by one function call; reads up to the horizon."""

    def __init__(self, pool: Pool, bell: Bell) -> None:
        super().__init__(Datastore(pool), events_table_name="event")
        self._patience = Patience(pool)
        self._bell = bell
        self._gathering = Gathering(self._send)

    def create_table(self) -> None:
        """Nothing: the tables come from `migrations/organisation`."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int]:
        """Store the events of one command, stream by stream, in one commit.

        `submission` is what is stored with them. Raises IntegrityError, caused by the
        database's error, when a stream or a guard has moved, or when the command id
        was used; OperationalError when the database does not answer. An append whose
        answer was lost is sent again with the same command id, so it happens once.
        """
        if not stored_events:
            return []
        submission = kwargs.get("submission") or Submission(command=uuid4())
        call = Call(stored_events, submission)
        send = self._gathering.append if call.sociable else self._send_alone
        origin = send(call)
        self._bell.ring()
        return range(origin + 1, origin + len(stored_events) + 1)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The rows of a stream, also those at or above the horizon."""
        query = _STREAM_BACKWARDS if desc else _STREAM
        return self.rows(query, (originator_id, gt, lte, limit))

    def select_past(self, stream: UUID, after: int) -> list[tuple[Any, ...]]:
        """Topic, state and position of each event after a version, oldest first."""
        return self.ask(_PAST, (stream, after))

    def select_two_pasts(
        self, first: tuple[UUID, int], second: tuple[UUID, int]
    ) -> list[tuple[Any, ...]]:
        """The same of two streams, one after the other; the stream before each."""
        return self.ask(_TWO_PASTS, (*first, *second))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """The rows of the log, in its order, below the horizon."""
        after = start - inclusive_of_start if start else 0
        before = None if stop is None else stop + 1
        found = self.select_log(after, limit, before, list(topics) or None)
        return [Row.of(columns) for columns in found]

    def select_log(
        self,
        after: int,
        limit: int,
        before: int | None = None,
        topics: list[str] | None = None,
    ) -> list[tuple[Any, ...]]:
        """The columns of such rows, after and before a position."""
        return self.ask(_LOG, (after, before, topics, topics, limit))

    def max_notification_id(self) -> int | None:
        """The last readable position; None when there is none."""
        ((last,),) = self.ask(
            "SELECT max(position) FROM event WHERE position < horizon()"
        )
        return None if last is None else int(last)

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Rows after a position, as they come; woken by the bell, or by time."""
        return BellSubscription(self, self._bell, gt=gt, topics=topics)

    def rows(self, statement: LiteralString, parameters: Sequence[Any]) -> list[Row]:
        """Rows of the log by any query that gives its columns, in their order."""
        found = self.ask(statement, parameters)
        return [Row.of(columns) for columns in found]

    def _send_alone(self, call: Call) -> int:
        return self._send([call])

    def _send(self, calls: Sequence[Call]) -> int:
        ((origin,),) = self.ask(*statement(calls))
        return int(origin)

    def ask(
        self, statement: LiteralString, parameters: Sequence[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """The answer to a statement that may be sent twice, in the library's errors."""
        try:
            return self._patience.ask(statement, parameters)
        except (OperationalError, InterfaceError) as error:
            raise persistence.OperationalError(str(error)) from error
        except Error as error:
            raise _conflict_or_mistake(error) from error


def _conflict_or_mistake(error: Error) -> persistence.DatabaseError:
    if isinstance(error, UniqueViolation) or error.sqlstate in CONFLICTS:
        return persistence.IntegrityError("taken")
    return persistence.ProgrammingError(type(error).__name__)
