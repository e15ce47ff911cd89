"""A time limit of a case, as far as it matters still."""

from dataclasses import dataclass
from datetime import date, datetime

from cases.calendar import Due

Key = tuple[str, int | None]
"""A clock, and whose it is when each party has their own."""


@dataclass(frozen=True)
class Run:
    """A time limit that runs, stands still, or has passed and not been dealt with."""

    clock: str
    party: int | None
    started_on: date
    due: Due
    moments: tuple[datetime, ...] = ()
    """When it is still to be warned, and last when the period is over."""
    paused_on: date | None = None
    paused_days: int = 0
    extended: int = 0
    """How often it was given more time."""
    noted: bool = False
    """That it has passed is recorded."""
    above: str | None = None
    """The office that was told that it was missed; None when none was."""
    may_act: bool = False
    """That office may do what the time limit is for."""
