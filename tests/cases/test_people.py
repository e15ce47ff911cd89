from rules import (
    ACCUSED,
    CODE,
    DETECTIVE,
    NEUTRAL,
    SAID,
    SMALL,
    accused,
    cleared,
    deliberated,
    disclosure,
    handled,
    handler,
    in_office,
    knowing,
    nothing,
    notified,
    party,
    proposed,
    under,
)
from scenario import COMPLIANCE, DAY_0, MEMBER, OWNER

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.appeal import LodgeAppeal
from cases.commands.arbitration import (
    ChallengeNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
)
from cases.commands.order import stands_open
from cases.commands.people import (
    AddParty,
    MatchParty,
)
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.arbitration import ArbitratorRemoved
from cases.events.decision import DeciderRecused, QuorumLost
from cases.events.event import Event, Personal
from cases.events.people import (
    HandlerRemoved,
    PartyAdded,
    PartyMatched,
    PersonExcluded,
)

MATCH = MatchParty(party=1, person=ACCUSED)
CONTACT = Personal("By telephone, in the evening.")


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


def test_a_witness_who_decides_stands_down() -> None:
    deliberated().when(party("witness", "c-3"), OWNER).then_happens(
        PartyAdded, PartyMatched, DeciderRecused, QuorumLost
    )


def test_what_comes_with_a_party_stays_in_the_phase_of_the_case() -> None:
    outcome = handled().when(party(), OWNER).outcome
    assert isinstance(outcome, list)
    assert {event.phase for event in outcome} == {"looked_into"}


def test_who_a_party_is_and_how_to_reach_them_are_recorded_each_by_its_step() -> None:
    known = party("witness", "w-1").model_copy(update={"contact": CONTACT})
    added, matched = handled().when(known, OWNER).outcome or ()
    assert isinstance(added, PartyAdded)
    assert isinstance(matched, PartyMatched)
    assert (added.step, added.contact) == ("add_party", CONTACT)
    assert (matched.step, matched.person) == ("match_party", "w-1")


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
    assert party().questions(in_office().case, COMPLIANCE) == question
    assert MATCH.questions(in_office().case, COMPLIANCE) == question
    assert party(person=None).questions(in_office().case, COMPLIANCE) == ()
    assert party().questions(proposed().case, COMPLIANCE) == ()
    ended = in_office().after(DischargeArbitrator(appointment=1), COMPLIANCE)
    assert party().questions(ended.case, COMPLIANCE) == ()


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


def test_a_declarant_does_not_handle_their_own_disclosure() -> None:
    nothing().after(disclosure(), MEMBER).when(
        handler(MEMBER.id, "case_owner"), COMPLIANCE
    ).then_refused(Refused, "not eligible", "2")


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
