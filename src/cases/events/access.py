"""Who may read a case for a time: to whom it was given, and who broke the glass."""

from datetime import date, datetime
from typing import Annotated, Literal

from cases.events.event import Item, Name, Person, ProcedureStep, Text

Right = Literal["read", "history", "texts", "clocks"]
"""What somebody can be let do for a time: to read, never to act."""


class ReadingBegun(ProcedureStep):
    """Somebody may read the case from now on, until a moment."""

    grant: int
    """Its number in the case."""
    person: Person
    role: Name
    """The office in which they may, and in no other."""
    rights: tuple[Right, ...]
    ends_at: datetime
    """From then on they may not."""


class AccessGranted(ReadingBegun):
    """Somebody was given the case to read until a day."""

    until: date
    """The last day, in the organisation's time zone."""
    reasons: Annotated[Text, Item("reason")]


class AccessWithdrawn(ProcedureStep):
    """What somebody was given to read was taken back before its day."""

    grant: int
    reasons: Annotated[Text, Item("reason")]


class AccessLost(ProcedureStep):
    """Somebody may read the case no more because a rule keeps them away from it."""

    grant: int
    rule: str


class GlassBroken(ReadingBegun):
    """Somebody opened the case for themselves, for some hours, in an emergency."""

    reasons: Annotated[Text, Item("reason")]


class GlassReviewAwaited(ProcedureStep):
    """It is still to be said by these offices whether it was right to break the glass.

    What is not followed by it was reviewed: by whoever was asked last, or, before each
    of several offices was asked, by the one that reviewed it alone.
    """

    grant: int
    offices: tuple[Name, ...]
    reviewers: tuple[Person, ...] = ()
    """Those who have said so."""


class BrokenGlassReviewed(ProcedureStep):
    """Somebody else looked at whether it was right to break the glass."""

    grant: int
    justified: bool
    """When it was not, the case is shut again at once."""
    reasons: Annotated[Text, Item("reason")]
