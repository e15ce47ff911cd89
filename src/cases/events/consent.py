"""What whoever was affected agreed to, or did not."""

from typing import Annotated

from cases.events.event import Item, Name, ProcedureStep, Text


class ConsentRecorded(ProcedureStep):
    """Whoever was affected agreed to one step, or took that back, or refused."""

    party: int
    to: Name
    """The step that was asked about."""
    given: bool
    statement: Annotated[Text | None, Item("statement", about="party")] = None
