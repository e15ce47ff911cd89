"""Measures that followed a violation end with their day, and leave the record later."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from cases.actors import SYSTEM
from cases.calendar import Due
from cases.case.case import Case
from cases.case.fold import after
from cases.case.parts import Imposed
from cases.case.run import Run
from cases.commands.timing import Timing
from cases.edition.measure import ENDS, RECORD
from cases.events.decision import MeasureExpired, MeasureExpunged
from cases.events.event import Event


def lapsed(time: Timing, run: Run) -> Iterator[Event]:
    """That measures are over or expunged, once the time for that has passed."""
    if run.clock not in _DAYS or not time.over(run):
        return
    own = replace(time, party=run.party)
    ended = list(_ended(own, run.clock))
    yield from ended
    case = _after(time.case, *time.passed(run), *ended)
    yield from _watched(replace(own, case=case), run.clock)


def noted(time: Timing) -> Iterator[Event]:
    """What is over of the party's measures, if it is not recorded yet."""
    for clock in _DAYS:
        for run in time.runs(clock):
            if not run.noted:
                yield from time.passed(run)
                yield from lapsed(time, run)


def watched(time: Timing, *happened: Event) -> Iterator[Event]:
    """The clocks for the measures that each party has when this has happened.

    Of one party, if `time` is of one.
    """
    case = _after(time.case, *happened)
    theirs = {run.party for run in case.clocks.values() if run.clock in _DAYS}
    theirs |= {case.allegations[number].party for number in case.measures}
    for party in sorted(each for each in theirs if each is not None):
        if time.party in (None, party):
            for clock in _DAYS:
                yield from _watched(replace(time, case=case, party=party), clock)


def imposed_on(case: Case, party: int | None) -> Iterator[tuple[Imposed, list[int]]]:
    """The measures of a party that stand, each with the allegations that it answers."""
    theirs = {n: m for n, m in case.measures.items() if _against(case, n) == party}
    for one in dict.fromkeys(one for those in theirs.values() for one in those):
        yield one, [number for number, those in theirs.items() if one in those]


def _against(case: Case, number: int) -> int:
    return case.allegations[number].party


def _after(case: Case, *happened: Event) -> Case:
    for event in happened:
        case = after(case, event, SYSTEM.id)
    return case


def _last_day(case: Case, one: Imposed) -> date | None:
    """Of a measure that holds until a day; None when that is recorded to be over."""
    return one.expires_on if one.state == "in_force" else None


def _last_in_record(case: Case, one: Imposed) -> date | None:
    """Of a measure that is expunged; None when it is not, or was."""
    known = case.edition.measures.get(one.measure)
    if known is None or not known.expunged or one.state == "expunged":
        return None
    return case.edition.due(RECORD, one.over_on).on


_DAYS: Final[Mapping[str, Callable[[Case, Imposed], date | None]]] = MappingProxyType(
    {ENDS: _last_day, RECORD: _last_in_record}
)
"""By the clock, the day with which something ends of a measure."""


def _ended(time: Timing, clock: str) -> Iterator[Event]:
    assert time.party is not None
    case, kind = time.case, MeasureExpired if clock == ENDS else MeasureExpunged
    for one, allegations in imposed_on(case, time.party):
        last = _DAYS[clock](case, one)
        if last is not None and last < time.on:
            yield kind(
                party=time.party,
                measure=one.measure,
                allegations=tuple(allegations),
                effective_on=one.effective_on,
                expires_on=one.expires_on,
                ended_on=last + timedelta(days=1),
                clause=_clause(case, clock, one),
            )


def _clause(case: Case, clock: str, one: Imposed) -> str:
    """Where the measure stands; that it is expunged stands with the clock."""
    if clock == ENDS:
        return case.edition.measures[one.measure].clause
    return case.edition.clocks[clock].clause


def _watched(time: Timing, clock: str) -> Iterator[Event]:
    """The clock for the first day with which one of the party's measures ends."""
    theirs = imposed_on(time.case, time.party)
    ends = (_DAYS[clock](time.case, one) for one, _ in theirs)
    days = [day for day in ends if day is not None]
    running = [run for run in time.runs(clock) if not run.noted]
    if days and [run.due.on for run in running] != [min(days)]:
        yield from time.start(clock, Due(min(days)))
    elif not days:
        for run in running:
            yield from time.stop(run)
