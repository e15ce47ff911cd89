"""What can be wrong with measures that hold until it is decided."""

from collections.abc import Iterator

from cases.edition.edition import Edition
from cases.edition.fault import Fault
from cases.edition.interim import END, ORDER, REVIEW


def interim_faults(edition: Edition) -> Iterator[Fault]:
    """Measures that are discipline as well; an order of which nothing can come."""
    for name, measure in edition.measures.items():
        more = measure.disciplinary or measure.then or measure.releases
        if measure.interim and more:
            what = "what holds until it is decided is no discipline, and ends nothing"
            yield Fault(("measures", name, "interim"), what)
    for name, procedure in edition.procedures.items():
        if ORDER in procedure.steps:
            path = ("procedures", name, "steps", ORDER)
            for what in _lacking(edition):
                yield Fault(path, what)


def _lacking(edition: Edition) -> Iterator[str]:
    for clock in (END, REVIEW):
        known = edition.clocks.get(clock)
        if known is None or not known.per_party:
            yield f"it needs a clock {clock!r} that is a party's own"
    if not any(measure.interim for measure in edition.measures.values()):
        yield "no measure holds until it is decided"
