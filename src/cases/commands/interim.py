"""Measures that hold for an accused party until it is decided.

They keep an inquiry, or somebody, from harm; nothing is found by them, and they are no
discipline.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Final

from pydantic import Field

from cases.calendar import Due
from cases.case.parts import Interim
from cases.commands.applicable import meant_for
from cases.commands.command import (
    EACH_ONCE,
    UNIQUE,
    Circumstances,
    Day,
    Number,
    StepCommand,
)
from cases.commands.interim_end import lapsed, stopped
from cases.commands.people import numbered
from cases.commands.timing import Timing
from cases.edition.interim import END, ORDER, REVIEW
from cases.errors import Refused
from cases.events.event import Event, Name, Personal
from cases.events.interim import (
    InterimMeasuresLifted,
    InterimMeasuresOrdered,
    InterimMeasuresReviewed,
)

SomeMeasures = Annotated[
    tuple[Name, ...],
    Field(min_length=1, max_length=20, json_schema_extra=UNIQUE),
    EACH_ONCE,
]
AHEAD: Final = "not from the code: nobody can keep to a measure before it is ordered"


class OrderInterimMeasures(StepCommand):
    """Let measures hold for an accused party until it is decided, or until a day.

    They are no discipline, and nothing is found by them. The party is told of them,
    so that they know of the case.
    """

    step_name: ClassVar[str] = ORDER

    party: Number
    measures: SomeMeasures
    """Those that hold, as the edition names them."""
    effective_on: Day
    until: Day | None = None
    """Their last day; null until it is decided."""
    reasons: Personal
    """Why they are needed, in words for the party."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        _undecided(now, self.party)
        now.possible(self.effective_on, "effective_on")
        if self.effective_on < now.today:
            raise Refused("the day is over", AHEAD, "effective_on", until=now.today)
        _possible(now, self.party, self.measures)
        _in_time(now, self.effective_on, self.until)
        yield from _noted(now, self.party)
        yield now.happened(InterimMeasuresOrdered, **dict(self))
        yield from _watched(now, self.party, self.until)


class ReviewInterimMeasures(StepCommand):
    """Look again at measures that hold for a party, and let some of them hold on."""

    step_name: ClassVar[str] = "review_interim_measures"

    party: Number
    measures: SomeMeasures
    """Those of them that hold on."""
    until: Day | None = None
    """Their last day; null until it is decided."""
    reasons: Personal
    """Why they are still needed, in words for the party."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        held = still(now, self.party).measures
        if set(self.measures) - held:
            reason = "the measure does not hold for the party"
            allowed = sorted(held)
            raise Refused(reason, now.step.clause, "measures", allowed=allowed)
        _in_time(now, now.today, self.until)
        yield now.happened(InterimMeasuresReviewed, **dict(self))
        time = Timing(now.case, now.at, self.party)
        for run in time.runs(REVIEW):
            yield from time.meet(run)
        for run in time.runs(END):
            yield from time.stop(run)
        yield from _watched(now, self.party, self.until)


class LiftInterimMeasures(StepCommand):
    """End the measures that hold for a party: they are not needed any more."""

    step_name: ClassVar[str] = "lift_interim_measures"

    party: Number
    reasons: Personal
    """Why they are not, in words for the party."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        still(now, self.party)
        yield now.happened(InterimMeasuresLifted, **dict(self))
        yield from stopped(Timing(now.case, now.at, self.party))


def holding(now: Circumstances, party: int) -> Interim | None:
    """The measures that hold for a party today; None when none do."""
    known = now.case.interim.get(party)
    return known if known and known.hold(now.today) else None


def still(now: Circumstances, party: int) -> Interim:
    """The measures that hold for a party today; refused when none do."""
    numbered(now, party)
    if known := holding(now, party):
        return known
    reason = "no measures hold for the party"
    raise Refused(reason, now.step.clause, "party", awaits=[ORDER])


def _undecided(now: Circumstances, party: int) -> None:
    """Refuse them for whoever is not accused, knows the decision, or has some."""
    numbered(now, party)
    if party not in now.case.accused():
        reason = "nothing is alleged against the party"
        raise Refused(reason, now.step.clause, "party", awaits=["frame_allegation"])
    if party in now.case.notified:
        reason = "the party has been told what was decided"
        raise Refused(reason, now.step.clause, "party")
    if holding(now, party):
        reason = "measures hold for the party already"
        awaits = [ReviewInterimMeasures.step_name, LiftInterimMeasures.step_name]
        raise Refused(reason, now.step.clause, "party", awaits=awaits)


def _possible(now: Circumstances, number: int, measures: tuple[str, ...]) -> None:
    """Refuse what the code has not for the time until it is decided, or for others."""
    edition, party = now.case.edition, now.case.parties[number]
    known = {name: one for name, one in edition.measures.items() if one.interim}
    theirs = [n for n, one in known.items() if meant_for(now, edition, one.of, party)]
    for name in measures:
        if name not in known:
            reason = "the code has no such measure until it is decided"
            raise Refused(reason, now.step.clause, "measures", allowed=known)
        if name not in theirs:
            reason = "the measure is not for a party with this engagement"
            raise Refused(reason, known[name].clause, "measures", allowed=theirs)


def _in_time(now: Circumstances, since: date, until: date | None) -> None:
    """Refuse a last day that is over, or so late that they are looked at before."""
    latest = now.case.edition.due(END, now.today).on
    if until is not None and not since <= until <= latest:
        reason = "the measures end before that, and not before they begin"
        clause = now.case.edition.clocks[END].clause
        raise Refused(reason, clause, "until", until=latest)


def _noted(now: Circumstances, party: int) -> Iterator[Event]:
    """That measures are over which held before, if it is not recorded yet."""
    time = Timing(now.case, now.at, party)
    if party in now.case.interim:
        for run in time.runs(END):
            yield from time.passed(run)
            yield from lapsed(time, run)


def _watched(now: Circumstances, party: int, until: date | None) -> Iterator[Event]:
    """That they end with their last day; or that somebody has to look at them."""
    time = Timing(now.case, now.at, party)
    if until is None:
        yield from time.start(REVIEW)
    else:
        yield from time.start(END, Due(until))
