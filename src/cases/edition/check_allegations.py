"""What can be wrong with what can be alleged, against whom, and what may follow."""

from collections.abc import Iterator

from cases.edition.edition import Edition
from cases.edition.fault import Fault, unknown


def allegation_faults(edition: Edition) -> Iterator[Fault]:
    """Ties and facts that are not there, and what is ruled out and alleged at once."""
    for table in ("categories", "measures"):
        for name, term in getattr(edition, table).items():
            path = (table, name, "of")
            yield from unknown(path, "engagement", term.of, edition.engagements)
    asked = _asked_where_it_is_alleged(edition)
    for name, category in edition.categories.items():
        path = ("categories", name, "when")
        yield from unknown(path, "fact", category.when, asked)
    for name in edition.ruled_out:
        if name in edition.categories:
            yield Fault(("ruled_out", name), f"{name!r} is a category as well")


def _asked_where_it_is_alleged(edition: Edition) -> frozenset[str]:
    return frozenset(
        name
        for procedure in edition.procedures.values()
        if "frame_allegation" in procedure.steps
        for name in procedure.facts
    )
