from dataclasses import replace

import pytest
from rules import (
    ACCUSED,
    CHAIR,
    CODE,
    NEUTRAL,
    SAID,
    accused,
    allegation,
    declared,
    deliberated,
    disclosure,
    handler,
    in_office,
    knowing,
    nothing,
    party,
    proposed,
    report,
    step,
)
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, OWNER, Scenario

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.arbitration import CheckNeutrality, DeclareNeutrality
from cases.commands.arbitration import ProposeArbitrator as Propose
from cases.commands.decision import RecuseDecider
from cases.commands.exclusions import ExcludePerson
from cases.commands.people import MatchParty
from cases.events.arbitration import ArbitratorAppointed, NeutralityChecked
from cases.events.event import Event

CHECK = CheckNeutrality(appointment=1)
NAMES = (
    "membership_in_force",
    "not_concerned",
    "no_earlier_act",
    "no_decider",
    "no_handler",
    "no_shared_interest",
    "not_for_the_same_party_before",
    "declared_neutral",
)


def checked(before: Scenario) -> NeutralityChecked:
    outcome = before.when(CHECK, COMPLIANCE).outcome
    assert isinstance(outcome, list), repr(outcome)
    assert isinstance(outcome[0], NeutralityChecked)
    return outcome[0]


def answers(before: Scenario) -> dict[str, str]:
    return {check.check: check.answer for check in checked(before).checks}


def candidate(person: str, start: Scenario | None = None) -> Scenario:
    """Somebody is proposed and has declared; no rule stops either."""
    return (
        (start or accused())
        .after(Propose(kind="appointed", person=person), COMPLIANCE)
        .after(DeclareNeutrality(appointment=1), Actor(person, "arbitrator"))
    )


def interests(*, declarant: str, others: tuple[str, ...] = ()) -> Event:
    gift = disclosure(counterparties=others)
    return next(gift.decide(Case(CODE), Actor(declarant, "member"), DAY_0))


def appointment(*parties: str) -> ArbitratorAppointed:
    return ArbitratorAppointed(
        step="appoint_arbitrator",
        clause="3",
        phase="x",
        appointment=1,
        person=NEUTRAL.id,
        parties=parties,
    )


def test_somebody_neutral_passes_all_checks() -> None:
    found = answers(declared())
    assert tuple(found) == NAMES
    assert found.pop("membership_in_force") == "not_verifiable"
    assert set(found.values()) == {"passed"}
    assert checked(declared()).eligible


def test_a_check_of_a_register_says_on_which_state_of_it_it_rests() -> None:
    based_on = {one.check: one.based_on for one in checked(declared()).checks}
    registers = ("membership_in_force", "no_shared_interest")
    assert [based_on[name] for name in registers] == [0, 0]
    assert based_on["no_handler"] is None


@pytest.mark.parametrize("role", ["affected", "witness", "facilitator", "counsel"])
def test_a_party_is_not_neutral(role: str) -> None:
    before = candidate("w-1", accused().after(party(role, "w-1"), OWNER))
    assert answers(before)["not_concerned"] == "failed"
    assert not checked(before).eligible


def test_an_excluded_person_is_not_neutral() -> None:
    exclude = ExcludePerson(person=NEUTRAL.id, reason="relative")
    proposed_again = Propose(kind="appointed", person=NEUTRAL.id)
    case = accused().after(exclude, COMPLIANCE).after(proposed_again, COMPLIANCE).case
    as_declared = replace(case.appointments[1], declared=True)
    event = checked(Scenario(replace(case, appointments={1: as_declared})))
    assert not event.eligible


def test_the_reporter_is_not_neutral() -> None:
    before = candidate(MEMBER.id)
    assert answers(before)["not_concerned"] == "failed"
    assert not checked(before).eligible


def test_the_secret_reporter_is_proposed_and_declares_like_anybody_else() -> None:
    secret = report(identity_mode="confidential")
    reported = nothing().after(secret, MEMBER)
    for person in (MEMBER.id, "stranger-1"):
        proposal = Propose(kind="appointed", person=person)
        outcome = reported.when(proposal, COMPLIANCE).outcome
        assert isinstance(outcome, list)
        assert [type(event).__name__ for event in outcome] == ["ArbitratorProposed"]


