import pytest
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    MEMBERS,
    NEUTRAL,
    SAID,
    accused,
    convened,
    declared,
    deliberated,
    determination,
    handler,
    in_office,
    investigated,
    party,
    proposed,
)
from scenario import COMPLIANCE, MEMBER, OWNER, Scenario

from cases.commands.arbitration import (
    CheckNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
    ProposeArbitrator,
)
from cases.commands.decision import RecuseDecider
from cases.commands.exclusions import ExcludePerson
from cases.commands.people import RecuseHandler, ReplaceHandler
from cases.errors import Refused
from cases.events.decision import (
    DeciderRecused,
    DecidersConvened,
    DeterminationMade,
    QuorumLost,
)

FIVE = tuple(member.id for member in MEMBERS)


OPINION = DeliverOpinion(appointment=1, opinion=SAID)


def recused(*persons: str, before: Scenario | None = None) -> Scenario:
    so_far = before or deliberated(*FIVE)
    for person in persons:
        so_far = so_far.after(RecuseDecider(person=person), CHAIR)
    return so_far


def test_a_body_meets_with_its_seats_and_quorum() -> None:
    outcome = investigated().when(convened("c-2", "c-1", "c-3"), CHAIR).outcome
    assert outcome == [
        DecidersConvened(
            step="convene_deciders",
            clause="3",
            phase="investigated",
            body="committee",
            members=5,
            quorum=3,
            present=("c-1", "c-2", "c-3"),
        )
    ]


def test_a_body_that_meets_below_its_quorum_has_lost_it() -> None:
    investigated().when(convened("c-1", "c-2"), CHAIR).then_happens(
        DecidersConvened, QuorumLost
    )


def test_a_body_that_the_code_does_not_have_does_not_meet() -> None:
    investigated().when(convened("c-1", body="jury"), CHAIR).then_refused(
        Refused, "no such body", "3"
    )


def test_a_body_has_no_more_members_than_seats() -> None:
    investigated().when(convened(*FIVE), CHAIR).then_happens(DecidersConvened)
    investigated().when(convened(*FIVE, "c-6"), CHAIR).then_refused(
        Refused, "5 seats", "3"
    )
    investigated().when(convened(), CHAIR).then_refused(Refused, "5 seats", "3")


@pytest.mark.parametrize(
    "person", [ACCUSED, MEMBER.id, DETECTIVE.id, "witness-1", "excluded-1"]
)
def test_nobody_with_a_conflict_sits_in_the_deciding_body(person: str) -> None:
    exclude = ExcludePerson(person="excluded-1", reason="relative")
    before = (
        investigated()
        .after(party("witness", "witness-1"), OWNER)
        .after(exclude, COMPLIANCE)
    )
    before.when(convened("c-1", "c-2", "c-3", person), CHAIR).then_refused(
        Refused, "not eligible", "3", "present"
    )


def test_who_investigated_does_not_decide_after_being_replaced_either() -> None:
    replaced = investigated().after(
        ReplaceHandler(
            person=DETECTIVE.id,
            successor="detective-2",
            role="detective",
            conflict_declared_absent=True,
        ),
        COMPLIANCE,
    )
    stood_down = investigated().after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    for before in (replaced, stood_down):
        before.when(convened("c-1", "c-2", DETECTIVE.id), CHAIR).then_refused(
            Refused, "not eligible", "3"
        )


def test_whoever_only_owned_the_case_may_decide() -> None:
    investigated().when(convened("c-1", "c-2", OWNER.id), CHAIR).then_happens(
        DecidersConvened
    )


def test_an_arbitrator_does_not_decide_nor_after_the_discharge() -> None:
    before = in_office()
    ended = before.after(DischargeArbitrator(appointment=1), COMPLIANCE)
    for arbitrated in (before, ended):
        arbitrated.when(convened("c-1", "c-2", NEUTRAL.id), CHAIR).then_refused(
            Refused, "not eligible", "3"
        )


def test_to_propose_a_decider_as_arbitrator_does_not_keep_them_from_deciding() -> None:
    propose = ProposeArbitrator(kind="appointed", person="c-1")
    investigated().after(propose, COMPLIANCE).when(
        convened("c-1", "c-2", "c-3"), CHAIR
    ).then_happens(DecidersConvened)


def test_a_recused_member_stays_away_when_the_body_meets_again() -> None:
    recused("c-5").when(convened("c-4", "c-5"), CHAIR).then_refused(
        Refused, "not eligible", "3"
    )


def test_only_a_member_who_decides_stands_down() -> None:
    recuse = RecuseDecider(person="c-9")
    deliberated().when(recuse, CHAIR).then_refused(Refused, "does not decide", "3")


def test_of_five_three_may_still_decide_and_two_may_not() -> None:
    three = recused("c-4", "c-5")
    three.when(determination(), CHAIR).then_happens(DeterminationMade)
    three.when(RecuseDecider(person="c-3"), CHAIR).then_happens(
        DeciderRecused, QuorumLost
    )
    recused("c-3", "c-4", "c-5").when(determination(), CHAIR).then_refused(
        Refused, "lost its quorum", "3"
    )


def test_a_lost_quorum_names_the_way_out_and_its_clause() -> None:
    outcome = recused("c-4", "c-5").when(RecuseDecider(person="c-3"), CHAIR).outcome
    assert isinstance(outcome, list)
    assert outcome[1] == QuorumLost(
        body="committee",
        present=2,
        quorum=3,
        next_step="propose_arbitrator",
        clause="3",
    )


def test_without_a_quorum_an_arbitrators_opinion_lets_the_others_decide() -> None:
    lost = recused(
        "c-3", "c-4", "c-5", before=in_office(proposed(start=deliberated(*FIVE)))
    )
    lost.when(determination(), CHAIR).then_refused(Refused, "lost its quorum", "3")
    advised = lost.after(OPINION, NEUTRAL)
    advised.when(determination(), CHAIR).then_happens(DeterminationMade)
    departing = determination("refuted", departs_from_opinion=True)
    advised.when(departing, CHAIR).then_happens(DeterminationMade)


def test_advice_is_no_arbitrators_opinion() -> None:
    advised = (
        declared(proposed("consulted", start=deliberated(*FIVE)))
        .after(CheckNeutrality(appointment=1), COMPLIANCE)
        .after(OPINION, NEUTRAL)
    )
    recused("c-3", "c-4", "c-5", before=advised).when(
        determination(), CHAIR
    ).then_refused(Refused, "lost its quorum", "3")


def test_nobody_decides_when_all_have_stood_down() -> None:
    with_opinion = in_office(proposed(start=deliberated(*FIVE))).after(OPINION, NEUTRAL)
    nobody = recused("c-2", "c-3", "c-4", "c-5", "c-1", before=with_opinion)
    nobody.when(determination(), CHAIR).then_refused(Refused, "lost its quorum", "3")


def test_a_handler_who_becomes_an_investigator_later_does_not_decide() -> None:
    later = accused().after(handler("c-1", "detective"), COMPLIANCE)
    later.when(convened("c-1", "c-2", "c-3"), CHAIR).then_refused(
        Refused, "not eligible", "3"
    )
