"""Time limits: how one begins, passes, stands still, goes on and ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.calendar import Due
from cases.case.case import Case
from cases.case.run import Run
from cases.events.event import Event
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPassed,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
)

When = date | datetime
"""A moment, or a day of which no more is known."""


@dataclass(frozen=True)
class Timing:
    """The time limits of a case at a moment, or on a day; of one party or of all."""

    case: Case
    when: When
    party: int | None = None

    @property
    def on(self) -> date:
        """The day, in the organisation's time zone."""
        if isinstance(self.when, datetime):
            return self.case.edition.calendar.day(self.when)
        return self.when

    def runs(self, clock: str) -> list[Run]:
        """The runs of a clock: the case's own, and the party's or everybody's."""
        return [
            run
            for run in self.case.clocks.values()
            if run.clock == clock
            and (None in (run.party, self.party) or run.party == self.party)
        ]

    def over(self, run: Run) -> bool:
        """Whether a period has ended; the whole last day is in it."""
        if run.paused_on is not None:
            return False
        if isinstance(self.when, datetime):
            return self.case.edition.calendar.has_passed(run.due, self.when)
        return self.when > run.due.on

    def start(self, clock: str, until: Due | None = None) -> Iterator[Event]:
        """Let a clock begin, in place of the one that runs unless that runs on.

        Hours count from the moment. `until` when somebody set its end, in place of
        the period.
        """
        edition, term = self.case.edition, self.case.edition.clocks[clock]
        if term.per_party and self.party is None:
            return
        if term.runs_on and self.runs(clock):
            return
        due = until or edition.due(clock, self.when, self.case.facts)
        yield ClockStarted(
            clock=clock,
            party=self.party if term.per_party else None,
            clause=term.clause,
            started_on=self.on,
            due_on=due.on,
            due_at=due.at,
            moments=edition.moments(clock, due, self.when),
        )

    def passed(self, run: Run) -> Iterator[Event]:
        """That a period has ended, unless that is recorded."""
        if run.noted or not self.over(run):
            return
        window = self.case.edition.clocks[run.clock].window
        kind = ClockPassed if window else ClockMissed
        yield kind(**self._of(run), due_on=run.due.on)

    def warn(self, run: Run) -> Iterator[Event]:
        """The warnings whose moment has come; at a moment, not on a day."""
        assert isinstance(self.when, datetime)
        for moment in run.moments[:-1]:
            if moment <= self.when:
                yield ClockWarned(
                    **self._of(run),
                    moment=moment,
                    due_on=run.due.on,
                    due_at=run.due.at,
                )

    def meet(self, run: Run) -> Iterator[Event]:
        """That what a clock is for was done: in time, or late."""
        missed = run.noted and not self.case.edition.clocks[run.clock].window
        if not (self.over(run) or missed):
            yield ClockMet(**self._of(run))
            return
        yield from self.passed(run)
        late = max(0, (self.on - run.due.on).days)
        yield ClockMetLate(**self._of(run), days_late=late)

    def stop(self, run: Run) -> Iterator[Event]:
        """That a clock does not matter any more; what was missed stays missed."""
        yield from self.passed(run)
        yield ClockStopped(**self._of(run))

    def pause(self, run: Run) -> Iterator[Event]:
        """That a clock stands still; one that has passed cannot."""
        yield from self.passed(run)
        if not (run.noted or run.paused_on or self.over(run)):
            yield ClockPaused(**self._of(run), paused_on=self.on)

    def resume(self, run: Run) -> Iterator[Event]:
        """That a clock goes on, for the days that it had left."""
        if run.paused_on is None:
            return
        edition = self.case.edition
        paused = run.paused_days + (self.on - run.paused_on).days
        due = edition.due(
            run.clock,
            run.started_on,
            self.case.facts,
            extended=run.extended,
            paused=paused,
        )
        yield ClockResumed(
            **self._of(run),
            resumed_on=self.on,
            paused_days=paused,
            due_on=due.on,
            moments=edition.moments(run.clock, due, self.when),
        )

    def _of(self, run: Run) -> dict[str, Any]:
        """Which time limit it is about, and on which clause that rests."""
        clause = self.case.edition.clocks[run.clock].clause
        return {"clock": run.clock, "party": run.party, "clause": clause}
