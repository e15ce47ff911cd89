from rules import (
    ACCUSED,
    DETECTIVE,
    NEUTRAL,
    SAID,
    accused,
    deliberated,
    handled,
    hearing,
    in_office,
    investigated,
    party,
)
from scenario import COMPLIANCE, OWNER

from cases.commands.exclusions import ExcludePerson, LiftExclusion
from cases.errors import CaseNotFound, Refused
from cases.events.arbitration import ArbitratorRemoved
from cases.events.decision import DeciderRecused, QuorumLost
from cases.events.people import (
    ExclusionLifted,
    HandlerRemoved,
    PartyAdded,
    PartyMatched,
    PersonExcluded,
)


def excluding(person: str) -> ExcludePerson:
    return ExcludePerson(person=person, reason="conflict_declared")


def test_an_accused_person_is_excluded_at_once() -> None:
    handled().when(party(), OWNER).then_happens(
        PartyAdded, PartyMatched, PersonExcluded
    )
    assert ACCUSED in accused().case.excluded


def test_keeping_the_accused_away_is_a_step_with_a_clause_of_its_own() -> None:
    *_, away = handled().when(party(), OWNER).outcome or ()
    assert isinstance(away, PersonExcluded)
    assert (away.step, away.clause) == (
        "exclude_person",
        "not from the code: a conflict",
    )


def test_a_witness_who_handles_the_case_loses_it_but_is_not_excluded() -> None:
    handled().when(party("witness", DETECTIVE.id), OWNER).then_happens(
        PartyAdded, PartyMatched, HandlerRemoved
    )
    after = handled().after(party("witness", DETECTIVE.id), OWNER)
    assert not after.case.excluded


def test_an_excluded_handler_loses_the_case_in_the_same_commit() -> None:
    handled().when(excluding(DETECTIVE.id), COMPLIANCE).then_happens(
        PersonExcluded, HandlerRemoved
    )


def test_a_handler_is_removed_under_the_clause_by_which_handlers_stand_down() -> None:
    _, removed = handled().when(excluding(DETECTIVE.id), COMPLIANCE).outcome or ()
    assert removed == HandlerRemoved(
        step="recuse_handler",
        clause=handled().case.procedure.step("recuse_handler").clause,
        phase=handled().case.phase,
        person=DETECTIVE.id,
        rule="an excluded person is no handler",
    )


def test_an_excluded_decider_no_longer_decides() -> None:
    away = deliberated().when(excluding("c-2"), COMPLIANCE)
    away.then_happens(PersonExcluded, DeciderRecused, QuorumLost)
    _, recused, _ = away.outcome or ()
    assert isinstance(recused, DeciderRecused)
    assert recused.step == "recuse_decider"


def test_an_excluded_arbitrator_is_out_of_office() -> None:
    in_office().when(excluding(NEUTRAL.id), COMPLIANCE).then_happens(
        PersonExcluded, ArbitratorRemoved
    )


def test_excluding_somebody_twice_changes_nothing() -> None:
    before = handled().after(excluding("x-1"), COMPLIANCE)
    before.when(excluding("x-1"), COMPLIANCE).then_nothing()


def test_excluding_oneself_hides_the_case_from_oneself() -> None:
    after = handled().after(excluding(COMPLIANCE.id), COMPLIANCE)
    after.when(excluding("x-1"), COMPLIANCE).then_refused(CaseNotFound, "no such case")


def test_an_exclusion_can_be_lifted() -> None:
    before = handled().after(excluding("x-1"), COMPLIANCE)
    lift = LiftExclusion(person="x-1", reason=SAID)
    before.when(lift, COMPLIANCE).then_happens(ExclusionLifted)
    assert not before.after(lift, COMPLIANCE).case.excluded


def test_the_exclusion_of_the_accused_is_never_lifted() -> None:
    lift = LiftExclusion(person=ACCUSED, reason=SAID)
    accused().when(lift, COMPLIANCE).then_refused(
        Refused, "an accused party stays away", "not from the code"
    )


def test_an_exclusion_that_does_not_stand_is_not_lifted() -> None:
    lift = LiftExclusion(person="x-1", reason=SAID)
    handled().when(lift, COMPLIANCE).then_refused(Refused, "not excluded", "not from")


def test_an_accused_who_was_heard_stays_excluded() -> None:
    assert ACCUSED in investigated().after(hearing(), DETECTIVE).case.excluded