def test_the_secret_reporter_is_ineligible_like_any_other() -> None:
    witness = accused().after(party("witness", "w-1"), OWNER)
    asked = [
        candidate(person, witness).after(CHECK, COMPLIANCE).case.appointments[1]
        for person in (MEMBER.id, "w-1")
    ]
    assert [appointment.eligible for appointment in asked] == [False, False]
    assert not any(appointment.ended for appointment in asked)


def test_nobody_can_say_who_an_anonymous_reporter_is_not() -> None:
    anonymous = nothing().after(report(identity_mode="anonymous"), MEMBER)
    event = checked(candidate(NEUTRAL.id, anonymous))
    found = {check.check: check.answer for check in event.checks}
    assert found["not_the_reporter"] == "not_verifiable"
    assert event.eligible


def test_whoever_acted_in_the_case_is_not_neutral() -> None:
    before = candidate(INTAKE.id)
    assert answers(before)["no_earlier_act"] == "failed"
    assert not checked(before).eligible


def test_whoever_opened_the_case_is_not_neutral() -> None:
    by_clerk = nothing().after(
        report(opening="take_down"), Actor("clerk-1", "intake_officer")
    )
    assert answers(candidate("clerk-1", by_clerk))["no_earlier_act"] == "failed"


def test_declaring_and_advising_are_what_a_candidate_does() -> None:
    assert answers(declared())["no_earlier_act"] == "passed"
    assert answers(in_office())["no_earlier_act"] == "passed"


def test_a_decider_is_not_neutral_even_when_recused() -> None:
    present = candidate("c-3", deliberated())
    assert answers(present)["no_decider"] == "failed"
    recused = candidate("c-3", deliberated().after(RecuseDecider(person="c-3"), CHAIR))
    assert answers(recused)["no_decider"] == "failed"
    assert not checked(recused).eligible


def test_a_handler_is_not_neutral() -> None:
    before = candidate("h-1", accused().after(handler("h-1", "case_owner"), COMPLIANCE))
    assert answers(before)["no_handler"] == "failed"
    assert not checked(before).eligible


@pytest.mark.parametrize(
    ("declarant", "others", "answer"),
    [
        (NEUTRAL.id, (ACCUSED,), "failed"),
        (ACCUSED, (NEUTRAL.id,), "failed"),
        ("third-1", (ACCUSED, NEUTRAL.id), "failed"),
        (NEUTRAL.id, ("third-1",), "passed"),
        (NEUTRAL.id, (), "passed"),
    ],
)
def test_an_interest_shared_with_a_party_is_a_conflict(
    declarant: str, others: tuple[str, ...], answer: str
) -> None:
    name = f"person:{NEUTRAL.id}:interests"
    known = interests(declarant=declarant, others=others)
    before = knowing(declared(), name, known, version=7)
    event = checked(before)
    [found] = [check for check in event.checks if check.check == "no_shared_interest"]
    assert (found.answer, found.based_on) == (answer, 7)
    assert event.eligible is (answer == "passed")


@pytest.mark.parametrize(
    ("parties", "answer"),
    [((ACCUSED,), "warned"), (("third-1",), "passed"), ((), "passed")],
)
def test_an_earlier_appointment_for_the_same_party_is_a_warning(
    parties: tuple[str, ...], answer: str
) -> None:
    name = f"person:{NEUTRAL.id}:appointments"
    event = checked(knowing(declared(), name, appointment(*parties), version=4))
    found = {check.check: check for check in event.checks}
    assert found["not_for_the_same_party_before"].answer == answer
    assert found["not_for_the_same_party_before"].based_on == 4
    assert event.eligible


def test_a_declaration_made_before_a_party_came_does_not_count() -> None:
    before = declared().after(party("witness", "w-1"), OWNER)
    assert not before.case.appointments[1].declared
    assert declared().case.appointments[1].declared


def test_a_party_who_is_recognised_later_is_a_change_too() -> None:
    start = accused().after(party("witness", None), OWNER)
    before = declared(proposed(start=start))
    matched = before.after(MatchParty(party=2, person="w-1"), OWNER)
    assert not matched.case.appointments[1].declared


def test_what_does_not_concern_the_parties_leaves_the_declaration_alone() -> None:
    before = (
        declared()
        .after(allegation(), OWNER)
        .after(step("give_feedback", outcome="answered"), INTAKE)
    )
    assert before.case.appointments[1].declared


def test_nothing_said_of_the_candidate_is_kept_but_answers() -> None:
    event = checked(declared())
    assert SAID not in event.model_dump_json()
