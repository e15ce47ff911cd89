"""An axis of days: where a day stands across a picture, and which days are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

SPANS: Final = (1, 2, 7, 14, 28)
"""Days between two marks, as long as that leaves few of them."""
MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two marks, else."""
MOST: Final = 9
"""Marks across the picture, at most."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of a picture, from the first to the last, from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day stands, in units of the picture; one outside at its edge."""
        part = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + (self.right - self.left) * min(max(part, 0), 1), 1)

    def marks(self) -> list[date]:
        """The days to be named: evenly, at the beginning of months when it is long."""
        days = (self.last - self.first).days
        for span in SPANS:
            if days / span <= MOST:
                return [self.first + timedelta(n) for n in range(0, days + 1, span)]
        step = next((one for one in MONTHS if days / 30 / one <= MOST), MONTHS[-1])
        return list(self._months(step))

    def _months(self, step: int) -> Iterator[date]:
        count = self.first.year * 12 + self.first.month
        count += -count % step
        while (day := date(count // 12, count % 12 + 1, 1)) <= self.last:
            yield day
            count += step
