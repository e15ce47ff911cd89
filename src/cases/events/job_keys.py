"""Keys with which programs ask for what an office may see; of a key only its digest."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from cases.events.event import Name
from cases.events.mandates import MandateEvent

KeyDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of a key, in lower-case hexadecimal; the key itself is written nowhere."""


class JobKeyEvent(MandateEvent):
    """Something about one key of a program, which is known by its pseudonym."""

    digest: KeyDigest


class JobKeyIssued(JobKeyEvent):
    """A program was given a key to an office."""

    rights: tuple[Name, ...]
    """What of the office's rights it is for."""
    valid_until: date
    """First day on which it is not accepted any more."""


class JobKeyWithdrawn(JobKeyEvent):
    """A key is not accepted any more."""
