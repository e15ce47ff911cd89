"""Time limits are warned of, stand still, go on, are given more time, and pass."""

from datetime import UTC, date, datetime, timedelta

import pytest
from rules import (
    DETECTIVE,
    SAID,
    SMALL,
    disclosure,
    hearing,
    investigated,
    limit,
    nothing,
    step,
    told,
)
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.case.fold import after
from cases.commands.clocks import ExtendTimeLimit, NoteTime
from cases.commands.investigation import HearSubject
from cases.commands.steps import TakeStep
from cases.commands.timing import Timing
from cases.edition.checks import faults
from cases.errors import NotPermitted, Refused
from cases.events.event import Event
from cases.events.investigation import SubjectHeard
from cases.events.procedure import (
    ClockExtended,
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
    StepTaken,
)

ACKNOWLEDGE = step("acknowledge")
FRIDAY_AT_FIVE = datetime(2026, 1, 9, 16, tzinfo=UTC)
"""17:00 in Zurich."""
EXTEND = ExtendTimeLimit(clock="hearing", reasons=SAID)


def noted(before: Scenario, at: datetime) -> list[Event]:
    outcome = before.when(NoteTime(), SYSTEM, at).outcome
    assert isinstance(outcome, list), repr(outcome)
    return outcome


def warned(before: Scenario, at: datetime) -> list[tuple[str, datetime]]:
    events = noted(before, at)
    return [(e.clock, e.moment) for e in events if isinstance(e, ClockWarned)]


def only(clock: str, before: Scenario) -> Scenario:
    """The same case, in which no other time limit runs."""
    found = before
    for event in [e for e, _ in before.history if isinstance(e, ClockStarted)]:
        if event.clock != clock and (event.clock, None) in found.case.clocks:
            found = found_without(found, event.clock)
    return found


def found_without(before: Scenario, clock: str) -> Scenario:
    stopped = ClockStopped(**limit(clock))
    history = (*before.history, (stopped, "system"))
    return Scenario(after(before.case, stopped, "system"), None, history)


# --- warnings


def breached() -> Scenario:
    """An authority has to be told within 72 hours of Friday evening."""
    more = step("tell_authority_more")
    return only("notice", told().after(more, COMPLIANCE, at=FRIDAY_AT_FIVE))


def test_seventy_two_hours_run_through_the_weekend() -> None:
    due = breached().case.clocks["notice", None].due
    assert due.at == datetime(2026, 1, 12, 16, tzinfo=UTC)
    early, late = (due.at + timedelta(minutes=n) for n in (-1, 1))
    tell = TakeStep(step="tell_authority", note=SAID)
    breached().when(tell, COMPLIANCE, early).then_happens(StepTaken, ClockMet)
    breached().when(tell, COMPLIANCE, late).then_happens(
        StepTaken, ClockMissed, ClockMetLate
    )


def test_it_is_warned_before_the_end_of_seventy_two_hours() -> None:
    sunday_at_five = datetime(2026, 1, 11, 16, tzinfo=UTC)
    assert warned(breached(), sunday_at_five - timedelta(minutes=1)) == []
    assert warned(breached(), sunday_at_five) == [("notice", sunday_at_five)]
    assert [moment.hour for _, moment in warned(breached(), day(7))] == [16, 4]
    first, *_ = noted(breached(), sunday_at_five)
    assert isinstance(first, ClockWarned)
    assert first.due_at == sunday_at_five + timedelta(days=1)


def test_a_late_notice_to_the_authority_demands_reasons() -> None:
    tuesday = datetime(2026, 1, 13, 9, tzinfo=UTC)
    asked = breached().when(step("tell_authority"), COMPLIANCE, tuesday)
    asked.then_refused(Refused, "not said why", "GDPR Art. 33(1)")
    assert isinstance(asked.outcome, Refused)
    assert (asked.outcome.field, asked.outcome.until) == ("note", date(2026, 1, 12))
    in_time = breached().when(step("tell_authority"), COMPLIANCE, day(5))
    in_time.then_happens(StepTaken, ClockMet)


def test_a_warning_is_set_for_the_beginning_of_its_day() -> None:
    fed = only("feedback", told().after(ACKNOWLEDGE, INTAKE))
    # Due on 7 April, as Easter Monday is the 6th; 60 days before that begins the 6th
    # of February, in Zurich.
    sixty_left = datetime(2026, 2, 5, 23, tzinfo=UTC)
    assert warned(fed, sixty_left - timedelta(seconds=1)) == []
    assert warned(fed, sixty_left) == [("feedback", sixty_left)]


def test_each_warning_is_given_once_however_often_it_is_looked() -> None:
    fed = only("feedback", told().after(ACKNOWLEDGE, INTAKE))
    assert len(warned(fed, day(40))) == 1
    once = fed.after(NoteTime(), SYSTEM, day(40))
    assert noted(once, day(40)) == noted(once, day(41)) == []
    assert len(warned(once, day(80))) == 1
    twice = once.after(NoteTime(), SYSTEM, day(80))
    assert [type(event) for event in noted(twice, day(93))] == [ClockMissed]
    missed = twice.after(NoteTime(), SYSTEM, day(93))
    assert noted(missed, day(93)) == noted(missed, day(400)) == []


