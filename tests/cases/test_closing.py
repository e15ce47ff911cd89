from datetime import date, timedelta
from typing import Any

import pytest
from happened import STEP
from pydantic import ValidationError
from rules import SAID, TODAY, notified, step, told
from scenario import COMPLIANCE, INTAKE, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.case.fold import after
from cases.commands.clocks import NoteTime
from cases.commands.closing import (
    AcknowledgeHold,
    PlaceHold,
    ReleaseHold,
    ReviewHold,
)
from cases.commands.people import AddParty
from cases.commands.redacting import saving
from cases.errors import Refused
from cases.events.closing import (
    HoldAcknowledged,
    HoldPlaced,
    HoldReleased,
    HoldReviewed,
)
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
)
from cases.events.retention import RetentionRecalculated, RetentionStarted

LAST_REVIEW = date(2026, 4, 7)
"""90 days after the first day end on Easter Sunday: two days later they work again."""
DISMISSED_UNTIL = date(2026, 3, 6)
"""Two months after the first day, and the day after that."""


def hold(review_on: date = LAST_REVIEW, **some: Any) -> PlaceHold:
    return PlaceHold(basis="legal_claim", review_on=review_on, reason=SAID, **some)


def due(held: Scenario) -> date:
    [run] = (r for r in held.case.clocks.values() if r.clock == "hold_review")
    return run.due.on


def release(number: int = 1) -> ReleaseHold:
    return ReleaseHold(hold=number, reason=SAID)


def closed() -> Scenario:
    return told().after(step("dismiss"), COMPLIANCE)


def rescheduled(before: Scenario, days: int) -> list[date]:
    outcome = before.when(release(), COMPLIANCE, at=day(days)).outcome
    assert isinstance(outcome, list)
    return [e.delete_on for e in outcome if isinstance(e, RetentionRecalculated)]


def test_a_hold_is_reviewed_after_ninety_days_at_the_latest() -> None:
    told().when(hold(), COMPLIANCE).then_happens(HoldPlaced, ClockStarted)
    told().when(hold(LAST_REVIEW + timedelta(days=1)), COMPLIANCE).then_refused(
        Refused, "reviewed sooner", "not from the code", "review_on"
    )


def test_a_hold_is_reviewed_after_today() -> None:
    told().when(hold(TODAY), COMPLIANCE).then_refused(Refused, "reviewed sooner", "not")
    told().when(hold(TODAY + timedelta(days=1)), COMPLIANCE).then_happens(
        HoldPlaced, ClockStarted
    )


def test_a_hold_has_a_basis_in_law() -> None:
    with pytest.raises(ValidationError):
        PlaceHold.model_validate(
            {"basis": "curiosity", "review_on": LAST_REVIEW, "reason": SAID}
        )


def test_a_hold_suspends_deletion_until_it_is_released() -> None:
    held = closed().after(hold(), COMPLIANCE)
    assert held.case.held
    assert not held.after(release(), COMPLIANCE).case.held


def test_a_hold_can_be_placed_after_closing() -> None:
    closed().when(hold(), COMPLIANCE).then_happens(HoldPlaced, ClockStarted)


def test_several_holds_stand_side_by_side() -> None:
    two = closed().after(hold(), COMPLIANCE).after(hold(), COMPLIANCE)
    one = two.after(release(1), COMPLIANCE)
    assert one.case.held
    assert not one.after(release(2), COMPLIANCE).case.held


def test_a_hold_that_is_not_there_is_not_released() -> None:
    told().when(release(), COMPLIANCE).then_refused(
        Refused, "no such hold", "not from", "hold"
    )


def test_a_hold_of_some_texts_keeps_those_and_no_others() -> None:
    party = AddParty(role="subject", name=SAID)
    known = told().after(party, INTAKE)
    some = hold(parties=(1,), kinds=("statement", "identity"))
    held = known.after(some, COMPLIANCE).case
    assert not held.held
    assert held.keeps("statement", (1,))
    assert held.keeps("statement", (1, 2))
    assert held.keeps("statement", ())
    assert held.keeps("identity", (1,))
    assert not held.keeps("statement", (2,))
    assert not held.keeps("identity", ())
    assert not held.keeps("account", (1,))
    one = HoldReleased.model_validate({**STEP, "hold": 1, "reason": SAID})
    assert not after(held, one, "x").keeps("statement", (1,))


def test_a_hold_is_of_parties_that_there_are() -> None:
    told().when(hold(parties=(7,)), COMPLIANCE).then_refused(
        Refused, "no such party", "not from the code"
    )


