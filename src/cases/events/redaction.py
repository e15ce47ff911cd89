"""Texts about several people that lose one of them and stay for the others."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.events.event import Clause, Event, Item, ProcedureStep, Text


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
