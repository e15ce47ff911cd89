"""Whenever … then …: steps and time limits that wait for nobody, once a cause."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from linked import THERE, Pair, ending
from reacting import Reacting, followed, reaction, ruled, settled
from rules import (
    CODE,
    SAID,
    accused,
    allegation,
    disclosure,
    handler,
    knowing,
    otherwise,
    party,
    report,
    step,
    told,
)
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, OWNER, Scenario, day
from walks import Walk, walks

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.by_rule import StartClockByRule, TakeStepByRule
from cases.commands.clocks import NoteTime
from cases.commands.merging import MergeCase
from cases.edition.rules import RULES as NAMED
from cases.errors import NotPermitted, Refused
from cases.events.beyond import MatterRaised
from cases.events.closing import CaseClosed
from cases.events.procedure import ClockMissed, ClockStarted, StepTaken
from cases.reactions.table import RULES

PROMPT = {"received_on": "2026-01-03"}


def declared(opening: str = "declare_promptly") -> Scenario:
    """A gift declared."""
    made = disclosure(opening=opening, facts=PROMPT)
    return Scenario(Case(CODE)).after(made, MEMBER)


def unacknowledged() -> Scenario:
    """A report that nobody acknowledged in time."""
    return told().after(NoteTime(), SYSTEM, at=day(8))


def test_the_rules_that_editions_may_name_are_those_there_are() -> None:
    assert NAMED.keys() == RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.__name__)
def test_a_rule_says_what_it_is(rule: object) -> None:
    assert rule.__doc__


def test_a_step_that_waits_for_nobody_is_taken_under_the_rules_clause() -> None:
    both = reaction(declared(), "both_tests")
    (taken,) = followed(declared())
    assert isinstance(taken, StepTaken)
    assert (taken.step, taken.clause) == ("test", both.clause)
    assert (taken.facts, taken.note) == (both.facts, None)


def test_a_step_follows_a_time_limit_that_passed() -> None:
    (taken, *_) = followed(unacknowledged(), at=day(8))
    assert isinstance(taken, StepTaken)
    assert taken.step == "give_feedback"


def test_a_step_follows_nothing_else() -> None:
    gift = Scenario(Case(CODE)).after(disclosure(), MEMBER)
    assert followed(gift) == []
    assert followed(told()) == []


def test_a_step_in_whose_phase_the_case_was_not_is_not_asked_for() -> None:
    late = told().after(step("dismiss"), INTAKE, at=day(20))
    assert any(isinstance(event, ClockMissed) for event, _ in late.history)
    assert settled(late, at=day(20)).answered == {}


def test_a_step_that_is_not_possible_any_more_is_refused_for_the_record() -> None:
    dismissed = unacknowledged().after(step("dismiss"), INTAKE, at=day(8))
    (answer,) = settled(dismissed, at=day(9)).answered.values()
    assert "not possible in a closed case" in answer


def test_a_step_waits_for_other_cases_whoever_takes_it() -> None:
    waiting = otherwise(unacknowledged(), "give_feedback", waits_for=("heavy_rain",))
    command = TakeStepByRule(reaction="silence_is_answered")
    raised = MatterRaised(matter="heavy_rain", clause="2")
    known = knowing(waiting, "matter:heavy_rain", raised)
    known.when(command, SYSTEM).then_refused(Refused, "a heavy rain of another case")


def test_a_step_that_ends_a_case_ends_those_merged_into_it_by_the_same_rule() -> None:
    second = told().after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    second = second.after(step("acknowledge"), INTAKE)
    merged = Pair(second, accused()).after(MergeCase(into=THERE, reasons=SAID), OWNER)
    ends = {"then": "take_step", "label": "It ends", "clause": "3", "step": "give_up"}
    both = ending(replace(merged, there=ruled(merged.there, "it_ends", **ends)))
    command = TakeStepByRule(reaction="it_ends")
    assert both.after(command, SYSTEM).here.case.closed
    taken, *follows = both.elsewhere(command, SYSTEM)
    assert isinstance(taken, StepTaken)
    assert (taken.step, taken.clause) == ("give_up", "3")
    assert CaseClosed in map(type, follows)


def test_a_time_limit_begins_with_what_it_follows() -> None:
    fraud = Scenario(Case(CODE)).after(report(categories=("fraud",)), MEMBER)
    (started,) = followed(fraud, at=day(2))
    assert isinstance(started, ClockStarted)
    assert (started.clock, started.started_on) == ("haste", day(2).date())
    assert followed(told()) == []


def test_a_time_limit_that_no_party_has_alone_begins_for_the_case() -> None:
    by_one = StartClockByRule(reaction="haste_with_fraud", on=DAY_0.date(), party=1)
    (started,) = told().when(by_one, SYSTEM).outcome or ()
    assert isinstance(started, ClockStarted)
    assert started.party is None


def test_a_time_limit_that_runs_does_not_begin_anew() -> None:
    fraud = Scenario(Case(CODE)).after(report(categories=("fraud",)), MEMBER)
    again = settled(fraud).so_far.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    again = again.after(party(), OWNER).after(allegation(), OWNER)
    assert followed(again) == []
    begun = settled(again).answered
    assert len(begun) == 1


def test_a_time_limit_begins_again_once_it_has_been_met() -> None:
    fraud = Scenario(Case(CODE)).after(report(categories=("fraud",)), MEMBER)
    met = settled(fraud).so_far.after(step("look_into_fraud"), INTAKE)
    assert len(settled(met).answered) == 1
    again = met.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    again = again.after(party(), OWNER).after(allegation(), OWNER)
    twice = Reacting(again, answered=settled(fraud).answered).go_through()
    assert len(twice.answered) == 2
    assert isinstance(twice.so_far.history[-1][0], ClockStarted)


def test_a_time_limit_does_not_begin_while_one_that_stands_for_it_runs() -> None:
    haste = reaction(told(), "haste_with_fraud")
    unless = {**haste.model_dump(), "unless": ("acknowledgement",)}
    silent = ruled(told(), "haste_with_fraud", **unless)
    command = StartClockByRule(reaction="haste_with_fraud", on=DAY_0.date())
    silent.when(command, SYSTEM).then_refused(Refused, "a time limit for this runs")
    answered = silent.after(step("acknowledge"), INTAKE)
    answered.when(command, SYSTEM).then_happens(ClockStarted)


def test_in_a_closed_case_no_time_limit_begins() -> None:
    command = StartClockByRule(reaction="haste_with_fraud", on=DAY_0.date())
    closed = told().after(step("dismiss"), INTAKE)
    closed.when(command, SYSTEM).then_refused(Refused, "the case is closed")


@pytest.mark.parametrize("by", [OWNER, INTAKE, MEMBER], ids=lambda by: by.role)
def test_nobody_asks_for_what_a_rule_asks_for(by: Actor) -> None:
    command = TakeStepByRule(reaction="both_tests")
    declared().when(command, by).then_refused(NotPermitted, "only a rule asks")


def test_what_the_edition_does_not_ask_for_does_not_follow() -> None:
    command = TakeStepByRule(reaction="unknown")
    declared().when(command, SYSTEM).then_nothing()
    assert not [*command.decide_elsewhere(declared().case, SYSTEM, DAY_0)]


@pytest.mark.walks
@settings(max_examples=60)
@given(walks())
def test_reactions_come_to_an_end_and_a_second_time_nothing_follows(
    walk: Walk,
) -> None:
    once = Reacting(walk.so_far, walk.at).go_through()
    history = once.so_far.history
    assert once.go_through().so_far.history == history
