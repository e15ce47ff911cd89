"""Acting for somebody else: where the edition says so, and written down."""

import pytest
from rules import disclosure, nothing, report, step
from scenario import INTAKE, MEMBER
from shipped import codes

from cases.actors import Actor
from cases.errors import CommandReused, NotPermitted, Refused
from cases.events.opening import DisclosureMade, IdentityMode
from cases.handling import Cases
from cases.log.log import Log

CALLER = "caller-1"
FOR_CALLER = Actor(INTAKE.id, INTAKE.role, on_behalf_of=CALLER)


def test_an_office_opens_for_somebody_where_the_edition_says_so() -> None:
    event = nothing().when(disclosure(opening="declare"), FOR_CALLER).outcome
    assert isinstance(event, list)
    assert isinstance(event[0], DisclosureMade)
    assert event[0].declarant == CALLER


def test_nobody_opens_for_somebody_else_otherwise() -> None:
    pretender = Actor("member-2", "member", on_behalf_of=MEMBER.id)
    for command in (disclosure(), report()):
        nothing().when(command, pretender).then_refused(
            NotPermitted, "for somebody else"
        )


def test_nobody_takes_a_step_for_somebody_else_otherwise() -> None:
    told = nothing().after(report(), MEMBER)
    told.when(step("dismiss"), Actor("c-1", "compliance_officer", "x-1")).then_refused(
        NotPermitted, "for somebody else", "2"
    )


def test_a_report_is_that_of_whom_it_is_taken_down_for() -> None:
    case = nothing().after(report(opening="take_down"), FOR_CALLER).case
    assert case.reporter == CALLER
    same = report(opening="take_down", reporter=CALLER)
    assert nothing().after(same, FOR_CALLER).case.reporter == CALLER


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_whose_report_was_taken_down_began_the_case_like_whoever_wrote_it(
    mode: IdentityMode,
) -> None:
    told = nothing().after(report(opening="take_down", identity_mode=mode), FOR_CALLER)
    for person in (CALLER, INTAKE.id):
        told.when(step("dismiss"), Actor(person, "compliance_officer")).then_refused(
            Refused, "for another person than 'opening'", "2"
        )


def test_a_report_taken_down_is_not_that_of_two() -> None:
    other = report(opening="take_down", reporter="caller-2")
    nothing().when(other, FOR_CALLER).then_refused(Refused, "somebody else", "1")


def test_an_anonymous_report_is_taken_down_for_nobody() -> None:
    anonymous = report(opening="take_down", identity_mode="anonymous")
    nothing().when(anonymous, FOR_CALLER).then_refused(Refused, "names no reporter")


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_the_log_says_that_it_was_for_the_reporter_and_not_who_that_is(
    cases: Cases, log: Log, mode: IdentityMode
) -> None:
    command = report(opening="take_down", identity_mode=mode)
    opened = cases.open(command, FOR_CALLER)
    for recorded in log.history(opened.case):
        by = recorded.envelope
        assert (by.actor, by.on_behalf_of) == (INTAKE.id, "reporter")
    assert cases.standing(opened.case, Actor(CALLER, "member")).reporter == CALLER


def test_the_log_says_for_whom_a_disclosure_was_made(cases: Cases, log: Log) -> None:
    opened = cases.open(disclosure(), FOR_CALLER)
    assert {one.envelope.on_behalf_of for one in log.history(opened.case)} == {CALLER}


def test_a_key_is_not_used_again_for_somebody_else(cases: Cases) -> None:
    cases.open(disclosure(), FOR_CALLER, key="some-key")
    other = Actor(INTAKE.id, INTAKE.role, on_behalf_of="caller-2")
    with pytest.raises(CommandReused):
        cases.open(disclosure(), other, key="some-key")


def test_offices_that_are_told_or_ask_for_others_may_say_so() -> None:
    for organisation, case_type, opening, role in (
        ("ima", "breach_report", "pass_on", "intake_officer"),
        ("ims", "breach_report", "take_down", "external_function"),
        ("ims", "breach_report", "pass_on", "intake_officer"),
        ("ims", "staff_sign_off", "onboarding", "human_resources"),
        ("ims", "staff_sign_off", "new_version", "human_resources"),
        ("iom", "breach_report", "pass_on", "supervisor"),
        ("iom", "commitment", "require", "human_resources"),
    ):
        edition = codes()[organisation].editions[-1]
        assert role in edition.procedure(case_type).opening(opening).for_others


def test_nobody_who_speaks_for_themselves_speaks_for_others() -> None:
    for code in codes().values():
        for edition in code.editions:
            for procedure in edition.procedures.values():
                for act in (*procedure.openings.values(), *procedure.acts()):
                    kinds = {edition.kind_of(role) for role in act.for_others}
                    assert kinds.isdisjoint({"member", "reporter", "subject"})
