"""Notes that those who handle a case write beside its procedure."""

from typing import Annotated, Literal

from cases.events.event import Item, Person, ProcedureStep, Text

NoteFor = Literal["author", "case_owner", "decision_body", "handlers"]
"""Whom a note can be for; fixed when it is written, never widened."""


class NoteWritten(ProcedureStep):
    """A note was written, for whoever it is meant for and for nobody else."""

    audience: NoteFor
    readers: tuple[Person, ...] = ()
    """Those who decided when it was written, of a note for the decision body: whoever
    decides later, on appeal, is not among them."""
    party: int | None = None
    """Whom it is about, when it is about one party alone."""
    text: Annotated[Text, Item("statement", about="party", named=("audience",))]
