"""Measures that end with a day, and that leave the record some time later."""

from datetime import timedelta
from typing import Any

import pytest
from appealing import REVIEWER, SECOND, answer, first_appealed, replaced
from ima import CHAIR as EC
from ima import NATIONAL
from ima import step as ima_step
from ima_reporting import established, finalised
from ima_reporting import measure as ima_measure
from rules import CHAIR, TODAY, limit, measure, step, violated
from scenario import COMPLIANCE, OWNER, Scenario, day

from cases.actors import SYSTEM
from cases.commands.appeal import WaiveAppeal
from cases.commands.clocks import NoteTime
from cases.commands.measure_end import imposed_on
from cases.errors import Refused
from cases.events.decision import MeasureExpired, MeasureExpunged, MeasureImposed
from cases.events.event import Event
from cases.events.procedure import ClockPassed, ClockStarted, ClockStopped

LAST = TODAY + timedelta(days=10)
OVER = {"effective_on": TODAY, "expires_on": LAST}


def outcome(asked: Scenario) -> list[Event]:
    assert isinstance(asked.outcome, list), repr(asked.outcome)
    return asked.outcome


def noted(before: Scenario, days: int) -> Scenario:
    return before.after(NoteTime(), SYSTEM, at=day(days))


def said(before: Scenario, days: int) -> list[Event]:
    """What is recorded of measures when some days have passed."""
    kinds = (MeasureExpired, MeasureExpunged)
    happened = outcome(before.when(NoteTime(), SYSTEM, at=day(days)))
    return [event for event in happened if isinstance(event, kinds)]


def states(so_far: Scenario, party: int = 1) -> list[str]:
    return [one.state for one, _ in imposed_on(so_far.case, party)]


def warned() -> Scenario:
    return violated().after(measure(**OVER), CHAIR)


def reprimanded() -> Scenario:
    return violated().after(measure("reprimand", **OVER), CHAIR)


def test_a_measure_until_a_day_has_a_clock_until_that_day() -> None:
    asked = violated().when(measure(**OVER), CHAIR)
    asked.then_happens(MeasureImposed, ClockStarted)
    assert warned().case.clocks["measure_ends", 1].due.on == LAST
    violated().when(measure(), CHAIR).then_happens(MeasureImposed)


def test_a_measure_that_ends_lasts_no_longer_than_the_code_has_it() -> None:
    far = TODAY + timedelta(days=3000)
    asked = violated().when(measure(expires_on=far), CHAIR)
    asked.then_refused(Refused, "does so sooner", "3", "expires_on")


def test_with_its_last_day_it_is_over_and_that_is_said_once() -> None:
    assert said(warned(), 10) == []
    (ended,) = said(warned(), 11)
    assert ended == MeasureExpired(
        party=1,
        measure="warning",
        allegations=(1,),
        effective_on=TODAY,
        expires_on=LAST,
        ended_on=day(11).date(),
        clause="3",
    )
    assert states(noted(warned(), 11)) == ["expired"]
    assert said(noted(warned(), 11), 12) == []


def test_it_is_recorded_although_the_case_has_ended() -> None:
    closed = reprimanded().after(step("conclude"), CHAIR)
    closed = closed.after(step("close_violation"), COMPLIANCE)
    assert closed.case.closed
    assert [type(one) for one in said(closed, 11)] == [MeasureExpired]


def test_each_measure_of_a_party_ends_with_its_own_day() -> None:
    longer = measure("training", **OVER | {"expires_on": LAST + timedelta(days=5)})
    both = warned().after(longer, CHAIR)
    assert both.case.clocks["measure_ends", 1].due.on == LAST
    first = noted(both, 11)
    assert states(first) == ["expired", "in_force"]
    assert first.case.clocks["measure_ends", 1].due.on == LAST + timedelta(days=5)
    assert states(noted(first, 16)) == ["expired", "expired"]


def test_on_its_last_day_a_measure_holds_while_another_is_over() -> None:
    both = warned().after(measure("training", **OVER | {"expires_on": TODAY}), CHAIR)
    assert len(said(both, 10)) == 1
    assert states(noted(both, 10)) == ["in_force", "expired"]


def test_what_ends_earlier_comes_first_whenever_it_was_imposed() -> None:
    earlier = measure("training", **OVER | {"expires_on": LAST - timedelta(days=5)})
    both = warned().after(earlier, CHAIR)
    assert both.case.clocks["measure_ends", 1].due.on == LAST - timedelta(days=5)


