"""What is to be done in a case beside its procedure: set down, finished, given away.

A task is no time limit: nobody is told that its day has passed, and nothing follows.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from cases.actors import ROLES, Actor
from cases.case.case import Case
from cases.case.task import Task
from cases.commands.bars import interests_of
from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.commands.conflicts import fit, unfit_to_read
from cases.commands.entrusted import FINISH, HAND_OVER, can_do
from cases.commands.people import numbered
from cases.commands.units import of_the_unit
from cases.errors import NotPermitted, Refused
from cases.events.event import Event, Name, Person, Personal
from cases.events.tasks import TaskFinished, TaskHandedOver, TaskSet, TaskWithdrawn

AHEAD: Final = "not from the code: what is to be done lies ahead"
OVER: Final = {
    "done": "the task is done",
    "withdrawn": "the task was withdrawn",
    "ended": "the task ended with the case",
}


class SetTask(StepCommand):
    """Set down something to do in the case, by a day: for oneself or for somebody.

    It waits for them in their work queue, the more urgent the sooner its day is.
    """

    step_name: ClassVar[str] = "set_task"

    text: Personal
    """What is to be done."""
    until: Day
    """The last day for it."""
    person: Person | None = None
    """Whom it is for; null for whoever asks."""
    role: Name | None = None
    """The office in which they are to do it; null for whoever asks."""
    party: Number | None = None
    """The one party that it is about; null when it is about all, or about none."""

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (interests_of(self.person or by.id),)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        to = self._whom(now)
        said = {**dict(self), "person": to.id, "role": to.role}
        _to_come(now, self.until)
        if self.party is not None:
            numbered(now, self.party)
        number = len(now.case.tasks) + 1
        yield now.happened(TaskSet, task=number, set_by=now.by.id, **said)

    def _whom(self, now: Circumstances) -> Actor:
        if self.person is None and self.role is None:
            return _suitable(now, now.by.id, now.by.role)
        if self.person is None:
            raise Refused("it is not said for whom", now.step.clause, "person")
        if self.role is None:
            raise Refused("it is not said in which office", now.step.clause, "role")
        return _suitable(now, self.person, self.role)


class FinishTask(StepCommand):
    """Say that a task is done: whom it is for, who set it, or the case owner."""

    step_name: ClassVar[str] = FINISH

    task: Number
    """The number of the task in the case."""
    note: Personal | None = None
    """What came of it."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        task = standing(now, self.task)
        if now.by.id != task.person:
            _see_to(now, task)
        yield now.happened(TaskFinished, party=task.party, **dict(self))


class WithdrawTask(StepCommand):
    """Say that a task need not be done: whoever set it, or the case owner."""

    step_name: ClassVar[str] = "withdraw_task"

    task: Number
    """The number of the task in the case."""
    note: Personal | None = None
    """Why it need not."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        task = standing(now, self.task)
        _see_to(now, task)
        yield now.happened(TaskWithdrawn, party=task.party, **dict(self))


class HandOverTask(StepCommand):
    """Give a task to somebody else, or another day: whose it is, or who sees to it."""

    step_name: ClassVar[str] = HAND_OVER

    task: Number
    """The number of the task in the case."""
    person: Person
    """Whom it is for from now on."""
    role: Name
    """The office in which they are to do it."""
    until: Day | None = None
    """The last day for it; null when that stays."""
    note: Personal | None = None
    """What is to be said about it."""

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (interests_of(self.person),)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        task = standing(now, self.task)
        if now.by.id != task.person:
            _see_to(now, task)
        until = _to_come(now, self.until) if self.until else task.until
        to = _suitable(now, self.person, self.role)
        if (to.id, to.role, until) != (task.person, task.role, task.until):
            said = {**dict(self), "until": until, "party": task.party}
            yield now.happened(TaskHandedOver, **said)


def standing(now: Circumstances, number: int) -> Task:
    """The task of this number; refused when there is none, or it is over."""
    task = now.case.tasks.get(number)
    if task is None:
        raise Refused("the case has no such task", now.step.clause, "task")
    if not task.open:
        raise Refused(OVER[task.state], now.step.clause, "task")
    return task


def sees_to(now: Circumstances, task: Task) -> bool:
    """Whether a task is somebody's to end or give away; nobody's task is everybody's.

    By now they hold an office that ends and gives away tasks.
    """
    owner = now.case.edition.kind_of(now.by.role) == "case_owner"
    return owner or task.person is None or now.by.id == task.set_by


def to_finish(now: Circumstances) -> None:
    """Refused where there is no task that somebody may finish, or give away."""
    open_tasks = [task for task in now.case.tasks.values() if task.open]
    if not any(now.by.id == one.person or sees_to(now, one) for one in open_tasks):
        raise Refused("nothing is to be done by this person", now.step.clause)


def to_call_off(now: Circumstances) -> None:
    """Refused where there is no task that somebody may withdraw."""
    if not any(task.open and sees_to(now, task) for task in now.case.tasks.values()):
        raise Refused("nothing is to be withdrawn by this person", now.step.clause)


def _see_to(now: Circumstances, task: Task) -> None:
    if not sees_to(now, task):
        reason = "the task is not this person's to end or give away"
        raise NotPermitted(reason, now.step.clause)


def _to_come(now: Circumstances, until: date) -> date:
    """The last day for a task; refused when it is over already."""
    if until < now.today:
        raise Refused("the day is over", AHEAD, "until", until=now.today)
    return now.possible(until, "until")


def _suitable(now: Circumstances, person: str, role: str) -> Actor:
    """Whom a task is for; refused when they would not see it, or may not do it."""
    edition, clause = now.case.edition, now.step.clause
    if role not in ROLES and role not in edition.roles:
        reason = "the code knows no such office"
        raise Refused(reason, clause, "role", allowed=edition.roles)
    to = Actor(person, role)
    of_the_unit(now, "person", person, role)
    unfit = unfit_to_read(now.case, now.today)
    able = can_do(now.case, to, now.today)
    fit(now, "person", {person}, unfit if able else {person})
    return to
