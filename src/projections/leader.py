"""What the one that leads does: batch after batch, for every projection.

A projection that fails on an event stops there, alone, and tries again later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from time import monotonic
from typing import Final

import structlog
from psycopg.errors import (
    DeadlockDetected,
    LockNotAvailable,
    QueryCanceled,
    SerializationFailure,
)

from cases import telemetry
from cases.log.log import Log
from cases.log.recorded import Recorded
from projections.ahead import Ahead, Batch
from projections.batch import Fenced, Told, advance, by_index
from projections.position import Place, places
from projections.projection import Projection
from projections.query import Db

LIMIT: Final = 1000
"""Events in a batch; its transaction holds back the readers of the log meanwhile."""
FIRST_REST: Final = 0.5
LONGEST_REST: Final = 60.0
"""Seconds before a projection that failed tries again."""
CAUSES: Final = 100
"""Traces that a batch's span is linked to."""
PASSING: Final = (
    LockNotAvailable,
    DeadlockDetected,
    SerializationFailure,
    QueryCanceled,
)

lines = structlog.get_logger("projections")


@dataclass(slots=True)
class Course:
    """One projection on its way: where it is, and how long it rests after a failure."""

    projection: Projection
    place: Place
    rest: float = 0.0
    resting_until: float = 0.0

    @property
    def position(self) -> int:
        """The position of the last event applied."""
        return self.place.position

    def went_on(self, place: Place) -> None:
        """It came further: the next failure is a first one again."""
        self.place = place
        self.rest = 0.0

    def take_rest(self) -> None:
        """Rest, each time twice as long as before."""
        self.rest = min(max(self.rest * 2, FIRST_REST), LONGEST_REST)
        self.resting_until = monotonic() + self.rest

    def resting(self) -> bool:
        """Whether it is too early to try again."""
        return monotonic() < self.resting_until


class Leader:
    """Applies the log's events, through the one connection that holds the lead."""

    def __init__(
        self,
        db: Db,
        log: Log,
        projections: Sequence[Projection],
        limit: int = LIMIT,
    ) -> None:
        self._db = db
        self._log = log
        self._ahead = Ahead(log, limit)
        by_index(db)
        found = places(db)
        self.courses = [Course(one, found[one.name]) for one in projections]

    def go_on(self) -> bool:
        """Apply a batch to every projection; False when there was nothing to apply."""
        applied = False
        for position, courses in self._together():
            batch = self._ahead.after(position)
            if batch.events:
                self._apply(batch, courses)
                applied = True
        return applied

    def wait(self, timeout: float) -> None:
        """Until the log goes on, at most `timeout` seconds."""
        positions = [one.position for one in self.courses if not one.resting()]
        self._log.wait(max(positions, default=self._log.head()), timeout)

    def _together(self) -> Iterator[tuple[int, list[Course]]]:
        ready = [course for course in self.courses if not course.resting()]
        ready.sort(key=attrgetter("position"))
        for position, courses in groupby(ready, attrgetter("position")):
            yield position, list(courses)

    def _apply(self, batch: Batch, courses: Sequence[Course]) -> None:
        events = batch.events
        causes = dict.fromkeys(one.envelope.traceparent for one in events)
        with telemetry.span(
            "project", caused_by=list(causes)[:CAUSES], count=len(events)
        ):
            for course in courses:
                self._advance(course, batch.told)
        telemetry.projected(self._log.organisation, len(events), _age(events))

    def _advance(self, course: Course, batch: Sequence[Told]) -> None:
        try:
            course.went_on(advance(self._db, course.projection, course.place, batch))
        except Fenced:
            course.place = places(self._db)[course.projection.name]
        except PASSING:
            course.take_rest()
        except Exception as error:
            if self._db.broken or self._db.closed:
                raise
            self._find_the_event(course, batch, error)

    def _find_the_event(
        self, course: Course, batch: Sequence[Told], error: Exception
    ) -> None:
        if len(batch) > 1:
            # Whatever comes after the half that succeeds is read again.
            self._advance(course, batch[: len(batch) // 2])
            return
        course.take_rest()
        lines.error(
            "a projection stopped at an event",
            organisation=self._log.organisation,
            projection=course.projection.name,
            position=batch[0].position,
            topic=batch[0].event.__name__,
            error=type(error).__name__,
        )


def _age(events: Sequence[Recorded]) -> float:
    # What a reporter did is recorded by the day only.
    exact = [e.recorded_at for e in events if e.envelope.acting_as != "reporter"]
    return (datetime.now(UTC) - exact[-1]).total_seconds() if exact else 0.0
