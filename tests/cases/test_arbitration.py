from datetime import date

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
    ArbitratorAppointed,
    ArbitratorDischarged,
    ArbitratorProposed,
    ArbitratorRemoved,
    ChallengeDecided,
    NeutralityChallenged,
    NeutralityChecked,
    NeutralityDeclared,
    ObjectionsInvited,
    OpinionDelivered,
)
from cases.events.event import Event
from cases.events.procedure import ClockStarted

CHECK = CheckNeutrality(appointment=1)
INVITE = InviteObjections(appointment=1)
APPOINT = AppointArbitrator(appointment=1)
DISCHARGE = DischargeArbitrator(appointment=1)
OPINION = DeliverOpinion(appointment=1, opinion=SAID)
OBJECTION = ChallengeNeutrality(appointment=1, party=1, grounds=SAID)
INTERESTS = f"person:{NEUTRAL.id}:interests"


def decided(*, upheld: bool) -> DecideChallenge:
    return DecideChallenge(appointment=1, upheld=upheld, reasons=SAID)


def gift_between(declarant: str, *others: str) -> Event:
    gift = disclosure(counterparties=others)
    case = Case(accused().case.code)
    return next(gift.decide(case, Actor(declarant, "member"), DAY_0))


def test_anybody_can_be_proposed_and_gets_a_number() -> None:
    outcome = (
        proposed().when(proposal := next_proposal("neutral-2"), COMPLIANCE).outcome
    )
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], ArbitratorProposed)
    assert (outcome[0].appointment, outcome[0].person) == (2, proposal.person)


def next_proposal(person: str) -> ProposeArbitrator:
    return ProposeArbitrator(kind="appointed", person=person)


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


def test_parties_are_asked_only_about_somebody_eligible() -> None:
    declared().when(INVITE, COMPLIANCE).then_refused(Refused, "not eligible", "3")
    checked = declared().after(CHECK, COMPLIANCE)
    checked.when(INVITE, COMPLIANCE).then_happens(ObjectionsInvited, ClockStarted)
    until = checked.after(INVITE, COMPLIANCE).case.appointments[1].objections_until
    assert until == date(2026, 1, 12)


def test_a_party_objects_while_objections_are_open() -> None:
    declared().when(OBJECTION, COMPLIANCE).then_refused(
        Refused, "no objections are open", "3"
    )
    cleared().when(OBJECTION, COMPLIANCE, at=day(7)).then_happens(NeutralityChallenged)
    cleared().when(OBJECTION, COMPLIANCE, at=day(8)).then_refused(
        Refused, "no objections are open", "3"
    )
    in_office().when(OBJECTION, COMPLIANCE).then_refused(Refused, "no objections", "3")


def test_only_a_party_objects() -> None:
    stranger = ChallengeNeutrality(appointment=1, party=2, grounds=SAID)
    cleared().when(stranger, COMPLIANCE).then_refused(Refused, "no such party", "3")


def test_the_reporter_objects_as_the_party_they_are() -> None:
    before = cleared(proposed(start=accused().after(party("reporter", None), OWNER)))
    reporter = Actor("member-1", "reporter")
    as_themselves = ChallengeNeutrality(appointment=1, party=2, grounds=SAID)
    before.when(as_themselves, reporter).then_happens(NeutralityChallenged)
    before.when(OBJECTION, reporter).then_refused(NotPermitted, "for themselves", "3")


def test_an_upheld_objection_ends_the_candidacy() -> None:
    challenged = cleared().after(OBJECTION, COMPLIANCE)
    challenged.when(decided(upheld=True), COMPLIANCE).then_happens(ChallengeDecided)
    ended = challenged.after(decided(upheld=True), COMPLIANCE)
    ended.when(APPOINT, CHAIR, at=day(10)).then_refused(
        Refused, "nobody's neutrality", "3"
    )


def test_an_objection_that_was_dismissed_is_no_obstacle() -> None:
    dismissed = (
        cleared().after(OBJECTION, COMPLIANCE).after(decided(upheld=False), COMPLIANCE)
    )
    dismissed.when(APPOINT, CHAIR, at=day(10)).then_happens(ArbitratorAppointed)


