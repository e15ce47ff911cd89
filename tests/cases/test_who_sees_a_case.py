from dataclasses import replace

import pytest
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    NEUTRAL,
    SAID,
    accused,
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
)
from scenario import COMPLIANCE, INTAKE, INVESTIGATOR, MEMBER, OWNER, Scenario

from cases.actors import ROLES, Actor
from cases.commands.arbitration import DischargeArbitrator
from cases.commands.command import Command
from cases.commands.exclusions import ExcludePerson, LiftExclusion
from cases.commands.notifying import MakeDecisionKnown
from cases.commands.order import stands_in, stands_open
from cases.commands.people import RecuseHandler
from cases.errors import CaseNotFound
from cases.events.people import PartyAdded
from cases.events.procedure import ClockMet, StepTaken

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
        .after(MakeDecisionKnown(party=2, told_on="2026-01-05"), COMPLIANCE)
    )
    assert not stands_open(told_too.case, Actor("w-1", "subject"))


def test_for_an_office_that_the_edition_does_not_know_there_is_no_case() -> None:
    for before in (handled(), excluding("x-1"), nothing()):
        before.when(step("acknowledge"), Actor("x-1", "wizard")).then_refused(
            CaseNotFound, "no such case"
        )


@pytest.mark.parametrize(
    ("office", "everybody"),
    [("chief", True), ("detective", False), ("case_owner", False)],
)
def test_an_office_in_the_place_of_another_has_the_case_unless_it_is_given_to_each(
    office: str, everybody: bool
) -> None:
    case = told().case
    assert not stands_in(case, office)
    routing = replace(case.routing, instead={"intake_officer": office})
    assert stands_in(replace(case, routing=routing), office) is everybody


def test_deciders_know_of_every_case() -> None:
    assert stands_open(told().case, CHAIR)


def test_a_case_stands_open_to_a_head_of_a_unit_it_was_given_to() -> None:
    head = Actor("head-1", "unit_head")
    assert not stands_open(told().case, head)
    given = told().after(handler(head.id, "unit_head"), COMPLIANCE)
    assert stands_open(given.case, head)
