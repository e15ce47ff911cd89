from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    MEMBERS,
    NEUTRAL,
    SAID,
    TODAY,
    accused,
    allegation,
    convened,
    declared,
    deliberated,
    determination,
    exhibit,
    handler,
    hearing,
    in_office,
    investigated,
    measure,
    notified,
    party,
    proposed,
    step,
    violated,
)
from scenario import COMPLIANCE, MEMBER, OWNER, Scenario, day

from cases.actors import Actor
from cases.commands.arbitration import (
    CheckNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
    ProposeArbitrator,
)
from cases.commands.decision import (
    DecideAppeal,
    LodgeAppeal,
    NotifyDecision,
    RecuseDecider,
)
from cases.commands.investigation import IssueFindings
from cases.commands.people import ExcludePerson, RecuseHandler, ReplaceHandler
from cases.errors import NotPermitted, Refused
from cases.events.decision import (
    AppealDecided,
    AppealLodged,
    AppealOutcome,
    DeciderRecused,
    DecidersConvened,
    DecisionNotified,
    DeterminationMade,
    MeasureImposed,
    QuorumLost,
)
from cases.events.procedure import ClockMet, ClockStarted, StepTaken

FIVE = tuple(member.id for member in MEMBERS)
OPINION = DeliverOpinion(appointment=1, opinion=SAID)


def recused(*persons: str, before: Scenario | None = None) -> Scenario:
    so_far = before or deliberated(*FIVE)
    for person in persons:
        so_far = so_far.after(RecuseDecider(person=person), CHAIR)
    return so_far


def told_on(day: date, party: int = 1) -> NotifyDecision:
    return NotifyDecision(party=party, notified_on=day)


def appeal(on: date = TODAY, party: int = 1) -> LodgeAppeal:
    return LodgeAppeal(party=party, lodged_on=on, grounds=SAID)


def appealed() -> Scenario:
    return notified().after(appeal(), COMPLIANCE)


def answer(
    *panel: str, number: int = 1, outcome: AppealOutcome = "upheld"
) -> DecideAppeal:
    return DecideAppeal(appeal=number, outcome=outcome, panel=panel, reasons=SAID)


def answered(outcome: AppealOutcome) -> Scenario:
    by = Actor("a-1", "committee_member")
    return appealed().after(answer("a-1", outcome=outcome), by)


# --- who decides


def test_a_body_meets_with_its_seats_and_quorum() -> None:
    outcome = investigated().when(convened("c-2", "c-1", "c-3", "c-2"), CHAIR).outcome
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
        Refused, "other seats", "3"
    )
    investigated().when(convened(), CHAIR).then_refused(Refused, "other seats", "3")


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
        Refused, "may not decide this case", "3"
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
            Refused, "may not decide", "3"
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
            Refused, "may not decide", "3"
        )


def test_to_propose_a_decider_as_arbitrator_does_not_keep_them_from_deciding() -> None:
    propose = ProposeArbitrator(kind="appointed", person="c-1")
    investigated().after(propose, COMPLIANCE).when(
        convened("c-1", "c-2", "c-3"), CHAIR
    ).then_happens(DecidersConvened)


def test_a_recused_member_stays_away_when_the_body_meets_again() -> None:
    recused("c-5").when(convened("c-4", "c-5"), CHAIR).then_refused(
        Refused, "may not decide", "3"
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


# --- what is determined, and what follows


def test_a_determination_names_who_made_it_and_on_what() -> None:
    outcome = deliberated().when(determination(), CHAIR).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], DeterminationMade)
    assert outcome[0].deciders == ("c-1", "c-2", "c-3")
    assert outcome[0].evidence == (1,)


def test_only_a_convened_member_determines() -> None:
    deliberated().when(determination(), MEMBERS[4]).then_refused(
        NotPermitted, "only a convened member", "3"
    )


def test_what_is_established_rests_on_evidence() -> None:
    deliberated().when(determination(evidence=()), CHAIR).then_refused(
        Refused, "rests on evidence", "3"
    )
    for finding in ("insufficient_evidence", "refuted"):
        deliberated().when(determination(finding, evidence=()), CHAIR).then_happens(
            DeterminationMade
        )


def test_evidence_that_the_case_does_not_have_establishes_nothing() -> None:
    deliberated().when(determination(evidence=(1, 2)), CHAIR).then_refused(
        Refused, "no such evidence", "3"
    )


def test_an_allegation_is_determined_once() -> None:
    violated().when(determination("refuted"), CHAIR).then_refused(
        Refused, "is settled", "3"
    )
    violated().when(determination(allegation=2), CHAIR).then_refused(
        Refused, "no such allegation", "3"
    )


def test_a_measure_says_whether_it_is_disciplinary() -> None:
    for name, disciplinary in (("warning", True), ("training", False)):
        outcome = violated().when(measure(name), CHAIR).outcome
        assert isinstance(outcome, list)
        assert isinstance(outcome[0], MeasureImposed)
        assert outcome[0].disciplinary is disciplinary


