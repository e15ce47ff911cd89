"""What somebody is to do in a case."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Task:
    """Something to be done by one person, in one office, until a day."""

    person: str | None
    """None once whom it was for may not do it any more."""
    role: str
    set_by: str
    until: date
    party: int | None = None
    """Whom it is about, when it is about one party alone."""
    state: Literal["open", "done", "withdrawn", "ended"] = "open"

    @property
    def open(self) -> bool:
        """It is still to be done."""
        return self.state == "open"
