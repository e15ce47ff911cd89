"""What setting and finishing tasks make of a case."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.case.task import Task
from cases.events import tasks


@change.register
def _(event: tasks.TaskSet, case: Case) -> Case:
    task = Task(event.person, event.role, event.set_by, event.until, event.party)
    return _with(case, event.task, task)


@change.register
def _(event: tasks.TaskFinished, case: Case) -> Case:
    return _with(case, event.task, replace(case.tasks[event.task], state="done"))


@change.register
def _(event: tasks.TaskWithdrawn, case: Case) -> Case:
    return _with(case, event.task, replace(case.tasks[event.task], state="withdrawn"))


@change.register
def _(event: tasks.TaskHandedOver, case: Case) -> Case:
    task = replace(
        case.tasks[event.task],
        person=event.person,
        role=event.role,
        until=event.until,
    )
    return _with(case, event.task, task)


@change.register
def _(event: tasks.TaskLeft, case: Case) -> Case:
    return _with(case, event.task, replace(case.tasks[event.task], person=None))


@change.register
def _(event: tasks.TaskEnded, case: Case) -> Case:
    return _with(case, event.task, replace(case.tasks[event.task], state="ended"))


def _with(case: Case, number: int, task: Task) -> Case:
    return replace(case, tasks={**case.tasks, number: task})
