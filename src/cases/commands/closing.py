"""What moves or suspends the deletion of the texts of a case."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from cases.actors import SYSTEM, Actor
from cases.calendar import Due
from cases.case.case import Case
from cases.case.erasure import Hold
from cases.case.fold import after
from cases.commands.command import (
    EACH_ONCE,
    UNIQUE,
    Circumstances,
    Command,
    Day,
    Number,
    Numbers,
    Persons,
    StepCommand,
)
from cases.commands.consequences import HOLD_REVIEW
from cases.commands.keeping import Keeping
from cases.commands.timing import Timing
from cases.errors import NotPermitted, Refused
from cases.events.closing import (
    HoldAcknowledged,
    HoldBasis,
    HoldPlaced,
    HoldReleased,
    HoldReviewed,
)
from cases.events.event import Event, Kind, Personal


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


Kinds = Annotated[
    tuple[Kind, ...], Field(max_length=6, json_schema_extra=UNIQUE), EACH_ONCE
]


class PlaceHold(StepCommand):
    """Suspend deletion, e.g. for legal proceedings (GDPR Art. 17(3)(e)).

    Of the whole case, or of texts about some parties, or of some kinds of text; what
    is about everybody goes with each of them.
    """

    step_name: ClassVar[str] = "place_hold"

    basis: HoldBasis
    parties: Numbers = ()
    """Whose texts are kept; none means everybody's."""
    kinds: Kinds = ()
    """Which kinds of text are kept; none means all."""
    custodians: Persons = ()
    """Who keeps something outside this system, and has to say that they know."""
    review_on: Day
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        in_time(now, self.review_on)
        if set(self.parties) - set(now.case.parties):
            reason = "the case has no such party"
            raise Refused(reason, now.step.clause, "parties")
        number = len(now.case.holds) + 1
        placed = now.happened(HoldPlaced, hold=number, **dict(self))
        yield placed
        yield from looked_at_next(after(now.case, placed, now.by.id), now.at)


class AcknowledgeHold(StepCommand):
    """Say that one knows of a hold, and keeps what one has, as a custodian of it."""

    step_name: ClassVar[str] = "acknowledge_hold"

    hold: Number

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if now.by.id not in standing(now, self.hold).awaited:
            reason = "nothing is awaited from this person"
            raise Refused(reason, now.step.clause, "hold")
        yield now.happened(HoldAcknowledged, hold=self.hold, custodian=now.by.id)


class ReviewHold(StepCommand):
    """Look at a hold again, and let it stand until another day, for reasons."""

    step_name: ClassVar[str] = "review_hold"

    hold: Number
    review_on: Day
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        hold = standing(now, self.hold)
        in_time(now, self.review_on)
        case, time = now.case, Timing(now.case, now.at)
        reviewed = now.happened(HoldReviewed, **dict(self))
        yield reviewed
        for run in time.runs(HOLD_REVIEW):
            if run.due.on == hold.review_on:
                for met in time.meet(run):
                    yield met
                    case = after(case, met, now.by.id)
        yield from looked_at_next(after(case, reviewed, now.by.id), now.at)


class ReleaseHold(StepCommand):
    """End a suspension of deletion, for reasons."""

    step_name: ClassVar[str] = "release_hold"

    hold: Number
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if known(now, self.hold).released:
            return
        released = now.happened(HoldReleased, **dict(self))
        yield released
        case = after(now.case, released, now.by.id)
        yield from looked_at_next(case, now.at)
        if all(hold.released for hold in case.holds.values()):
            keeping = Keeping(now.case, now.today)
            yield from keeping.postponed("hold_released", "hold_release")


def known(now: Circumstances, number: int) -> Hold:
    """The hold of a number; refused when the case has none."""
    if number not in now.case.holds:
        raise Refused("the case has no such hold", now.step.clause, "hold")
    return now.case.holds[number]


def standing(now: Circumstances, number: int) -> Hold:
    """The hold of a number; refused when it was released, too."""
    if (hold := known(now, number)).released:
        raise Refused("the hold was released", now.step.clause, "hold")
    return hold


def in_time(now: Circumstances, review_on: date) -> None:
    """Refuse a day that is too late to look at a hold again, or over."""
    latest = now.case.edition.due(HOLD_REVIEW, now.today).on
    if not now.today < review_on <= latest:
        reason = "a hold is reviewed sooner, and after today"
        raise Refused(reason, now.step.clause, "review_on", until=latest)


def looked_at_next(case: Case, at: datetime) -> Iterator[Event]:
    """The clock for the first day on which one of the holds is to be reviewed."""
    time = Timing(case, at)
    days = [hold.review_on for hold in case.holds.values() if not hold.released]
    runs = time.runs(HOLD_REVIEW)
    if days and [run.due.on for run in runs] != [min(days)]:
        for run in runs:
            yield from time.passed(run)
        yield from time.start(HOLD_REVIEW, Due(min(days)))
    elif not days:
        for run in runs:
            yield from time.stop(run)
