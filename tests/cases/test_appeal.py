from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    MEMBERS,
    SAID,
    TODAY,
    allegation,
    convened,
    deliberated,
    determination,
    hearing,
    investigated,
    notified,
    party,
    step,
    violated,
)
from scenario import COMPLIANCE, MEMBER, OWNER, Scenario, day

from cases.actors import Actor
from cases.commands.appeal import DecideAppeal, LodgeAppeal, NotifyDecision
from cases.commands.decision import RecuseDecider
from cases.commands.investigation import IssueFindings
from cases.errors import Refused
from cases.events.decision import (
    AppealDecided,
    AppealLodged,
    AppealOutcome,
    DecisionNotified,
)
from cases.events.procedure import ClockMet, ClockStarted

FIVE = tuple(member.id for member in MEMBERS)


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
    appealed().when(answer("a-1", "c-2"), by).then_refused(Refused, "not eligible", "3")


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
        Refused, "not eligible", "3"
    )


def test_first_deciders_stay_so_when_the_body_meets_anew() -> None:
    anew = appealed().after(convened("c-4", "c-5", "a-9"), CHAIR)
    by = Actor("a-1", "committee_member")
    for person in ("c-1", "c-4"):
        anew.when(answer("a-1", person), by).then_refused(Refused, "not eligible", "3")


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
        two.when(answer(person), by).then_refused(Refused, "not eligible", "3")
    two.when(answer("a-1"), by).then_happens(AppealDecided)


@pytest.mark.parametrize("person", [ACCUSED, MEMBER.id, DETECTIVE.id])
def test_nobody_with_a_conflict_decides_an_appeal(person: str) -> None:
    by = Actor("a-1", "committee_member")
    appealed().when(answer("a-1", person), by).then_refused(
        Refused, "not eligible", "3"
    )


def test_a_member_who_stood_down_decides_no_appeal() -> None:
    before = appealed().after(convened("c-1", "c-2", "c-3", "c-4"), CHAIR)
    stood_down = recused("c-4", before=before)
    stood_down.when(
        answer("a-1", "c-4"), Actor("a-1", "committee_member")
    ).then_refused(Refused, "not eligible", "3")


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
