"""What exactly somebody is said to have done, against which clauses."""

from datetime import date
from typing import Annotated

from cases.events.event import Clause, Item, Name, ProcedureStep, Text


class AllegationFramed(ProcedureStep):
    """One accusation against one party was put into words."""

    allegation: int
    party: int
    category: Name
    clauses: tuple[Clause, ...]
    """The clauses said to be breached."""
    conduct_from: date
    conduct_until: date
    conduct_edition: str
    """The edition in force when the conduct is said to have ended."""
    text: Annotated[Text, Item("description")]


class AllegationDropped(ProcedureStep):
    """An accusation is not pursued."""

    allegation: int
    reason: Annotated[Text, Item("reason")]
