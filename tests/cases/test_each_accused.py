"""Of several accused in one case, each is told, and appeals or not, for themselves."""

from dataclasses import replace
from datetime import date

import pytest
from appealing import (
    FIRST,
    LAST_DAY,
    REVIEWER,
    SECOND,
    answer,
    appeal,
    first_appealed,
    told,
    two_decided,
    two_deliberated,
    two_told,
)
from rules import (
    CHAIR,
    EARLIER,
    SAID,
    SMALL,
    TODAY,
    allegation,
    determination,
    otherwise,
    party,
    step,
)
from scenario import COMPLIANCE, OWNER, Scenario, day, refusal

from cases.actors import Actor
from cases.commands.allegations import DropAllegation
from cases.commands.appeal import WaiveAppeal
from cases.commands.notifying import MakeDecisionKnown
from cases.commands.possible import possible_to
from cases.edition.code import Code
from cases.errors import NotPermitted, Refused
from cases.events.appeal import (
    AppealLodged,
    AppealWaived,
    DecisionMadeKnown,
    DecisionNotified,
)
from cases.events.closing import CaseClosed
from cases.events.procedure import (
    ClockMet,
    ClockPassed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

WAIVE = WaiveAppeal(statement=SAID)
STAND = step("let_stand")
MADE_KNOWN = MakeDecisionKnown(party=3, told_on=TODAY, text=SAID)


def clocks(asked: Scenario) -> list[tuple[type, str, int | None]]:
    assert isinstance(asked.outcome, list), repr(asked.outcome)
    return [(type(e), e.clock, e.party) for e in asked.outcome if hasattr(e, "clock")]


# --- being told


def test_each_accused_is_told_and_has_their_own_time_for_an_appeal() -> None:
    first = two_decided().when(told(1), COMPLIANCE)
    first.then_happens(DecisionNotified, ClockStarted)
    assert clocks(first) == [(ClockStarted, "appeal_window", 1)]
    later = two_decided().after(told(1), COMPLIANCE)
    second = later.when(told(2, day(3).date()), COMPLIANCE, at=day(4))
    assert isinstance(second.outcome, list)
    notified, started = second.outcome
    assert isinstance(notified, DecisionNotified)
    assert isinstance(started, ClockStarted)
    assert started.party == notified.party == 2
    assert started.due_on == notified.appeal_until == date(2026, 1, 19)


def test_whoever_was_told_before_is_not_told_again_as_the_first_day_counts() -> None:
    again = two_told().when(told(1, day(5).date()), COMPLIANCE, at=day(5))
    again.then_refused(Refused, "was told on 2026-01-05, and that day counts", "3")
    assert (refusal(again).field, refusal(again).until) == ("party", LAST_DAY)


def test_nobody_is_told_before_it_was_decided() -> None:
    decided_later = (
        two_deliberated()
        .after(determination("refuted"), CHAIR, at=day(2))
        .after(determination("refuted", allegation=2), CHAIR, at=day(3))
        .after(determination("refuted", allegation=3), CHAIR, at=day(3))
        .after(step("conclude"), CHAIR, at=day(3))
    )
    asked = decided_later.when(told(2, day(2).date()), COMPLIANCE, at=day(4))
    asked.then_refused(Refused, "before it was decided", "not from the code")
    assert refusal(asked).field == "notified_on"
    in_order = told(2, day(3).date())
    decided_later.when(in_order, COMPLIANCE, at=day(4)).then_happens(
        DecisionNotified, ClockStarted
    )


def with_witness() -> Scenario:
    return two_decided().after(party("witness", "w-1"), OWNER)


def test_nobody_is_notified_whom_no_determination_concerns() -> None:
    asked = with_witness().when(told(3), COMPLIANCE)
    asked.then_refused(Refused, "no determination concerns the party", "3")
    assert refusal(asked).field == "party"
    assert refusal(asked).awaits == ("make_decision_known",)


def test_nobody_is_notified_while_something_about_them_is_to_be_determined() -> None:
    asked = two_decided().after(allegation(party=2), OWNER).when(told(2), COMPLIANCE)
    asked.then_refused(Refused, "no determination concerns the party", "3")
    assert refusal(asked).awaits == ("determine",)


def test_where_the_code_gives_no_time_for_an_appeal_none_is_named() -> None:
    final = otherwise(two_decided(), "notify_decision", starts=())
    happened = final.when(told(1), COMPLIANCE).outcome
    assert isinstance(happened, list)
    [notified] = happened
    assert isinstance(notified, DecisionNotified)
    assert notified.appeal_until is None


def test_nobody_is_told_before_the_report_was_received() -> None:
    before = day(-1).date()
    early = MakeDecisionKnown(party=3, told_on=before)
    for command, field in ((told(1, before), "notified_on"), (early, "told_on")):
        asked = with_witness().when(command, COMPLIANCE)
        asked.then_refused(Refused, "before the report was", "not from", field)


def test_a_decision_is_made_known_to_others_and_gives_them_no_appeal() -> None:
    known = with_witness().when(MADE_KNOWN, COMPLIANCE)
    known.then_happens(DecisionMadeKnown)
    after = with_witness().after(MADE_KNOWN, COMPLIANCE)
    after.when(appeal(party=3), COMPLIANCE).then_refused(Refused, "not accused", "3")
    after.when(MADE_KNOWN, COMPLIANCE).then_happens(DecisionMadeKnown)


def test_a_decision_is_made_known_to_those_whom_the_edition_names() -> None:
    other = two_decided().after(party("other", None), OWNER)
    asked = other.when(MADE_KNOWN, COMPLIANCE)
    asked.then_refused(Refused, "not about a party in this role", "2")
    assert refusal(asked).allowed == ("reporter", "witness", "subject")
    nobody = two_decided().when(MADE_KNOWN, COMPLIANCE)
    nobody.then_refused(Refused, "no such party", "2")


def test_whom_a_determination_concerns_is_notified_of_it() -> None:
    command = MakeDecisionKnown(party=1, told_on=TODAY)
    asked = two_decided().when(command, COMPLIANCE)
    asked.then_refused(Refused, "is notified of what concerns them", "2")
    assert refusal(asked).awaits == ("notify_decision",)


def test_an_accused_against_whom_all_was_dropped_is_told_so_without_an_appeal() -> None:
    dropped = (
        two_deliberated()
        .after(DropAllegation(allegation=2, reason=SAID), OWNER)
        .after(determination("refuted"), CHAIR)
        .after(determination("refuted", allegation=3), CHAIR)
        .after(step("conclude"), CHAIR)
    )
    dropped.when(told(2), COMPLIANCE).then_refused(Refused, "no determination", "3")
    known = MakeDecisionKnown(party=2, told_on=TODAY)
    dropped.when(known, COMPLIANCE).then_happens(DecisionMadeKnown)
    only_first = dropped.after(told(1), COMPLIANCE).after(WAIVE, FIRST)
    only_first.when(STAND, COMPLIANCE).then_happens(StepTaken)


# --- an appeal, or none


def test_an_appeal_of_one_leaves_the_time_of_the_other_alone() -> None:
    lodged = two_told().when(appeal(), FIRST)
    lodged.then_happens(AppealLodged, ClockMet, ClockStarted)
    assert clocks(lodged) == [
        (ClockMet, "appeal_window", 1),
        (ClockStarted, "appeal_decision", 1),
    ]
    assert ("appeal_window", 2) in first_appealed().case.clocks
    first_appealed().when(appeal(), SECOND, at=day(9)).then_happens(
        AppealLodged, ClockMet, ClockStarted
    )


def test_an_accused_waives_their_own_appeal_and_no_other() -> None:
    waived = two_told().when(WAIVE, SECOND)
    waived.then_happens(AppealWaived, ClockStopped)
    assert clocks(waived) == [(ClockStopped, "appeal_window", 2)]
    assert ("appeal_window", 1) in two_told().after(WAIVE, SECOND).case.clocks


@pytest.mark.parametrize("number", [1, 3, 99])
def test_nobody_appeals_or_waives_for_another_or_learns_who_else_there_is(
    number: int,
) -> None:
    before = two_told().after(party("witness", "w-1"), OWNER)
    for command in (appeal(party=number), WaiveAppeal(party=number)):
        before.when(command, SECOND).then_refused(
            NotPermitted, "a party speaks for themselves", "3"
        )


def test_no_office_waives_for_an_accused() -> None:
    two_told().when(WaiveAppeal(party=1), COMPLIANCE).then_refused(
        NotPermitted, "is for subject", "3"
    )


def test_an_office_says_whose_waiver_it_records_where_the_code_lets_it() -> None:
    reports = SMALL.procedures["report"]
    waiving = reports.steps["waive_appeal"].model_copy(
        update={"by": ("subject", "compliance_officer")}
    )
    steps = {**reports.steps, "waive_appeal": waiving}
    procedures = {"report": reports.model_copy(update={"steps": steps})}
    edition = SMALL.model_copy(update={"procedures": procedures})
    case = replace(two_told().case, code=Code("demo", (EARLIER, edition)))
    recorded = Scenario(case).when(WaiveAppeal(party=2, statement=SAID), COMPLIANCE)
    recorded.then_happens(AppealWaived, ClockStopped)
    assert isinstance(recorded.outcome, list)
    waived = recorded.outcome[0]
    assert (waived.party, waived.statement) == (2, SAID)


def test_who_waived_does_not_appeal_and_who_appealed_does_not_waive() -> None:
    waived = two_told().after(WAIVE, FIRST)
    for command in (appeal(), WAIVE):
        asked = waived.when(command, FIRST)
        asked.then_refused(Refused, "has waived the appeal", "3")
    for command in (appeal(), WAIVE):
        asked = first_appealed().when(command, FIRST)
        asked.then_refused(Refused, "the party has appealed", "3")


def test_nobody_waives_what_they_were_not_told() -> None:
    one = two_decided().after(told(1), COMPLIANCE)
    for command in (appeal(), WAIVE):
        asked = one.when(command, SECOND)
        asked.then_refused(Refused, "not been notified of a decision", "3")
        assert refusal(asked).awaits == ("notify_decision",)


def test_each_appeals_in_their_own_time() -> None:
    later = (
        two_decided()
        .after(told(1), COMPLIANCE)
        .after(told(2, day(5).date()), COMPLIANCE, at=day(5))
    )
    for command, field in ((appeal(), "lodged_on"), (WAIVE, None)):
        asked = later.when(command, FIRST, at=day(11))
        asked.then_refused(Refused, "the period for appealing is over", "3")
        assert (refusal(asked).until, refusal(asked).field) == (LAST_DAY, field)
    later.when(appeal(), FIRST, at=day(10)).then_happens(
        AppealLodged, ClockMet, ClockStarted
    )
    later.when(appeal(), SECOND, at=day(11)).then_happens(
        AppealLodged, ClockMet, ClockStarted
    )


def test_who_comes_when_all_is_final_is_told_until_when_it_was_possible() -> None:
    final = two_told().after(STAND, COMPLIANCE, at=day(11))
    asked = final.when(appeal(), FIRST, at=day(12))
    asked.then_refused(Refused, "the period for appealing is over", "3")
    assert refusal(asked).until == LAST_DAY


# --- when it is final


def test_a_decision_stands_when_the_time_of_the_last_of_them_is_over() -> None:
    later = (
        two_decided()
        .after(told(1), COMPLIANCE)
        .after(told(2, day(5).date()), COMPLIANCE, at=day(5))
    )
    early = later.when(STAND, COMPLIANCE, at=day(14))
    early.then_refused(Refused, "can still be lodged", "3")
    assert refusal(early).until == date(2026, 1, 20)
    kinds = (StepTaken, ClockPassed, ClockStopped, ClockPassed, ClockStopped)
    later.when(STAND, COMPLIANCE, at=day(16)).then_happens(*kinds)
    waived = later.after(WAIVE, SECOND, at=day(6))
    waived.when(STAND, COMPLIANCE, at=day(9)).then_refused(Refused, "lodged", "3")
    waived.when(STAND, COMPLIANCE, at=day(11)).then_happens(
        StepTaken, ClockPassed, ClockStopped
    )


def test_a_decision_stands_at_once_when_all_have_waived() -> None:
    both = two_told().after(WAIVE, FIRST).after(WAIVE, SECOND)
    both.when(STAND, COMPLIANCE).then_happens(StepTaken)


def test_a_decision_stands_only_when_all_were_told_it() -> None:
    one = two_decided().after(told(1), COMPLIANCE).after(WAIVE, FIRST)
    asked = one.when(STAND, COMPLIANCE)
    asked.then_refused(Refused, "has not been told the decision", "3")
    assert refusal(asked).awaits == ("notify_decision",)


def test_a_decision_stands_only_when_each_appeal_was_decided() -> None:
    both = first_appealed().after(appeal(), SECOND)
    one = both.after(answer(number=2), REVIEWER)
    for before in (first_appealed().after(WAIVE, SECOND), both, one):
        asked = before.when(STAND, COMPLIANCE, at=day(40))
        asked.then_refused(Refused, "an appeal is still to be decided", "3")
        assert refusal(asked).awaits == ("decide_appeal",)


def test_nothing_is_given_up_when_something_was_determined_about_one_of_them() -> None:
    give_up = step("give_up")
    two_deliberated().when(give_up, COMPLIANCE).then_happens(
        StepTaken, *[ClockStopped] * 2, CaseClosed
    )
    one = two_deliberated().after(determination("refuted", allegation=2), CHAIR)
    one.when(give_up, COMPLIANCE).then_refused(Refused, "has been determined", "2")


# --- what the other learns


def test_an_accused_is_told_neither_the_phase_nor_what_others_did_before() -> None:
    asked = two_deliberated().when(step("reply"), FIRST)
    asked.then_refused(Refused, "'reply' is not possible now", "2")
    assert "deliberated" not in str(asked.outcome)
    assert refusal(asked).awaits == ()


def steps_of(before: Scenario, by: Actor, days: int = 0) -> dict[str, date | None]:
    possible = possible_to(before.case, by, day(days))
    return {step.name: until for step, until in possible if "appeal" in step.name}


def test_each_is_offered_what_they_themselves_can_do_and_until_when() -> None:
    one = two_decided().after(told(1), COMPLIANCE)
    theirs = {"lodge_appeal": LAST_DAY, "waive_appeal": LAST_DAY}
    assert steps_of(one, FIRST) == theirs
    assert steps_of(one, SECOND) == {}
    assert steps_of(one, FIRST, days=11) == {}


def test_nothing_is_offered_otherwise_when_the_other_appeals_or_wins() -> None:
    before = steps_of(two_told(), SECOND)
    assert before.keys() == {"lodge_appeal", "waive_appeal"}
    decided = first_appealed().after(answer("quashed"), REVIEWER)
    for after in (first_appealed(), decided):
        assert steps_of(after, SECOND) == before
    assert steps_of(first_appealed(), FIRST) == {"withdraw_appeal": None}
    assert steps_of(decided, FIRST) == {}


def test_an_office_is_offered_an_appeal_to_write_down_without_a_day() -> None:
    assert steps_of(two_told(), COMPLIANCE)["lodge_appeal"] is None
