import pytest
from rules import (
    ACCUSED,
    CHAIR,
    CODE,
    DETECTIVE,
    NEUTRAL,
    SAID,
    SMALL,
    accused,
    cleared,
    convened,
    deliberated,
    disclosure,
    handled,
    handler,
    hearing,
    in_office,
    investigated,
    knowing,
    nothing,
    notified,
    party,
    proposed,
    told,
    under,
)
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, OWNER

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.arbitration import (
    ChallengeNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
)
from cases.commands.decision import LodgeAppeal
from cases.commands.order import stands_open
from cases.commands.people import (
    AddParty,
    ExcludePerson,
    LiftExclusion,
    MatchParty,
    RecuseHandler,
    ReplaceHandler,
)
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.arbitration import ArbitratorRemoved
from cases.events.decision import DeciderRecused, QuorumLost
from cases.events.event import Event
from cases.events.people import (
    ExclusionLifted,
    HandlerDesignated,
    HandlerRecused,
    HandlerRemoved,
    HandlerReplaced,
    PartyAdded,
    PartyMatched,
    PersonExcluded,
)

MATCH = MatchParty(party=1, person=ACCUSED)


def excluding(person: str) -> ExcludePerson:
    return ExcludePerson(person=person, reason="conflict_declared")


def donor(*others: str) -> Event:
    gift = disclosure(counterparties=others)
    by = Actor(NEUTRAL.id, "member")
    return next(gift.decide(Case(CODE), by, DAY_0))


def test_a_party_who_is_not_known_as_a_person_is_only_added() -> None:
    handled().when(party(person=None), OWNER).then(
        PartyAdded(
            step="add_party",
            clause="2",
            phase="looked_into",
            party=1,
            role="subject",
            name=SAID,
        )
    )


def test_an_accused_person_is_excluded_at_once() -> None:
    handled().when(party(), OWNER).then_happens(
        PartyAdded, PartyMatched, PersonExcluded
    )
    assert ACCUSED in accused().case.excluded


def test_an_accused_handler_loses_the_case_in_the_same_commit() -> None:
    handled().when(party(person=DETECTIVE.id), OWNER).then_happens(
        PartyAdded, PartyMatched, PersonExcluded, HandlerRemoved
    )
    after = handled().after(party(person=DETECTIVE.id), OWNER)
    assert DETECTIVE.id not in after.case.handlers
    assert not stands_open(after.case, DETECTIVE)


def test_an_accused_decider_no_longer_decides() -> None:
    deliberated().when(party(person="c-2"), OWNER).then_happens(
        PartyAdded, PartyMatched, PersonExcluded, DeciderRecused, QuorumLost
    )
    after = deliberated("c-1", "c-2", "c-3", "c-4").after(party(person="c-2"), OWNER)
    assert after.case.panel.present == {"c-1", "c-3", "c-4"}
    assert after.case.panel.recused == {"c-2"}
    assert after.case.panel.complete


def test_an_accused_arbitrator_is_out_of_office_and_their_opinion_too() -> None:
    opinion = DeliverOpinion(appointment=1, opinion=SAID)
    delivered = in_office().after(opinion, NEUTRAL)
    delivered.when(party(person=NEUTRAL.id), OWNER).then_happens(
        PartyAdded, PartyMatched, PersonExcluded, ArbitratorRemoved
    )
    case = delivered.after(party(person=NEUTRAL.id), OWNER).case
    assert case.appointments[1].ended
    assert not case.appointments[1].delivered


def test_an_opinion_given_before_the_discharge_falls_with_a_late_conflict() -> None:
    discharged = (
        in_office()
        .after(DeliverOpinion(appointment=1, opinion=SAID), NEUTRAL)
        .after(DischargeArbitrator(appointment=1), COMPLIANCE)
    )
    assert discharged.case.appointments[1].delivered
    after = discharged.after(party("witness", NEUTRAL.id), OWNER)
    assert not after.case.appointments[1].delivered


def test_a_candidate_who_becomes_a_party_is_out() -> None:
    proposed().when(party("witness", NEUTRAL.id), OWNER).then_happens(
        PartyAdded, PartyMatched, ArbitratorRemoved
    )


def test_a_witness_who_handles_the_case_loses_it_but_is_not_excluded() -> None:
    handled().when(party("witness", DETECTIVE.id), OWNER).then_happens(
        PartyAdded, PartyMatched, HandlerRemoved
    )
    after = handled().after(party("witness", DETECTIVE.id), OWNER)
    assert not after.case.excluded


def test_a_witness_who_decides_stands_down() -> None:
    deliberated().when(party("witness", "c-3"), OWNER).then_happens(
        PartyAdded, PartyMatched, DeciderRecused, QuorumLost
    )


def test_what_comes_with_a_party_stays_in_the_phase_of_the_case() -> None:
    outcome = handled().when(party(), OWNER).outcome
    assert isinstance(outcome, list)
    assert {event.phase for event in outcome} == {"looked_into"}


def test_parties_are_numbered_in_the_order_they_come() -> None:
    after = accused().after(party("witness", "w-1"), OWNER)
    assert list(after.case.parties) == [1, 2]


def test_a_new_party_who_shares_an_interest_ends_the_arbitrators_office() -> None:
    interests = f"person:{NEUTRAL.id}:interests"
    before = knowing(in_office(), interests, donor("donor-1"))
    before.when(party("affected", "donor-1"), OWNER).then_happens(
        PartyAdded, PartyMatched, ArbitratorRemoved
    )
    before.when(party("affected", "stranger-1"), OWNER).then_happens(
        PartyAdded, PartyMatched
    )


