"""Retaliation, also against participants of an investigation: Responsibilities 7."""

from datetime import date
from typing import Final

import pytest
from ima import (
    CHAIR,
    NATIONAL,
    NEUTRAL,
    SAID,
    disclosure,
    opened,
    step,
    without_reasons,
)
from ima_reporting import (
    ACCUSED,
    arbitrated,
    convened,
    handler,
    investigated,
    proposed,
    report,
    reported,
)
from reacting import followed
from rules import knowing
from scenario import COMPLIANCE, INVESTIGATOR, MEMBER, OWNER, Scenario, day, given

from cases.commands.arbitration import DeliverOpinion
from cases.commands.investigation import LogInvestigationStep
from cases.commands.opening import ReceiveReport
from cases.commands.order import stands_open
from cases.commands.people import AddParty, MatchParty
from cases.errors import Refused
from cases.events.beyond import ParticipantProtected
from cases.events.closing import CaseClosed
from cases.events.event import Event, Fact
from cases.events.procedure import ClockMet, ClockStarted, ClockStopped, StepTaken

WITNESS: Final = "witness-1"
CHECK: Final = step("check_protection")


def protected(so_far: Scenario) -> list[ParticipantProtected]:
    history = [event for event, _ in so_far.history]
    return [event for event in history if isinstance(event, ParticipantProtected)]


# --- who is protected: whoever reports, is heard as a witness, arbitrates


@pytest.mark.parametrize(
    ("role", "counts"),
    [
        ("witness", True),
        ("affected", True),
        ("facilitator", True),
        ("subject", False),
        ("counsel", False),
        ("other", False),
    ],
)
def test_whoever_helps_to_find_out_is_protected(role: str, counts: bool) -> None:
    known = AddParty.model_validate({"role": role, "name": SAID, "person": WITNESS})
    told = reported().after(known, COMPLIANCE)
    assert [one.person for one in protected(told)] == [WITNESS] * counts


def test_a_witness_is_protected_once_it_is_known_who_it_is() -> None:
    told = reported().after(AddParty(role="witness", name=SAID), COMPLIANCE)
    assert protected(told) == []
    (event,) = protected(told.after(MatchParty(party=1, person=WITNESS), COMPLIANCE))
    counsel = reported().after(AddParty(role="counsel", name=SAID), COMPLIANCE)
    known = counsel.after(MatchParty(party=1, person=WITNESS), COMPLIANCE)
    assert protected(known) == []
    assert event.since == day(0).date()
    assert event.relations() == (f"person:{WITNESS}:interests",)


def heard(so_far: Scenario, party: int) -> Scenario:
    interview = LogInvestigationStep(
        kind="interview",
        occurred_on=day(30).date(),
        allegations=(1,),
        party=party,
        account=SAID,
    )
    return so_far.after(interview, INVESTIGATOR, day(40))


def test_each_time_a_witness_is_heard_the_protection_begins_anew() -> None:
    witness = AddParty(role="witness", name=SAID, person=WITNESS)
    told = investigated("integrity").after(witness, OWNER)
    again = protected(heard(told, 2))
    assert [one.since for one in again] == [day(0).date(), day(30).date()]
    assert len(protected(heard(told, 1))) == 1


def test_an_arbitrator_is_protected_from_taking_office_on() -> None:
    told = arbitrated(convened("integrity"))
    assert [(one.person, one.since) for one in protected(told)] == [
        (NEUTRAL.id, day(10).date()),
        (NEUTRAL.id, day(12).date()),
    ]


def test_whoever_is_consulted_is_protected_for_the_advice() -> None:
    advice = DeliverOpinion(appointment=1, opinion=SAID)
    told = proposed("consulted", convened("integrity"))
    assert protected(told) == []
    (event,) = protected(told.after(advice, NEUTRAL))
    assert event.person == NEUTRAL.id


# --- the presumption


def detriment(on: str, affected: str = WITNESS) -> Scenario:
    entry = disclosure(
        "detriment",
        "register",
        affected=affected,
        ordered_by="chair-1",
        detriment="function_withdrawn",
        effective_on=on,
    )
    return opened(entry, NATIONAL)