def test_a_custodian_says_that_they_know_of_a_hold_and_nobody_else() -> None:
    held = told().after(hold(custodians=(COMPLIANCE.id, "p-8")), COMPLIANCE)
    said = held.after(AcknowledgeHold(hold=1), COMPLIANCE)
    assert held.case.holds[1].awaited == {COMPLIANCE.id, "p-8"}
    assert said.case.holds[1].awaited == {"p-8"}
    assert saving(said.case, COMPLIANCE, "account", ())
    assert not saving(told().after(hold(), COMPLIANCE).case, COMPLIANCE, "account", ())
    for standing in (said, told().after(hold(), COMPLIANCE)):
        standing.when(AcknowledgeHold(hold=1), COMPLIANCE).then_refused(
            Refused, "nothing is awaited from", "not from the code", "hold"
        )
    other = Actor("p-8", "compliance_officer")
    said.when(AcknowledgeHold(hold=1), other).then_happens(HoldAcknowledged)
    gone = held.after(release(), COMPLIANCE)
    gone.when(AcknowledgeHold(hold=1), COMPLIANCE).then_refused(
        Refused, "the hold was released", "not from the code", "hold"
    )


def test_a_hold_is_to_be_reviewed_by_its_day() -> None:
    soon = TODAY + timedelta(days=30)
    held = told().after(hold(LAST_REVIEW), COMPLIANCE).after(hold(soon), COMPLIANCE)
    assert due(held) == soon
    again = ReviewHold(hold=2, review_on=soon + timedelta(days=70), reason=SAID)
    held.when(again, COMPLIANCE, at=day(20)).then_happens(
        HoldReviewed, ClockMet, ClockStarted
    )
    assert due(held.after(again, COMPLIANCE, at=day(20))) == LAST_REVIEW
    held.when(again, COMPLIANCE, at=day(31)).then_happens(
        HoldReviewed, ClockMissed, ClockMetLate, ClockStarted
    )
    held.when(again, COMPLIANCE, at=day(1)).then_refused(
        Refused, "a hold is reviewed sooner", "not from the code"
    )


def test_its_day_of_review_outlasts_the_case_and_goes_with_the_hold() -> None:
    held = told().after(hold(), COMPLIANCE).after(step("dismiss"), COMPLIANCE)
    assert due(held) == LAST_REVIEW
    held.when(NoteTime(), SYSTEM, at=day(91)).then_nothing()
    held.when(NoteTime(), SYSTEM, at=day(93)).then_happens(ClockMissed)
    assert not held.after(release(), COMPLIANCE).case.clocks


def test_a_released_hold_is_not_reviewed() -> None:
    gone = told().after(hold(), COMPLIANCE).after(release(), COMPLIANCE)
    again = ReviewHold(hold=1, review_on=LAST_REVIEW, reason=SAID)
    gone.when(again, COMPLIANCE).then_refused(
        Refused, "was released", "not from", "hold"
    )


def test_releasing_a_hold_takes_reasons() -> None:
    with pytest.raises(ValidationError):
        ReleaseHold.model_validate({"hold": 1})


def test_releasing_a_hold_twice_changes_nothing() -> None:
    once = closed().after(hold(), COMPLIANCE).after(release(), COMPLIANCE)
    once.when(release(), COMPLIANCE).then_nothing()


def test_after_a_hold_a_case_is_kept_thirty_days_or_until_its_own_day() -> None:
    held = closed().after(hold(), COMPLIANCE)
    assert held.case.schedules["content"].delete_on == DISMISSED_UNTIL
    assert rescheduled(held, 29) == []
    assert rescheduled(held, 30) == [date(2026, 3, 7)]
    assert rescheduled(held, 200) == [date(2026, 8, 24)]


def test_the_day_of_deletion_moves_only_with_the_last_release() -> None:
    two = closed().after(hold(), COMPLIANCE).after(hold(), COMPLIANCE)
    assert rescheduled(two, 100) == []
    first_gone = two.after(release(2), COMPLIANCE, at=day(100))
    assert rescheduled(first_gone, 200) == [date(2026, 8, 24)]


def test_a_hold_released_before_closing_moves_nothing() -> None:
    before = told().after(hold(), COMPLIANCE)
    before.when(release(), COMPLIANCE, at=day(80)).then_happens(
        HoldReleased, ClockStopped
    )


def test_a_new_day_of_deletion_is_the_cases_own() -> None:
    held = closed().after(hold(), COMPLIANCE)
    after = held.after(release(), COMPLIANCE, at=day(200))
    assert after.case.schedules["content"].delete_on == date(2026, 8, 24)


def test_a_violation_is_kept_for_years_and_a_dismissal_for_months() -> None:
    outcome = notified().when(step("close_violation"), COMPLIANCE).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[-1], RetentionStarted)
    assert outcome[-1].delete_on == date(2029, 1, 6)
    assert closed().case.schedules["content"].delete_on == DISMISSED_UNTIL


def test_a_case_is_not_closed_twice() -> None:
    closed().when(step("dismiss"), COMPLIANCE).then_refused(
        Refused, "not possible in a closed case", "2"
    )


def test_a_case_with_a_violation_is_not_closed_as_one_without() -> None:
    notified().when(step("close_no_violation"), COMPLIANCE).then_refused(
        Refused, "a violation was determined", "3"
    )