def test_a_measure_that_the_code_does_not_have_is_refused() -> None:
    violated().when(measure("flogging"), CHAIR).then_refused(
        Refused, "no such measure", "3"
    )


def test_a_measure_answers_what_was_established_against_that_party() -> None:
    deliberated().when(measure(), CHAIR).then_refused(Refused, "not established", "3")
    refuted = deliberated().after(determination("refuted"), CHAIR)
    refuted.when(measure(), CHAIR).then_refused(Refused, "not established", "3")
    violated().when(measure(allegations=(1, 2)), CHAIR).then_refused(
        Refused, "no such allegation", "3"
    )
    violated().when(measure(party=2), CHAIR).then_refused(
        Refused, "no such allegation", "3"
    )


def test_a_measure_answers_at_least_one_allegation() -> None:
    with pytest.raises(ValidationError):
        measure(allegations=())


def test_a_measure_does_not_end_before_it_begins() -> None:
    ends = {"effective_on": TODAY, "expires_on": TODAY - timedelta(days=1)}
    violated().when(measure(**ends), CHAIR).then_refused(Refused, "ends before", "3")
    violated().when(measure(**{**ends, "expires_on": TODAY}), CHAIR).then_happens(
        MeasureImposed
    )


def test_a_measure_may_begin_later() -> None:
    later = measure(effective_on=TODAY + timedelta(days=30))
    violated().when(later, CHAIR).then_happens(MeasureImposed)


def test_a_member_who_stood_down_imposes_nothing_and_others_record() -> None:
    before = recused("c-2", before=violated())
    before.when(measure(), Actor("c-2", "committee_member")).then_refused(
        NotPermitted, "only a convened member", "3"
    )
    before.when(measure(), COMPLIANCE).then_happens(MeasureImposed)


def test_a_violation_without_a_disciplinary_measure_is_not_concluded() -> None:
    violated().when(step("conclude"), CHAIR).then_refused(
        Refused, "no disciplinary measure yet", "3"
    )
    trained = violated().after(measure("training"), CHAIR)
    trained.when(step("conclude"), CHAIR).then_refused(Refused, "no disciplinary", "3")
    warned = violated().after(measure(), CHAIR)
    warned.when(step("conclude"), CHAIR).then_happens(StepTaken)


def test_each_violation_needs_its_own_measure() -> None:
    two = (
        investigated()
        .after(allegation(category="rudeness"), OWNER)
        .after(hearing(), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
    )
    both = (
        two.after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(determination(), CHAIR)
        .after(determination(allegation=2), CHAIR)
    )
    one = both.after(measure(), CHAIR)
    one.when(step("conclude"), CHAIR).then_refused(Refused, "no disciplinary", "3")
    for_both = both.after(measure(allegations=(1, 2)), CHAIR)
    for_both.when(step("conclude"), CHAIR).then_happens(StepTaken)


def test_a_code_that_does_not_ask_for_a_measure_lets_one_conclude_without() -> None:
    violated().when(step("conclude_freely"), CHAIR).then_happens(StepTaken)


def test_nothing_is_concluded_while_an_allegation_is_open() -> None:
    for name in ("conclude", "conclude_freely"):
        deliberated().when(step(name), CHAIR).then_refused(
            Refused, "not yet determined", "3"
        )


# --- what is told, and appealed against


def test_a_decision_is_told_to_a_party_and_starts_the_time_for_appeal() -> None:
    before = violated().after(step("conclude_freely"), CHAIR)
    before.when(told_on(TODAY), COMPLIANCE).then_happens(DecisionNotified, ClockStarted)
    before.when(told_on(TODAY, party=2), COMPLIANCE).then_refused(
        Refused, "no such party", "3"
    )
    before.when(told_on(TODAY + timedelta(days=1)), COMPLIANCE).then_refused(
        Refused, "future", "not from the code"
    )


def test_the_time_for_appeal_runs_from_the_day_the_party_was_told() -> None:
    before = violated().after(step("conclude_freely"), CHAIR)
    outcome = before.when(told_on(TODAY), COMPLIANCE, at=day(4)).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[1], ClockStarted)
    assert outcome[1].started_on == TODAY
    assert outcome[1].due_on == date(2026, 1, 15)


def test_an_appeal_in_time_is_in_time_however_late_it_is_recorded() -> None:
    last_day = date(2026, 1, 15)
    notified().when(appeal(last_day), COMPLIANCE, at=day(20)).then_happens(
        AppealLodged, ClockMet
    )
    too_late = appeal(last_day + timedelta(days=1))
    notified().when(too_late, COMPLIANCE, at=day(20)).then_refused(
        Refused, "the period for appealing is over", "3"
    )


