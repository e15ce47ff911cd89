"""What holds for somebody accused until it is decided, and is no discipline."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Clause, Event, Item, Name, ProcedureStep, Text

Over = Literal["time_over", "decided", "not_accused", "closed"]
"""Why measures that nobody lifted hold no longer."""


class InterimMeasuresOrdered(ProcedureStep):
    """Measures hold for an accused party until it is decided, or until a day."""

    party: int
    measures: tuple[Name, ...]
    effective_on: date
    until: date | None = None
    """Their last day; until it is decided, if none is named."""
    reasons: Annotated[Text, Item("reason", about="party")]


class InterimMeasuresReviewed(ProcedureStep):
    """It was looked at again whether they are needed, and these hold on."""

    party: int
    measures: tuple[Name, ...]
    until: date | None = None
    reasons: Annotated[Text, Item("reason", about="party")]


class InterimMeasuresLifted(ProcedureStep):
    """They are not needed any more."""

    party: int
    reasons: Annotated[Text, Item("reason", about="party")]


class InterimMeasuresEnded(Event):
    """They came to their end by themselves: nothing was found by that."""

    party: int
    because: Over
    ended_on: date
    """The first day on which they do not hold."""
    clause: Clause
