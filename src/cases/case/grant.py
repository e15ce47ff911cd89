"""What somebody may read of a case for a time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Grant:
    """That one person may read the case in one office until a moment."""

    person: str
    role: str
    rights: frozenset[str]
    ends_at: datetime
    glass: bool = False
    """They opened it for themselves; nobody gave it to them."""
    reviewed: bool = False
    """All who were asked looked at whether that was right."""
    awaits: frozenset[str] = frozenset()
    """The offices whose word is still to come; of a glass broken when it was reviewed
    once, none was named."""
    reviewers: frozenset[str] = frozenset()
    """Who gave theirs, while others are still to come."""
    ended: bool = False
    """Before its time."""

    def lasts(self, at: datetime) -> bool:
        """Whether it holds at a moment."""
        return not self.ended and at < self.ends_at

    @property
    def waits(self) -> bool:
        """Whether it is still to be reviewed."""
        return self.glass and not self.reviewed
