"""What can be wrong with the values that hold at a place: gaps, and two at once."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path
from cases.edition.terms import Threshold

FOLLOWS: Final = "the 'until' of one value is the 'from' of the next, or is left out"

Placed = tuple[Path, Threshold]


def threshold_faults(edition: Edition) -> Iterator[Fault]:
    """Faults of each table of values, place by place and currency by currency."""
    for name, thresholds in edition.thresholds.items():
        places: defaultdict[tuple[str, str], list[Placed]] = defaultdict(list)
        for number, value in enumerate(thresholds):
            path = ("thresholds", name, number)
            places[value.duty_station, value.currency].append((path, value))
            if value.until is not None and value.until <= value.valid_from:
                yield Fault((*path, "until"), "the value ends before it begins")
        for values in places.values():
            yield from _in_a_row(values)


def _in_a_row(values: list[Placed]) -> Iterator[Fault]:
    by_day = sorted(values, key=lambda placed: placed[1].valid_from)
    for (_, earlier), (path, later) in pairwise(by_day):
        begins, until = later.valid_from, earlier.until or later.valid_from
        if begins < until or begins == earlier.valid_from:
            yield Fault((*path, "from"), f"two values hold on {begins}", FOLLOWS)
        elif begins > until:
            what = f"no value holds from {until} until {begins}"
            yield Fault((*path, "from"), what, FOLLOWS)
