"""One organisation's event log."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final
from uuid import UUID

from eventsourcing import persistence
from eventsourcing.application import Application
from eventsourcing.utils import Environment, EnvType
from psycopg import Error

from cases.database import Pool
from cases.errors import CommandReused, Outdated, Unavailable
from cases.events.catalogue import EVENTS
from cases.events.event import Event
from cases.log.doorbell import Bell
from cases.log.drafting import drafted
from cases.log.factory import LogFactory
from cases.log.mapper import EventMapper
from cases.log.personal import Seal, no_seal
from cases.log.recorded import (
    NO_GUARDS,
    Appended,
    Behind,
    Envelope,
    FirstAnswer,
    GuardMoved,
    Part,
    Past,
    Recorded,
    Relation,
    Submission,
)
from cases.log.recorder import BEHIND, GUARD_MOVED, Recorder

FIRST_PAUSE: Final = 0.01
LONGEST_PAUSE: Final = 0.5
"""Seconds between two looks of somebody who waits and hears no bell."""


class Log(Application[UUID]):
    """What happened in one organisation: appended to, read, never changed.

    All methods raise Unavailable when the database does not answer. Raises Behind when
    the log was restored into a cluster that counts from lower.
    """

    name = "cases"
    recorder: Recorder
    mapper: EventMapper

    def __init__(
        self,
        organisation: str,
        database: Pool,
        seal: Seal = no_seal,
        events: Mapping[str, type[Event]] = EVENTS,
    ) -> None:
        self.organisation = organisation
        self._seal = seal
        self._catalogue = events
        self._pool = database
        self._bell = Bell(database)
        super().__init__()
        self._refuse_when_behind()

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        """Nothing: settings are arguments."""
        return Environment(name, env or {})

    def construct_factory(self, env: Environment) -> LogFactory:
        """What makes our recorder, over the pool that was given."""
        return LogFactory(env, self._pool, self._bell)

    def construct_mapper(self) -> EventMapper:
        """Ours: canonical JSON under stable names."""
        return EventMapper(self._catalogue)

    def append(
        self,
        stream: UUID,
        version: int,
        events: Sequence[Event],
        by: Envelope,
        *,
        fingerprint: bytes = b"",
        guards: Mapping[str, int] = NO_GUARDS,
        beside: Sequence[Part] = (),
        by_day: bool = False,
        offices: int | None = None,
    ) -> Appended:
        """Record one command's events after `version` of a stream, 0 for a new one.

        And what happens `beside` it in other streams. All or nothing, durable when it
        returns, personal text sealed. A command id that was used before gets its first
        answer and records nothing, or CommandReused when the fingerprint is another.
        Raises Outdated when one of the streams is at another version, or that of the
        offices has more than so many events; GuardMoved when a counter in `guards` is
        another. `by_day` tells only the day of it, as of what a
        reporter does.
        """
        ready = drafted((Part(stream, version, events), *beside), by, self._seal)
        rows = [self.mapper.to_stored_event(draft) for draft in ready.drafts]
        submission = ready.submission(
            by, fingerprint, guards, by_day=by_day, offices=offices
        )
        try:
            with _answered():
                positions = self.recorder.insert_events(rows, submission=submission)
        except persistence.IntegrityError as conflict:
            return self._first_answer(conflict, submission)
        ends_with = version + len(events)
        return Appended(ends_with, positions[-1], stream, ready.deeds(stream))

    def receipt(self, command: UUID) -> FirstAnswer | None:
        """What a command id was answered with; None when it was never used."""
        with _answered():
            found = self.recorder.ask(
                """
                SELECT stream, version, position, fingerprint
                  FROM command
                 WHERE command = %s
                """,
                (command,),
            )
        return FirstAnswer(*found[0]) if found else None

    def history(self, stream: UUID) -> list[Recorded]:
        """Everything in a stream, oldest first; empty when unknown."""
        with _answered():
            return list(self.events.get(stream))  # type: ignore[arg-type]

    def past(self, stream: UUID, after: int = 0) -> Past:
        """What happened after a version, as far as a case is made of it."""
        with _answered():
            rows = self.recorder.select_past(stream, after)
        return self._past(rows, after)

    def two_pasts(
        self, first: tuple[UUID, int], second: tuple[UUID, int]
    ) -> tuple[Past, Past]:
        """The same of two streams, each after a version of it, at one moment."""
        with _answered():
            rows = self.recorder.select_two_pasts(first, second)
        own = [row for stream, *row in rows if stream == first[0]]
        other = [row for stream, *row in rows if stream != first[0]]
        return self._past(own, first[1]), self._past(other, second[1])

    def _past(self, rows: Sequence[Sequence[Any]], after: int) -> Past:
        deeds = (self.mapper.to_deed(topic, state) for topic, state, _ in rows)
        return Past(deeds, after + len(rows), rows[-1][2] if rows else 0)

    def relation(self, name: str) -> Relation:
        """A relation's counter and the events that carry it, oldest first, as one."""
        with _answered():
            found = self.recorder.ask(
                """
                SELECT coalesce(guard.version, 0), stream, e.version, e.position,
                       recorded_at, topic, state
                  FROM (SELECT %s::text COLLATE "C" AS name) AS asked
                  LEFT JOIN guard USING (name)
                  LEFT JOIN (relation JOIN event AS e USING (stream, version))
                       USING (name)
                 ORDER BY e.position
                """,
                (name,),
            )
        return Relation(
            version=found[0][0],
            events=[
                self.mapper.to_recorded(columns) for _, *columns in found if columns[0]
            ],
        )

    def since(self, position: int, limit: int) -> list[Recorded]:
        """At most `limit` events after a position, in the log's order.

        Only what no event can come before any more.
        """
        with _answered():
            rows = self.recorder.select_log(position, limit)
        return [self.mapper.to_recorded(columns) for columns in rows]

    def head(self) -> int:
        """The last position that `since` can give; 0 when there is none."""
        with _answered():
            return self.recorder.max_notification_id() or 0

    def wait(self, position: int, timeout: float) -> None:
        """Until there is something after `position`, at most `timeout` seconds."""
        until = monotonic() + timeout
        heard = self._bell.heard()
        # What was rung for is there a moment later, when others are still writing.
        pause = LONGEST_PAUSE if self._bell.quiet() else FIRST_PAUSE
        while self.head() <= position and (left := until - monotonic()) > 0:
            self._bell.wait(heard, min(pause, left))
            now_heard = self._bell.heard()
            pause = min(pause * 2, LONGEST_PAUSE) if heard == now_heard else FIRST_PAUSE
            heard = now_heard

    def close(self) -> None:
        """End the threads; the pool is its maker's to close."""
        super().close()
        self._bell.close()

    def _first_answer(
        self, conflict: persistence.IntegrityError, submission: Submission
    ) -> Appended:
        error = conflict.__cause__
        if not isinstance(error, Error):
            raise conflict
        if error.diag.constraint_name == "command_pkey":
            first = self.receipt(submission.command)
            if first is None or not first.answers(submission.fingerprint):
                raise CommandReused from None
            return first.appended()
        if error.sqlstate == GUARD_MOVED:
            raise GuardMoved(tuple((error.diag.message_detail or "").split())) from None
        if error.sqlstate == BEHIND or error.diag.constraint_name == "event_position":
            raise Behind(self.organisation) from None
        if error.diag.constraint_name in ("event_pkey", None):
            raise Outdated from None
        raise conflict

    def _refuse_when_behind(self) -> None:
        with _answered():
            ((behind,),) = self.recorder.ask(
                "SELECT coalesce(max(position) >= frontier(), false) FROM event"
            )
        if behind:
            raise Behind(self.organisation)


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except persistence.OperationalError as silence:
        raise Unavailable("the log does not answer") from silence
