"""What holds for an accused party until it is decided: no finding, no discipline."""

from datetime import date, timedelta
from typing import Any

import pytest
from rules import (
    CHAIR,
    SAID,
    SMALL,
    TODAY,
    accused,
    allegation,
    measure,
    party,
    step,
    violated,
)
from scenario import COMPLIANCE, OWNER, Scenario, day

from cases.actors import SYSTEM
from cases.commands.allegations import DropAllegation
from cases.commands.clocks import NoteTime
from cases.commands.interim import (
    LiftInterimMeasures,
    OrderInterimMeasures,
    ReviewInterimMeasures,
)
from cases.commands.notifying import NotifyDecision
from cases.errors import NotPermitted, Refused
from cases.events.allegations import AllegationDropped
from cases.events.appeal import DecisionNotified
from cases.events.closing import CaseClosed
from cases.events.event import Event
from cases.events.interim import (
    InterimMeasuresEnded,
    InterimMeasuresLifted,
    InterimMeasuresOrdered,
    InterimMeasuresReviewed,
)
from cases.events.procedure import (
    ClockMet,
    ClockMissed,
    ClockPassed,
    ClockStarted,
    ClockStopped,
)

LAST = TODAY + timedelta(days=10)


def order(**said: Any) -> OrderInterimMeasures:
    known = {"party": 1, "measures": ["leave"], "effective_on": TODAY, "reasons": SAID}
    return OrderInterimMeasures.model_validate(known | said)


def review(**said: Any) -> ReviewInterimMeasures:
    known = {"party": 1, "measures": ["leave"], "reasons": SAID}
    return ReviewInterimMeasures.model_validate(known | said)


def outcome(asked: Scenario) -> list[Event]:
    assert isinstance(asked.outcome, list), repr(asked.outcome)
    return asked.outcome


LIFT = LiftInterimMeasures(party=1, reasons=SAID)


def holding() -> Scenario:
    """Measures until it is decided."""
    return accused().after(order(), COMPLIANCE)


def until_a_day() -> Scenario:
    return accused().after(order(until=LAST), COMPLIANCE)


def for_both(until: date | None = None) -> Scenario:
    """Two are accused, and measures hold for each of them."""
    second = accused().after(party(person="accused-2"), OWNER)
    both = second.after(allegation(party=2), OWNER)
    first = both.after(order(until=until), COMPLIANCE)
    return first.after(order(party=2, until=until), COMPLIANCE)


def test_they_hold_until_it_is_decided_or_until_a_day() -> None:
    for until in (None, LAST):
        asked = accused().when(order(until=until), COMPLIANCE)
        asked.then_happens(InterimMeasuresOrdered, ClockStarted)
    before = accused().case.clocks.keys()
    assert holding().case.clocks.keys() - before == {("interim_review", 1)}
    assert until_a_day().case.clocks["interim_measures", 1].due.on == LAST


def test_only_the_office_that_the_code_names_orders_them() -> None:
    accused().when(order(), OWNER).then_refused(NotPermitted, "compliance", "3")


def test_they_are_for_the_accused_alone() -> None:
    nobody = accused().after(DropAllegation(allegation=1, reason=SAID), OWNER)
    nobody.when(order(), COMPLIANCE).then_refused(Refused, "nothing is alleged", "3")


@pytest.mark.parametrize("name", ["warning", "training", "prison"])
def test_what_follows_a_violation_does_not_hold_before(name: str) -> None:
    asked = accused().when(order(measures=[name]), COMPLIANCE)
    asked.then_refused(Refused, "no such measure until", "3", "measures")


def test_what_holds_until_it_is_decided_does_not_follow_a_violation() -> None:
    asked = violated().when(measure("leave"), COMPLIANCE)
    asked.then_refused(Refused, "for what was decided", "3", "measure")


def test_they_are_no_discipline_and_settle_nothing() -> None:
    held = violated().after(order(), COMPLIANCE)
    assert not held.case.measures
    concluded = held.when(step("conclude"), CHAIR)
    concluded.then_refused(Refused, "no disciplinary measure yet", "3")


def test_nobody_keeps_to_them_before_they_are_ordered() -> None:
    yesterday = TODAY - timedelta(days=1)
    asked = accused().when(order(effective_on=yesterday), COMPLIANCE)
    asked.then_refused(Refused, "the day is over", "not from", "effective_on")


@pytest.mark.parametrize("days", [-1, 200])
def test_their_last_day_is_neither_over_nor_too_far(days: int) -> None:
    until = TODAY + timedelta(days=days)
    asked = accused().when(order(until=until), COMPLIANCE)
    asked.then_refused(Refused, "the measures end before that", "3", "until")


def test_they_end_on_the_day_they_begin_or_within_the_time_that_the_code_gives() -> (
    None
):
    latest = SMALL.due("interim_measures", TODAY).on
    for until in (TODAY, latest):
        asked = accused().when(order(until=until), COMPLIANCE)
        asked.then_happens(InterimMeasuresOrdered, ClockStarted)
    longer = holding().when(review(until=latest + timedelta(days=1)), COMPLIANCE)
    longer.then_refused(Refused, "the measures end before that", "3", "until")


def test_they_begin_on_a_day_of_which_it_is_known_whether_it_is_worked() -> None:
    asked = accused().when(order(effective_on=date(2101, 1, 1)), COMPLIANCE)
    asked.then_refused(Refused, "the day is after", "not from", "effective_on")


