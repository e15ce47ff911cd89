"""Whoever is not eligible is so for any reason: no answer tells who reported."""

from collections.abc import Iterator

import pytest
from appealing import answer as review
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    MEMBERS,
    SAID,
    TODAY,
    allegation,
    convened,
    determination,
    exhibit,
    handler,
    hearing,
    measure,
    nothing,
    party,
    report,
    step,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario

from cases.actors import Actor
from cases.commands.appeal import LodgeAppeal
from cases.commands.appeal_panel import DecideAppeal
from cases.commands.arbitration import (
    CheckNeutrality,
    DeclareNeutrality,
    ProposeArbitrator,
)
from cases.commands.command import Command
from cases.commands.exclusions import ExcludePerson
from cases.commands.investigation import IssueFindings, SetTermsOfReference
from cases.commands.notifying import NotifyDecision
from cases.commands.people import ReplaceHandler
from cases.errors import Refused
from cases.events.arbitration import NeutralityChecked

FEARED = "feared-1"
WITNESS = "witness-1"
EXCLUDED = "excluded-1"
REASONS = (MEMBER.id, FEARED, ACCUSED, WITNESS, EXCLUDED)
"""The reporter, whom the reporter fears, and those whom everybody knows of."""


def confided() -> Scenario:
    """A confidential report, with people of every kind in it."""
    secret = report(identity_mode="confidential", no_office_for=(FEARED,))
    return (
        nothing()
        .after(secret, MEMBER)
        .after(handler(OWNER.id, "case_owner"), COMPLIANCE)
        .after(handler(DETECTIVE.id, "detective"), COMPLIANCE)
        .after(step("acknowledge"), INTAKE)
        .after(party(), OWNER)
        .after(party("witness", WITNESS), OWNER)
        .after(ExcludePerson(person=EXCLUDED, reason="relative"), OWNER)
        .after(allegation(), OWNER)
    )


def investigated() -> Scenario:
    """Findings were issued."""
    return (
        confided()
        .after(step("investigate"), COMPLIANCE)
        .after(SetTermsOfReference(allegations=(1,), scope=SAID), OWNER)
        .after(exhibit(), DETECTIVE)
        .after(hearing(), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
    )


def appealed() -> Scenario:
    """The accused asks for the decision to be looked at again."""
    return (
        investigated()
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
        .after(determination(), CHAIR)
        .after(measure(), CHAIR)
        .after(step("conclude"), CHAIR)
        .after(NotifyDecision(party=1, notified_on=TODAY), COMPLIANCE)
        .after(LodgeAppeal(party=1, lodged_on=TODAY, grounds=SAID), COMPLIANCE)
    )


def successor(person: str) -> ReplaceHandler:
    return ReplaceHandler(
        person=OWNER.id,
        successor=person,
        role="case_owner",
        conflict_declared_absent=True,
    )


def answer(person: str) -> DecideAppeal:
    return review(panel=(MEMBERS[3].id, person))


def asked() -> Iterator[tuple[str, Scenario, Actor, list[Command]]]:
    """Each office, asked for on behalf of everybody, and of others of no use to it."""
    decided, found, appeal = confided(), investigated(), appealed()
    everybody = [handler(person, "case_owner") for person in REASONS]
    yield "handler", decided, COMPLIANCE, everybody
    yield "successor", decided, COMPLIANCE, [successor(person) for person in REASONS]
    others = (*REASONS, DETECTIVE.id)
    yield "decider", found, CHAIR, [convened("c-2", person) for person in others]
    judges = (*REASONS, DETECTIVE.id, "c-1")
    yield "appeal", appeal, MEMBERS[3], [answer(person) for person in judges]


@pytest.mark.parametrize(
    ("before", "by", "commands"),
    [pytest.param(*rest, id=office) for office, *rest in asked()],
)
def test_an_office_is_refused_for_all_reasons_alike(
    before: Scenario, by: Actor, commands: list[Command]
) -> None:
    answers = set()
    for command in commands:
        refusal = before.when(command, by).outcome
        assert isinstance(refusal, Refused), (command, refusal)
        answers.add((refusal.reason, refusal.clause, refusal.field, refusal.args))
    assert len(answers) == 1


def test_all_offices_are_refused_in_the_same_words() -> None:
    said = {
        str(before.when(commands[0], by).outcome) for _, before, by, commands in asked()
    }
    assert said == {"somebody named here is not eligible"}


def test_candidates_are_not_neutral_for_all_reasons_alike() -> None:
    shown = []
    for person in REASONS[:2] + REASONS[3:4]:
        proposal = ProposeArbitrator(kind="appointed", person=person)
        declared = (
            confided()
            .after(proposal, COMPLIANCE)
            .after(DeclareNeutrality(appointment=1), Actor(person, "arbitrator"))
        )
        outcome = declared.when(CheckNeutrality(appointment=1), COMPLIANCE).outcome
        assert isinstance(outcome, list)
        (event,) = outcome
        assert isinstance(event, NeutralityChecked)
        shown.append(event.model_dump(exclude={"person"}))
    assert shown[0] == shown[1] == shown[2]
    assert not shown[0]["eligible"]


def test_a_stranger_is_eligible_so_that_the_refusals_mean_something() -> None:
    for before, by, command in (
        (confided(), COMPLIANCE, handler("stranger-1", "case_owner")),
        (confided(), COMPLIANCE, successor("stranger-1")),
        (investigated(), CHAIR, convened("c-2", "stranger-1")),
        (appealed(), MEMBERS[3], answer("stranger-1")),
    ):
        assert isinstance(before.when(command, by).outcome, list)
