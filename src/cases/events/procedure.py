"""Steps that only move a procedure on, and the clocks that steps start and meet."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from cases.events.event import Clause, Event, Fact, Item, Name, ProcedureStep, Text


class StepTaken(ProcedureStep):
    """A step of the procedure was carried out."""

    label: str
    """The step in the edition's words."""
    facts: dict[Name, Fact] = Field(default_factory=dict)
    note: Annotated[Text | None, Item("statement")] = None


class ClockStarted(Event):
    """A time limit began to run; a clock started again replaces the one that runs."""

    clock: Name
    clause: Clause
    started_on: date
    due_on: date
    """Last day of the period, in the organisation's time zone."""
    due_at: datetime | None = None
    """Last instant, for a period counted in hours."""


class ClockMet(Event):
    """What a time limit was for was done in time."""

    clock: Name


class ClockMissed(Event):
    """A time limit passed; it stays missed for ever."""

    clock: Name
    due_on: date


class ClockMetLate(Event):
    """What a missed time limit was for was done after all."""

    clock: Name
    days_late: int
    """0 when a period in hours ended earlier on the same day."""


class ClockStopped(Event):
    """A time limit fell away, because another rule now applies."""

    clock: Name
