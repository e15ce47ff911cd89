"""A reporter's wish that the report be withdrawn, and what becomes of it."""

from typing import Annotated, Literal

from cases.events.event import Item, ProcedureStep, Text

Considered = Literal["continue", "stop"]


class WithdrawalRequested(ProcedureStep):
    """The reporter asked to withdraw the report. Nothing ends or is deleted by that."""

    reasons: Annotated[Text | None, Item("reason")] = None


class WithdrawalConsidered(ProcedureStep):
    """It was decided whether the case goes on without the reporter's wish for it."""

    decision: Considered
    reasons: Annotated[Text, Item("reason")]