def test_nothing_is_lost_while_nobody_looked() -> None:
    fed = only("feedback", told().after(ACKNOWLEDGE, INTAKE))
    assert len(warned(fed, day(85))) == 2
    assert [type(event) for event in noted(fed, day(100))] == [ClockMissed]


def test_no_warning_is_set_for_before_the_beginning() -> None:
    soon = disclosure_until("2026-01-20")
    assert [m.date() for m in soon.case.clocks["renewal", None].moments] == [
        date(2026, 1, 20)
    ]


# --- standing still


def suspended(on: int) -> Scenario:
    """The hearing is due on 26 January (a Monday), unless it stands still."""
    before = only("hearing", investigated())
    return before.after(step("suspend"), COMPLIANCE, at=day(on))


def test_what_stands_still_is_neither_warned_of_nor_missed() -> None:
    before = only("hearing", investigated())
    before.when(step("suspend"), COMPLIANCE, at=day(3)).then_happens(
        StepTaken, ClockPaused
    )
    assert noted(suspended(3), day(400)) == []


def test_what_goes_on_has_the_days_left_that_it_had() -> None:
    outcome = suspended(3).when(step("resume"), COMPLIANCE, at=day(13)).outcome
    assert isinstance(outcome, list)
    resumed = outcome[1]
    assert isinstance(resumed, ClockResumed)
    assert (resumed.paused_days, resumed.due_on) == (10, date(2026, 2, 4))
    assert [m.date() for m in resumed.moments] == [date(2026, 1, 27), date(2026, 2, 4)]


def test_what_goes_on_is_warned_of_and_missed_on_its_new_days() -> None:
    gone_on = suspended(3).after(step("resume"), COMPLIANCE, at=day(13))
    assert warned(gone_on, day(22)) == []
    assert [type(event) for event in noted(gone_on, day(23))] == [ClockWarned]
    assert [type(event) for event in noted(gone_on, day(30))] == [ClockWarned]
    assert [type(event) for event in noted(gone_on, day(31))] == [ClockMissed]


def test_a_pause_that_ends_a_period_on_a_weekend_moves_it_on() -> None:
    outcome = suspended(3).when(step("resume"), COMPLIANCE, at=day(16)).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[1], ClockResumed)
    # Twenty days end on Sunday, 25 January; thirteen more on a Saturday.
    assert outcome[1].due_on == date(2026, 2, 9)


def test_pauses_add_up() -> None:
    twice = (
        suspended(3)
        .after(step("resume"), COMPLIANCE, at=day(5))
        .after(step("suspend"), COMPLIANCE, at=day(7))
        .after(step("resume"), COMPLIANCE, at=day(10))
    )
    run = twice.case.clocks["hearing", None]
    assert (run.paused_days, run.due.on) == (5, date(2026, 1, 30))


def test_what_was_missed_does_not_stand_still() -> None:
    late = only("hearing", investigated())
    late.when(step("suspend"), COMPLIANCE, at=day(30)).then_happens(
        StepTaken, ClockMissed
    )
    missed = late.after(NoteTime(), SYSTEM, at=day(30))
    missed.when(step("suspend"), COMPLIANCE, at=day(31)).then_happens(StepTaken)
    stood = missed.after(step("suspend"), COMPLIANCE, at=day(31))
    stood.when(step("resume"), COMPLIANCE, at=day(40)).then_happens(StepTaken)


def test_what_stands_still_can_be_met() -> None:
    suspended(3).when(hearing(), DETECTIVE, at=day(90)).then_happens(
        SubjectHeard, ClockMet
    )


def test_what_stands_still_does_not_stand_still_once_more() -> None:
    still = suspended(3).case
    run = still.clocks["hearing", None]
    assert list(Timing(still, day(5)).pause(run)) == []


def test_what_was_done_on_the_last_day_is_in_time_although_recorded_later() -> None:
    last = date(2026, 1, 26)
    assert only("hearing", investigated()).case.clocks["hearing", None].due.on == last
    for occurred_on, met in (
        (last, [ClockMet]),
        (last + timedelta(days=1), [ClockMissed, ClockMetLate]),
    ):
        heard = HearSubject(party=1, mode="declined", occurred_on=occurred_on)
        done = only("hearing", investigated()).when(heard, DETECTIVE, day(30))
        done.then_happens(SubjectHeard, *met)


@pytest.mark.parametrize("by", [COMPLIANCE, INTAKE, MEMBER], ids=lambda by: by.role)
def test_time_is_noted_by_nobody(by: Actor) -> None:
    told().when(NoteTime(), by, day(10)).then_refused(
        NotPermitted, "only the passing of time", "not from the code: clocks are not"
    )


# --- more time


def extended(on: int = 3) -> Scenario:
    before = only("hearing", investigated())
    return before.after(EXTEND, COMPLIANCE, at=day(on))


