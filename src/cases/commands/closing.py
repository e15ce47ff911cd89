"""Holds: what suspends the deletion of a case."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.errors import Refused
from cases.events.closing import (
    DeletionRescheduled,
    HoldBasis,
    HoldPlaced,
    HoldReleased,
)
from cases.events.event import Event, Personal


class PlaceHold(StepCommand):
    """Suspend deletion, e.g. for legal proceedings (GDPR Art. 17(3)(e))."""

    step_name: ClassVar[str] = "place_hold"

    basis: HoldBasis
    review_on: Day
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        latest = now.case.edition.due("hold_review", now.today).on
        if not now.today < self.review_on <= latest:
            reason = "a hold is reviewed sooner, and after today"
            raise Refused(reason, now.step.clause, "review_on", until=latest)
        number = len(now.case.holds) + 1
        yield now.happened(HoldPlaced, hold=number, **dict(self))


class ReleaseHold(StepCommand):
    """End a suspension of deletion."""

    step_name: ClassVar[str] = "release_hold"

    hold: Number
    reason: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        holds = now.case.holds
        if self.hold not in holds:
            raise Refused("the case has no such hold", now.step.clause, "hold")
        if not holds[self.hold]:
            return
        yield now.happened(HoldReleased, **dict(self))
        last = not any(held for n, held in holds.items() if n != self.hold)
        if last and now.case.delete_on is not None:
            yield from self._rescheduled(now, now.case.delete_on)

    def _rescheduled(self, now: Circumstances, delete_on: date) -> Iterator[Event]:
        edition = now.case.edition
        clock = edition.clocks["hold_release"]
        earliest = edition.calendar.delete_on(clock.period, now.today)
        if earliest > delete_on:
            yield DeletionRescheduled(delete_on=earliest, rule=clock.label)