def test_of_several_accused_each_has_measures_of_their_own() -> None:
    assert set(for_both().after(LIFT, COMPLIANCE).case.interim) == {2}
    lifted = for_both().after(LIFT, COMPLIANCE).case.clocks
    assert [run.party for run in lifted.values() if run.clock == "interim_review"] == [
        2
    ]
    looked = for_both().when(review(), COMPLIANCE, at=day(3))
    looked.then_happens(InterimMeasuresReviewed, ClockMet, ClockStarted)
    anew = order(effective_on=day(11).date())
    for_both(LAST).when(anew, COMPLIANCE, at=day(11)).then_happens(
        ClockPassed, InterimMeasuresEnded, InterimMeasuresOrdered, ClockStarted
    )


def test_there_is_one_order_for_each_party() -> None:
    holding().when(order(), COMPLIANCE).then_refused(Refused, "hold for the party", "3")
    lifted = holding().after(LIFT, COMPLIANCE)
    lifted.when(order(), COMPLIANCE).then_happens(InterimMeasuresOrdered, ClockStarted)


def test_whoever_keeps_to_them_knows_of_the_case() -> None:
    assert 1 not in accused().case.informed
    assert 1 in holding().case.informed


def test_that_nobody_looks_at_them_again_is_a_time_limit_missed() -> None:
    late = outcome(holding().when(NoteTime(), SYSTEM, at=day(40)))
    missed = [event.clock for event in late if isinstance(event, ClockMissed)]
    assert "interim_review" in missed
    assert not any(isinstance(event, InterimMeasuresEnded) for event in late)


def test_they_are_looked_at_again_and_hold_on() -> None:
    looked = holding().when(review(until=LAST), COMPLIANCE, at=day(3))
    looked.then_happens(InterimMeasuresReviewed, ClockMet, ClockStarted)
    until_then = holding().after(review(until=LAST), COMPLIANCE, at=day(3)).case.clocks
    assert until_then["interim_measures", 1].due.on == LAST
    assert ("interim_review", 1) not in until_then
    longer = until_a_day().when(review(), COMPLIANCE, at=day(3))
    longer.then_happens(InterimMeasuresReviewed, ClockStopped, ClockStarted)
    other = holding().when(review(measures=["warning"]), COMPLIANCE)
    other.then_refused(Refused, "does not hold for the party", "3", "measures")


def test_they_are_lifted_once() -> None:
    holding().when(LIFT, COMPLIANCE).then_happens(InterimMeasuresLifted, ClockStopped)
    lifted = holding().after(LIFT, COMPLIANCE)
    for again in (LIFT, review()):
        lifted.when(again, COMPLIANCE).then_refused(Refused, "no measures hold", "3")


def said_of_their_end(before: Scenario, days: int) -> list[Event]:
    return [
        event
        for event in outcome(before.when(NoteTime(), SYSTEM, at=day(days)))
        if isinstance(event, InterimMeasuresEnded)
        or (isinstance(event, ClockPassed) and event.party == 1)
    ]


def test_with_their_last_day_they_are_over_and_it_is_said_once() -> None:
    assert said_of_their_end(until_a_day(), 10) == []
    passed, ended = said_of_their_end(until_a_day(), 11)
    assert isinstance(passed, ClockPassed)
    assert ended == InterimMeasuresEnded(
        party=1, because="time_over", ended_on=day(11).date(), clause="3"
    )
    noted = until_a_day().after(NoteTime(), SYSTEM, at=day(11))
    assert said_of_their_end(noted, 12) == []


def test_what_is_over_is_not_kept_although_nobody_has_noted_it() -> None:
    late = until_a_day().when(LIFT, COMPLIANCE, at=day(11))
    late.then_refused(Refused, "no measures hold", "3", "party")
    last_day = until_a_day().when(LIFT, COMPLIANCE, at=day(10))
    last_day.then_happens(InterimMeasuresLifted, ClockStopped)
    anew = order(effective_on=day(11).date())
    until_a_day().when(anew, COMPLIANCE, at=day(11)).then_happens(
        ClockPassed, InterimMeasuresEnded, InterimMeasuresOrdered, ClockStarted
    )


def test_they_end_when_the_party_is_told_what_was_decided() -> None:
    told = NotifyDecision(party=1, notified_on=TODAY)
    decided = violated().after(order(), COMPLIANCE).after(measure(), CHAIR)
    decided = decided.after(step("conclude"), CHAIR)
    notice, ended, stopped = outcome(decided.when(told, COMPLIANCE))[:3]
    assert isinstance(notice, DecisionNotified)
    assert isinstance(ended, InterimMeasuresEnded)
    assert ended.because == "decided"
    assert isinstance(stopped, ClockStopped)
    after = decided.after(told, COMPLIANCE)
    asked = after.when(order(), COMPLIANCE)
    asked.then_refused(Refused, "told what was decided", "3", "party")


def test_they_end_when_nothing_is_alleged_any_more() -> None:
    dropped = holding().when(DropAllegation(allegation=1, reason=SAID), OWNER)
    dropped.then_happens(AllegationDropped, InterimMeasuresEnded, ClockStopped)


def test_they_end_with_the_case() -> None:
    happened = outcome(holding().when(step("give_up"), COMPLIANCE))
    (ended,) = (one for one in happened if isinstance(one, InterimMeasuresEnded))
    assert ended.because == "closed"
    assert any(isinstance(one, CaseClosed) for one in happened)
    assert not holding().after(step("give_up"), COMPLIANCE).case.interim
