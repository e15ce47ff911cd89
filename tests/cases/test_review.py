"""What becomes of an appeal: for whoever appealed, and for nobody else."""

from datetime import date

import pytest
from appealing import (
    FIRST,
    REVIEWER,
    SECOND,
    answer,
    answered,
    appeal,
    first_appealed,
    replaced,
    told,
    two_deliberated,
    two_told,
)
from rules import (
    CHAIR,
    SAID,
    allegation,
    convened,
    determination,
    handler,
    measure,
    step,
)
from scenario import COMPLIANCE, OWNER, Scenario, day, refusal

from cases.actors import Actor
from cases.commands.allegations import DropAllegation
from cases.commands.appeal import WaiveAppeal
from cases.errors import NotPermitted, Refused
from cases.events.appeal import (
    AppealDecided,
    AppealDecisionNotified,
    AppealLodged,
    AppealOutcome,
    DecisionNotified,
)
from cases.events.decision import DecidersConvened, DeterminationMade, MeasureImposed
from cases.events.procedure import (
    ClockMet,
    ClockPassed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

STAND = step("let_stand")
ANEW = step("decide_anew")
WAIVE = WaiveAppeal()


def reviewed(outcome: AppealOutcome, *allegations: int) -> Scenario:
    """The first appealed, and others decided on it; the second has waived."""
    command = answer(outcome, allegations=allegations)
    return first_appealed().after(WAIVE, SECOND).after(command, REVIEWER)


def findings(before: Scenario) -> dict[int, str | None]:
    return {n: a.finding for n, a in before.case.allegations.items()}


ALL = dict.fromkeys((1, 2, 3), "established")


# --- what falls


def test_whoever_appeals_wins_for_themselves_alone() -> None:
    assert findings(reviewed("upheld")) == ALL
    assert findings(reviewed("quashed")) == ALL | dict.fromkeys(
        (1, 3), "insufficient_evidence"
    )
    assert findings(reviewed("remitted")) == ALL | dict.fromkeys((1, 3))
    for outcome in ("quashed", "remitted", "varied"):
        assert reviewed(outcome).case.measured == {2}


def test_who_wins_in_part_keeps_the_rest_of_the_decision() -> None:
    in_part = reviewed("varied", 3)
    assert findings(in_part) == ALL | {3: "insufficient_evidence"}
    assert in_part.case.measured == {2}
    again = reviewed("remitted", 3)
    assert findings(again) == ALL | {3: None}
    assert again.case.measured == {1, 2}


def test_the_event_says_what_fell() -> None:
    for outcome, named, falls in (
        ("upheld", (), ()),
        ("varied", (), ()),
        ("varied", (3,), (3,)),
        ("quashed", (), (1, 3)),
        ("remitted", (), (1, 3)),
        ("remitted", (1,), (1,)),
    ):
        command = answer(outcome, allegations=named)  # type: ignore[arg-type]
        asked = first_appealed().when(command, REVIEWER)
        assert isinstance(asked.outcome, list)
        decided = asked.outcome[0]
        assert isinstance(decided, AppealDecided)
        assert (decided.party, decided.allegations) == (1, falls)


@pytest.mark.parametrize(
    ("outcome", "named"),
    [("upheld", (1,)), ("quashed", (1,)), ("varied", (2,)), ("remitted", (1, 2))],
)
def test_only_what_was_established_against_the_appellant_falls(
    outcome: AppealOutcome, named: tuple[int, ...]
) -> None:
    asked = first_appealed().when(answer(outcome, allegations=named), REVIEWER)
    asked.then_refused(Refused, "no such violation of the party falls", "3")
    assert refusal(asked).field == "allegations"
    possible = ("1", "3") if outcome in ("varied", "remitted") else ()
    assert refusal(asked).allowed == possible


def test_when_all_of_it_falls_the_decision_is_quashed_not_varied() -> None:
    asked = first_appealed().when(answer("varied", allegations=(1, 3)), REVIEWER)
    asked.then_refused(Refused, "the decision is quashed", "3")
    assert refusal(asked).allowed == ("quashed",)


def test_where_nothing_was_established_nothing_falls() -> None:
    cleared = (
        two_deliberated()
        .after(determination("refuted"), CHAIR)
        .after(determination("refuted", allegation=2), CHAIR)
        .after(determination("refuted", allegation=3), CHAIR)
        .after(step("conclude"), CHAIR)
        .after(told(1), COMPLIANCE)
        .after(appeal(), FIRST)
    )
    for outcome in ("varied", "quashed", "remitted"):
        asked = cleared.when(answer(outcome), REVIEWER)  # type: ignore[arg-type]
        asked.then_refused(Refused, "nothing was established", "3")
        assert refusal(asked).allowed == ("upheld",)
    cleared.when(answer(), REVIEWER).then_happens(AppealDecided, ClockMet)


# --- another measure


def test_those_who_vary_a_decision_let_another_measure_follow() -> None:
    varied = reviewed("varied", 3)
    asked = varied.when(replaced(), REVIEWER)
    asked.then_happens(MeasureImposed)
    assert isinstance(asked.outcome, list)
    imposed = asked.outcome[0]
    assert isinstance(imposed, MeasureImposed)
    assert (imposed.party, imposed.appeal, imposed.disciplinary) == (1, 1, True)
    assert varied.after(replaced(), REVIEWER).case.measured == {1, 2}


def test_nobody_but_those_who_varied_it_replaces_a_measure() -> None:
    others = (CHAIR, Actor("a-9", "committee_member"))
    for other in others:
        reviewed("varied").when(replaced(), other).then_refused(
            NotPermitted, "only a member of the panel", "3"
        )


@pytest.mark.parametrize("outcome", ["upheld", "quashed", "remitted"])
def test_a_measure_is_replaced_where_a_decision_was_varied(
    outcome: AppealOutcome,
) -> None:
    for before in (first_appealed(), reviewed(outcome)):
        asked = before.when(replaced(), REVIEWER)
        asked.then_refused(Refused, "no such appeal varied the decision", "3")
        assert refusal(asked).field == "appeal"


def test_another_measure_answers_what_was_left_of_the_partys_violations() -> None:
    varied = reviewed("varied", 3)
    varied.when(replaced(allegations=(3,)), REVIEWER).then_refused(
        Refused, "not established", "3"
    )
    varied.when(replaced(allegations=(2,)), REVIEWER).then_refused(
        Refused, "no such allegation", "3"
    )
    varied.when(replaced(measure="exile"), REVIEWER).then_refused(
        Refused, "no such measure", "3"
    )


def test_whoever_was_told_before_another_measure_followed_is_told_again() -> None:
    early = reviewed("varied").after(answered(), COMPLIANCE)
    late = early.after(replaced(), REVIEWER)
    late.when(STAND, COMPLIANCE).then_refused(
        Refused, "not been told what became of an appeal", "3"
    )
    late.when(answered(), COMPLIANCE).then_happens(AppealDecisionNotified)


# --- being told


def test_who_appealed_is_told_what_became_of_it_before_it_is_final() -> None:
    asked = reviewed("upheld").when(STAND, COMPLIANCE)
    asked.then_refused(Refused, "not been told what became of an appeal", "3")
    assert refusal(asked).awaits == ("notify_appeal_decision",)
    known = reviewed("upheld").after(answered(), COMPLIANCE)
    known.when(STAND, COMPLIANCE).then_happens(StepTaken)


def test_what_became_of_an_appeal_is_told_once_it_is_decided_and_once() -> None:
    asked = first_appealed().when(answered(), COMPLIANCE)
    asked.then_refused(Refused, "no such decided appeal", "3", "appeal")
    assert refusal(asked).awaits == ("decide_appeal",)
    first_appealed().when(answered(2), COMPLIANCE).then_refused(
        Refused, "no such decided appeal", "3"
    )
    again = reviewed("upheld").after(answered(), COMPLIANCE)
    again.when(answered(), COMPLIANCE).then_refused(
        Refused, "was told what became of the appeal", "3"
    )
    tomorrow = answered(on=day(1).date())
    reviewed("upheld").when(tomorrow, COMPLIANCE).then_refused(
        Refused, "in the future", "not from"
    )


def test_a_decision_on_appeal_gives_no_further_appeal() -> None:
    asked = reviewed("upheld").when(answered(), COMPLIANCE)
    asked.then_happens(AppealDecisionNotified)
    done = reviewed("upheld").after(answered(), COMPLIANCE)
    done.when(appeal(), FIRST).then_refused(Refused, "the party has appealed", "3")


# --- anew


def remitted() -> Scenario:
    """Remitted, the first told so; the second has waived."""
    return reviewed("remitted").after(answered(), COMPLIANCE)


def reopened() -> Scenario:
    """Decided anew by the committee, of others."""
    return (
        remitted().after(ANEW, COMPLIANCE).after(convened("c-1", "c-4", "c-5"), CHAIR)
    )


def decided_anew(on: int = 3) -> Scenario:
    return (
        reopened()
        .after(determination("refuted"), CHAIR, at=day(on))
        .after(determination(allegation=3), CHAIR, at=day(on))
        .after(measure(allegations=(3,)), CHAIR, at=day(on))
        .after(step("conclude"), CHAIR, at=day(on))
    )


def test_what_was_remitted_does_not_stand_before_it_is_determined_anew() -> None:
    remitted().when(STAND, COMPLIANCE, at=day(40)).then_refused(
        Refused, "not yet determined", "3"
    )
    remitted().when(ANEW, COMPLIANCE).then_happens(StepTaken)


def test_nothing_is_decided_anew_that_was_not_remitted() -> None:
    for outcome in ("upheld", "varied", "quashed"):
        known = reviewed(outcome).after(answered(), COMPLIANCE)  # type: ignore[arg-type]
        known.when(ANEW, COMPLIANCE).then_refused(
            Refused, "nothing is to be determined anew", "3"
        )


def test_nothing_is_decided_anew_while_the_other_can_appeal_or_has() -> None:
    open_window = (
        first_appealed()
        .after(answer("remitted"), REVIEWER)
        .after(answered(), COMPLIANCE)
    )
    asked = open_window.when(ANEW, COMPLIANCE)
    asked.then_refused(Refused, "an appeal can still be lodged", "3")
    assert refusal(asked).until == date(2026, 1, 15)
    other = open_window.after(appeal(), SECOND)
    other.when(ANEW, COMPLIANCE).then_refused(Refused, "still to be decided", "3")
    both = other.after(answer(number=2), REVIEWER).after(answered(2), COMPLIANCE)
    both.when(ANEW, COMPLIANCE).then_happens(StepTaken)


def test_what_was_decided_about_the_other_is_not_touched() -> None:
    again = determination("refuted", allegation=2)
    reopened().when(again, CHAIR).then_refused(Refused, "is settled", "3")
    reopened().when(measure(party=2, allegations=(2,)), CHAIR).then_refused(
        Refused, "the party has been told what was decided", "3"
    )
    drop = DropAllegation(allegation=2, reason=SAID)
    reopened().when(drop, OWNER).then_refused(Refused, "is settled", "2")
    reopened().when(determination(), CHAIR).then_happens(DeterminationMade)


def test_those_who_decided_the_appeal_do_not_decide_anew() -> None:
    remade = remitted().after(ANEW, COMPLIANCE)
    remade.when(convened("c-1", "c-4", "a-2"), CHAIR).then_refused(
        Refused, "not eligible", "3"
    )
    remade.when(convened("c-1", "c-4", "c-5"), CHAIR).then_happens(DecidersConvened)


def test_those_who_decided_the_appeal_do_not_investigate_anew() -> None:
    remitted().when(handler("a-2", "detective"), COMPLIANCE).then_refused(
        Refused, "not eligible", "2"
    )


def test_who_is_told_the_new_decision_can_appeal_again_in_a_new_time() -> None:
    before = decided_anew()
    asked = before.when(told(2, day(4).date()), COMPLIANCE, at=day(4))
    asked.then_refused(Refused, "that day counts", "3")
    early = before.when(told(1, day(2).date()), COMPLIANCE, at=day(4))
    early.then_refused(Refused, "before it was decided", "not from")
    before.when(STAND, COMPLIANCE, at=day(4)).then_refused(
        Refused, "not been told the decision", "3"
    )
    anew = told(1, day(4).date())
    before.when(anew, COMPLIANCE, at=day(4)).then_happens(
        DecisionNotified, ClockStarted
    )
    known = before.after(anew, COMPLIANCE, at=day(4))
    assert known.case.clocks["appeal_window", 1].due.on == date(2026, 1, 19)
    second = known.when(appeal(), FIRST, at=day(14))
    second.then_happens(AppealLodged, ClockMet, ClockStarted)
    assert isinstance(second.outcome, list)
    assert isinstance(second.outcome[0], AppealLodged)
    assert second.outcome[0].appeal == 2
    ended = (StepTaken, ClockPassed, ClockStopped)
    known.when(STAND, COMPLIANCE, at=day(15)).then_happens(*ended)


def test_who_is_left_with_a_part_of_the_decision_is_told_that_anew() -> None:
    left = (
        reviewed("remitted", 3)
        .after(answered(), COMPLIANCE)
        .after(ANEW, COMPLIANCE)
        .after(DropAllegation(allegation=3, reason=SAID), OWNER)
        .after(step("conclude"), CHAIR)
    )
    left.when(STAND, COMPLIANCE).then_refused(
        Refused, "not been told the decision", "3"
    )
    left.when(told(1), COMPLIANCE).then_happens(DecisionNotified, ClockStarted)


def test_the_time_that_the_other_let_pass_does_not_begin_anew() -> None:
    known = decided_anew().after(told(1, day(4).date()), COMPLIANCE, at=day(4))
    known.when(appeal(), SECOND, at=day(5)).then_refused(
        Refused, "has waived the appeal", "3"
    )
    lapsed = (
        first_appealed()
        .after(answer("remitted"), REVIEWER)
        .after(answered(), COMPLIANCE)
        .after(ANEW, COMPLIANCE, at=day(20))
    )
    asked = lapsed.when(appeal(), SECOND, at=day(21))
    asked.then_refused(Refused, "the period for appealing is over", "3")
    assert refusal(asked).until == date(2026, 1, 15)


def test_the_same_panel_decides_the_appeals_of_both_and_is_held_to_its_rules() -> None:
    both = first_appealed().after(appeal(), SECOND)
    one = both.after(answer("quashed"), REVIEWER)
    one.when(answer(number=2, panel=("a-1",)), REVIEWER).then_refused(
        Refused, "decides with 2 or more", "1, 3"
    )
    one.when(answer(number=2, panel=("a-1", "c-3")), REVIEWER).then_refused(
        Refused, "not eligible", "3"
    )
    two = one.after(answer("upheld", number=2), REVIEWER)
    assert findings(two) == ALL | dict.fromkeys((1, 3), "insufficient_evidence")
    again = decided_anew().after(told(1, day(4).date()), COMPLIANCE, at=day(4))
    second = again.after(appeal(), FIRST, at=day(5))
    second.when(answer(number=2, panel=("a-1", "c-5")), REVIEWER).then_refused(
        Refused, "not eligible", "3"
    )


def test_nothing_is_left_of_it_where_a_decision_was_quashed() -> None:
    end = step("finish_quashed")
    reviewed("quashed").when(end, COMPLIANCE).then_happens(StepTaken)
    for outcome in ("upheld", "varied", "remitted"):
        reviewed(outcome).when(end, COMPLIANCE).then_refused(  # type: ignore[arg-type]
            Refused, "no decision was quashed", "3"
        )
    two_told().when(end, COMPLIANCE).then_refused(Refused, "no decision was", "3")


def test_what_is_newly_determined_about_the_other_is_told_and_can_be_appealed() -> None:
    more = (
        reopened()
        .after(allegation(party=2, category="rudeness"), OWNER)
        .after(determination("refuted"), CHAIR)
        .after(determination("refuted", allegation=3), CHAIR)
        .after(determination(allegation=4), CHAIR)
        .after(measure(party=2, allegations=(4,)), CHAIR)
        .after(step("conclude"), CHAIR)
        .after(told(1), COMPLIANCE)
        .after(WAIVE, FIRST)
    )
    more.when(STAND, COMPLIANCE).then_refused(Refused, "not been told the decis", "3")
    known = more.after(told(2), COMPLIANCE)
    known.when(appeal(), SECOND).then_happens(AppealLodged, ClockMet, ClockStarted)
