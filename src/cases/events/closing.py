"""The end of a procedure, when its texts must go, and what suspends that."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from cases.events.event import Clause, Event, Item, Name, ProcedureStep, Text

HoldBasis = Literal["legal_claim", "legal_obligation", "authority_order", "audit"]

RetentionClass = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,31}$")
]
"""The name of a retention rule of an edition, as `R4`."""


class CaseClosed(Event):
    """The procedure came to its end."""

    outcome: Name
    closed_on: date
    """In the organisation's time zone."""
    retention: RetentionClass
    basis: Clause
    delete_on: date
    """First day on which the case must no longer be readable."""


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
    review_on: date
    reason: Annotated[Text, Item("reason")]


class HoldReleased(ProcedureStep):
    """A suspension of deletion ended."""

    hold: int
    reason: Annotated[Text | None, Item("reason")] = None


class DeletionRescheduled(Event):
    """The day on which the case must no longer be readable was computed anew."""

    delete_on: date
    rule: str
