"""The identity of a confidential reporter, on its way to somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Revealing:
    """That somebody may learn who reported: proposed, approved, the reporter told."""

    number: int
    recipient: str
    proposer: str
    needed: int
    until: date
    approvals: Mapping[str, str] = field(default_factory=dict)
    """Who approved it, by office."""
    denied: bool = False
    told: bool = False
    deferred_until: date | None = None

    @property
    def owed(self) -> bool:
        """Whether the reporter is still to be told."""
        return self.deferred_until is not None and not self.told

    def over(self, today: date) -> bool:
        """Whether nothing can come of it any more, and nothing is owed."""
        return self.denied or (today > self.until and not self.owed)

    def lasts(self, today: date) -> bool:
        """Whether it may be read on a day, as far as the reporter is concerned.

        They were told, or the day by which they are to be told has not passed.
        """
        deferred = self.deferred_until is not None and today <= self.deferred_until
        return (self.told or deferred) and today <= self.until
