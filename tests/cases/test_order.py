import pytest
from rules import (
    ACCUSED,
    CHAIR,
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
    in_office,
    investigated,
    nothing,
    notified,
    party,
    proposed,
    report,
    step,
    told,
    under,
)
from scenario import COMPLIANCE, DPO, INTAKE, INVESTIGATOR, MEMBER, OWNER, Scenario

from cases.actors import ROLES, Actor
from cases.commands.arbitration import DischargeArbitrator
from cases.commands.clocks import MissClocks
from cases.commands.closing import PlaceHold
from cases.commands.command import Command
from cases.commands.decision import NotifyDecision
from cases.commands.investigation import LogInvestigationStep
from cases.commands.order import stands_open
from cases.commands.people import ExcludePerson, LiftExclusion, RecuseHandler
from cases.commands.steps import TakeStep
from cases.edition.guards import DEDICATED
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.investigation import SubjectHeard
from cases.events.people import HandlerDesignated, PartyAdded
from cases.events.procedure import ClockMet, ClockStarted, StepTaken

ANYTHING = [
    step("acknowledge"),
    step("no_such_step"),
    party(),
    handler("x-1", "case_owner"),
    ExcludePerson(person="x-1", reason="relative"),
    hearing(),
    LiftExclusion(person="x-1", reason=SAID),
    DischargeArbitrator(appointment=9),
]


def excluding(person: str, before: Scenario | None = None) -> Scenario:
    command = ExcludePerson(person=person, reason="conflict_declared")
    return (before or handled()).after(command, COMPLIANCE)


@pytest.mark.parametrize("command", ANYTHING)
@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"subject"}))
def test_for_an_excluded_person_there_is_no_case(command: Command, role: str) -> None:
    excluding("x-1").when(command, Actor("x-1", role)).then_refused(CaseNotFound, "no")


@pytest.mark.parametrize("command", ANYTHING)
def test_a_case_that_does_not_exist_answers_an_excluded_person_alike(
    command: Command,
) -> None:
    nothing().when(command, INTAKE).then_refused(CaseNotFound, "no such case")


def test_whoever_acts_for_an_excluded_person_finds_no_case_either() -> None:
    clerk = Actor("clerk-1", "intake_officer", on_behalf_of="x-1")
    handled().when(party("other", None), clerk).then_happens(PartyAdded)
    excluding("x-1").when(party("other", None), clerk).then_refused(
        CaseNotFound, "no such case"
    )


def test_an_exclusion_that_was_lifted_no_longer_hides_the_case() -> None:
    lift = LiftExclusion(person=INTAKE.id, reason=SAID)
    back = excluding(INTAKE.id).after(lift, COMPLIANCE)
    back.when(step("give_feedback", outcome="answered"), INTAKE).then_happens(
        StepTaken, ClockMet
    )


def test_a_case_stands_open_to_handlers_it_was_given_to() -> None:
    assert stands_open(handled().case, OWNER)
    assert stands_open(handled().case, DETECTIVE)
    assert not stands_open(told().case, OWNER)
    assert not stands_open(handled().case, INVESTIGATOR)


def test_a_handler_acts_in_the_role_they_were_given_the_case_in() -> None:
    assert not stands_open(handled().case, Actor(OWNER.id, "investigator"))
    assert not stands_open(handled().case, Actor(DETECTIVE.id, "case_owner"))
    assert stands_open(handled().case, Actor(DETECTIVE.id, "investigator"))


def test_a_recused_handler_finds_no_case() -> None:
    recused = RecuseHandler(person=OWNER.id)
    assert not stands_open(handled().after(recused, COMPLIANCE).case, OWNER)


def test_a_candidate_sees_the_case_until_the_office_ends() -> None:
    assert not stands_open(accused().case, NEUTRAL)
    assert stands_open(proposed().case, NEUTRAL)
    ended = in_office().after(DischargeArbitrator(appointment=1), COMPLIANCE)
    assert not stands_open(ended.case, NEUTRAL)


def test_a_candidate_is_no_handler() -> None:
    assert not stands_open(declared().case, Actor(NEUTRAL.id, "case_owner"))


@pytest.mark.parametrize("role", ["member", "reporter", "witness"])
def test_people_see_only_what_they_reported_themselves(role: str) -> None:
    assert stands_open(told().case, Actor(MEMBER.id, role))
    assert not stands_open(told().case, Actor("member-2", role))


def test_nobody_is_recognised_as_an_anonymous_reporter() -> None:
    anonymous = nothing().after(report(identity_mode="anonymous"), MEMBER)
    assert not stands_open(anonymous.case, MEMBER)


def test_the_declarant_sees_their_disclosure() -> None:
    assert stands_open(nothing().after(disclosure(), MEMBER).case, MEMBER)
    assert not stands_open(
        nothing().after(disclosure(), MEMBER).case, Actor("member-2", "member")
    )


def test_the_accused_may_answer_once_they_were_heard_or_told() -> None:
    themselves = Actor(ACCUSED, "subject")
    investigated().when(step("comment"), themselves).then_refused(CaseNotFound, "no")
    heard = investigated().after(hearing(), DETECTIVE)
    heard.when(step("comment"), themselves).then_happens(StepTaken)
    assert stands_open(notified().case, themselves)


def test_the_accused_sees_nothing_in_any_other_role() -> None:
    heard = investigated().after(hearing(), DETECTIVE)
    for role in ROLES.keys() - {"subject"}:
        assert not stands_open(heard.case, Actor(ACCUSED, role))


def test_somebody_else_does_not_answer_as_the_accused() -> None:
    heard = investigated().after(hearing(), DETECTIVE)
    assert not stands_open(heard.case, Actor("x-1", "subject"))


def test_a_witness_who_was_told_the_decision_does_not_answer_as_the_accused() -> None:
    told_too = (
        notified()
        .after(party("witness", "w-1"), OWNER)
        .after(NotifyDecision(party=2, notified_on="2026-01-05"), COMPLIANCE)
    )
    assert not stands_open(told_too.case, Actor("w-1", "subject"))


def test_a_step_is_only_for_those_the_edition_names() -> None:
    handled().when(step("give_feedback", outcome="answered"), COMPLIANCE).then_refused(
        NotPermitted, "intake_officer", "2"
    )


def test_for_an_office_that_the_edition_does_not_know_there_is_no_case() -> None:
    for before in (handled(), excluding("x-1"), nothing()):
        before.when(step("acknowledge"), Actor("x-1", "wizard")).then_refused(
            CaseNotFound, "no such case"
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
    secretary = Actor("secretary-1", "member", on_behalf_of="director-1")
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


@pytest.mark.parametrize("name", sorted(DEDICATED - {"place_hold", "release_hold"}))
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
    told().when(MissClocks(), DPO).then_refused(NotPermitted, "passing of time", "not")


def test_deciders_know_of_every_case() -> None:
    assert stands_open(told().case, CHAIR)