def test_no_objection_is_decided_that_nobody_made() -> None:
    cleared().when(decided(upheld=False), COMPLIANCE).then_refused(
        Refused, "no objection", "3"
    )


def test_nobody_is_appointed_while_the_parties_may_object() -> None:
    cleared().when(APPOINT, CHAIR, at=day(7)).then_refused(
        Refused, "may still object", "3"
    )
    cleared().when(APPOINT, CHAIR, at=day(8)).then_happens(ArbitratorAppointed)
    challenged = cleared().after(OBJECTION, COMPLIANCE)
    challenged.when(APPOINT, CHAIR, at=day(8)).then_refused(
        Refused, "may still object", "3"
    )


def test_nobody_is_appointed_whom_the_parties_were_not_asked_about() -> None:
    declared().after(CHECK, COMPLIANCE).when(APPOINT, CHAIR, at=day(99)).then_refused(
        Refused, "may still object", "3"
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
    assert OPINION.questions(in_office().case) == CHECK.questions(in_office().case)


def test_the_appointment_says_who_the_parties_were() -> None:
    outcome = cleared().when(APPOINT, CHAIR, at=day(10)).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], ArbitratorAppointed)
    assert outcome[0].parties == ("accused-1",)
    assert outcome[0].relations() == (f"person:{NEUTRAL.id}:appointments",)


def test_what_became_known_since_the_check_stops_the_appointment() -> None:
    late = knowing(cleared(), INTERESTS, gift_between("accused-1", NEUTRAL.id))
    late.when(APPOINT, CHAIR, at=day(10)).then_refused(Refused, "not eligible", "3")


def test_parties_who_came_since_the_check_stop_the_appointment() -> None:
    later = cleared().after(party("witness", "w-1"), OWNER)
    later.when(APPOINT, CHAIR, at=day(10)).then_refused(
        Refused, "nobody's neutrality", "3"
    )


def test_after_new_parties_a_candidate_starts_over() -> None:
    later = cleared().after(party("witness", "w-1"), OWNER)
    later.when(CHECK, COMPLIANCE).then_refused(Refused, "has not declared", "3")
    again = later.after(DeclareNeutrality(appointment=1), NEUTRAL, at=day(10)).after(
        CHECK, COMPLIANCE, at=day(10)
    )
    again.when(APPOINT, CHAIR, at=day(10)).then_refused(Refused, "still object", "3")
    asked = again.after(INVITE, COMPLIANCE, at=day(10))
    asked.when(APPOINT, CHAIR, at=day(20)).then_happens(ArbitratorAppointed)


def test_an_arbitrator_in_office_is_not_appointed_again() -> None:
    in_office().when(APPOINT, CHAIR, at=day(11)).then_refused(
        Refused, "is in office", "3"
    )


def test_whoever_is_consulted_takes_no_office() -> None:
    consulted = declared(proposed("consulted")).after(CHECK, COMPLIANCE)
    consulted.when(APPOINT, CHAIR).then_refused(Refused, "takes no office", "3")


def test_a_consulted_member_advises_once_cleared() -> None:
    before = declared(proposed("consulted"))
    before.when(OPINION, NEUTRAL).then_refused(Refused, "not in office", "3")
    before.after(CHECK, COMPLIANCE).when(OPINION, NEUTRAL).then_happens(
        OpinionDelivered
    )


def test_an_opinion_is_the_arbitrators_own() -> None:
    in_office().when(OPINION, NEUTRAL).then_happens(OpinionDelivered)
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
    late.when(CHECK, COMPLIANCE).then_happens(NeutralityChecked, ArbitratorRemoved)
    in_office().after(OPINION, NEUTRAL).when(CHECK, COMPLIANCE).then_happens(
        NeutralityChecked
    )


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
    assert command.questions(proposed().case) == (
        f"person:{NEUTRAL.id}:interests",
        f"person:{NEUTRAL.id}:appointments",
    )
    assert command.questions(accused().case) == ()
