"""Given what happened to time limits, then their rows."""

from datetime import date
from typing import Any

import pytest
from happened import DAY, disclosed, excluded, started
from projected import EVERYONE, Projected

from cases.events.event import Event
from cases.events.procedure import ClockMet, ClockMetLate, ClockMissed, ClockStopped
from projections.clocks import clocks

MET = ClockMet(clock="reply")
MISSED = ClockMissed(clock="reply", due_on=DAY)
LATE = ClockMetLate(clock="reply", days_late=3)
STOPPED = ClockStopped(clock="reply")
AGAIN = started("reply", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("events", "states"),
    [
        ([], ["running"]),
        ([MET], ["met"]),
        ([MISSED], ["missed"]),
        ([MISSED, LATE], ["met_late"]),
        ([STOPPED], ["stopped"]),
        ([AGAIN], ["running"]),
        ([AGAIN, MET], ["met"]),
        ([MISSED, AGAIN], ["missed", "running"]),
        ([MISSED, AGAIN, MET], ["missed", "met"]),
        ([MISSED, AGAIN, MISSED, LATE], ["missed", "met_late"]),
        ([MET, AGAIN], ["met", "running"]),
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
