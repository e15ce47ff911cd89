"""What IMS owes: to donors, to whoever data are about, and to learn from mistakes."""

from datetime import timedelta
from typing import Final

import pytest
from ims import (
    COMPLIANCE,
    DPO,
    EDITION,
    HR,
    MANAGEMENT,
    OTHER_COMPLIANCE,
    PEOPLE_MANAGER,
    SAID,
    STAFF,
    disclosure,
    nothing,
    opened,
    step,
)
from scenario import DAY_0, Scenario, day

from cases.actors import Actor
from cases.commands.evidence import TakeEvidence
from cases.errors import NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.opening import DisclosureMade
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

SKELETON: Final = {
    "matter": "fraud",
    "stage": "under_investigation",
    "happened_in": "2025-11-30",
    "concerned": "partner",
    "amount": 120_000,
    "currency": "EUR",
}


# --- donors, by their rules


def required(by: str = "2026-01-15") -> Scenario:
    command = disclosure("donor_notification", "require", donor="donor-1", tell_by=by)
    return opened(command, COMPLIANCE)


def test_a_donor_is_told_by_the_day_that_its_rules_set() -> None:
    (run,) = required().case.clocks.values()
    assert run.due.on == day(10).date()
    notify = step("notify_donor", **SKELETON)
    required().when(notify, COMPLIANCE).then_happens(StepTaken, ClockMet)
    late = required().when(notify, COMPLIANCE, at=day(12)).outcome
    assert isinstance(late, list)
    assert [type(e) for e in late] == [StepTaken, ClockMissed, ClockMetLate]


def test_a_donor_is_told_facts_and_not_a_word_about_anybody() -> None:
    wordy = step("notify_donor", **SKELETON).model_copy(update={"note": SAID})
    required().when(wordy, COMPLIANCE).then_refused(
        Refused, "only facts are passed on here", "3.5 sentence 5"
    )
    names = step("notify_donor", **SKELETON, person="somebody")
    required().when(names, COMPLIANCE).then_refused(Refused, "not asked for here")


def test_what_is_passed_on_to_a_donor_cannot_name_anybody() -> None:
    procedure = EDITION.procedure("donor_notification")
    asked = procedure.step("notify_donor").asks
    assert "pseudonym" not in {procedure.facts[name].kind for name in asked}


def test_a_donor_who_asks_for_more_is_told_by_another_day() -> None:
    told = required().after(step("notify_donor", **SKELETON), COMPLIANCE)
    more = told.after(step("require_more", tell_by="2026-02-02"), COMPLIANCE)
    (run,) = more.case.clocks.values()
    assert run.due.on == day(28).date()
    more.when(step("close"), COMPLIANCE).then_refused(Refused, "not possible")


def test_nobody_finds_alone_that_a_donor_need_not_be_told() -> None:
    none = step("find_not_required")
    required().when(none, COMPLIANCE).then_refused(Refused, "another person", "3.5")
    required().when(none, OTHER_COMPLIANCE).then_happens(
        StepTaken, ClockStopped, CaseClosed
    )


# --- corrective action and lessons (3.7)


def assigned() -> Scenario:
    command = disclosure(
        "corrective_action", "assign", concerns="controls", complete_by="2026-01-25"
    )
    return opened(command, MANAGEMENT[0])


def evidence() -> TakeEvidence:
    return TakeEvidence(
        kind="document",
        custodian=PEOPLE_MANAGER.id,
        taken_on=DAY_0.date(),
        description=SAID,
    )


def completed() -> Scenario:
    return (
        assigned()
        .after(evidence(), PEOPLE_MANAGER)
        .after(step("complete"), PEOPLE_MANAGER)
    )


def test_a_corrective_action_is_completed_with_evidence() -> None:
    assigned().when(step("complete"), PEOPLE_MANAGER).then_refused(
        Refused, "comes after take_evidence", "3.7 sentence 2"
    )
    shown = assigned().after(evidence(), PEOPLE_MANAGER)
    shown.when(step("complete"), PEOPLE_MANAGER).then_happens(
        StepTaken, ClockMet, ClockStarted
    )


@pytest.mark.parametrize("name", ["verify", "find_insufficient"])
def test_nobody_verifies_what_they_completed(name: str) -> None:
    facts = {"complete_by": "2026-02-25"} if name == "find_insufficient" else {}
    both = Actor(PEOPLE_MANAGER.id, "management_member")
    completed().when(step(name, **facts), both).then_refused(
        Refused, "another person than 'complete'", "3.7"
    )
    completed().after(step(name, **facts), MANAGEMENT[0])


