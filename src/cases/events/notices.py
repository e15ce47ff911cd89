"""Who had been given texts that went, and that they were told so (GDPR Art. 19)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from cases.events.event import Event, Item, Name, ProcedureStep, Reference, Text

Had = Literal["case", "identity", "bundle", "named"]
"""Something of the case, by a step that gives it to somebody outside; who reported;
texts in a bundle of evidence; whatever it was, as an officer said in a request."""

Untold = Literal["impossible", "disproportionate_effort"]
"""Why a recipient is not told (GDPR Art. 19): it is impossible, or takes an effort out
of all proportion."""


class Given(BaseModel):
    """That somebody had been given what a disposal list takes, or something of it."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    recipient: Reference
    """What they are known by; of a bundle, who made it and knows to whom it went."""
    had: Had
    """What they had."""
    entries: tuple[int, ...]
    """The entries of the list that it is of."""
    topic: str
    """The kind of event that says so."""
    step: Name | None = None
    """The step of the procedure, where it is one."""
    position: int
    """Where the event stands in the log."""
    given_on: date
    """The day on which it was recorded."""


class RecipientsFound(Event):
    """Once texts had gone, it was looked in the log for who had been given them."""

    erased: int
    """How many texts of this list are covered by that."""
    recipients: tuple[Given, ...]
    """Those not found before, each known by its place on the list, counted from 1."""


class RecipientsNotified(ProcedureStep):
    """Recipients were told that the texts are gone; or it was said why they are not."""

    recipients: tuple[int, ...]
    """Their places."""
    told_on: date | None = None
    """None when they were not told."""
    because: Untold | None = None
    """Why they were not."""
    reasons: Annotated[Text | None, Item("reason")] = None
