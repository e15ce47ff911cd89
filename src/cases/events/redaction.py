"""Texts about several people that lose one of them and stay for the others."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.events.event import (
    Audience,
    Clause,
    Event,
    Item,
    Kind,
    Name,
    ProcedureStep,
    Text,
)


class JointText(BaseModel):
    """A text about several people, in one case."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    case: UUID
    """The case that holds it."""
    item: UUID
    """The text, as the history of the case names it."""


class Losing(JointText):
    """A text about several people, and who is to be in it no more."""

    party: int
    """Their number in the case."""


class RedactionDecided(Event):
    """It was decided which texts lose whoever asked, and stay for the others."""

    clause: Clause
    texts: tuple[Losing, ...]


class RedactionWanted(Event):
    """A text is to lose a party, and to stay for the others."""

    clause: Clause
    item: UUID
    party: int
    ordered_by: UUID
    """The request in which it was decided, or the list on which the party's texts
    are."""


class RedactionForgone(Event):
    """Of what was decided, or listed, these texts lose nobody after all."""

    clause: Clause
    texts: tuple[Losing, ...]


class RedactionWithdrawn(ProcedureStep):
    """A text that was to lose a party does not, as whoever wanted it wants it no more.

    It loses them all the same where somebody else wants it still.
    """

    item: UUID
    party: int
    ordered_by: tuple[UUID, ...]
    """The requests and lists that want it no more."""
    reasons: Annotated[Text, Item("reason")]


class RedactionLapsed(Event):
    """Texts that were to lose a party do not, as the list that wanted it was given up.

    Or the party's texts were taken off it. They lose them all the same where somebody
    else wants it still.
    """

    clause: Clause
    party: int
    items: tuple[UUID, ...]
    ordered_by: UUID
    """The list."""


class TextRedacted(ProcedureStep):
    """A successor without one party was written of a text, and stands in its place.

    Nobody is shown the original from here on. It is known by its digest.
    """

    item: UUID
    """The original."""
    digest: str
    """Of the original: SHA-256 of its sealed bytes, in lower-case hexadecimal."""
    party: int
    """Who is in it no more."""
    about: int | None = None
    """The one party that both are about; None when they are about everybody."""
    successor: Annotated[Text, Item("account", about="about")]


class SuccessorWritten(TextRedacted):
    """The same, of whatever kind the original is, and for whoever it was written."""

    kind: Kind
    audience: Audience
    field: Name
    """Which part the original was of what was recorded then."""
    successor: Annotated[
        Text, Item("account", about="about", named=("kind", "audience"))
    ]
