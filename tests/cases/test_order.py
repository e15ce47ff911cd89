import pytest
from rules import (
    DETECTIVE,
    NEUTRAL,
    SAID,
    SMALL,
    accused,
    declared,
    disclosure,
    handled,
    handler,
    hearing,
    investigated,
    nothing,
    report,
    step,
    told,
    under,
)
from scenario import COMPLIANCE, DPO, INTAKE, MEMBER, OWNER

from cases.actors import Actor
from cases.commands.clocks import NoteTime
from cases.commands.closing import PlaceHold
from cases.commands.investigation import LogInvestigationStep
from cases.commands.order import stands_open
from cases.commands.steps import TakeStep
from cases.edition.guards import DEDICATED
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.investigation import SubjectHeard
from cases.events.people import HandlerDesignated
from cases.events.procedure import ClockMet, ClockStarted, StepTaken


def test_a_candidate_is_no_handler() -> None:
    assert not stands_open(declared().case, Actor(NEUTRAL.id, "case_owner"))


def test_a_step_is_only_for_those_the_edition_names() -> None:
    handled().when(step("give_feedback", outcome="answered"), COMPLIANCE).then_refused(
        NotPermitted, "intake_officer", "2"
    )


def test_an_office_takes_the_steps_of_the_general_role_it_is() -> None:
    investigated().when(hearing(), DETECTIVE).then_happens(SubjectHeard, ClockMet)
    accused().when(step("investigate"), Actor("x-1", "committee_member")).then_refused(
        NotPermitted, "compliance_officer", "2"
    )


def test_a_step_of_another_phase_is_refused() -> None:
    handled().when(step("acknowledge"), INTAKE).then_refused(
        Refused, "not possible in the phase 'looked_into'", "2"
    )


def test_a_step_before_the_one_it_comes_after_is_refused() -> None:
    command = LogInvestigationStep(
        kind="interview", occurred_on="2026-01-05", allegations=(1,), account=SAID
    )
    accused().when(command, DETECTIVE).then_refused(
        Refused, "comes after set_terms_of_reference", "2"
    )


def test_a_step_after_one_that_it_is_over_by_is_refused() -> None:
    facts = step("pass_on_facts", outcome="answered")
    handled().when(facts, OWNER).then_happens(StepTaken)
    handled().after(step("go_on"), OWNER).when(facts, OWNER).then_refused(
        Refused, "not possible after go_on", "2"
    )


def test_all_that_a_step_is_over_by_is_named() -> None:
    facts = SMALL.procedures["report"].steps["pass_on_facts"]
    over = facts.model_copy(update={"not_after": ("acknowledge", "designate_handler")})
    before = under(handled(), {**SMALL.everywhere, "hand_over": over})
    before.when(step("hand_over", outcome="answered"), OWNER).then_refused(
        Refused, "not possible after acknowledge, designate_handler", "2"
    )


def test_only_where_the_code_says_so_does_an_interest_keep_somebody_from_a_step() -> (
    None
):
    concerned = disclosure(counterparties=(COMPLIANCE.id,))
    made = step("test", compatible_with_duties=True, permitted_by_local_law=True)
    tested = nothing().after(concerned, MEMBER).after(made, COMPLIANCE)
    tested.when(step("allow"), COMPLIANCE).then_happens(StepTaken, CaseClosed)


def test_a_step_for_another_person_than_an_earlier_one_is_refused() -> None:
    by_intake = nothing().after(report(opening="take_down"), INTAKE)
    by_intake.when(step("dismiss"), INTAKE).then_refused(
        Refused, "another person than 'opening'", "2"
    )
    other = Actor("intake-2", "intake_officer")
    assert isinstance(by_intake.when(step("dismiss"), other).outcome, list)


def test_nobody_acts_through_another_where_they_may_not_themselves() -> None:
    by_intake = nothing().after(report(opening="take_down"), INTAKE)
    puppet = Actor("intake-2", "intake_officer", on_behalf_of=INTAKE.id)
    by_intake.when(step("dismiss"), puppet).then_refused(Refused, "another person")


def test_a_declarant_approves_nothing_that_a_secretary_declared_for_them() -> None:
    secretary = Actor("secretary-1", "intake_officer", on_behalf_of="director-1")
    tested = (
        nothing()
        .after(disclosure(), secretary)
        .after(
            step("test", compatible_with_duties=True, permitted_by_local_law=True),
            COMPLIANCE,
        )
    )
    tested.when(step("allow"), Actor("director-1", "compliance_officer")).then_refused(
        Refused, "another person than 'declare'", "4"
    )
    assert isinstance(tested.when(step("allow"), COMPLIANCE).outcome, list)


def test_a_step_that_the_procedure_does_not_have_is_refused() -> None:
    handled().when(step("no_such_step"), OWNER).then_refused(Refused, "no such", "1")


ELSEWHERE = {
    *("place_hold", "acknowledge_hold", "review_hold", "release_hold"),
    *("erase_text", "take_out_texts", "review_prior_acts", "redact_text"),
    "notify_recipients",
    *(
        "correct_text",
        "decide_erasure",
        "restrict_texts",
        "grant_reading",
        "tell_recipient",
        "end_restriction",
    ),
}
"""Steps that stand open to somebody else, are of a list of texts to erase, or are none
of the small edition."""


@pytest.mark.parametrize("name", sorted(DEDICATED - ELSEWHERE))
def test_a_step_with_a_command_of_its_own_is_not_taken_otherwise(name: str) -> None:
    before = (
        handled()
        .after(handler("x-1", "case_owner"), COMPLIANCE)
        .after(handler("x-1", "investigator"), COMPLIANCE)
    )
    by = Actor("x-1", before.case.procedure.step(name).by[-1])
    outcome = before.when(TakeStep(step=name), by).outcome
    assert isinstance(outcome, Refused | CaseNotFound), repr(outcome)


def test_the_command_of_its_own_is_named_as_the_reason() -> None:
    handled().when(TakeStep(step="add_party"), OWNER).then_refused(
        Refused, "a command of its own", "2"
    )


def test_a_closed_case_takes_only_what_names_closed() -> None:
    closed = told().after(step("dismiss"), COMPLIANCE)
    closed.when(handler("x-1", "case_owner"), COMPLIANCE).then_refused(
        Refused, "not possible in a closed case", "2"
    )
    hold = PlaceHold(basis="audit", review_on="2026-02-01", reason=SAID)
    assert isinstance(closed.when(hold, COMPLIANCE).outcome, list)


def test_a_step_that_changes_nothing_has_no_consequences() -> None:
    clock = {"starts": ("notice",)}
    designate = SMALL.everywhere["designate_handler"].model_copy(update=clock)
    before = under(handled(), {**SMALL.everywhere, "designate_handler": designate})
    before.when(handler(OWNER.id, "case_owner"), COMPLIANCE).then_nothing()
    before.when(handler(OWNER.id, "intake_officer"), COMPLIANCE).then_happens(
        HandlerDesignated, ClockStarted
    )


def test_only_the_system_says_that_time_has_passed() -> None:
    told().when(NoteTime(), DPO).then_refused(NotPermitted, "passing of time", "not")
