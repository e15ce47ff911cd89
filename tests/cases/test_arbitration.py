import pytest
from rules import (
    CHAIR,
    MEMBERS,
    NEUTRAL,
    SAID,
    accused,
    cleared,
    declared,
    deliberated,
    determination,
    disclosure,
    handler,
    in_office,
    knowing,
    party,
    proposed,
)
from scenario import COMPLIANCE, DAY_0, OWNER, day

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.arbitration import (
    AppointArbitrator,
    ChallengeNeutrality,
    CheckNeutrality,
    DecideChallenge,
    DeclareNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.decision import RecuseDecider
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.arbitration import (
    ArbitratorDischarged,
    ArbitratorProposed,
    ArbitratorRemoved,
    NeutralityChecked,
    NeutralityDeclared,
    OpinionDelivered,
)
from cases.events.event import Event

CHECK = CheckNeutrality(appointment=1)


APPOINT = AppointArbitrator(appointment=1)


DISCHARGE = DischargeArbitrator(appointment=1)


OPINION = DeliverOpinion(appointment=1, opinion=SAID)


INTERESTS = f"person:{NEUTRAL.id}:interests"


def gift_between(declarant: str, *others: str) -> Event:
    gift = disclosure(counterparties=others)
    case = Case(accused().case.code)
    return next(gift.decide(case, Actor(declarant, "member"), DAY_0))


def next_proposal(person: str) -> ProposeArbitrator:
    return ProposeArbitrator(kind="appointed", person=person)


def test_anybody_can_be_proposed_and_gets_a_number() -> None:
    outcome = (
        proposed().when(proposal := next_proposal("neutral-2"), COMPLIANCE).outcome
    )
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], ArbitratorProposed)
    assert (outcome[0].appointment, outcome[0].person) == (2, proposal.person)


def test_only_the_candidate_declares() -> None:
    declare = DeclareNeutrality(appointment=1)
    proposed().when(declare, NEUTRAL).then_happens(NeutralityDeclared)
    other = proposed().after(next_proposal("neutral-2"), COMPLIANCE)
    other.when(declare, Actor("neutral-2", "arbitrator")).then_refused(
        NotPermitted, "only the candidate", "3"
    )


def test_nobody_is_checked_who_has_not_declared() -> None:
    proposed().when(CHECK, COMPLIANCE).then_refused(Refused, "has not declared", "3")
    declared().when(CHECK, COMPLIANCE).then_happens(NeutralityChecked)


def test_an_appointment_that_is_not_there_is_refused_everywhere() -> None:
    for command in (
        CheckNeutrality(appointment=2),
        InviteObjections(appointment=2),
        DischargeArbitrator(appointment=2),
        ChallengeNeutrality(appointment=2, party=1, grounds=SAID),
        DecideChallenge(appointment=2, upheld=True, reasons=SAID),
    ):
        cleared().when(command, COMPLIANCE).then_refused(
            Refused, "no such appointment", "3"
        )


def test_nobody_is_appointed_who_has_not_been_cleared() -> None:
    declared().when(APPOINT, CHAIR).then_refused(Refused, "nobody's neutrality", "3")


def test_clearing_one_candidate_appoints_no_other() -> None:
    two = cleared().after(next_proposal("neutral-2"), COMPLIANCE)
    two.when(AppointArbitrator(appointment=2), CHAIR, at=day(10)).then_refused(
        Refused, "not eligible", "3"
    )


def test_nobody_is_appointed_who_has_declared_and_was_not_checked() -> None:
    two = (
        cleared()
        .after(next_proposal("neutral-2"), COMPLIANCE)
        .after(DeclareNeutrality(appointment=2), Actor("neutral-2", "neutral_member"))
    )
    two.when(AppointArbitrator(appointment=2), CHAIR, at=day(10)).then_refused(
        Refused, "not eligible", "3"
    )


def test_advice_is_given_only_by_somebody_still_neutral() -> None:
    consulted = declared(proposed("consulted")).after(CHECK, COMPLIANCE)
    later = consulted.after(handler(NEUTRAL.id, "case_owner"), COMPLIANCE)
    later.when(OPINION, NEUTRAL).then_refused(Refused, "not neutral any more", "3")


def test_an_opinion_is_given_only_by_somebody_still_neutral() -> None:
    late = knowing(in_office(), INTERESTS, gift_between(NEUTRAL.id, "accused-1"))
    late.when(OPINION, NEUTRAL).then_refused(Refused, "not neutral any more", "3")
    case = in_office().case
    assert OPINION.questions(case, COMPLIANCE) == CHECK.questions(case, COMPLIANCE)


