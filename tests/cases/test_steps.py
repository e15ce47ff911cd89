from rules import SAID, disclosure, handled, nothing, step, told
from scenario import COMPLIANCE, INTAKE, MEMBER

from cases.commands.steps import TakeStep
from cases.errors import Refused
from cases.events.closing import CaseClosed
from cases.events.procedure import ClockStopped, StepTaken
from cases.events.retention import RetentionStarted

TESTS = {"compatible_with_duties": True, "permitted_by_local_law": True}


def test_a_step_says_its_label_clause_phase_facts_and_note() -> None:
    command = TakeStep(step="give_feedback", facts={"outcome": "answered"}, note=SAID)
    outcome = told().when(command, INTAKE).outcome
    assert isinstance(outcome, list)
    assert outcome[0] == StepTaken(
        step="give_feedback",
        label="Feedback given",
        clause="2",
        phase="received",
        facts={"outcome": "answered"},
        note=SAID,
    )


def test_a_step_leads_to_the_phase_that_the_edition_names() -> None:
    assert handled().case.phase == "looked_into"


def test_a_fact_that_a_step_asks_for_must_be_given() -> None:
    handled().when(step("give_feedback"), INTAKE).then_refused(
        Refused, "'outcome' is missing", "2"
    )


def test_a_fact_that_a_step_does_not_ask_for_is_refused() -> None:
    handled().when(
        step("give_feedback", outcome="answered", mood="good"), INTAKE
    ).then_refused(Refused, "not asked for", "2")


def test_an_answer_of_the_opening_counts_for_a_later_step() -> None:
    gift = nothing().after(disclosure(), MEMBER)
    gift.when(step("approve"), COMPLIANCE).then_happens(StepTaken, CaseClosed)


def test_a_later_answer_replaces_an_earlier_one() -> None:
    gift = nothing().after(disclosure(), MEMBER)
    first = gift.after(
        step("test", **{**TESTS, "permitted_by_local_law": False}), COMPLIANCE
    )
    first.when(step("allow"), COMPLIANCE).then_refused(
        Refused, "permitted_by_local_law"
    )
    second = first.after(step("test", **TESTS), COMPLIANCE)
    second.when(step("allow"), COMPLIANCE).then_happens(StepTaken, CaseClosed)


def test_a_clause_that_does_not_apply_to_what_was_declared_is_no_ground() -> None:
    minor = disclosure(
        opening="declare_minor",
        facts={
            "value": 1,
            "currency": "CHF",
            "duty_station": "gva",
            "received_on": "2026-01-02",
        },
    )
    nothing().after(minor, MEMBER).when(step("approve"), COMPLIANCE).then_refused(
        Refused, "does not apply to this source", "4"
    )


def test_a_step_that_closes_says_when_the_case_must_go() -> None:
    outcome = told().when(step("dismiss"), COMPLIANCE).outcome
    assert isinstance(outcome, list)
    assert [type(event) for event in outcome] == [
        StepTaken,
        *3 * [ClockStopped],
        CaseClosed,
        RetentionStarted,
    ]
    closed, kept = outcome[-2:]
    assert closed.outcome == "dismissed"
    assert closed.closed_on.isoformat() == "2026-01-05"
    assert (kept.what, kept.rule) == ("content", "R1")
    assert kept.delete_on.isoformat() == "2026-03-06"
    assert kept.basis == "GDPR Art. 5(1)(e)"
