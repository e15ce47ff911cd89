"""Given what happened to time limits, then their rows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from happened import DAY, STEP, disclosed, excluded, started, text
from projected import EVERYONE, Projected

from cases.events.event import Event
from cases.events.procedure import (
    ClockEscalated,
    ClockExtended,
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
from projections.clock_query import ClockRun, clocks, waiting

MET = ClockMet(clock="reply", clause="9")
MISSED = ClockMissed(clock="reply", clause="9", due_on=DAY)
LATE = ClockMetLate(clock="reply", clause="9", days_late=3)
STOPPED = ClockStopped(clock="reply", clause="9")
AGAIN = started("reply", date(2026, 3, 1))
PASSED = ClockPassed(clock="reply", clause="9", due_on=DAY)
PAUSED = ClockPaused(clock="reply", clause="9", paused_on=DAY)
LATER = date(2026, 4, 1)
RESUMED = ClockResumed(
    clock="reply", clause="9", resumed_on=DAY, paused_days=4, due_on=LATER
)
TOLD = ClockEscalated(clock="reply", clause="9", office="decider", may_act=True)
EXTENDED = ClockExtended(**STEP, clock="reply", due_on=LATER, reasons=text())


@pytest.mark.parametrize(
    ("events", "states"),
    [
        ([], ["running"]),
        ([MET], ["met"]),
        ([MISSED], ["missed"]),
        ([MISSED, LATE], ["met_late"]),
        ([MISSED, TOLD], ["missed"]),
        ([MISSED, TOLD, LATE], ["met_late"]),
        ([STOPPED], ["stopped"]),
        ([AGAIN], ["running"]),
        ([AGAIN, MET], ["met"]),
        ([MISSED, AGAIN], ["missed", "running"]),
        ([MISSED, AGAIN, MET], ["missed", "met"]),
        ([MISSED, AGAIN, MISSED, LATE], ["missed", "met_late"]),
        ([MET, AGAIN], ["met", "running"]),
        ([PASSED], ["passed"]),
        ([PASSED, MET], ["met"]),
        ([PASSED, LATE], ["met_late"]),
        ([PASSED, STOPPED], ["passed"]),
        ([PASSED, AGAIN, MET], ["passed", "met"]),
        ([MISSED, STOPPED], ["missed"]),
        ([PAUSED], ["paused"]),
        ([PAUSED, RESUMED], ["running"]),
        ([PAUSED, MET], ["met"]),
        ([PAUSED, STOPPED], ["stopped"]),
        ([PAUSED, AGAIN], ["running"]),
        ([PAUSED, EXTENDED], ["paused"]),
    ],
)
def test_a_run_of_a_clock_has_one_state(
    iom: Projected, events: list[Event], states: list[str]
) -> None:
    iom.given(disclosed(), started("reply"), started("other"), *events)
    found = [one for one in clocks(iom.db, EVERYONE).items if one.clock == "reply"]
    assert [one.state for one in found] == states


def test_a_clock_says_by_how_much_it_was_missed(iom: Projected) -> None:
    iom.given(disclosed(), started("reply"), MISSED, LATE)
    (found,) = clocks(iom.db, EVERYONE).items
    assert found.days_late == 3
    assert found.met_at
    assert (found.clause, found.due_on, found.case_type) == ("9", DAY, "gift")


def test_clocks_are_listed_by_the_day_they_are_due(iom: Projected) -> None:
    first = iom.given(disclosed(), started("late", date(2026, 5, 1)))
    iom.given(disclosed(), started("early", date(2026, 4, 1)), MET)

    def found(**wanted: Any) -> list[str]:
        return [one.clock for one in clocks(iom.db, EVERYONE, **wanted).items]

    assert found() == ["early", "late"]
    assert found(case_id=first) == ["late"]
    assert found(state="running", due_until=date(2026, 4, 1)) == ["early"]
    assert found(state="met") == []


def test_clocks_of_a_case_that_must_not_be_seen_are_not_seen(iom: Projected) -> None:
    iom.given(disclosed(), started("reply"), excluded(EVERYONE.person))
    assert clocks(iom.db, EVERYONE).items == []


def shown(iom: Projected, *events: Event) -> ClockRun:
    iom.given(disclosed(), started("reply"), *events)
    (found,) = clocks(iom.db, EVERYONE).items
    return found


def test_a_clock_says_since_when_it_stands_still_and_how_long_it_did(
    iom: Projected,
) -> None:
    paused = shown(iom, PAUSED)
    assert (paused.paused_on, paused.paused_days, paused.due_on) == (DAY, 0, DAY)


def test_a_clock_that_goes_on_or_was_given_more_time_is_due_later(
    iom: Projected,
) -> None:
    resumed = shown(iom, PAUSED, RESUMED, EXTENDED)
    assert (resumed.paused_on, resumed.paused_days) == (None, 4)
    assert (resumed.extended, resumed.due_on) == (1, LATER)


def test_a_missed_clock_says_which_office_was_told_and_may_act(iom: Projected) -> None:
    iom.given(disclosed(), started("reply"), MISSED, TOLD, AGAIN, MISSED)
    first, again = clocks(iom.db, EVERYONE).items
    assert (first.escalated_to, first.may_act) == ("decider", True)
    assert first.escalated_at
    assert (again.escalated_to, again.escalated_at, again.may_act) == (
        None,
        None,
        False,
    )


def test_each_party_has_its_own_run_of_a_clock(iom: Projected) -> None:
    both = [
        ClockStarted(
            clock="appeal", party=party, clause="9", started_on=DAY, due_on=DAY
        )
        for party in (1, 2)
    ]
    iom.given(disclosed(), *both, ClockMet(clock="appeal", clause="9", party=2))
    states = {one.party: one.state for one in clocks(iom.db, EVERYONE).items}
    assert states == {1: "running", 2: "met"}


MOMENTS = tuple(datetime(2026, 1, n, 23, tzinfo=UTC) for n in (1, 3, 5))
TIMED = ClockStarted(
    clock="reply", clause="9", started_on=DAY, due_on=DAY, moments=MOMENTS
)


def awaited(iom: Projected, now: datetime) -> list[UUID]:
    return waiting(iom.db, now, UUID(int=0), 10)


def test_a_case_waits_for_a_word_from_each_moment_on(iom: Projected) -> None:
    stream = iom.given(disclosed(), TIMED)
    assert awaited(iom, MOMENTS[0] - timedelta(seconds=1)) == []
    assert awaited(iom, MOMENTS[0]) == [stream]


def test_a_case_waits_no_more_once_it_was_said(iom: Projected) -> None:
    said = ClockWarned(clock="reply", clause="9", moment=MOMENTS[0], due_on=DAY)
    stream = iom.given(disclosed(), TIMED, said)
    assert awaited(iom, MOMENTS[0]) == []
    assert awaited(iom, MOMENTS[1]) == [stream]
    (found,) = clocks(iom.db, EVERYONE).items
    assert found.warned_at


@pytest.mark.parametrize("event", [MET, MISSED, PASSED, STOPPED, PAUSED])
def test_nothing_waits_that_does_not_run(iom: Projected, event: Event) -> None:
    iom.given(disclosed(), TIMED, event)
    assert awaited(iom, MOMENTS[2]) == []


def test_cases_that_wait_are_found_one_after_the_other(iom: Projected) -> None:
    both = sorted(iom.given(disclosed(), TIMED) for _ in range(2))
    first = waiting(iom.db, MOMENTS[0], UUID(int=0), 1)
    assert first + waiting(iom.db, MOMENTS[0], first[0], 1) == both
