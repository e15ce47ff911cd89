"""What moves or suspends the deletion of the texts of a case."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.command import Circumstances, Command, Day, Number, StepCommand
from cases.commands.keeping import Keeping
from cases.errors import NotPermitted, Refused
from cases.events.closing import HoldBasis, HoldPlaced, HoldReleased
from cases.events.event import Event, Personal


class RecalculateRetention(Command):
    """Compute anew until when texts are kept, where rules or facts have changed."""

    def others(self, case: Case) -> tuple[UUID, ...]:
        linked = {case.links.follows, *case.links.followers}
        return tuple(sorted(one for one in linked if one is not None))

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        if by != SYSTEM:
            reason = "only what has changed moves the day of a deletion"
            raise NotPermitted(reason, "not from the code: schedules are computed")
        yield from Keeping(case, case.edition.calendar.day(at)).anew()


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
        if last:
            keeping = Keeping(now.case, now.today)
            yield from keeping.postponed("hold_released", "hold_release")
