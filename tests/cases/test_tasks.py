"""What is to be done beside the procedure: set, finished, given away, lost, over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import ima_reporting as ima
import ims_reporting as ims
import pytest
from happened import closed
from offices import granted, holding, leaving, over, placed
from reacting import followed, settled
from rules import (
    ACCUSED,
    CHAIR,
    DETECTIVE,
    NEUTRAL,
    SAID,
    SMALL,
    TODAY,
    accused,
    handled,
    handler,
    in_office,
    knowing,
    otherwise,
    party,
    step,
    told,
    under,
)
from scenario import COMPLIANCE, DPO, INTAKE, MEMBER, OWNER, Scenario, day

from cases.actors import SYSTEM, Actor
from cases.calendar import LATEST
from cases.case.fold import after
from cases.commands.bars import interests_of
from cases.commands.command import Command
from cases.commands.entrusted import entrusted
from cases.commands.exclusions import ExcludePerson
from cases.commands.late_conflicts import LookAgain
from cases.commands.people import AddParty, RecuseHandler, ReplaceHandler
from cases.commands.possible import possible_to
from cases.commands.reopening import ReopenCase
from cases.commands.steps import TakeStep
from cases.commands.tasks import FinishTask, HandOverTask, SetTask, WithdrawTask
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.event import Event, Personal
from cases.events.interests import PersonBarred
from cases.events.people import HandlerRecused, HandlerReplaced, PersonExcluded
from cases.events.tasks import (
    TaskEnded,
    TaskFinished,
    TaskHandedOver,
    TaskLeft,
    TaskSet,
    TaskWithdrawn,
)

CLAUSE: Final = "not from the code: work is shared"
NOTE: Final = Personal("It is in the safe.")
OTHER: Final = Actor("detective-2", "detective")
SECOND: Final = Actor("compliance-2", "compliance_officer")
CHIEF: Final = Actor("chief-1", "chief")
UNTIL: Final = TODAY + timedelta(days=3)
TASKS: Final = {"set_task", "finish_task", "withdraw_task", "hand_over_task"}


def of_step(name: str) -> dict[str, Any]:
    return {"step": name, "clause": CLAUSE, "phase": "looked_into"}


def task(to: Actor | None = None, **said: Any) -> SetTask:
    whom = {"person": to.id, "role": to.role} if to else {}
    return SetTask.model_validate({"text": SAID, "until": UNTIL, **whom, **said})


def asked(to: Actor | None = DETECTIVE, by: Actor = OWNER, **said: Any) -> Scenario:
    """Something is to be done in a case that is handled."""
    return handled().after(task(to, **said), by)


def hand(to: Actor, **said: Any) -> HandOverTask:
    fields = {"task": 1, "person": to.id, "role": to.role, **said}
    return HandOverTask.model_validate(fields)


def ended(before: Scenario) -> list[Event]:
    outcome = before.when(step("close_told"), COMPLIANCE).outcome
    assert isinstance(outcome, list), repr(outcome)
    return [one for one in outcome if isinstance(one, TaskEnded)]


def answered(before: Scenario) -> Scenario:
    return before.after(step("give_last_feedback"), INTAKE)


# --- set


def test_a_handler_sets_down_what_somebody_is_to_do() -> None:
    before = accused()
    before.when(task(DETECTIVE, party=1), OWNER).then(
        TaskSet(
            **of_step("set_task"),
            task=1,
            person=DETECTIVE.id,
            role="detective",
            set_by=OWNER.id,
            party=1,
            until=UNTIL,
            text=SAID,
        )
    )


def test_without_a_name_it_is_for_whoever_sets_it() -> None:
    (happened,) = handled().when(task(), OWNER).outcome or ()
    assert isinstance(happened, TaskSet)
    assert (happened.person, happened.role) == (OWNER.id, OWNER.role)
    assert (happened.set_by, happened.party) == (OWNER.id, None)


@pytest.mark.parametrize(
    ("said", "reason", "field"),
    [
        ({"person": "x-1"}, "it is not said in which office", "role"),
        ({"role": "detective"}, "it is not said for whom", "person"),
        ({"person": "x-1", "role": "pope"}, "the code knows no such office", "role"),
        ({"party": 7}, "the case has no such party", "party"),
    ],
)
def test_what_is_half_said_or_unknown_is_refused(
    said: dict[str, Any], reason: str, field: str
) -> None:
    handled().when(task(**said), OWNER).then_refused(Refused, reason, CLAUSE, field)


def test_each_has_a_number_of_its_own() -> None:
    (again,) = asked().when(task(), OWNER).outcome or ()
    assert isinstance(again, TaskSet)
    assert again.task == 2


def test_its_last_day_is_today_or_later_where_the_organisation_is() -> None:
    for until in (TODAY, LATEST):
        handled().when(task(until=until), OWNER).then_happens(TaskSet)
    late = day(0).replace(hour=23, minute=30)
    for until, at, field in (
        (TODAY - timedelta(days=1), day(0), "until"),
        (TODAY, late, "until"),
    ):
        handled().when(task(until=until), OWNER, at).then_refused(
            Refused, "the day is over", "not from the code: what is to be done", field
        )
    beyond = task(until=date(LATEST.year + 1, 1, 1))
    handled().when(beyond, OWNER).then_refused(Refused, "the day is after", "", "until")


@pytest.mark.parametrize("by", [MEMBER, NEUTRAL, Actor("auditor-1", "auditor")])
def test_nobody_sets_tasks_who_does_not_handle_cases(by: Actor) -> None:
    in_office().when(task(OWNER), by, day(10)).then_refused(NotPermitted, "is for")


def test_nobody_sets_one_in_a_case_that_was_not_given_to_them() -> None:
    handled().when(task(), OTHER).then_refused(CaseNotFound, "no such case")


@pytest.mark.parametrize("to", [INTAKE, COMPLIANCE, CHAIR, DPO, OWNER, DETECTIVE])
def test_it_is_for_those_who_have_the_case_or_see_every_case(to: Actor) -> None:
    handled().when(task(to), OWNER).then_happens(TaskSet)


@pytest.mark.parametrize(
    "to",
    [
        OTHER,
        Actor(DETECTIVE.id, "case_owner"),
        Actor("auditor-1", "auditor"),
        Actor("manager-1", "access_manager"),
        Actor("member-2", "member"),
        MEMBER,
        CHIEF,
    ],
)
def test_it_is_for_nobody_who_could_not_do_it(to: Actor) -> None:
    handled().when(task(to), OWNER).then_refused(
        Refused, "somebody named here is not eligible", CLAUSE, "person"
    )


def test_one_answer_for_whoever_is_excluded_a_party_or_has_a_conflict() -> None:
    away = handled().after(excluding(INTAKE.id), OWNER)
    witness = handled().after(party("witness", INTAKE.id), OWNER)
    bar = PersonBarred(person=INTAKE.id, counterparties=(ACCUSED,), clause="4")
    barred = knowing(accused(), interests_of(INTAKE.id), bar)
    neutral = in_office()
    for before, to in (
        (away, INTAKE),
        (witness, INTAKE),
        (barred, INTAKE),
        (neutral, Actor(NEUTRAL.id, "intake_officer")),
        (handled(), Actor(MEMBER.id, "intake_officer")),
    ):
        for command in (task(to), hand(to)):
            held = before.after(task(), OWNER)
            held.when(command, OWNER).then_refused(
                Refused, "somebody named here is not eligible", CLAUSE, "person"
            )


def excluding(person: str) -> ExcludePerson:
    return ExcludePerson(person=person, reason="relative")


def test_whoever_is_barred_sets_none_for_themselves() -> None:
    bar = PersonBarred(person=COMPLIANCE.id, counterparties=(ACCUSED,), clause="4")
    barred = knowing(accused(), interests_of(COMPLIANCE.id), bar)
    barred.when(task(), COMPLIANCE).then_refused(Refused, "not eligible")
    accused().when(task(), COMPLIANCE).then_happens(TaskSet)


def test_where_mandates_are_kept_it_is_for_whoever_holds_one() -> None:
    kept = holding(handled(), granted(INTAKE.id, "intake_officer"))
    kept.when(task(INTAKE), OWNER).then_happens(TaskSet)
    other = Actor("intake-2", "intake_officer")
    kept.when(task(other), OWNER).then_refused(Refused, "not eligible")
    gone = leaving(kept, INTAKE.id, "intake_officer")
    gone.when(task(INTAKE), OWNER).then_refused(Refused, "not eligible")


def test_an_office_for_another_unit_would_not_see_the_case() -> None:
    here = placed(handled(), "nepal")
    for unit in ("nepal", "kenya"):
        held = holding(here, granted(INTAKE.id, "intake_officer", unit))
        outcome = held.when(task(INTAKE), OWNER)
        if unit == "nepal":
            outcome.then_happens(TaskSet)
        else:
            outcome.then_refused(Refused, "for another unit", "", "person")


def test_whose_turn_it_is_has_to_have_the_case_as_well() -> None:
    turn = with_chiefs(handled())
    turn.when(task(), CHIEF).then_refused(Refused, "not eligible")
    given = turn.after(handler(CHIEF.id, "chief"), COMPLIANCE)
    given.when(task(), CHIEF).then_happens(TaskSet)
    turn.after(handler("chief-2", "chief"), COMPLIANCE).when(
        task(CHIEF), OWNER
    ).then_refused(Refused, "not eligible")


def with_chiefs(before: Scenario) -> Scenario:
    """The same, where a chief takes a step of the phase, and has tasks as others do."""
    by = (*SMALL.everywhere["set_task"].by, "chief")
    acts = SMALL.everywhere | {
        name: SMALL.everywhere[name].model_copy(update={"by": by}) for name in TASKS
    }
    code = otherwise(before, "go_on", by=("case_owner", "chief")).case.code
    code.editions[-1].procedures["report"].share(acts)
    return Scenario(replace(before.case, code=code))


def test_where_nobody_finishes_tasks_none_is_set() -> None:
    acts = {n: act for n, act in SMALL.everywhere.items() if n != "finish_task"}
    under(handled(), acts).when(task(), OWNER).then_refused(Refused, "not eligible")
    finish = acts | {
        "finish_task": SMALL.everywhere["finish_task"].model_copy(
            update={"by": ("investigator",)}
        )
    }
    few = under(handled(), finish)
    few.when(task(), OWNER).then_refused(Refused, "not eligible")
    few.when(task(DETECTIVE), OWNER).then_happens(TaskSet)


# --- finished, withdrawn, handed over


@pytest.mark.parametrize("by", [DETECTIVE, OWNER, COMPLIANCE])
def test_whose_it_is_who_set_it_and_the_case_owner_say_it_is_done(by: Actor) -> None:
    done = FinishTask(task=1, note=NOTE)
    accused().after(task(DETECTIVE, party=1), COMPLIANCE).when(done, by).then(
        TaskFinished(**of_step("finish_task"), task=1, party=1, note=NOTE)
    )


@pytest.mark.parametrize("by", [OWNER, COMPLIANCE])
def test_who_set_it_and_the_case_owner_withdraw_it(by: Actor) -> None:
    needless = WithdrawTask(task=1, note=NOTE)
    accused().after(task(DETECTIVE, party=1), COMPLIANCE).when(needless, by).then(
        TaskWithdrawn(**of_step("withdraw_task"), task=1, party=1, note=NOTE)
    )


@pytest.mark.parametrize("by", [DETECTIVE, OWNER, COMPLIANCE])
def test_the_same_give_it_to_somebody_else(by: Actor) -> None:
    before = accused().after(task(DETECTIVE, party=1), COMPLIANCE)
    before.when(hand(INTAKE, note=NOTE), by).then(
        TaskHandedOver(
            **of_step("hand_over_task"),
            task=1,
            person=INTAKE.id,
            role="intake_officer",
            party=1,
            until=UNTIL,
            note=NOTE,
        )
    )


def test_others_do_not_end_it_nor_give_it_away() -> None:
    before = asked(DETECTIVE)
    commands = (FinishTask(task=1), WithdrawTask(task=1), hand(INTAKE))
    for command in commands:
        before.when(command, SECOND).then_refused(
            NotPermitted, "not this person's", CLAUSE
        )
    before.when(WithdrawTask(task=1), DETECTIVE).then_refused(
        NotPermitted, "not this person's", CLAUSE
    )


@pytest.mark.parametrize(
    ("last", "by", "reason"),
    [
        (FinishTask(task=1), DETECTIVE, "the task is done"),
        (WithdrawTask(task=1), OWNER, "the task was withdrawn"),
    ],
)
def test_what_is_over_is_over(last: Command, by: Actor, reason: str) -> None:
    gone = asked().after(last, by)
    for command in (FinishTask(task=1), WithdrawTask(task=1), hand(INTAKE)):
        gone.when(command, OWNER).then_refused(Refused, reason, CLAUSE, "task")


@pytest.mark.parametrize("command", [FinishTask(task=2), WithdrawTask(task=2)])
def test_what_was_not_set_is_not_finished(command: Command) -> None:
    asked().when(command, OWNER).then_refused(
        Refused, "the case has no such task", CLAUSE, "task"
    )


def test_handed_over_it_is_the_other_s_alone() -> None:
    given = asked(by=COMPLIANCE).after(hand(INTAKE), DETECTIVE)
    given.when(FinishTask(task=1), DETECTIVE).then_refused(NotPermitted, "not this")
    given.when(FinishTask(task=1), INTAKE).then_happens(TaskFinished)
    given.when(FinishTask(task=1), COMPLIANCE).then_happens(TaskFinished)
    assert entrusted(given.case, INTAKE) == {1}
    assert not entrusted(given.case, DETECTIVE)


def test_its_day_can_be_another_and_the_same_again_is_nothing_new() -> None:
    later = UNTIL + timedelta(days=7)
    moved = asked().after(hand(DETECTIVE, until=later), OWNER)
    assert moved.case.tasks[1].until == later
    moved.when(hand(DETECTIVE), OWNER).then_nothing()
    moved.when(hand(DETECTIVE, until=later), OWNER).then_nothing()
    moved.when(hand(DETECTIVE, until=UNTIL), OWNER).then_happens(TaskHandedOver)
    as_general = Actor(DETECTIVE.id, "investigator")
    moved.when(hand(as_general), OWNER).then_happens(TaskHandedOver)
    past = hand(DETECTIVE, until=TODAY - timedelta(days=1))
    moved.when(past, OWNER).then_refused(Refused, "the day is over", "", "until")


def test_what_is_overdue_can_be_given_away_as_it_is() -> None:
    late = asked().when(hand(INTAKE), OWNER, day(20))
    (given,) = late.outcome or ()
    assert isinstance(given, TaskHandedOver)
    assert given.until == UNTIL


def test_it_is_somebody_s_in_the_office_it_is_for() -> None:
    case = asked(Actor(OWNER.id, "case_owner")).case
    assert entrusted(case, OWNER) == {1}
    assert not entrusted(case, Actor(OWNER.id, "intake_officer"))
    assert not entrusted(case, Actor("owner-2", "case_owner"))
    general = asked(Actor(DETECTIVE.id, "investigator")).case
    assert entrusted(general, DETECTIVE) == {1}
    done = asked().after(FinishTask(task=1), OWNER).case
    assert not entrusted(done, DETECTIVE)


def test_nothing_is_missed_by_it() -> None:
    (done,) = asked().when(FinishTask(task=1), DETECTIVE, day(60)).outcome or ()
    assert isinstance(done, TaskFinished)


# --- what can be done


def possible(before: Scenario, by: Actor) -> set[str]:
    return {one.step.name for one in possible_to(before.case, by, day(0))} & TASKS


def test_what_can_be_done_with_tasks_is_said_where_there_is_one() -> None:
    assert possible(handled(), OWNER) == {"set_task"}
    assert possible(asked(by=COMPLIANCE), OWNER) == TASKS
    assert possible(asked(by=COMPLIANCE), COMPLIANCE) == TASKS
    assert possible(asked(), DETECTIVE) == TASKS - {"withdraw_task"}
    assert possible(asked(), SECOND) == {"set_task"}
    assert possible(asked().after(FinishTask(task=1), OWNER), OWNER) == {"set_task"}
    assert possible(asked(), MEMBER) == set()
    assert not any(
        one.awaited
        for one in possible_to(asked().case, DETECTIVE, day(0))
        if one.step.name in TASKS
    )


# --- lost


def test_whoever_is_excluded_has_no_task_any_more() -> None:
    before = asked(INTAKE).after(task(OWNER), OWNER).after(task(INTAKE), OWNER)
    before = before.after(FinishTask(task=3), OWNER).after(task(INTAKE), OWNER)
    outcome = before.when(excluding(INTAKE.id), OWNER).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], PersonExcluded)
    rule = "an excluded person is given no task"
    lost = [one for one in outcome if isinstance(one, TaskLeft)]
    assert lost == [
        TaskLeft(**of_step("hand_over_task"), task=number, rule=rule)
        for number in (1, 4)
    ]


def test_nor_has_whoever_becomes_a_party() -> None:
    outcome = asked(INTAKE).when(party("witness", INTAKE.id), OWNER).outcome
    assert isinstance(outcome, list)
    (lost,) = (one for one in outcome if isinstance(one, TaskLeft))
    assert lost.rule == "a party of the case is given no task"


def test_nobody_s_task_is_given_to_another_by_whoever_handles_the_case() -> None:
    lost = asked(INTAKE, by=COMPLIANCE).after(excluding(INTAKE.id), OWNER)
    assert lost.case.tasks[1].person is None
    assert lost.case.tasks[1].open
    lost.when(hand(DETECTIVE), DETECTIVE).then_happens(TaskHandedOver)
    lost.when(WithdrawTask(task=1), DETECTIVE).then_happens(TaskWithdrawn)
    lost.when(FinishTask(task=1), SECOND).then_happens(TaskFinished)
    lost.when(hand(INTAKE), OWNER).then_refused(Refused, "not eligible")
    assert possible(lost, SECOND) == TASKS


def test_who_stands_down_leaves_their_tasks() -> None:
    down = RecuseHandler(person=DETECTIVE.id)
    asked().when(down, COMPLIANCE).then_happens(HandlerRecused, TaskLeft)
    (_, left) = asked().when(down, COMPLIANCE).outcome or ()
    assert isinstance(left, TaskLeft)
    assert left.rule == "whoever stood down has no task"
    handled().when(down, COMPLIANCE).then_happens(HandlerRecused)
    asked(OWNER).when(down, COMPLIANCE).then_happens(HandlerRecused)


def test_a_successor_takes_over_the_tasks_of_the_office() -> None:
    before = accused()
    general = Actor(DETECTIVE.id, "investigator")
    for one in (task(DETECTIVE, party=1), task(general), task(OWNER)):
        before = before.after(one, OWNER)
    also = before.after(handler(DETECTIVE.id, "case_owner"), COMPLIANCE)
    owning = Actor(DETECTIVE.id, "case_owner")
    replacing = ReplaceHandler(
        person=DETECTIVE.id,
        successor=OTHER.id,
        role="detective",
        conflict_declared_absent=True,
    )
    outcome = also.after(task(owning), OWNER).when(replacing, COMPLIANCE).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], HandlerReplaced)
    over_to = {"person": OTHER.id, "role": "detective", "until": UNTIL}
    assert outcome[1:] == [
        TaskHandedOver(**of_step("hand_over_task"), task=1, party=1, **over_to),
        TaskHandedOver(**of_step("hand_over_task"), task=2, **over_to),
    ]


def test_with_an_office_of_the_organisation_its_tasks_are_lost() -> None:
    both = (granted(INTAKE.id, "intake_officer"), granted(INTAKE.id, "case_owner"))
    before = holding(handled(), *both, granted("intake-2", "intake_officer"))
    before = before.after(handler(INTAKE.id, "case_owner"), COMPLIANCE)
    for role in ("intake_officer", "case_owner"):
        before = before.after(task(Actor(INTAKE.id, role)), OWNER)
    so_far = settled(before)
    version = len(so_far.so_far.history)
    so_far.so_far = leaving(so_far.so_far, INTAKE.id, "intake_officer")
    gone = so_far.follow(over(INTAKE.id, "intake_officer"), version).so_far
    lost = [event for event, _ in gone.history[version:]]
    assert lost == [
        TaskLeft(
            step="hand_over_task",
            clause="not from the code: offices end",
            phase="looked_into",
            task=1,
            rule="the mandate for the office is over",
        )
    ]


def test_a_conflict_that_comes_late_takes_tasks_away() -> None:
    before = ima.assessed("integrity").after(task(INTAKE), OWNER)
    before = before.after(task(COMPLIANCE), OWNER).after(task(INTAKE), OWNER)
    before = before.after(FinishTask(task=3), OWNER)
    bar = PersonBarred(person=INTAKE.id, counterparties=(ima.ACCUSED,), clause="28")
    reacting = settled(before)
    reacting.so_far = knowing(reacting.so_far, interests_of(INTAKE.id), bar)
    version = len(reacting.so_far.history)
    late = reacting.follow(bar, version).so_far
    (lost,) = (event for event, _ in late.history[version:])
    assert isinstance(lost, TaskLeft)
    assert (lost.task, lost.rule) == (1, "an interest that came to light later")
    looking = LookAgain(reaction="conflict_comes_late")
    over_now = replace(reacting.so_far, case=after(before.case, closed(), OWNER.id))
    known = knowing(over_now, interests_of(INTAKE.id), bar)
    known.when(looking, SYSTEM).then_refused(Refused, "nobody in office")


def test_so_does_taking_instructions_from_somebody_accused() -> None:
    chief, below = "manager-9", "investigator-9"
    known = holding(
        ims.handled(),
        granted(chief, "management_member"),
        granted(below, "compliance_officer"),
    )
    before = known.after(task(Actor(below, "compliance_officer")), OWNER)
    named = AddParty(role="subject", name=SAID, person=chief)
    lost = [one for one in followed(before.after(named, OWNER)) if is_left(one)]
    assert [one.rule for one in lost if isinstance(one, TaskLeft)] == [
        "instructions are taken from somebody accused"
    ]


def is_left(event: Event) -> bool:
    return isinstance(event, TaskLeft)


# --- over with the case


def test_a_case_ends_with_open_tasks_and_they_with_it() -> None:
    before = answered(asked()).after(task(), OWNER).after(FinishTask(task=1), OWNER)
    assert ended(before) == [TaskEnded(task=2, because="closed", clause="2")]


def test_in_a_closed_case_nothing_is_set_or_done() -> None:
    over_now = answered(asked()).after(step("close_told"), COMPLIANCE)
    for command in (task(), FinishTask(task=1), WithdrawTask(task=1), hand(INTAKE)):
        over_now.when(command, COMPLIANCE).then_refused(
            Refused, "is not possible in a closed case", CLAUSE
        )
    more = TakeStep(step="add_information", note=SAID)
    again = over_now.after(more, MEMBER).after(ReopenCase(new_facts=SAID), COMPLIANCE)
    again.when(FinishTask(task=1), OWNER).then_refused(
        Refused, "the task ended with the case", CLAUSE, "task"
    )
    again.when(task(), OWNER).then_happens(TaskSet)


def test_before_anybody_has_a_case_those_who_see_every_case_set_tasks() -> None:
    told().when(task(), INTAKE).then_happens(TaskSet)