def test_what_became_known_since_the_check_stops_the_appointment() -> None:
    late = knowing(cleared(), INTERESTS, gift_between("accused-1", NEUTRAL.id))
    late.when(APPOINT, CHAIR, at=day(10)).then_refused(Refused, "not eligible", "3")


def test_an_arbitrator_in_office_is_not_appointed_again() -> None:
    in_office().when(APPOINT, CHAIR, at=day(11)).then_refused(
        Refused, "is in office", "3"
    )


def test_whoever_is_consulted_takes_no_office() -> None:
    consulted = declared(proposed("consulted")).after(CHECK, COMPLIANCE)
    consulted.when(APPOINT, CHAIR).then_refused(Refused, "takes no office", "3")


def test_nobody_is_asked_to_object_to_whoever_is_consulted() -> None:
    consulted = declared(proposed("consulted")).after(CHECK, COMPLIANCE)
    asked = consulted.when(InviteObjections(appointment=1), COMPLIANCE)
    asked.then_refused(Refused, "is not objected to", "3")


def test_a_consulted_member_advises_once_cleared() -> None:
    before = declared(proposed("consulted"))
    before.when(OPINION, NEUTRAL).then_refused(Refused, "not in office", "3")
    before.after(CHECK, COMPLIANCE).when(OPINION, NEUTRAL).then_happens(
        OpinionDelivered
    )


def test_an_opinion_is_the_arbitrators_own() -> None:
    in_office().when(OPINION, NEUTRAL).then_happens(OpinionDelivered)
    joined = in_office().after(party("witness", "witness-1"), OWNER)
    joined.when(OPINION, NEUTRAL).then_happens(OpinionDelivered)
    cleared().when(OPINION, NEUTRAL).then_refused(Refused, "not in office", "3")
    two = in_office().after(next_proposal("neutral-2"), COMPLIANCE)
    two.when(OPINION, Actor("neutral-2", "arbitrator")).then_refused(
        NotPermitted, "only the candidate", "3"
    )


def test_the_office_ends_with_the_discharge_and_the_opinion_stays() -> None:
    delivered = in_office().after(OPINION, NEUTRAL)
    delivered.when(DISCHARGE, COMPLIANCE).then_happens(ArbitratorDischarged)
    ended = delivered.after(DISCHARGE, COMPLIANCE)
    assert ended.case.appointments[1].delivered
    ended.when(DISCHARGE, COMPLIANCE).then_refused(Refused, "no such appointment", "3")
    ended.when(OPINION, NEUTRAL).then_refused(CaseNotFound, "no such case")


def test_a_check_that_fails_in_office_ends_it() -> None:
    late = knowing(in_office(), INTERESTS, gift_between(NEUTRAL.id, "accused-1"))
    checked = late.when(CHECK, COMPLIANCE)
    checked.then_happens(NeutralityChecked, ArbitratorRemoved)
    assert isinstance(checked.outcome, list)
    assert checked.outcome[1].step == "discharge_arbitrator"
    in_office().after(OPINION, NEUTRAL).when(CHECK, COMPLIANCE).then_happens(
        NeutralityChecked
    )


def test_an_arbitrator_who_is_a_party_loses_the_office_once() -> None:
    disclosed = knowing(in_office(), INTERESTS, gift_between(NEUTRAL.id))
    witness = disclosed.when(party("witness", NEUTRAL.id), OWNER).outcome
    assert isinstance(witness, list)
    [removed] = [one for one in witness if isinstance(one, ArbitratorRemoved)]
    assert removed.rule == "a party of the case is no arbitrator"


def test_an_opinion_that_is_not_to_be_relied_on_does_not_replace_the_quorum() -> None:
    lost = (
        in_office(proposed(start=deliberated()))
        .after(OPINION, NEUTRAL)
        .after(RecuseDecider(person="c-2"), CHAIR)
    )
    assert isinstance(lost.when(determination(), MEMBERS[0]).outcome, list)
    late = lost.after(party("witness", NEUTRAL.id), OWNER)
    late.when(determination(), MEMBERS[0]).then_refused(Refused, "lost its quorum", "3")


@pytest.mark.parametrize("command", [CHECK, APPOINT])
def test_checking_asks_for_interests_and_appointments(command: CheckNeutrality) -> None:
    assert command.questions(proposed().case, COMPLIANCE) == (
        f"person:{NEUTRAL.id}:interests",
        f"person:{NEUTRAL.id}:appointments",
        f"person:{NEUTRAL.id}:bound",
    )
    assert command.questions(accused().case, COMPLIANCE) == ()