def test_more_time_is_given_for_reasons_and_counted_from_the_beginning() -> None:
    outcome = (
        only("hearing", investigated()).when(EXTEND, COMPLIANCE, at=day(3)).outcome
    )
    assert isinstance(outcome, list)
    (longer,) = outcome
    assert isinstance(longer, ClockExtended)
    assert (longer.clock, longer.clause) == ("hearing", "2")
    # Forty days after 5 January is a Saturday.
    assert longer.due_on == date(2026, 2, 16)
    assert [m.date() for m in longer.moments] == [date(2026, 2, 8), date(2026, 2, 16)]


def test_more_time_is_warned_of_anew() -> None:
    assert len(warned(extended(), day(40))) == 1
    assert noted(extended(), day(30)) == []


def refused(
    before: Scenario,
    command: ExtendTimeLimit,
    on: int,
    reason: str,
    until: date | None = None,
) -> None:
    asked = before.when(command, COMPLIANCE, at=day(on))
    asked.then_refused(Refused, reason, "2")
    assert isinstance(asked.outcome, Refused)
    assert (asked.outcome.field, asked.outcome.until) == ("clock", until)


def test_more_time_is_given_as_often_as_the_edition_says() -> None:
    refused(extended(), EXTEND, 5, "all the time", date(2026, 2, 16))


def test_no_more_time_is_given_once_it_is_over() -> None:
    running = only("hearing", investigated())
    last = date(2026, 1, 26)
    refused(running, EXTEND, 30, "has passed", last)
    noted_too = running.after(NoteTime(), SYSTEM, day(30))
    refused(noted_too, EXTEND, 30, "has passed", last)


def test_no_more_time_is_given_for_what_does_not_run_or_may_not_have_it() -> None:
    refused(told(), EXTEND, 1, "does not run")
    other = ExtendTimeLimit(clock="feedback_unacknowledged", reasons=SAID)
    refused(told(), other, 1, "no more time for this")
    asked = told().when(other, COMPLIANCE, at=day(1))
    assert isinstance(asked.outcome, Refused)
    assert asked.outcome.allowed == ("hearing",)


def test_more_time_and_a_pause_add_up() -> None:
    both = (
        extended()
        .after(step("suspend"), COMPLIANCE, at=day(4))
        .after(step("resume"), COMPLIANCE, at=day(14))
    )
    assert both.case.clocks["hearing", None].due.on == date(2026, 2, 24)
    resumed = suspended(4).after(step("resume"), COMPLIANCE, at=day(14))
    longer = resumed.after(EXTEND, COMPLIANCE, at=day(15))
    assert longer.case.clocks["hearing", None].due.on == date(2026, 2, 24)


# --- until a day that is named


def disclosure_until(until: str) -> Scenario:
    declared = nothing().after(disclosure(), MEMBER)
    return declared.after(step("authorise", until=until), COMPLIANCE)


@pytest.mark.parametrize(
    ("until", "due_on"),
    [
        ("2026-03-15", date(2026, 3, 15)),
        ("2026-01-05", date(2026, 1, 5)),
        ("2027-01-05", date(2027, 1, 5)),
        ("2030-01-01", date(2027, 1, 5)),
    ],
)
def test_a_clock_runs_until_the_day_that_a_fact_names_and_no_longer_than_its_period(
    until: str, due_on: date
) -> None:
    # 15 March 2026 is a Sunday; a day that is named does not move.
    assert disclosure_until(until).case.clocks["renewal", None].due.on == due_on


def test_a_day_that_has_passed_does_not_end_the_next_run() -> None:
    again = disclosure_until("2026-03-15").after(
        step("confirm"), MEMBER, at=datetime(2026, 3, 16, 9, tzinfo=UTC)
    )
    assert again.case.clocks["renewal", None].due.on == date(2027, 3, 16)


# --- missed stays missed


def test_what_was_done_in_time_and_recorded_too_late_stays_missed() -> None:
    missed = only("hearing", investigated()).after(NoteTime(), SYSTEM, at=day(30))
    in_time = HearSubject(
        party=1, mode="declined", occurred_on=DAY_0.date() + timedelta(days=9)
    )
    outcome = missed.when(in_time, DETECTIVE, at=day(31)).outcome
    assert isinstance(outcome, list)
    assert outcome[1:] == [ClockMetLate(**limit("hearing"), days_late=0)]


def test_feedback_a_day_late_is_missed_for_ever_and_met_late() -> None:
    fed = only("feedback", told().after(ACKNOWLEDGE, INTAKE, at=day(2)))
    late = fed.after(NoteTime(), SYSTEM, at=day(93))
    outcome = late.after(step("give_feedback", outcome="answered"), INTAKE, at=day(93))
    said = [
        type(event)
        for event, _ in outcome.history
        if getattr(event, "clock", "") == "feedback"
    ]
    assert said == [ClockStarted, ClockMissed, ClockMetLate]


def test_the_small_edition_is_sound() -> None:
    assert list(faults(SMALL)) == []