def checked(entry: Scenario, *known: Event) -> dict[str, Fact]:
    asked = knowing(entry, f"person:{WITNESS}:interests", *known, version=3)
    (taken, *_) = asked.when(CHECK, COMPLIANCE).outcome or ()
    assert isinstance(taken, StepTaken)
    return taken.facts


def took_part(person: str = WITNESS) -> ParticipantProtected:
    return ParticipantProtected(
        person=person, since=date(2026, 1, 5), clause="Responsibilities 7"
    )


@pytest.mark.parametrize(
    ("on", "presumed"),
    [
        ("2026-01-04", False),
        ("2026-01-05", True),
        ("2027-01-05", True),
        ("2027-01-06", False),
    ],
)
def test_what_befalls_a_participant_within_a_year_is_presumed_to_be_retaliation(
    on: str, presumed: bool
) -> None:
    found = checked(detriment(on), took_part())
    assert found == {"presumed": presumed, "presumed_from": 3}


def test_the_part_that_others_took_protects_nobody_else() -> None:
    assert checked(detriment("2026-02-01"), took_part("somebody-else"))["presumed"] is (
        False
    )


def test_whoever_reported_under_their_name_or_asked_for_protection_is_protected() -> (
    None
):
    told = next(report().decide(given("ima").case, MEMBER, day(0)))
    entry = detriment("2026-02-01", MEMBER.id)
    asked = knowing(entry, f"person:{MEMBER.id}:interests", told)
    (taken, *_) = asked.when(CHECK, COMPLIANCE).outcome or ()
    assert isinstance(taken, StepTaken)
    assert taken.facts["presumed"] is True


def test_nobody_has_to_ask_whether_it_is_presumed() -> None:
    entry = detriment("2026-02-01")
    known = knowing(entry, f"person:{WITNESS}:interests", took_part())
    (taken, *_) = followed(known)
    assert isinstance(taken, StepTaken)
    assert taken.facts["presumed"] is True


def test_the_presumption_stands_unless_there_are_reasons() -> None:
    asked = knowing(
        detriment("2026-02-01"), f"person:{WITNESS}:interests", took_part()
    ).after(CHECK, COMPLIANCE)
    asked.when(without_reasons("justify"), NATIONAL).then_refused(
        Refused, "it is not said why", "Responsibilities 7"
    )
    silent = asked.after(step("note_silence"), COMPLIANCE, day(20))
    silent.when(step("settle_unpresumed"), COMPLIANCE, day(20)).then_refused(
        Refused, "does not apply to this presumed", "Responsibilities 7"
    )
    silent.when(step("let_presumption_stand"), COMPLIANCE, day(20)).then_happens(
        StepTaken, CaseClosed
    )
    justified = asked.after(step("justify"), NATIONAL)
    justified.when(step("settle"), COMPLIANCE).then_happens(StepTaken, CaseClosed)


def test_for_whoever_ordered_it_the_entry_does_not_exist() -> None:
    entry = detriment("2026-02-01").case
    assert stands_open(entry, COMPLIANCE)
    assert "chair-1" in entry.excluded


# --- complaints


def complaint(because_of: str = "witness") -> ReceiveReport:
    return report(
        "complain",
        case_type="retaliation_complaint",
        because_of=because_of,
        detriment="kept_from_events",
    )


def complained(because_of: str = "witness") -> Scenario:
    return given("ima").after(complaint(because_of), MEMBER)


@pytest.mark.parametrize("because_of", ["own_report", "witness", "arbitrator"])
def test_reporters_witnesses_and_arbitrators_complain(because_of: str) -> None:
    assert complained(because_of).case.facts["because_of"] == because_of


def investigating() -> Scenario:
    return (
        complained()
        .after(step("find_prima_facie"), COMPLIANCE)
        .after(AddParty(role="subject", name=SAID, person=ACCUSED), COMPLIANCE)
        .after(handler(INVESTIGATOR.id, "investigator"), COMPLIANCE)
        .after(step("investigate"), CHAIR)
    )


