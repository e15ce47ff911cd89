from datetime import UTC, date, datetime, timedelta

from rules import SAID, handled, limit, nothing, notified, report, step, told
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.commands.clocks import NoteTime
from cases.commands.command import Command
from cases.commands.steps import TakeStep
from cases.events.event import Event
from cases.events.procedure import (
    ClockEvent,
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPassed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

ACKNOWLEDGE = step("acknowledge")
FEEDBACK = step("give_feedback", outcome="answered")
TELL = TakeStep(step="tell_authority", note=SAID)


def clocks(before: Scenario, command: Command, days: int, by: Actor) -> list[Event]:
    outcome = before.when(command, by, at=day(days)).outcome
    assert isinstance(outcome, list), repr(outcome)
    return outcome[1:]


def started(events: list[Event]) -> dict[str, date]:
    return {e.clock: e.due_on for e in events if isinstance(e, ClockStarted)}


def test_a_report_is_acknowledged_within_seven_days() -> None:
    assert ClockMet(**limit("acknowledgement")) in clocks(
        told(), ACKNOWLEDGE, 7, INTAKE
    )


def test_the_last_day_ends_at_midnight_where_the_organisation_is() -> None:
    last = datetime(2026, 1, 12, 22, 59, tzinfo=UTC)
    over = datetime(2026, 1, 12, 23, 1, tzinfo=UTC)
    in_time = told().when(ACKNOWLEDGE, INTAKE, at=last).outcome
    late = told().when(ACKNOWLEDGE, INTAKE, at=over).outcome
    assert isinstance(in_time, list)
    assert isinstance(late, list)
    assert ClockMet(**limit("acknowledgement")) in in_time
    assert ClockMetLate(**limit("acknowledgement"), days_late=1) in late


def test_a_late_acknowledgement_is_missed_and_then_met_late() -> None:
    assert clocks(told(), ACKNOWLEDGE, 9, INTAKE)[:2] == [
        ClockMissed(**limit("acknowledgement"), due_on=date(2026, 1, 12)),
        ClockMetLate(**limit("acknowledgement"), days_late=2),
    ]


def test_a_time_limit_that_was_recorded_as_missed_is_not_missed_again() -> None:
    missed = told().after(NoteTime(), SYSTEM, at=day(8))
    assert clocks(missed, ACKNOWLEDGE, 9, INTAKE)[0] == ClockMetLate(
        **limit("acknowledgement"), days_late=2
    )


def test_time_limits_that_pass_are_missed_once() -> None:
    told().when(NoteTime(), SYSTEM, at=day(1)).then_nothing()
    told().when(NoteTime(), SYSTEM, at=day(8)).then(
        ClockMissed(**limit("acknowledgement"), due_on=date(2026, 1, 12)),
        ClockMissed(**limit("notice"), due_on=date(2026, 1, 8)),
    )
    missed = told().after(NoteTime(), SYSTEM, at=day(8))
    missed.when(NoteTime(), SYSTEM, at=day(9)).then_nothing()


def test_a_window_that_closes_was_not_missed() -> None:
    notified().when(NoteTime(), SYSTEM, at=day(11)).then(
        ClockMissed(**limit("notice"), due_on=date(2026, 1, 8)),
        ClockPassed(**limit("appeal_window"), party=1, due_on=date(2026, 1, 15)),
    )
    passed = notified().after(NoteTime(), SYSTEM, at=day(11))
    passed.when(step("let_stand"), COMPLIANCE, at=day(11)).then_happens(
        StepTaken, ClockStopped
    )
    notified().when(step("let_stand"), COMPLIANCE, at=day(11)).then_happens(
        StepTaken, ClockPassed, ClockStopped
    )


def test_feedback_is_due_three_months_after_the_acknowledgement() -> None:
    events = clocks(told(), ACKNOWLEDGE, 2, INTAKE)
    assert started(events) == {"feedback": date(2026, 4, 7)}
    assert ClockStopped(**limit("feedback_unacknowledged")) in events


def test_unacknowledged_feedback_is_due_three_months_after_the_seventh_day() -> None:
    due = told().case.clocks["feedback_unacknowledged", None].due
    assert due.on == date(2026, 4, 13)


def test_months_end_on_their_last_day() -> None:
    received = date(2025, 11, 30)
    november = report(opening="take_down", received_on=received)
    acknowledged = (
        nothing()
        .after(november, INTAKE)
        .when(ACKNOWLEDGE, INTAKE, at=datetime(2025, 11, 30, 9, tzinfo=UTC))
    )
    assert isinstance(acknowledged.outcome, list)
    # 28 February 2026 is a Saturday.
    assert started(acknowledged.outcome) == {"feedback": date(2026, 3, 2)}


def test_feedback_a_day_late_is_missed_and_met_late() -> None:
    before = told().after(ACKNOWLEDGE, INTAKE, at=day(2))
    in_time = (date(2026, 4, 7) - date(2026, 1, 5)).days
    assert clocks(before, FEEDBACK, in_time, INTAKE) == [ClockMet(**limit("feedback"))]
    assert clocks(before, FEEDBACK, in_time + 1, INTAKE) == [
        ClockMissed(**limit("feedback"), due_on=date(2026, 4, 7)),
        ClockMetLate(**limit("feedback"), days_late=1),
    ]


def test_a_period_in_hours_ends_at_its_moment_not_with_the_day() -> None:
    # Received today, known by the day: it runs from the beginning of the day.
    due = told().case.clocks["notice", None].due
    assert due.at == datetime(2026, 1, 7, 23, tzinfo=UTC)
    for moment, last in (
        (due.at, ClockMet(**limit("notice"))),
        (due.at + timedelta(seconds=1), ClockMetLate(**limit("notice"), days_late=0)),
    ):
        outcome = told().when(TELL, COMPLIANCE, at=moment).outcome
        assert isinstance(outcome, list)
        assert outcome[-1] == last


def test_late_by_hours_is_late() -> None:
    again = told().after(step("tell_authority_more"), COMPLIANCE)
    due = again.case.clocks["notice", None].due
    assert due.at == DAY_0 + timedelta(hours=72)
    late = again.when(TELL, COMPLIANCE, at=due.at + timedelta(hours=1)).outcome
    assert isinstance(late, list)
    assert late[1:] == [
        ClockMissed(**limit("notice"), due_on=date(2026, 1, 8)),
        ClockMetLate(**limit("notice"), days_late=0),
    ]


def test_a_time_limit_that_begins_anew_was_missed_if_it_had_passed() -> None:
    more = step("tell_authority_more")
    kinds = [type(event) for event in clocks(told(), more, 9, COMPLIANCE)]
    assert kinds == [ClockMissed, ClockStarted]
    kinds = [type(event) for event in clocks(told(), more, 1, COMPLIANCE)]
    assert kinds == [ClockStarted]


def test_a_time_limit_that_does_not_run_is_not_met() -> None:
    fed_back = handled().after(FEEDBACK, INTAKE)
    assert clocks(fed_back, FEEDBACK, 1, INTAKE) == []


def test_closing_stops_what_still_runs_and_keeps_what_was_missed() -> None:
    kinds = [
        (type(event), getattr(event, "clock", ""))
        for event in clocks(told(), step("dismiss"), 8, COMPLIANCE)
        if isinstance(event, ClockEvent)
    ]
    assert kinds == [
        (ClockMissed, "acknowledgement"),
        (ClockStopped, "acknowledgement"),
        (ClockStopped, "feedback_unacknowledged"),
        (ClockMissed, "notice"),
        (ClockStopped, "notice"),
    ]
    closed = told().after(step("dismiss"), COMPLIANCE, at=day(8))
    assert not closed.case.clocks


def test_every_clock_names_its_clause() -> None:
    events = nothing().when(report(), MEMBER).outcome
    assert isinstance(events, list)
    found = {e.clock: e.clause for e in events if isinstance(e, ClockStarted)}
    assert found == {
        "acknowledgement": "2",
        "feedback_unacknowledged": "2",
        "notice": "not from the code: GDPR Art. 33(1)",
    }
