"""Whose a task can be, and what becomes of it when they may not do it any more."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.command import Circumstances
from cases.commands.order import BY_TURN, may_take, stands_open
from cases.commands.reading import given
from cases.events.event import Event
from cases.events.tasks import TaskHandedOver, TaskLeft

FINISH: Final = "finish_task"
"""The step by which a task is done: only whose office takes it is given one."""
HAND_OVER: Final = "hand_over_task"


def entrusted(case: Case, by: Actor) -> frozenset[int]:
    """The tasks that are for somebody to do, in the office acted in."""
    roles = {by.role, case.edition.kind_of(by.role)}
    return frozenset(
        number
        for number, task in case.tasks.items()
        if task.open and task.person == by.id and task.role in roles
    )


def can_do(case: Case, to: Actor, on: date) -> bool:
    """Whether somebody has what a task takes: the case, an office that finishes one.

    To whom a case is open only while it is their turn, it may be shut before the day.
    """
    acts = {act.name: act for act in case.procedure.acts()}
    if FINISH not in acts or not stands_open(case, to):
        return False
    if case.edition.kind_of(to.role) in BY_TURN and not given(case, to):
        return False
    if case.mandates.kept(to.role) and not case.mandates.holds(to.id, to.role, on):
        return False
    return may_take(case, acts[FINISH], to.role)


def tasks_left(
    now: Circumstances, person: str, rule: str, role: str | None = None
) -> Iterator[Event]:
    """Every open task of somebody is nobody's any more; those of one office, if named.

    It waits for whoever handles the case to give it to another.
    """
    for number in _tasks_of(now.case, person, role):
        yield now.also(HAND_OVER, TaskLeft, task=number, rule=rule)


def tasks_taken_over(
    now: Circumstances, person: str, role: str, successor: str
) -> Iterator[Event]:
    """The open tasks that somebody had in an office are for their successor in it."""
    for number in _tasks_of(now.case, person, role):
        task = now.case.tasks[number]
        facts = {"role": role, "until": task.until, "party": task.party}
        yield now.also(
            HAND_OVER, TaskHandedOver, task=number, person=successor, **facts
        )


def _tasks_of(case: Case, person: str, role: str | None) -> Iterator[int]:
    """By the office, or by the general role that it is."""
    offices = {role, case.edition.kind_of(role)} if role else None
    for number, task in case.tasks.items():
        its = offices is None or task.role in offices
        if task.open and task.person == person and its:
            yield number