def test_the_accused_appeals_themselves() -> None:
    notified().when(appeal(), Actor(ACCUSED, "subject")).then_happens(
        AppealLodged, ClockMet
    )


def test_nobody_appeals_who_was_not_told_a_decision() -> None:
    before = notified().after(party("witness", "w-1"), OWNER)
    before.when(appeal(party=2), COMPLIANCE).then_refused(
        Refused, "not been notified", "3"
    )
    before.when(appeal(party=3), COMPLIANCE).then_refused(Refused, "no such party", "3")


def test_an_appeal_from_the_future_is_refused() -> None:
    tomorrow = appeal(TODAY + timedelta(days=1))
    notified().when(tomorrow, COMPLIANCE).then_refused(Refused, "future", "not from")


def test_others_than_those_who_decided_first_decide_the_appeal() -> None:
    by = Actor("a-1", "committee_member")
    appealed().when(answer("a-1", "a-2"), by).then_happens(AppealDecided)
    appealed().when(answer("a-1", "c-2"), by).then_refused(
        Refused, "decides no appeal", "3"
    )


def test_a_decision_that_is_upheld_or_varied_leaves_the_violation() -> None:
    for outcome in ("upheld", "varied"):
        case = answered(outcome).case
        assert case.allegations[1].finding == "established"
        assert case.measured == {1}


def test_a_decision_that_is_quashed_leaves_no_violation_and_no_measure() -> None:
    case = answered("quashed").case
    assert case.allegations[1].finding == "insufficient_evidence"
    assert not case.measured


def test_what_is_remitted_is_to_be_determined_anew() -> None:
    case = answered("remitted").case
    assert not case.allegations[1].settled
    assert not case.measured


def test_who_decided_first_does_not_write_the_answer_either() -> None:
    appealed().when(answer("a-1", "a-2"), CHAIR).then_refused(
        Refused, "decides no appeal", "3"
    )


def test_first_deciders_stay_so_when_the_body_meets_anew() -> None:
    anew = appealed().after(convened("c-4", "c-5", "a-9"), CHAIR)
    by = Actor("a-1", "committee_member")
    for person in ("c-1", "c-4"):
        anew.when(answer("a-1", person), by).then_refused(
            Refused, "decides no appeal", "3"
        )


def test_whoever_took_part_in_any_determination_decided_first() -> None:
    two = (
        investigated()
        .after(allegation(category="rudeness"), OWNER)
        .after(hearing(), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
        .after(determination("refuted"), CHAIR)
        .after(convened("c-4", "c-5", "c-6"), CHAIR)
        .after(determination("refuted", allegation=2), MEMBERS[3])
        .after(convened("c-7", "c-8", "c-9"), CHAIR)
        .after(step("conclude"), CHAIR)
        .after(told_on(TODAY), COMPLIANCE)
        .after(appeal(), COMPLIANCE)
    )
    by = Actor("a-1", "committee_member")
    for person in ("c-1", "c-4", "c-7"):
        two.when(answer(person), by).then_refused(Refused, "decides no appeal", "3")
    two.when(answer("a-1"), by).then_happens(AppealDecided)


@pytest.mark.parametrize("person", [ACCUSED, MEMBER.id, DETECTIVE.id])
def test_nobody_with_a_conflict_decides_an_appeal(person: str) -> None:
    by = Actor("a-1", "committee_member")
    appealed().when(answer("a-1", person), by).then_refused(
        Refused, "decides no appeal", "3"
    )


def test_a_member_who_stood_down_decides_no_appeal() -> None:
    before = appealed().after(convened("c-1", "c-2", "c-3", "c-4"), CHAIR)
    stood_down = recused("c-4", before=before)
    stood_down.when(
        answer("a-1", "c-4"), Actor("a-1", "committee_member")
    ).then_refused(Refused, "decides no appeal", "3")


def test_an_appeal_is_decided_once() -> None:
    by = Actor("a-1", "committee_member")
    notified().when(answer("a-1"), by).then_refused(Refused, "no such open appeal", "3")
    appealed().when(answer("a-1", number=2), by).then_refused(
        Refused, "no such open appeal", "3"
    )
    done = appealed().after(answer("a-1"), by)
    done.when(answer("a-1"), by).then_refused(Refused, "no such open appeal", "3")


def test_an_appeal_is_decided_by_somebody() -> None:
    with pytest.raises(ValidationError):
        answer()


def test_a_second_exhibit_can_be_considered() -> None:
    two = deliberated().after(exhibit(), DETECTIVE)
    two.when(determination(evidence=(1, 2)), CHAIR).then_happens(DeterminationMade)


def test_a_handler_who_becomes_an_investigator_later_does_not_decide() -> None:
    later = accused().after(handler("c-1", "detective"), COMPLIANCE)
    later.when(convened("c-1", "c-2", "c-3"), CHAIR).then_refused(
        Refused, "may not decide", "3"
    )