def test_a_corrective_action_that_is_overdue_is_put_before_the_management() -> None:
    further = step("escalate", complete_by="2026-03-01")
    assigned().when(further, COMPLIANCE).then_refused(
        Refused, "nobody has let a time limit pass", "3.7"
    )
    escalated = assigned().when(further, COMPLIANCE, at=day(30)).outcome
    assert isinstance(escalated, list)
    assert ClockMissed in {type(event) for event in escalated}


def test_nothing_is_closed_before_a_lesson_was_learnt() -> None:
    verified = completed().after(step("verify"), MANAGEMENT[0])
    verified.when(step("close"), HR).then_refused(
        Refused, "comes after record_lesson", "3.7 sentence 2"
    )
    lesson = step("record_lesson", value="responsiveness", level="organisation")
    learnt = verified.after(lesson, PEOPLE_MANAGER)
    learnt.when(step("close"), HR).then_happens(StepTaken, CaseClosed)


def test_a_lesson_is_one_about_a_value_of_the_code_and_a_level() -> None:
    verified = completed().after(step("verify"), MANAGEMENT[0])
    other = step("record_lesson", value="thrift", level="organisation")
    verified.when(other, HR).then_refused(Refused, "is not one of trust", "2 Trust")
    facts = EDITION.procedure("corrective_action").facts
    values = {c.split()[1].lower() for c in EDITION.clauses if c.startswith("2 ")}
    assert {*facts["value"].choices} == values
    assert {*facts["level"].choices} == EDITION.levels.keys()


# --- breaches of personal data (3.6)

LEAK: Final = disclosure(
    "data_breach", "report", became_known_on="2026-01-05", what_happened="disclosed"
)


def risky(risk: str = "high_risk") -> Scenario:
    found = step("find_risk", risk=risk, persons_concerned=40, special_categories=True)
    return opened(LEAK).after(found, DPO)


def test_a_breach_is_looked_at_at_once_and_the_authority_notified_in_72_hours() -> None:
    nothing().when(LEAK, STAFF).then_happens(DisclosureMade, ClockStarted, ClockStarted)
    runs = {run.clock: run for run in opened(LEAK).case.clocks.values()}
    assert runs["breach_authority"].due.at == DAY_0 + timedelta(hours=72)
    assert runs["breach_internal"].due.at == DAY_0 + timedelta(hours=1)


def test_the_authority_is_notified_late_only_with_reasons() -> None:
    notify = step("notify_authority_of_high_risk")
    late = risky().when(notify, DPO, at=day(4))
    late.then_refused(Refused, "it is not said why", "GDPR Art. 33(1)")
    said = notify.model_copy(update={"note": SAID})
    outcome = risky().when(said, DPO, at=day(4)).outcome
    assert isinstance(outcome, list)
    assert ClockMetLate in {type(event) for event in outcome}


def test_those_concerned_are_told_where_the_risk_is_high_and_only_there() -> None:
    risky().when(step("notify_authority"), DPO).then_refused(Refused, "risk")
    told = risky().after(step("notify_authority_of_high_risk"), DPO)
    assert told.case.phase == "persons_to_be_told"
    told.when(step("close"), DPO).then_refused(Refused, "not possible in the phase")
    small = risky("risk").after(step("notify_authority"), DPO)
    assert small.case.phase == "to_be_closed"


def test_without_a_risk_a_breach_is_in_the_register_all_the_same() -> None:
    none = opened(LEAK).after(step("find_no_risk", risk="none"), DPO)
    none.when(step("close"), DPO).then_refused(
        Refused, "comes after contain, register", "3.6"
    )
    contained = none.after(step("contain", contained_by="recovered"), DPO)
    entry = step("register")
    contained.when(entry, DPO).then_refused(Refused, "it is not said why")
    entered = contained.after(entry.model_copy(update={"note": SAID}), DPO)
    closed = entered.after(step("close"), DPO)
    assert (closed.case.closed, closed.case.delete_on) == (
        True,
        EDITION.calendar.delete_on(EDITION.retention["R13"].period, DAY_0.date()),
    )


def test_only_the_data_protection_officer_says_how_great_the_risk_is() -> None:
    none = step("find_no_risk", risk="none")
    own = Actor(STAFF.id, "data_protection_officer")
    opened(LEAK).when(none, own).then_refused(Refused, "another person")
    opened(LEAK).when(none, HR).then_refused(NotPermitted, "data_protection_officer")