def test_adding_a_known_party_asks_for_the_interests_of_whoever_is_in_office() -> None:
    question = (f"person:{NEUTRAL.id}:interests",)
    assert party().questions(in_office().case) == question
    assert MATCH.questions(in_office().case) == question
    assert party(person=None).questions(in_office().case) == ()
    assert party().questions(proposed().case) == ()
    ended = in_office().after(DischargeArbitrator(appointment=1), COMPLIANCE)
    assert party().questions(ended.case) == ()


def test_a_new_party_asks_candidates_to_declare_again_and_parties_to_object_again() -> (
    None
):
    before = cleared().case.appointments[1]
    assert before.declared
    after = cleared().after(party("witness", "w-1"), OWNER).case.appointments[1]
    assert (after.declared, after.eligible, after.objections_until) == (
        False,
        None,
        None,
    )


def test_a_party_is_matched_once() -> None:
    before = handled().after(party(person=None), OWNER)
    before.when(MATCH, OWNER).then_happens(PartyMatched, PersonExcluded)
    before.after(MATCH, OWNER).when(MATCH, OWNER).then_refused(
        Refused, "matched already", "2"
    )


def test_matching_an_accused_handler_takes_the_case_from_them() -> None:
    before = handled().after(party(person=None), OWNER)
    match = MatchParty(party=1, person=DETECTIVE.id)
    before.when(match, OWNER).then_happens(PartyMatched, PersonExcluded, HandlerRemoved)


def test_a_party_that_is_not_there_is_not_matched() -> None:
    handled().when(MATCH, OWNER).then_refused(Refused, "no such party", "2")


def test_an_excluded_handler_loses_the_case_in_the_same_commit() -> None:
    handled().when(excluding(DETECTIVE.id), COMPLIANCE).then_happens(
        PersonExcluded, HandlerRemoved
    )


def test_an_excluded_decider_no_longer_decides() -> None:
    deliberated().when(excluding("c-2"), COMPLIANCE).then_happens(
        PersonExcluded, DeciderRecused, QuorumLost
    )


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
        Refused, "no such office", "2"
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
            Refused, "the person cannot handle this case", "2"
        )


def test_a_declarant_does_not_handle_their_own_disclosure() -> None:
    nothing().after(disclosure(), MEMBER).when(
        handler(MEMBER.id, "case_owner"), COMPLIANCE
    ).then_refused(Refused, "cannot handle", "2")


def test_who_decides_does_not_investigate() -> None:
    deliberated().when(handler("c-1", "detective"), COMPLIANCE).then_refused(
        Refused, "cannot handle", "2"
    )
    deliberated().when(handler("c-4", "detective"), COMPLIANCE).then_happens(
        HandlerDesignated
    )


def test_who_decided_before_does_not_investigate() -> None:
    again = notified().after(convened("c-4", "c-5", "c-3"), CHAIR)
    again.when(handler("c-1", "detective"), COMPLIANCE).then_refused(
        Refused, "cannot handle", "2"
    )


def test_who_arbitrates_holds_no_other_office() -> None:
    in_office().when(handler(NEUTRAL.id, "case_owner"), COMPLIANCE).then_refused(
        Refused, "cannot handle", "2"
    )


def test_a_recused_handler_has_the_case_no_longer() -> None:
    recuse = RecuseHandler(person=DETECTIVE.id)
    handled().when(recuse, COMPLIANCE).then_happens(HandlerRecused)
    assert DETECTIVE.id not in handled().after(recuse, COMPLIANCE).case.handlers


def test_only_a_handler_is_recused() -> None:
    handled().when(RecuseHandler(person="x-1"), COMPLIANCE).then_refused(
        Refused, "not a handler", "2"
    )


def replacing(person: str, successor: str, role: str) -> ReplaceHandler:
    return ReplaceHandler(
        person=person, successor=successor, role=role, conflict_declared_absent=True
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
    handled().when(wrong, COMPLIANCE).then_refused(Refused, "cannot handle", "2")


def test_a_party_appeals_and_objects_only_for_themselves() -> None:
    themselves = Actor(ACCUSED, "subject")
    other = notified().after(party("witness", "witness-1"), OWNER)
    appeal = LodgeAppeal(party=2, lodged_on="2026-01-05", grounds=SAID)
    other.when(appeal, themselves).then_refused(NotPermitted, "for themselves", "3")
    objection = ChallengeNeutrality(appointment=1, party=2, grounds=SAID)
    other.when(objection, themselves).then_refused(NotPermitted, "for themselves", "3")


def test_the_accused_does_not_appeal_before_they_were_heard_of() -> None:
    themselves = Actor(ACCUSED, "subject")
    appeal = LodgeAppeal(party=1, lodged_on="2026-01-05", grounds=SAID)
    deliberated_unheard = accused()
    deliberated_unheard.when(appeal, themselves).then_refused(CaseNotFound, "no such")


def test_an_edition_without_the_steps_that_follow_adds_parties_all_the_same() -> None:
    only = {name: SMALL.everywhere[name] for name in ("add_party",)}
    outcome = under(handled(), only).when(party(person=DETECTIVE.id), OWNER).outcome
    assert isinstance(outcome, list), repr(outcome)
    assert [event.step for event in outcome[:3]] == ["add_party"] * 3


def test_the_name_of_a_party_never_shows_itself() -> None:
    assert SAID not in repr(AddParty(role="subject", name=SAID))


def test_intake_adds_parties_before_anybody_handles_the_case() -> None:
    told().when(party(person=None), INTAKE).then_happens(PartyAdded)


def test_an_accused_who_was_heard_stays_excluded() -> None:
    assert ACCUSED in investigated().after(hearing(), DETECTIVE).case.excluded
