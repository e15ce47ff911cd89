"""What happens when a time limit is missed: the office above is told, and may act."""

from dataclasses import replace
from typing import Final

import pytest
from ima import CHAIR
from ima import step as ima_step
from ima_reporting import investigated, reported
from ima_two_accused import two_accused
from offices import granted, holding
from reacting import Reacting, settled
from rules import CODE, report, step
from scenario import COMPLIANCE, INTAKE, MEMBER, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.clocks import NoteTime
from cases.commands.escalating import EscalateClock, EscalateMissed
from cases.edition.code import Code
from cases.errors import NotPermitted, Refused
from cases.events.procedure import ClockEscalated

JUDGE: Final = Actor("judge-1", "committee_member")
OUTSIDE: Final = Actor("board-1", "outside_board")
LOOK: Final = step("look_into_fraud")
ASK: Final = EscalateClock(reaction="delay_goes_up", clock="haste")


def waiting(n: int) -> Scenario:
    """A report of fraud that nobody has looked into for some days."""
    told = Scenario(Case(CODE)).after(report(categories=("fraud",)), MEMBER)
    begun = settled(told).so_far
    return begun.after(NoteTime(), SYSTEM, at=day(n))


def escalations(so_far: Scenario) -> list[ClockEscalated]:
    return [event for event, _ in so_far.history if isinstance(event, ClockEscalated)]


def late() -> Scenario:
    """It was missed, and what follows has followed."""
    return settled(waiting(15), day(15)).so_far


def test_the_office_above_is_told_of_what_was_missed() -> None:
    (told,) = escalations(late())
    assert (told.clock, told.office, told.clause) == ("haste", JUDGE.role, "3")
    assert told.may_act


def test_nobody_is_told_before_it_was_missed() -> None:
    before = Scenario(Case(CODE)).after(report(categories=("fraud",)), MEMBER)
    before = settled(before).so_far
    before.when(ASK, SYSTEM, at=day(14)).then_refused(Refused, "nothing is overdue")
    assert escalations(settled(waiting(14), day(14)).so_far) == []


def test_it_is_told_once_however_often_the_time_is_noted() -> None:
    so_far = late()
    for n in (15, 16, 40):
        so_far = so_far.after(NoteTime(), SYSTEM, at=day(n))
        so_far = settled(so_far, day(n)).so_far
    assert len(escalations(so_far)) == 1
    so_far.when(ASK, SYSTEM, at=day(40)).then_refused(Refused, "was told of it", "3")


def test_the_office_above_may_do_what_was_not_done_in_time() -> None:
    late().when(step("acknowledge"), JUDGE, day(16)).then_refused(
        NotPermitted, "is for"
    )
    late().when(LOOK, OUTSIDE, day(16)).then_refused(NotPermitted, "is for")


def test_that_ends_when_it_was_done_late_by_whomever() -> None:
    done = late().after(LOOK, INTAKE, day(16))
    done.when(LOOK, JUDGE, day(16)).then_refused(NotPermitted, "is for")
    again = settled(done, day(17)).so_far
    assert len(escalations(again)) == 1


def test_what_was_done_late_in_the_meantime_is_told_nobody() -> None:
    done = waiting(15).after(LOOK, INTAKE, day(15))
    done.when(ASK, SYSTEM, at=day(15)).then_refused(Refused, "nothing is overdue")


def test_of_a_case_that_has_ended_nobody_is_told() -> None:
    ended = waiting(15).after(step("dismiss"), INTAKE, day(15))
    ended.when(ASK, SYSTEM, at=day(15)).then_refused(Refused, "nothing is overdue")


def test_where_everybody_in_the_office_above_is_kept_away_the_next_is_told() -> None:
    missed = holding(
        waiting(15),
        granted(JUDGE.id, JUDGE.role),
        granted(OUTSIDE.id, OUTSIDE.role),
    )
    case = replace(missed.case, excluded=frozenset({JUDGE.id}))
    (told,) = replace(missed, case=case).when(ASK, SYSTEM, day(15)).outcome or ()
    assert isinstance(told, ClockEscalated)
    assert told.office == OUTSIDE.role


def test_where_nobody_is_left_whoever_comes_into_the_office_above_is_told() -> None:
    alone = CODE.editions[-1].model_copy(update={"substitutes": {}})
    missed = holding(waiting(15), granted(JUDGE.id, JUDGE.role))
    case = replace(
        missed.case,
        code=Code("demo", (alone,)),
        excluded=frozenset({JUDGE.id}),
    )
    (told,) = replace(missed, case=case).when(ASK, SYSTEM, day(15)).outcome or ()
    assert isinstance(told, ClockEscalated)
    assert told.office == JUDGE.role


@pytest.mark.parametrize("by", [JUDGE, COMPLIANCE, INTAKE], ids=lambda by: by.role)
def test_nobody_asks_for_it(by: Actor) -> None:
    waiting(15).when(ASK, by, day(15)).then_refused(NotPermitted, "only a rule asks")


def overdue(so_far: Scenario, n: int) -> Scenario:
    """Under the IMA Code, after some days."""
    return (
        Reacting(so_far.after(NoteTime(), SYSTEM, at=day(n)), day(n))
        .go_through()
        .so_far
    )


def test_ima_the_committee_may_take_up_a_report_that_waits() -> None:
    acknowledged = reported().after(ima_step("acknowledge"), INTAKE)
    take_up = ima_step("accept_for_assessment")
    acknowledged.when(take_up, CHAIR).then_refused(NotPermitted, "intake_officer")
    (told,) = escalations(overdue(acknowledged, 20))
    assert (told.clock, told.office) == ("triage", CHAIR.role)
    assert (
        overdue(acknowledged, 20)
        .after(take_up, CHAIR, day(20))
        .case.took("accept_for_assessment")
    )


def test_ima_of_a_time_limit_that_each_party_has_it_is_told_whose_was_missed() -> None:
    late = escalations(overdue(two_accused(), 60))
    assert {one.party for one in late if one.clock == "subject_notice"} == {1, 2}


def test_ima_a_late_investigation_stays_with_whoever_investigates() -> None:
    so_far = overdue(investigated("integrity"), 100)
    told = {one.clock: one.may_act for one in escalations(so_far)}
    assert told["investigation"] is False
    so_far.when(ima_step("deliver_findings"), CHAIR, day(100)).then_refused(
        NotPermitted, "is for"
    )


# --- what was missed before a rule said who is told


def test_what_was_missed_before_there_was_a_rule_is_told_once() -> None:
    asked = waiting(15).when(EscalateMissed(), SYSTEM, at=day(16))
    (told,) = asked.outcome or ()
    assert isinstance(told, ClockEscalated)
    assert (told.clock, told.office, told.clause) == ("haste", JUDGE.role, "3")
    assert told.may_act
    again = waiting(15).after(EscalateMissed(), SYSTEM, at=day(16))
    assert again.when(EscalateMissed(), SYSTEM, at=day(17)).outcome == []
    assert late().when(EscalateMissed(), SYSTEM, at=day(17)).outcome == []


def test_nobody_is_told_of_what_is_not_missed_or_of_a_case_that_has_ended() -> None:
    assert waiting(14).when(EscalateMissed(), SYSTEM, at=day(14)).outcome == []
    ended = waiting(15).after(step("dismiss"), INTAKE, day(15))
    assert ended.when(EscalateMissed(), SYSTEM, at=day(15)).outcome == []


def test_nobody_but_the_system_looks_for_what_was_missed() -> None:
    asked = waiting(15).when(EscalateMissed(), COMPLIANCE, day(15))
    asked.then_refused(NotPermitted, "only a rule asks")
