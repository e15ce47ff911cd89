"""Who is given an office of the organisation, and until when.

All stand in one stream of the organisation's log, `MANDATES`.
"""

from datetime import date
from typing import Final
from uuid import UUID

from cases.events.event import Clause, Event, Name, Person

MANDATES: Final = UUID("6d616e64-6174-4573-8000-000000000001")
"""The stream of an organisation's mandates; each organisation has its own log."""


class MandateEvent(Event):
    """Something about one office that one person holds."""

    person: Person
    role: Name
    unit: Name | None = None
    """The part of the organisation it is for; None when for all of it."""
    clause: Clause


class RoleMandateGranted(MandateEvent):
    """Somebody was given an office."""

    valid_from: date
    valid_until: date | None = None
    """First day on which it no longer holds; None until it is ended."""


class RoleMandateGivenAhead(RoleMandateGranted):
    """Somebody was given an office that begins on a later day."""


class RoleMandateBegan(MandateEvent):
    """The day came from which on somebody holds an office that was given ahead."""

    valid_from: date


class RoleMandateEnded(MandateEvent):
    """An office was taken from somebody, or given up."""

    valid_until: date
    """First day on which it no longer holds."""


class RoleMandateOver(MandateEvent):
    """The day came from which on somebody no longer holds an office."""

    valid_until: date