def test_protection_is_ordered_before_anything_is_established() -> None:
    ordered = step("order_interim_measure", measure="suspended_effect")
    complained().when(ordered, CHAIR).then_refused(Refused, "in the phase 'filed'")
    investigating().when(ordered, CHAIR).then_happens(StepTaken)


def test_it_is_for_whoever_acted_to_show_other_reasons() -> None:
    called = investigating().after(step("call_for_reasons"), INVESTIGATOR)
    called.when(step("let_presumption_stand"), CHAIR, day(3)).then_refused(
        Refused, "nobody has let a time limit pass", "Responsibilities 7"
    )
    stands = called.after(step("let_presumption_stand"), CHAIR, day(30))
    assert stands.case.phase == "established"
    given_reasons = called.after(step("note_reasons"), COMPLIANCE)
    given_reasons.when(without_reasons("find_other_reasons"), CHAIR).then_refused(
        Refused, "it is not said why"
    )
    given_reasons.when(step("establish"), CHAIR).then_happens(
        StepTaken, ClockMet, ClockStarted
    )


def test_retaliation_is_a_violation_and_is_decided_as_one() -> None:
    established = (
        investigating()
        .after(step("call_for_reasons"), INVESTIGATOR)
        .after(step("note_reasons"), COMPLIANCE)
        .after(step("establish"), CHAIR)
    )
    established.when(step("remedy", remedy="reinstated"), CHAIR).then_refused(
        Refused, "comes after bring_to_decision", "Responsibilities 7"
    )
    brought = step("bring_to_decision", decided_in="IMA-2026-0004")
    decided = established.after(brought, COMPLIANCE)
    watched = decided.after(step("remedy", remedy="reinstated"), CHAIR)
    told = watched.after(step("give_feedback", feedback="given"), COMPLIANCE)
    told.when(step("close_established"), COMPLIANCE, day(100)).then_refused(
        Refused, "nobody has let a time limit pass"
    )
    closed = told.when(step("close_established"), COMPLIANCE, day(370)).outcome or ()
    assert isinstance(list(closed)[-2], CaseClosed)


def test_a_complaint_is_never_dropped_silently_nor_by_one_person() -> None:
    complained().when(without_reasons("find_no_prima_facie"), COMPLIANCE).then_refused(
        Refused, "it is not said why", "the duty to investigate is Investigation"
    )
    none = complained().after(step("find_no_prima_facie"), COMPLIANCE)
    none.when(step("close_no_prima_facie"), CHAIR).then_refused(
        Refused, "comes after give_feedback"
    )
    told = none.after(step("give_feedback", feedback="given"), COMPLIANCE)
    told.when(step("close_no_prima_facie"), COMPLIANCE).then_refused(
        Refused, "for another person than 'find_no_prima_facie'"
    )
    closed = told.when(step("close_no_prima_facie"), CHAIR).outcome or ()
    assert isinstance(list(closed)[-2], CaseClosed)


# --- protection


def test_protection_is_agreed_by_whoever_is_protected() -> None:
    asked = opened(
        disclosure("protection", "ask", because_of="arbitrator", asked_on="2026-01-05")
    )
    asked.when(step("propose_measure", measure="no_contact"), COMPLIANCE).then_refused(
        Refused, "comes after assess_risk", "Responsibilities 7"
    )
    assessed = asked.after(step("assess_risk", level="high"), COMPLIANCE)
    unneeded = without_reasons("find_unneeded")
    assessed.when(unneeded, COMPLIANCE).then_refused(Refused, "it is not said why")
    offered = assessed.after(step("propose_measure", measure="no_contact"), COMPLIANCE)
    offered.when(step("agree"), MEMBER).then_happens(StepTaken, ClockStarted)
    in_force = offered.after(step("agree"), MEMBER)
    in_force.when(step("end"), COMPLIANCE).then_refused(Refused, "comes after check_in")
    in_force.after(step("check_in"), COMPLIANCE).when(
        step("end"), COMPLIANCE
    ).then_happens(StepTaken, ClockStopped, CaseClosed)
