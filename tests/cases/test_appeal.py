from datetime import date, timedelta

import pytest
from appealing import FIRST, LAST_DAY, REVIEWER, answer, appeal, told
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
from cases.case.case import Case
from cases.case.replacing import replace
from cases.commands.appeal_panel import DecideAppeal
from cases.commands.decision import RecuseDecider
from cases.commands.exclusions import ExcludePerson
from cases.commands.investigation import IssueFindings
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.appeal import (
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


def appealed() -> Scenario:
    return notified().after(appeal(party=1), COMPLIANCE)


def test_a_decision_is_told_to_a_party_and_starts_the_time_for_appeal() -> None:
    before = violated().after(step("conclude_freely"), CHAIR)
    before.when(told(1), COMPLIANCE).then_happens(DecisionNotified, ClockStarted)
    before.when(told(2), COMPLIANCE).then_refused(Refused, "no such party", "3")
    before.when(told(1, TODAY + timedelta(days=1)), COMPLIANCE).then_refused(
        Refused, "future", "not from the code"
    )


def test_the_time_for_appeal_runs_from_the_day_the_party_was_told() -> None:
    before = violated().after(step("conclude_freely"), CHAIR)
    outcome = before.when(told(1), COMPLIANCE, at=day(4)).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[1], ClockStarted)
    assert outcome[1].started_on == TODAY
    assert outcome[1].due_on == date(2026, 1, 15)


def test_an_appeal_in_time_is_in_time_however_late_it_is_recorded() -> None:
    in_time = appeal(party=1, lodged_on=LAST_DAY)
    notified().when(in_time, COMPLIANCE, at=day(20)).then_happens(
        AppealLodged, ClockMet, ClockStarted
    )
    too_late = appeal(party=1, lodged_on=LAST_DAY + timedelta(days=1))
    notified().when(too_late, COMPLIANCE, at=day(20)).then_refused(
        Refused, "the period for appealing is over", "3"
    )


def test_the_accused_appeals_themselves_and_need_not_know_their_number() -> None:
    for asked in (appeal(), appeal(party=1), appeal(party=1, lodged_on=TODAY)):
        notified().when(asked, FIRST).then_happens(AppealLodged, ClockMet, ClockStarted)


def test_whoever_appeals_themselves_does_so_on_no_earlier_day() -> None:
    asked = notified().when(appeal(lodged_on=LAST_DAY), FIRST, at=day(20))
    asked.then_refused(Refused, "does so today", "not from the code")
    assert isinstance(asked.outcome, Refused)
    assert (asked.outcome.field, asked.outcome.until) == ("lodged_on", day(20).date())


def test_an_office_says_whose_appeal_it_writes_down() -> None:
    asked = notified().when(appeal(), COMPLIANCE)
    asked.then_refused(Refused, "it is not said whose it is", "3")
    assert isinstance(asked.outcome, Refused)
    assert asked.outcome.field == "party"


def test_nobody_appeals_who_was_not_told_a_decision() -> None:
    before = notified().after(party("witness", "w-1"), OWNER)
    before.when(appeal(party=2), COMPLIANCE).then_refused(Refused, "not accused", "3")
    before.when(appeal(party=3), COMPLIANCE).then_refused(Refused, "no such party", "3")


def test_nobody_appeals_before_they_were_told() -> None:
    told_later = (
        violated()
        .after(step("conclude_freely"), CHAIR)
        .after(told(1, TODAY + timedelta(days=2)), COMPLIANCE, at=day(2))
    )
    asked = told_later.when(appeal(party=1, lodged_on=TODAY), COMPLIANCE, at=day(2))
    asked.then_refused(Refused, "before the party was told", "3")


def test_an_appeal_from_the_future_is_refused() -> None:
    tomorrow = appeal(party=1, lodged_on=TODAY + timedelta(days=1))
    notified().when(tomorrow, COMPLIANCE).then_refused(Refused, "future", "not from")


def test_an_accused_who_was_told_the_decision_answers_it_though_never_heard() -> None:
    unheard = Scenario(replace(notified().case, informed=frozenset()))
    unheard.when(appeal(), FIRST).then_refused(CaseNotFound, "no such case")
    untold = Scenario(replace(unheard.case, notified={}))
    told_now = untold.after(told(1), COMPLIANCE)
    told_now.when(appeal(), FIRST).then_happens(AppealLodged, ClockMet, ClockStarted)


def by_panel(*panel: str) -> DecideAppeal:
    return answer(panel=panel)


