"""What whoever reported has against those who handle the case."""

from typing import Annotated

from cases.events.event import Item, Name, ProcedureStep, Text


class HandlerObjectedTo(ProcedureStep):
    """Whoever reported objected to those who handle the case in an office."""

    objection: int
    """Its number in the case."""
    office: Name
    reasons: Annotated[Text, Item("reason")]


class HandlerObjectionDecided(ProcedureStep):
    """It was decided on an objection; the reporter reads the reasons."""

    objection: int
    office: Name
    """The office that it was about."""
    upheld: bool
    reasons: Annotated[Text, Item("reason", audience="reporter")]
