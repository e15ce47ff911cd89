"""What the log records beside cases: readings, refusals, and the organisation itself.

Each stands in a stream of its own.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from cases.events.event import Clause, Event

Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_ ]{2,63}$")]
"""Why somebody reads: a few plain words, never about a person."""


class OrganisationAdded(Event):
    """The organisation's log began."""

    organisation: str


class EditionPublished(Event):
    """An edition of the code of conduct was made known to the service."""

    edition: str
    in_force_from: date
    digest: str
    """SHA-256 of the edition's file, in lower-case hexadecimal."""


class TextRead(Event):
    """Somebody was about to be shown personal text."""

    cases: tuple[UUID, ...]
    items: tuple[UUID, ...]
    item_fields: tuple[str, ...]
    """What each of them is in its event, in the same order: `account`, `findings`."""
    purpose: Purpose


class CommandRefused(Event):
    """A rule said no; the case stayed as it was."""

    case: UUID | None = None
    asked: str
    """The command's name."""
    rule: str
    """The kind of refusal: not_permitted, refused, outdated, not_found."""
    clause: Clause | None = None
