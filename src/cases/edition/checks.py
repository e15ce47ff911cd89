"""What can be wrong with an edition that is well-formed."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Final

from cases.edition.check_access import access_faults
from cases.edition.check_acts import act_faults
from cases.edition.check_allegations import allegation_faults
from cases.edition.check_beyond import beyond_faults
from cases.edition.check_clocks import clock_term_faults
from cases.edition.check_disclosing import disclosing_faults
from cases.edition.check_interim import interim_faults
from cases.edition.check_measures import measure_faults
from cases.edition.check_offices import office_faults
from cases.edition.check_procedures import procedure_faults
from cases.edition.check_reactions import reaction_faults
from cases.edition.check_retention import retention_faults
from cases.edition.check_thresholds import threshold_faults
from cases.edition.citing import anchor
from cases.edition.edition import CITED, Edition
from cases.edition.fault import Fault, Path, unknown

ALONE: Final = ("document", "mandates", "roll", "local_law")
"""Tables of an edition that are one entry, with its clause."""


def faults(edition: Edition) -> Iterator[Fault]:
    """What an edition refers to and does not have, and its ways to nowhere."""
    yield from _times(edition)
    yield from clock_term_faults(edition)
    yield from office_faults(edition)
    yield from _bodies(edition)
    yield from threshold_faults(edition)
    yield from reaction_faults(edition)
    yield from allegation_faults(edition)
    yield from interim_faults(edition)
    yield from measure_faults(edition)
    yield from disclosing_faults(edition)
    yield from access_faults(edition)
    yield from retention_faults(edition)
    yield from beyond_faults(edition)
    yield from _clauses(edition)
    for name, act in edition.everywhere.items():
        yield from act_faults(edition, ("everywhere", name), act)
        yield from _belongs_nowhere(edition, name)
    for procedure in edition.procedures.values():
        yield from procedure_faults(edition, procedure)


def _times(edition: Edition) -> Iterator[Fault]:
    until = edition.in_force_until
    if until is not None and until <= edition.in_force_from:
        yield Fault(("in_force_until",), "the edition ends before it begins")


def _bodies(edition: Edition) -> Iterator[Fault]:
    steps = {step for p in edition.procedures.values() for step in p.steps}
    ways_out = {*edition.bodies, *edition.everywhere, *steps}
    for name, body in edition.bodies.items():
        path = ("bodies", name)
        if body.quorum > body.members:
            yield Fault((*path, "quorum"), "the quorum is larger than the body")
        way_out = [body.when_quorum_lost]
        yield from unknown(
            (*path, "when_quorum_lost"), "step or body", way_out, ways_out - {name}
        )


def _clauses(edition: Edition) -> Iterator[Fault]:
    for path, clause in chain(_of_terms(edition), _of_procedures(edition)):
        yield from unknown(path, "clause", edition.places(clause), edition.clauses)
    for place, found in Counter(map(anchor, edition.clauses)).items():
        if found > 1:
            yield Fault(
                ("clauses",), f"{found} clauses are called {place!r} as one word"
            )
    for name, category in edition.categories.items():
        path = ("categories", name, "clauses")
        yield from unknown(path, "clause", category.clauses, edition.clauses)


def _of_terms(edition: Edition) -> Iterator[tuple[Path, str]]:
    for name in ALONE:
        if term := getattr(edition, name):
            yield (name, "clause"), term.clause
    for table in (*CITED, "everywhere"):
        for name, term in getattr(edition, table).items():
            yield (table, name, "clause"), term.clause
    for name, thresholds in edition.thresholds.items():
        for number, threshold in enumerate(thresholds):
            yield ("thresholds", name, number, "clause"), threshold.clause


def _of_procedures(edition: Edition) -> Iterator[tuple[Path, str]]:
    for name, procedure in edition.procedures.items():
        path = ("procedures", name)
        yield (*path, "clause"), procedure.clause
        for opening in procedure.openings.values():
            yield (*path, "openings", opening.name, "clause"), opening.clause
        for step in procedure.steps.values():
            yield (*path, "steps", step.name, "clause"), step.clause


def _belongs_nowhere(edition: Edition, name: str) -> Iterator[Fault]:
    act = edition.everywhere[name]
    set_keys: Collection[str] = act.model_fields_set
    for key in ("asks", "when", "to", "closes", "retention"):
        if key in set_keys:
            what = f"an act of every procedure has no {key!r}: it belongs to none"
            yield Fault(("everywhere", name, key), what)
