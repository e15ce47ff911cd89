"""Steps that only move a procedure on, and the clocks that steps start and meet."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from cases.events.event import Clause, Event, Fact, Item, Name, ProcedureStep, Text


class StepTaken(ProcedureStep):
    """A step of the procedure was carried out."""

    label: str
    """The step in the edition's words."""
    party: int | None = None
    """Whom it is about, when it is about one."""
    facts: dict[Name, Fact] = Field(default_factory=dict)
    note: Annotated[Text | None, Item("statement", about="party")] = None


class ReporterTold(StepTaken):
    """A step was carried out of which the reporter is told: the note is for them."""

    note: Annotated[Text, Item("statement", about="party", audience="reporter")]


class ClockEvent(Event):
    """Something about one time limit."""

    clock: Name
    party: int | None = None
    """Whose it is, when each party has their own."""
    clause: Clause


class ClockStarted(ClockEvent):
    """A time limit began to run; a clock started again replaces the one that runs."""

    started_on: date
    due_on: date
    """Last day of the period, in the organisation's time zone."""
    due_at: datetime | None = None
    """Last instant, for a period counted in hours."""
    moments: tuple[datetime, ...] = ()
    """When to warn, one after the other, and last when the period is over."""


class ClockWarned(ClockEvent):
    """A time limit was about to pass."""

    moment: datetime
    """For when the warning was set; each is given once."""
    due_on: date
    due_at: datetime | None = None


class ClockPaused(ClockEvent):
    """A time limit stood still from this day on."""

    paused_on: date


class ClockResumed(ClockEvent):
    """A time limit that stood still went on."""

    resumed_on: date
    paused_days: int
    """All that it has stood still so far; added at its end."""
    due_on: date
    moments: tuple[datetime, ...] = ()


class ClockExtended(ProcedureStep):
    """A time limit was given more time, with reasons."""

    clock: Name
    party: int | None = None
    due_on: date
    moments: tuple[datetime, ...] = ()
    reasons: Annotated[Text, Item("reason", about="party")]


class ClockMet(ClockEvent):
    """What a time limit was for was done in time."""


class ClockMissed(ClockEvent):
    """A time limit passed; it stays missed for ever."""

    due_on: date


class ClockEscalated(ClockEvent):
    """The office above was told that a time limit was missed."""

    office: Name
    may_act: bool = False
    """Whether that office may now do what the time limit is for."""


class ClockPassed(ClockEvent):
    """A time in which others could act is over; nobody is to blame."""

    due_on: date


class ClockMetLate(ClockEvent):
    """What a missed time limit was for was done after all."""

    days_late: int
    """0 when a period in hours ended earlier on the same day, or when it was done in
    time and recorded too late."""


class ClockStopped(ClockEvent):
    """A time limit fell away, because another rule now applies."""
