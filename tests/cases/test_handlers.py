import pytest
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    NEUTRAL,
    SAID,
    accused,
    convened,
    deliberated,
    handled,
    handler,
    in_office,
    notified,
    party,
    told,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER

from cases.commands.exclusions import ExcludePerson
from cases.commands.people import RecuseHandler, ReplaceHandler
from cases.errors import Refused
from cases.events.people import (
    HandlerDesignated,
    HandlerRecused,
    HandlerReplaced,
    PartyAdded,
)


def excluding(person: str) -> ExcludePerson:
    return ExcludePerson(person=person, reason="conflict_declared")


def replacing(person: str, successor: str, role: str) -> ReplaceHandler:
    return ReplaceHandler(
        person=person, successor=successor, role=role, conflict_declared_absent=True
    )


def test_why_a_handler_stands_down_is_recorded() -> None:
    down = RecuseHandler(person=DETECTIVE.id, reason=SAID)
    (recused,) = handled().when(down, COMPLIANCE).outcome or ()
    assert isinstance(recused, HandlerRecused)
    assert (recused.person, recused.reason) == (DETECTIVE.id, SAID)


def test_a_handler_is_designated_in_a_role() -> None:
    told().when(handler("x-1", "case_owner"), COMPLIANCE).then(
        HandlerDesignated(
            step="designate_handler",
            clause="2",
            phase="received",
            person="x-1",
            role="case_owner",
            conflict_declared_absent=True,
        )
    )


def test_a_handler_declares_to_have_no_conflict() -> None:
    silent = handler("x-1", "case_owner").model_copy(
        update={"conflict_declared_absent": False}
    )
    told().when(silent, COMPLIANCE).then_refused(
        Refused, "no conflict of interest", "2"
    )


def test_an_office_that_the_code_does_not_know_handles_nothing() -> None:
    told().when(handler("x-1", "wizard"), COMPLIANCE).then_refused(
        Refused, "no such office", "2", "role"
    )


@pytest.mark.parametrize(
    "role",
    [
        "reporter",
        "subject",
        "witness",
        "member",
        "arbitrator",
        "neutral_member",
        "decider",
        "committee_member",
        "identity_custodian",
        "access_manager",
        "data_protection_officer",
        "auditor",
        "reporting_job",
        "administrator",
        "system",
    ],
)
def test_nobody_is_made_responsible_in_an_office_that_handles_nothing(
    role: str,
) -> None:
    told().when(handler("x-1", role), COMPLIANCE).then_refused(
        Refused, "handles no cases", "2"
    )


def test_nobody_concerned_is_made_a_handler_and_all_get_the_same_answer() -> None:
    witness = accused().after(party("witness", "witness-1"), OWNER)
    excluded = witness.after(excluding("x-1"), COMPLIANCE)
    for person in (MEMBER.id, ACCUSED, "witness-1", "x-1"):
        excluded.when(handler(person, "case_owner"), COMPLIANCE).then_refused(
            Refused, "not eligible", "2"
        )


def test_who_decides_does_not_investigate() -> None:
    deliberated().when(handler("c-1", "detective"), COMPLIANCE).then_refused(
        Refused, "not eligible", "2"
    )
    deliberated().when(handler("c-4", "detective"), COMPLIANCE).then_happens(
        HandlerDesignated
    )


def test_who_decided_before_does_not_investigate() -> None:
    again = notified().after(convened("c-4", "c-5", "c-3"), CHAIR)
    again.when(handler("c-1", "detective"), COMPLIANCE).then_refused(
        Refused, "not eligible", "2"
    )


def test_who_arbitrates_holds_no_other_office() -> None:
    in_office().when(handler(NEUTRAL.id, "case_owner"), COMPLIANCE).then_refused(
        Refused, "not eligible", "2"
    )


def test_a_recused_handler_has_the_case_no_longer() -> None:
    recuse = RecuseHandler(person=DETECTIVE.id)
    handled().when(recuse, COMPLIANCE).then_happens(HandlerRecused)
    left = handled().after(recuse, COMPLIANCE)
    assert DETECTIVE.id not in left.case.handlers
    assert left.case.routing.lacking == {"detective"}
    again = left.after(handler("detective-2", "detective"), COMPLIANCE)
    assert not again.case.routing.lacking


def test_only_a_handler_is_recused() -> None:
    handled().when(RecuseHandler(person="x-1"), COMPLIANCE).then_refused(
        Refused, "not a handler", "2"
    )


def test_a_successor_takes_over_in_the_same_role() -> None:
    takes_over = replacing(DETECTIVE.id, "x-1", "detective")
    handled().when(takes_over, COMPLIANCE).then_happens(HandlerReplaced)
    handlers = handled().after(takes_over, COMPLIANCE).case.handlers
    assert handlers == {OWNER.id: {"case_owner"}, "x-1": {"detective"}}


def test_a_handler_who_is_replaced_keeps_their_other_roles() -> None:
    both = handled().after(handler(DETECTIVE.id, "intake_officer"), COMPLIANCE)
    after = both.after(replacing(DETECTIVE.id, "x-1", "detective"), COMPLIANCE)
    assert after.case.handlers[DETECTIVE.id] == {"intake_officer"}


def test_a_handler_is_not_replaced_in_a_role_they_do_not_have() -> None:
    wrong = replacing(DETECTIVE.id, "x-1", "case_owner")
    handled().when(wrong, COMPLIANCE).then_refused(Refused, "another role", "2")
    nobody = replacing("x-2", "x-1", "case_owner")
    handled().when(nobody, COMPLIANCE).then_refused(Refused, "not a handler", "2")


def test_a_successor_who_is_concerned_is_refused() -> None:
    wrong = replacing(DETECTIVE.id, MEMBER.id, "detective")
    handled().when(wrong, COMPLIANCE).then_refused(Refused, "not eligible", "2")


def test_intake_adds_parties_before_anybody_handles_the_case() -> None:
    told().when(party(person=None), INTAKE).then_happens(PartyAdded)
