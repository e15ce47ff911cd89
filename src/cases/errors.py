"""Why a command was not carried out."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID


class CaseError(Exception):
    """A command that was not carried out; the case is as it was."""


class CaseNotFound(CaseError):
    """No case has this identifier, as far as the caller may know.

    Foreign, excluded, ungranted and unknown are one answer.
    """

    def __init__(self) -> None:
        super().__init__("no such case")


class NotPermitted(CaseError):
    """The actor's role does not allow this; `clause` says who may."""

    def __init__(self, reason: str, clause: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.clause = clause


class Refused(CaseError):
    """A rule of the code of conduct, or of data protection, forbids this now.

    `clause` is the place that says so; `field` the part of the command it is about.
    What would do instead: `until`, the last day of the period that matters; `awaits`,
    the steps that come first; `allowed`, the names or numbers that are possible.
    """

    def __init__(
        self,
        reason: str,
        clause: str,
        field: str | None = None,
        *,
        until: date | None = None,
        awaits: Iterable[str] = (),
        allowed: Iterable[object] = (),
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.clause = clause
        self.field = field
        self.until = until
        self.awaits = tuple(awaits)
        self.allowed = tuple(map(str, allowed))


class Outdated(CaseError):
    """The case has moved on since the caller last read it."""

    def __init__(self, version: int | None = None) -> None:
        super().__init__("the case has moved on")
        self.version = version


class CommandReused(CaseError):
    """The idempotency key belongs to another command of the same actor."""

    def __init__(self) -> None:
        super().__init__("the idempotency key was used for another command")


class Erased(CaseError):
    """What was asked for has been made unreadable; that it existed stays known.

    By which rule, and on which list, unless the log does not know any more. Or it is
    shown to nobody, as a `successor` without one of its people stands in its place.
    """

    def __init__(
        self,
        on: date | None = None,
        rule: str | None = None,
        clause: str | None = None,
        disposal: UUID | None = None,
        successor: UUID | None = None,
    ) -> None:
        super().__init__("the text has been erased")
        self.on = on
        self.rule = rule
        self.clause = clause
        self.disposal = disposal
        self.successor = successor


class Unavailable(CaseError):
    """A store that must answer first does not; nothing was done or shown."""


class Quarantined(Unavailable):
    """The log is not what was signed of it: nothing is recorded until it is mended."""

    def __init__(self) -> None:
        super().__init__("the log is in quarantine")


class Tampered(CaseError):
    """A sealed text or its key is not the one that was stored; `item` says which.

    It was changed, swapped or damaged outside the service: never shown, always a page.
    """

    def __init__(self, item: UUID | None = None) -> None:
        super().__init__("a sealed text does not fit its record")
        self.item = item
