"""What can be wrong with how cases are read for a time."""

from collections.abc import Iterator, Mapping
from typing import Final

from cases.edition.access import BREAK, GRANT, LONGEST, OPEN, REVIEW, REVIEW_DUE
from cases.edition.edition import Edition
from cases.edition.fault import Fault
from cases.edition.procedure import Step

NEEDED: Final = {GRANT: (LONGEST,), BREAK: (OPEN, REVIEW_DUE)}
"""The clocks that a step needs."""


def access_faults(edition: Edition) -> Iterator[Fault]:
    """A case given to read for ever, or opened in an emergency that nobody reviews."""
    places: list[tuple[str, ...]] = [("everywhere",)]
    tables: list[Mapping[str, Step]] = [edition.everywhere]
    for name, procedure in edition.procedures.items():
        places.append(("procedures", name, "steps"))
        tables.append(procedure.steps)
    for path, steps in zip(places, tables, strict=True):
        for step, clocks in NEEDED.items():
            for clock in clocks if step in steps else ():
                if clock not in edition.clocks:
                    yield Fault((*path, step), f"it needs a clock {clock!r}")
        if BREAK in steps:
            yield from (Fault((*path, BREAK), what) for what in _wrong(edition, steps))


def _wrong(edition: Edition, steps: Mapping[str, Step]) -> Iterator[str]:
    if REVIEW not in {*steps, *edition.everywhere}:
        yield f"it needs a step {REVIEW!r}"
    if not {OPEN, REVIEW_DUE} <= {*steps[BREAK].starts}:
        yield f"it starts the clocks {OPEN!r} and {REVIEW_DUE!r}"
    clock = edition.clocks.get(OPEN)
    if clock and clock.period.hours is None:
        yield f"the clock {OPEN!r} is in hours"