def test_others_than_those_who_decided_first_decide_the_appeal() -> None:
    appealed().when(answer(), REVIEWER).then_happens(AppealDecided, ClockMet)
    appealed().when(by_panel("a-1", "c-2"), REVIEWER).then_refused(
        Refused, "not eligible", "3"
    )


def test_an_appeal_is_decided_by_a_body_that_the_code_gives_it_to() -> None:
    for body in ("committee", "jury"):
        asked = appealed().when(answer(body=body), REVIEWER)
        asked.then_refused(Refused, "no such body", "3")
        assert isinstance(asked.outcome, Refused)
        assert (asked.outcome.field, asked.outcome.allowed) == ("body", ("review",))


def test_those_who_decide_an_appeal_are_as_many_as_the_body_needs() -> None:
    few = appealed().when(by_panel("a-1"), REVIEWER)
    few.then_refused(Refused, "decides with 2 or more", "1, 3")
    assert isinstance(few.outcome, Refused)
    assert (few.outcome.field, few.outcome.awaits) == ("panel", ("propose_arbitrator",))
    many = appealed().when(by_panel("a-1", "a-2", "a-3", "a-4"), REVIEWER)
    many.then_refused(Refused, "has 3 seats", "1, 3")


def test_only_a_member_of_the_panel_decides() -> None:
    stranger = Actor("a-9", "committee_member")
    appealed().when(answer(), stranger).then_refused(
        NotPermitted, "only a member of the panel", "3"
    )


def reviewed(outcome: AppealOutcome) -> Case:
    return appealed().after(answer(outcome), REVIEWER).case


def test_a_decision_that_is_upheld_leaves_the_violation_and_its_measure() -> None:
    case = reviewed("upheld")
    assert case.allegations[1].finding == "established"
    assert case.measured == {1}


def test_a_decision_that_is_varied_leaves_the_violation_to_another_measure() -> None:
    case = reviewed("varied")
    assert case.allegations[1].finding == "established"
    assert not case.measured


def test_a_decision_that_is_quashed_leaves_no_violation_and_no_measure() -> None:
    case = reviewed("quashed")
    assert case.allegations[1].finding == "insufficient_evidence"
    assert case.allegations[1].determined_on == TODAY
    assert not case.measured


def test_what_is_remitted_is_to_be_determined_anew() -> None:
    case = reviewed("remitted")
    assert not case.allegations[1].settled
    assert case.allegations[1].determined_on is None
    assert not case.measured


def test_who_decided_first_does_not_write_the_answer_either() -> None:
    appealed().when(answer(), CHAIR).then_refused(Refused, "not eligible", "3")


def test_first_deciders_stay_so_when_the_body_meets_anew() -> None:
    anew = appealed().after(convened("c-4", "c-5", "a-9"), CHAIR)
    for person in ("c-1", "c-4"):
        anew.when(by_panel("a-1", person), REVIEWER).then_refused(
            Refused, "not eligible", "3"
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
        .after(told(1), COMPLIANCE)
        .after(appeal(party=1), COMPLIANCE)
    )
    for person in ("c-1", "c-4", "c-7"):
        two.when(by_panel("a-1", person), REVIEWER).then_refused(
            Refused, "not eligible", "3"
        )
    two.when(answer(), REVIEWER).then_happens(AppealDecided, ClockMet)


@pytest.mark.parametrize("person", [ACCUSED, MEMBER.id, DETECTIVE.id])
def test_nobody_with_a_conflict_decides_an_appeal(person: str) -> None:
    appealed().when(by_panel("a-1", person), REVIEWER).then_refused(
        Refused, "not eligible", "3"
    )


def test_nobody_who_is_kept_away_decides_an_appeal() -> None:
    kept = appealed().after(ExcludePerson(person="a-2", reason="relative"), OWNER)
    kept.when(answer(), REVIEWER).then_refused(Refused, "not eligible", "3")


def test_a_member_who_stood_down_decides_no_appeal() -> None:
    before = appealed().after(convened("c-1", "c-2", "c-3", "c-4"), CHAIR)
    stood_down = recused("c-4", before=before)
    stood_down.when(by_panel("a-1", "c-4"), REVIEWER).then_refused(
        Refused, "not eligible", "3"
    )


def test_an_appeal_is_decided_once() -> None:
    no_such = (Refused, "no such open appeal", "3")
    notified().when(answer(), REVIEWER).then_refused(*no_such)
    appealed().when(answer(number=2), REVIEWER).then_refused(*no_such)
    done = appealed().after(answer(), REVIEWER)
    done.when(answer(), REVIEWER).then_refused(*no_such)


def test_an_appeal_is_decided_by_somebody() -> None:
    with pytest.raises(ValidationError):
        by_panel()
