"""The end of a procedure, and what suspends the deletion of its texts."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import (
    Clause,
    Event,
    Item,
    Kind,
    Name,
    Person,
    ProcedureStep,
    Text,
)
from cases.events.retention import RetentionClass

HoldBasis = Literal["legal_claim", "legal_obligation", "authority_order", "audit"]


class CaseClosed(Event):
    """The procedure came to its end."""

    outcome: Name
    closed_on: date
    """In the organisation's time zone."""
    clause: Clause
    """Where the edition provides for this end."""
    retention: RetentionClass
    """The rule by which its texts are kept."""


class CaseReopened(ProcedureStep):
    """A case that had ended goes on, because something new has come to light.

    The day of its deletion is withdrawn.
    """

    allegations: tuple[int, ...] = ()
    """What is to be determined anew; other findings stand."""
    new_facts: Annotated[Text | None, Item("reason")] = None
    """Why; of a case that belongs to another, it stands there."""


class HoldPlaced(ProcedureStep):
    """Deletion was suspended (GDPR Art. 17(3)(e), 18(2))."""

    hold: int
    basis: HoldBasis
    parties: tuple[int, ...] = ()
    """Whose texts are kept; none means everybody's."""
    kinds: tuple[Kind, ...] = ()
    """Which kinds of text are kept; none means all."""
    custodians: tuple[Person, ...] = ()
    """Who keeps something outside this system, and has to say that they know."""
    review_on: date
    reason: Annotated[Text, Item("reason")]


class HoldAcknowledged(ProcedureStep):
    """A custodian said that they know of a hold, and keep what they have."""

    hold: int
    custodian: Person


class HoldReviewed(ProcedureStep):
    """A hold was looked at again, and is still needed."""

    hold: int
    review_on: date
    reason: Annotated[Text, Item("reason")]


class HoldReleased(ProcedureStep):
    """A suspension of deletion ended."""

    hold: int
    reason: Annotated[Text, Item("reason")]
