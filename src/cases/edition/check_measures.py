"""What can be wrong with measures that end, or are expunged from the record."""

from collections.abc import Iterator

from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path
from cases.edition.measure import ENDS, IMPOSING, RECORD


def measure_faults(edition: Edition) -> Iterator[Fault]:
    """Measures whose end, or whose expunging, nothing would record."""
    for name, procedure in edition.procedures.items():
        for step in sorted(IMPOSING & procedure.steps.keys()):
            yield from _timed(edition, ("procedures", name, "steps", step), ENDS)
    for name, measure in edition.measures.items():
        path = ("measures", name, "expunged")
        if measure.expunged:
            yield from _timed(edition, path, RECORD)
        if measure.expunged and (measure.interim or measure.releases):
            yield Fault(path, "what ends by itself, or for good, is not expunged")


def _timed(edition: Edition, path: Path, name: str) -> Iterator[Fault]:
    clock = edition.clocks.get(name)
    if clock is None or not (clock.per_party and clock.window):
        what = f"it needs a clock {name!r}, a window that is a party's own"
        yield Fault(path, what)
