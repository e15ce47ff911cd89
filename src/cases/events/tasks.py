"""What is to be done in a case, by whom and by which day, beside its procedure."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Clause, Event, Item, Name, Person, ProcedureStep, Text

TaskOver = Literal["closed"]
"""Why a task that nobody finished is one no longer."""


class TaskSet(ProcedureStep):
    """Something was set down that somebody is to do in the case."""

    task: int
    """Its number in the case."""
    person: Person
    """Whom it is for."""
    role: Name
    """The office in which they are to do it."""
    set_by: Person
    party: int | None = None
    """Whom it is about, when it is about one party alone."""
    until: date
    """The last day, in the organisation's time zone."""
    text: Annotated[Text, Item("statement", about="party")]

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:offices",)


class TaskFinished(ProcedureStep):
    """A task was done."""

    task: int
    party: int | None = None
    note: Annotated[Text | None, Item("statement", about="party")] = None


class TaskWithdrawn(ProcedureStep):
    """A task need not be done any more."""

    task: int
    party: int | None = None
    note: Annotated[Text | None, Item("statement", about="party")] = None


class TaskHandedOver(ProcedureStep):
    """A task is for somebody else from now on, or has another day."""

    task: int
    person: Person
    role: Name
    party: int | None = None
    until: date
    note: Annotated[Text | None, Item("statement", about="party")] = None

    def relations(self) -> tuple[str, ...]:
        return (f"person:{self.person}:offices",)


class TaskLeft(ProcedureStep):
    """A task is nobody's any more: whom it was for may not do it, by a rule."""

    task: int
    rule: str


class TaskEnded(Event):
    """A task that nobody finished came to its end by itself."""

    task: int
    because: TaskOver
    clause: Clause
