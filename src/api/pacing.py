"""How much of the service one caller takes, so that there is enough for all."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from time import monotonic
from typing import Final

from api.problems import Wrong

MINUTE: Final = 60.0


@dataclass(slots=True)
class Pace:
    """Counts what each caller asks in a minute; with the minute it is forgotten.

    Each process counts what it is asked itself. Nothing is kept of when it was.
    """

    a_minute: int
    now: Callable[[], float] = monotonic
    _minute: float = 0.0
    _asked: Counter[tuple[str, str]] = field(default_factory=Counter)

    def admit(self, organisation: str, caller: str) -> None:
        """Raises Wrong for whoever has asked all that they may in this minute."""
        minute, seconds = divmod(self.now(), MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._asked.clear()
        self._asked[organisation, caller] += 1
        if self._asked[organisation, caller] > self.a_minute:
            detail = f"one caller may ask {self.a_minute} times a minute"
            later = {"Retry-After": str(ceil(MINUTE - seconds))}
            raise Wrong("too-many", detail, later)
