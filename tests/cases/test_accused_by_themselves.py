"""Of several accused in one case, each is told, asked, heard and dealt with alone."""

from datetime import date

import pytest
from ima import COMMITTEE, EDITION, NATIONAL, SAID
from ima_two_accused import (
    DETECTIVE,
    FIRST,
    SECOND,
    TODAY,
    accused,
    allegation,
    hearing,
    reported,
    step,
    two_accused,
    two_found,
    two_heard,
)
from reacting import settled
from scenario import COMPLIANCE, DAY_0, OWNER, Scenario, day, refusal

from cases.actors import SYSTEM, Actor
from cases.commands.appeal import WaiveAppeal
from cases.commands.by_rule import StartClockByRule
from cases.commands.clocks import ExtendTimeLimit
from cases.commands.decision import ConveneDeciders, Determine, ImposeMeasure
from cases.commands.declaring import DeclareConflict
from cases.commands.notifying import NotifyDecision
from cases.commands.people import AddParty
from cases.commands.possible import possible_to
from cases.errors import NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.decision import DeterminationMade, Finding, MeasureImposed
from cases.events.investigation import SubjectHeard
from cases.events.opening import PartyPlaced
from cases.events.people import PartyAdded
from cases.events.procedure import (
    ClockEvent,
    ClockExtended,
    ClockMet,
    ClockPassed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

CHAIR = COMMITTEE[0]
SHARE = "share_draft_findings"
DELIVER = step("deliver_findings")


def clocks(asked: Scenario) -> list[tuple[type, str, int | None]]:
    assert isinstance(asked.outcome, list), repr(asked.outcome)
    return [
        (type(e), e.clock, e.party) for e in asked.outcome if isinstance(e, ClockEvent)
    ]


def due(before: Scenario, clock: str, party: int) -> date:
    return before.case.clocks[clock, party].due.on


# --- whom a step is about


def test_a_step_about_one_of_several_says_about_whom() -> None:
    asked = two_accused().when(step("notify_subject"), OWNER)
    asked.then_refused(Refused, "it is not said whose it is", "not from the code")
    assert (refusal(asked).field, refusal(asked).allowed) == ("party", ("1", "2"))


def test_a_step_about_one_need_not_say_about_whom_where_there_is_one() -> None:
    one = reported().after(accused(FIRST.id), OWNER).after(allegation(1), OWNER)
    asked = one.when(step("notify_subject"), OWNER)
    assert isinstance(asked.outcome, list)
    assert isinstance(asked.outcome[0], StepTaken)
    assert asked.outcome[0].party == 1


def test_a_step_about_the_accused_is_not_taken_about_others() -> None:
    witness = two_accused().after(AddParty(role="witness", name=SAID), OWNER)
    asked = witness.when(step("notify_subject", 3), OWNER)
    asked.then_refused(Refused, "not about a party in this role", "not from")
    assert refusal(asked).allowed == ("subject",)
    two_accused().when(step("notify_subject", 9), OWNER).then_refused(
        Refused, "no such party", "not from"
    )


def test_a_step_about_the_whole_case_is_about_no_party() -> None:
    asked = two_accused().when(step("authorise_investigation", 1), CHAIR)
    asked.then_refused(Refused, "the step is about no party", "Investigation")


# --- being told what is alleged


def test_each_accused_is_told_within_a_month_of_the_report() -> None:
    asked = reported().when(accused(FIRST.id), OWNER, at=day(9))
    assert (ClockStarted, "subject_notice", 1) in clocks(asked)
    later = reported().after(accused(FIRST.id), OWNER, at=day(9))
    assert due(later, "subject_notice", 1) == date(2026, 2, 5)


def test_whoever_comes_to_be_known_later_is_told_within_a_month_of_that() -> None:
    found = accused(SECOND.id, known_since=day(60).date())
    later = two_accused().after(found, OWNER, at=day(62))
    assert due(later, "subject_notice", 3) == date(2026, 4, 7)
    early = accused(SECOND.id, known_since=date(2026, 1, 4))
    two_accused().when(early, OWNER).then_refused(
        Refused, "before the report was", field="known_since"
    )
    ahead = accused(SECOND.id, known_since=day(1).date())
    two_accused().when(ahead, OWNER).then_refused(Refused, "in the future")


def test_nobody_waits_for_a_witness_to_be_told_what_is_alleged() -> None:
    witness = AddParty(role="witness", name=SAID)
    reported().when(witness, OWNER).then_happens(PartyAdded)


def test_somebody_has_to_say_of_whom_it_is_alleged_before_they_can_be_told() -> None:
    assert ("concerned_named", None) in reported().case.clocks
    named = reported().after(accused(FIRST.id), OWNER)
    assert clocks(named.when(allegation(1), OWNER)) == [
        (ClockMet, "concerned_named", None)
    ]
    assert clocks(two_accused().when(allegation(2), OWNER)) == []


def test_one_who_is_told_leaves_the_other_to_be_told() -> None:
    asked = two_accused().when(step("notify_subject", 1), OWNER)
    assert clocks(asked) == [(ClockMet, "subject_notice", 1)]
    after = two_accused().after(step("notify_subject", 1), OWNER)
    assert ("subject_notice", 2) in after.case.clocks


def test_telling_one_later_defers_nobody_else() -> None:
    asked = two_accused().when(step("defer_subject_notice", 2), COMPLIANCE)
    assert clocks(asked) == [
        (ClockStopped, "subject_notice", 2),
        (ClockStarted, "subject_notice_deferral", 2),
    ]


def test_nobody_is_heard_who_was_not_told_themselves() -> None:
    one = two_accused().after(step("notify_subject", 1), OWNER)
    one.when(hearing(1), OWNER).then_happens(SubjectHeard)
    asked = one.when(hearing(2), OWNER)
    asked.then_refused(Refused, "comes after notify_subject", "not from the code")
    assert refusal(asked).awaits == ("notify_subject",)


def test_whoever_is_accused_of_more_is_told_that_before_they_are_heard() -> None:
    more = two_heard().after(allegation(1, "social_media"), OWNER)
    more.when(hearing(1), OWNER).then_refused(Refused, "comes after notify_subject")
    more.when(step(SHARE, 1), DETECTIVE).then_refused(Refused, "not been heard")
    told = more.after(step("notify_subject", 1), OWNER)
    told.when(hearing(1), OWNER).then_happens(SubjectHeard)


# --- the draft


def one_shown() -> Scenario:
    return two_heard().after(step(SHARE, 1), DETECTIVE)


def both_shown() -> Scenario:
    return one_shown().after(step(SHARE, 2), DETECTIVE, at=day(3))


def steps_of(before: Scenario, by: Actor) -> dict[str, date | None]:
    return {step.name: until for step, until in possible_to(before.case, by, DAY_0)}


def test_each_is_shown_the_draft_and_has_their_own_time_to_comment() -> None:
    asked = two_heard().when(step(SHARE, 1), DETECTIVE)
    assert clocks(asked) == [(ClockStarted, "subject_comment", 1)]
    assert due(both_shown(), "subject_comment", 1) == date(2026, 1, 19)
    assert due(both_shown(), "subject_comment", 2) == date(2026, 1, 22)


def test_one_who_comments_leaves_the_other_their_time() -> None:
    asked = both_shown().when(step("comment_on_draft"), FIRST, at=day(4))
    assert clocks(asked) == [(ClockMet, "subject_comment", 1)]
    assert isinstance(asked.outcome, list)
    assert isinstance(asked.outcome[0], StepTaken)
    assert asked.outcome[0].party == 1


def test_whoever_was_shown_nothing_is_offered_no_comment() -> None:
    assert steps_of(one_shown(), FIRST) == {"comment_on_draft": date(2026, 1, 19)}
    assert steps_of(one_shown(), SECOND) == {}
    asked = one_shown().when(step("comment_on_draft"), SECOND)
    asked.then_refused(Refused, "'comment_on_draft' is not possible now")
    assert refusal(asked).awaits == ()


@pytest.mark.parametrize("number", [2, 3, 9])
def test_nobody_comments_for_another(number: int) -> None:
    both_shown().when(step("comment_on_draft", number), FIRST).then_refused(
        NotPermitted, "a party speaks for themselves"
    )


def test_findings_wait_until_each_was_shown_the_draft() -> None:
    asked = one_shown().when(DELIVER, DETECTIVE, at=day(40))
    asked.then_refused(Refused, "an accused party has not been asked", "Investigation")
    assert refusal(asked).awaits == (SHARE,)


def test_findings_wait_for_the_time_of_each() -> None:
    one = both_shown().after(step("comment_on_draft"), FIRST, at=day(4))
    asked = one.when(DELIVER, DETECTIVE, at=day(17))
    asked.then_refused(Refused, "still has time to answer", "Investigation")
    assert refusal(asked).until == date(2026, 1, 22)
    late = clocks(one.when(DELIVER, DETECTIVE, at=day(18)))
    assert (ClockPassed, "subject_comment", 2) in late
    assert (ClockStopped, "subject_comment", 2) in late
    both = one.after(step("comment_on_draft"), SECOND, at=day(5))
    assert isinstance(both.when(DELIVER, DETECTIVE, at=day(5)).outcome, list)


def test_a_draft_that_was_changed_is_shown_to_each_again() -> None:
    returned = (
        both_shown()
        .after(step("comment_on_draft"), FIRST, at=day(4))
        .after(step("comment_on_draft"), SECOND, at=day(4))
        .after(DELIVER, DETECTIVE, at=day(4))
        .after(step("return_findings"), OWNER, at=day(5))
        .after(step(SHARE, 1), DETECTIVE, at=day(6))
    )
    asked = returned.when(DELIVER, DETECTIVE, at=day(60))
    asked.then_refused(Refused, "an accused party has not been asked")


def test_more_time_for_one_is_no_more_time_for_the_other() -> None:
    more = ExtendTimeLimit(clock="subject_comment", reasons=SAID)
    asked = both_shown().when(more, COMPLIANCE, at=day(4))
    asked.then_refused(Refused, "it is not said whose it is", "not from the code")
    assert (refusal(asked).field, refusal(asked).allowed) == ("party", ("1", "2"))
    second = ExtendTimeLimit(clock="subject_comment", party=2, reasons=SAID)
    given = both_shown().when(second, COMPLIANCE, at=day(4))
    given.then_happens(ClockExtended)
    after = both_shown().after(second, COMPLIANCE, at=day(4))
    assert due(after, "subject_comment", 1) == date(2026, 1, 19)
    assert due(after, "subject_comment", 2) == date(2026, 2, 5)
    alone = one_shown().after(more, COMPLIANCE, at=day(4))
    assert due(alone, "subject_comment", 1) == date(2026, 2, 2)


# --- what was decided about whom


def deliberating() -> Scenario:
    present = tuple(member.id for member in COMMITTEE[:3])
    before = two_found().after(
        ConveneDeciders(body="executive_committee", present=present), CHAIR
    )
    for member in COMMITTEE[:3]:
        before = before.after(DeclareConflict(conflict=False), member)
    return before


def found(number: int, finding: Finding) -> Determine:
    return Determine(allegation=number, finding=finding, evidence=(1,), reasons=SAID)


def determined(first: Finding, second: Finding) -> Scenario:
    one = deliberating().after(found(1, first), CHAIR)
    return one.after(found(2, second), CHAIR)


def measure(party: int, name: str = "reprimand") -> ImposeMeasure:
    return ImposeMeasure(
        party=party,
        measure=name,
        allegations=(party,),
        effective_on=TODAY,
        reasons=SAID,
    )


def test_each_determination_says_whom_it_is_about() -> None:
    events = [e for e, _ in determined("established", "refuted").history]
    about = [
        (e.allegation, e.party) for e in events if isinstance(e, DeterminationMade)
    ]
    assert about == [(1, 1), (2, 2)]


def test_for_each_violation_a_measure_is_awaited_of_whom_it_is_about() -> None:
    one = settled(deliberating().after(found(1, "established"), CHAIR)).so_far
    both = settled(one.after(found(2, "established"), CHAIR)).so_far
    begun = (event for event, _ in both.history if isinstance(event, ClockStarted))
    assert [each.party for each in begun if each.clock == "measure"] == [1, 2]


def test_a_measure_for_one_leaves_that_for_the_other_awaited() -> None:
    both = determined("established", "established")
    for party in (1, 2):
        awaited = StartClockByRule(
            reaction="violation_has_a_measure", on=TODAY, party=party
        )
        both.when(awaited, SYSTEM).then_happens(ClockStarted)
        both = both.after(awaited, SYSTEM)
    asked = both.when(measure(1), CHAIR)
    asked.then_happens(MeasureImposed, ClockStarted, ClockMet)
    assert clocks(asked) == [
        (ClockStarted, "measure_record", 1),
        (ClockMet, "measure", 1),
    ]


def final(second: Finding = "refuted", name: str = "reprimand") -> Scenario:
    """The first is to be disciplined, the second was cleared; both let it stand."""
    so_far = determined("established", second).after(measure(1, name), CHAIR)
    if second == "established":
        so_far = so_far.after(measure(2, name), CHAIR)
    so_far = so_far.after(step("conclude_decision"), CHAIR)
    for party, whose in ((1, FIRST), (2, SECOND)):
        told = NotifyDecision(party=party, notified_on=TODAY)
        so_far = so_far.after(told, OWNER).after(WaiveAppeal(), whose)
    return so_far.after(step("let_decision_stand"), OWNER)


def test_a_case_does_not_end_before_the_measure_was_carried_out_on_each() -> None:
    feedback = step("give_final_feedback", feedback="given")
    told = final("established", "suspension_of_functions").after(feedback, OWNER)
    one = told.after(step("carry_out_measure", 1), NATIONAL)
    close = step("close_with_violation")
    one.when(close, OWNER).then_refused(
        Refused, "not carried out before carry_out_measure", "not from the code"
    )
    both = one.after(step("carry_out_measure", 2), NATIONAL)
    both.when(close, OWNER).then_happens(StepTaken, CaseClosed)


@pytest.mark.parametrize("name", ["carry_out_measure", "inform_national_committee"])
def test_a_measure_is_carried_out_on_whom_it_was_imposed(name: str) -> None:
    by = NATIONAL if name == "carry_out_measure" else OWNER
    facts = {} if by is NATIONAL else {"national_committee": "nepal"}
    placed = [] if by is NATIONAL else [PartyPlaced]
    final().when(step(name, 1, **facts), by).then_happens(StepTaken, *placed)
    asked = final().when(step(name, 2, **facts), by)
    asked.then_refused(Refused, "no measure was imposed on the party", "Decisions")
    assert refusal(asked).field == "party"


def test_a_case_is_not_dismissed_once_something_was_determined_about_one() -> None:
    back = determined("established", "refuted").after(
        step("send_back_to_investigation"), CHAIR
    )
    dismissal = step("propose_dismissal", dismissal_reason="insufficient")
    back.when(dismissal, OWNER).then_refused(Refused, "something has been determined")
    assert isinstance(two_heard().when(dismissal, OWNER).outcome, list)


def test_only_the_edition_says_which_steps_are_about_one() -> None:
    about = {s.name for s in EDITION.procedure("breach_report").acts() if s.parties}
    assert about == {
        *("notify_subject", "defer_subject_notice", SHARE, "comment_on_draft"),
        *("carry_out_measure", "inform_national_committee", "make_decision_known"),
    }