def test_it_is_expunged_some_time_after_its_end() -> None:
    assert ("measure_record", 1) not in warned().case.clocks
    expired = noted(reprimanded(), 11)
    assert said(expired, 375) == []
    (gone,) = said(expired, 376)
    assert isinstance(gone, MeasureExpunged)
    assert (gone.measure, gone.ended_on) == ("reprimand", day(376).date())
    assert states(noted(expired, 376)) == ["expunged"]


def test_it_is_expunged_as_well_when_it_has_no_end() -> None:
    endless = violated().after(measure("reprimand"), CHAIR)
    (gone,) = said(endless, 366)
    assert isinstance(gone, MeasureExpunged)
    assert gone.expires_on is None
    assert said(noted(endless, 366), 900) == []


def test_whoever_was_away_for_long_records_both() -> None:
    ended = said(reprimanded(), 400)
    assert {type(one) for one in ended} == {MeasureExpired, MeasureExpunged}
    measure, record = reprimanded().case.edition.measures, limit("measure_record")
    clauses = {type(one): getattr(one, "clause", "") for one in ended}
    assert clauses[MeasureExpired] == measure["reprimand"].clause
    assert clauses[MeasureExpunged] == record["clause"] != clauses[MeasureExpired]
    assert states(noted(reprimanded(), 400)) == ["expunged"]


def test_what_was_expunged_stays_so_when_its_end_is_recorded_after_it() -> None:
    endless = violated().after(measure("reprimand"), CHAIR)
    both = endless.after(measure("reprimand", **OVER), CHAIR)
    kinds = [type(one) for one in said(both, 400)]
    assert kinds == [MeasureExpunged, MeasureExpunged, MeasureExpired]
    assert states(noted(both, 400)) == ["expunged", "expunged"]


# --- what is over is not carried out, and nothing takes its place


def suspended(**ends: Any) -> Scenario:
    suspension = ima_measure("suspension_of_functions").model_copy(update=ends)
    return finalised(established("integrity").after(suspension, EC))


def test_what_is_over_is_not_carried_out_any_more_nor_awaited() -> None:
    carry_out = ima_step("carry_out_measure")
    until = suspended(expires_on=day(70).date())
    assert until.after(carry_out, NATIONAL, day(70)).case.took("carry_out_measure")
    late = until.when(carry_out, NATIONAL, day(71))
    late.then_refused(Refused, "imposed on the party is over", "Decisions", "party")
    feedback = ima_step("give_final_feedback", feedback="given")
    told = until.after(feedback, OWNER, day(62))
    close = ima_step("close_with_violation")
    told.when(close, OWNER, day(70)).then_refused(Refused, "is not carried out before")
    assert told.after(close, OWNER, day(71)).case.closed


def varied(before: int) -> Scenario:
    """The decision about the first is varied when some days have passed."""
    so_far = first_appealed(expires_on=LAST).after(WaiveAppeal(), SECOND)
    return so_far.after(answer("varied"), REVIEWER, at=day(before))


def test_a_measure_that_holds_falls_when_the_decision_is_varied() -> None:
    fallen = varied(1)
    assert states(fallen) == []
    assert ("measure_ends", 1) not in fallen.case.clocks
    until = fallen.when(replaced(expires_on=LAST), REVIEWER, at=day(1))
    until.then_happens(MeasureImposed, ClockStarted)
    asked = fallen.when(replaced(), REVIEWER, at=day(1))
    asked.then_happens(MeasureImposed)


def test_what_was_served_stays_and_nothing_takes_its_place() -> None:
    kept = varied(11)
    assert states(kept) == ["expired"]
    asked = kept.when(replaced(), REVIEWER, at=day(11))
    asked.then_refused(Refused, "the measure is over", "3", "allegations")


@pytest.mark.parametrize(("days", "stopped"), [(1, True), (11, False)])
def test_its_clock_ends_with_it(days: int, stopped: bool) -> None:
    so_far = varied(days).history
    ends = [e for e, _ in so_far if getattr(e, "clock", "") == "measure_ends"]
    assert isinstance(ends[-1], ClockStopped) is stopped
    assert isinstance(ends[-1], ClockPassed) is not stopped


def test_what_fell_with_the_violation_is_not_over() -> None:
    quashed = first_appealed(expires_on=LAST)
    quashed = quashed.after(answer("quashed"), REVIEWER)
    assert said(quashed, 11) == []
