"""Receipt is acknowledged at once, where the code lets a rule do it."""

from typing import Any

import pytest
from ima import step
from ima_reporting import report, reported
from reacting import followed, settled
from scenario import INTAKE, MEMBER, Scenario, day, given

from cases.commands.steps import TakeStep
from cases.errors import NotPermitted, Refused
from cases.events.event import Event
from cases.events.procedure import ClockMet, ClockStarted, ClockStopped, ReporterTold

CLAUSE = "Directive (EU) 2019/1937 Art. 9(1)(b)"


def told(**said: Any) -> Scenario:
    """A report to IMA that came otherwise."""
    return given("ima").after(report().model_copy(update=said), MEMBER)


def receipts(scenario: Scenario) -> list[Event]:
    return [one for one in followed(scenario) if isinstance(one, ReporterTold)]


def due(scenario: Scenario) -> dict[str, Any]:
    return {clock: run.due.on for (clock, _), run in scenario.case.clocks.items()}


def test_what_is_reported_here_is_acknowledged_and_the_time_limit_met() -> None:
    happened = followed(reported())
    (receipt,) = (one for one in happened if isinstance(one, ReporterTold))
    assert (receipt.step, receipt.phase) == ("acknowledge_at_once", "received")
    assert CLAUSE in receipt.clause
    assert "Your report has arrived" in str(receipt.note)
    clocks = {
        (type(one), one.clock)
        for one in happened
        if isinstance(one, ClockMet | ClockStarted | ClockStopped)
    }
    assert clocks == {
        (ClockMet, "acknowledgement"),
        (ClockStopped, "feedback_without_acknowledgement"),
        (ClockStarted, "feedback"),
    }


def test_a_message_to_the_reporter_that_says_nothing_is_none() -> None:
    silent = TakeStep(step="write_to_reporter")
    reported().when(silent, INTAKE).then_refused(
        Refused, "the reporter is told nothing", "Art. 9(1)(d)", "note"
    )
    reported().when(step("write_to_reporter"), INTAKE).then_happens(ReporterTold)


def test_somebody_still_writes_in_person_and_feedback_is_due_no_later() -> None:
    at_once = settled(reported()).so_far
    assert "personal_message" in due(at_once)
    later = at_once.after(step("acknowledge"), INTAKE, at=day(9))
    assert "personal_message" not in due(later)
    assert due(later)["feedback"] == due(at_once)["feedback"]
    by_hand = reported().after(step("acknowledge"), INTAKE, at=day(9))
    assert due(by_hand)["feedback"] > due(at_once)["feedback"]


@pytest.mark.parametrize("channel", ["e_mail", "phone", "post", "meeting"])
def test_what_came_otherwise_somebody_acknowledges(channel: str) -> None:
    assert receipts(told(channel=channel)) == []


def test_nobody_is_told_who_cannot_read_it() -> None:
    assert receipts(told(identity_mode="anonymous")) == []
    assert len(receipts(told(identity_mode="confidential"))) == 1


def test_what_was_acknowledged_at_once_is_not_withheld_any_more() -> None:
    withheld = step("withhold_acknowledgement", why_not_acknowledged="asked_not_to")
    assert reported().after(withheld, INTAKE).case.phase == "acknowledged"
    late = settled(reported()).so_far.when(withheld, INTAKE)
    late.then_refused(Refused, "not possible after acknowledge_at_once", "Art. 11(2)")


def test_nobody_acknowledges_at_once_but_the_rule() -> None:
    asked = reported().when(step("acknowledge_at_once"), INTAKE)
    asked.then_refused(NotPermitted, "system", CLAUSE)


def test_it_is_acknowledged_once_and_not_after_somebody_did() -> None:
    assert receipts(settled(reported()).so_far) == []
    assert receipts(reported().after(step("acknowledge"), INTAKE, at=day(1))) == []
