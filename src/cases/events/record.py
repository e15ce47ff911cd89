"""What the log records beside cases: readings, refusals, and the organisation itself.

Each stands in a stream of its own.
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

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


class LogKeyAnnounced(Event):
    """The log's checkpoints are signed with a further key from here on."""

    origin: str
    key: str
    """Its verifier key, as C2SP signed-note writes it."""
    replaces: str
    """The verifier key that it comes after."""
    until: date
    """First day on which that one no longer signs, UTC."""
    compromised: bool
    """Somebody else may have had the key that is replaced."""


class TreeBegunAnew(Event):
    """Events were lost for good: the tree over this log began again, under a new name.

    What was signed under the old one is proved by whoever holds its last checkpoint.
    """

    origin: str
    key: str
    """Its verifier key, as C2SP signed-note writes it."""
    ended_origin: str
    ended_size: Annotated[int, Field(ge=0)]
    """Leaves of the last checkpoint that was signed under the old name."""
    ended_root: str
    """The root of it, in lower-case hexadecimal."""
    lost: Annotated[int, Field(ge=0)]
    """How many events fewer than that the log held."""
    why: str
    """What had put it in quarantine."""
    erased_again: Annotated[int, Field(ge=0)]
    """Texts without a key, whose sealed bytes a copy had brought back."""


class LogRestored(Event):
    """The log came back from a copy whole: nothing that was signed is missing."""

    copied_at: datetime | None
    """When the copy was taken, if it was one of ours."""
    erased_again: Annotated[int, Field(ge=0)]
    """Texts whose key was gone, and whose sealed bytes the copy brought back."""


class TextRead(Event):
    """Somebody was about to be shown personal text."""

    cases: tuple[UUID, ...]
    items: tuple[UUID, ...]
    item_fields: tuple[str, ...]
    """What each of them is in its event, in the same order: `account`, `findings`."""
    purpose: Purpose


class TextHandedOut(TextRead):
    """Somebody was about to be given personal text to take along: in a bundle."""


class CommandRefused(Event):
    """A rule said no; the case stayed as it was."""

    case: UUID | None = None
    asked: str
    """The command's name."""
    rule: str
    """The kind of refusal: not_permitted, refused, outdated, not_found."""
    clause: Clause | None = None
