"""What can be wrong with what acts mean beyond their case."""

from collections.abc import Iterator, Mapping

from cases.edition.edition import Edition
from cases.edition.facts import Asked
from cases.edition.fault import Fault, Path, unknown
from cases.edition.guards import DEDICATED, PARTICIPATING
from cases.edition.procedure import Procedure, Step


def beyond_faults(edition: Edition) -> Iterator[Fault]:
    """Matters nobody raises or settles, people bound since no day, and the like."""
    procedures = edition.procedures.values()
    raised = {o.raises for p in procedures for o in p.openings.values() if o.raises}
    if edition.roll and not any(
        o.binds for p in procedures for o in p.openings.values()
    ):
        yield Fault(("roll",), "nothing 'binds' anybody, so that it knows nobody")
    steps = {step for procedure in procedures for step in procedure.steps}
    for name, measure in edition.measures.items():
        yield from unknown(("measures", name, "then"), "step", measure.then, steps)
    for name, act in edition.everywhere.items():
        yield from _taking_part(("everywhere", name), act)
    for procedure in procedures:
        yield from _openings(procedure)
        for step in procedure.steps.values():
            path = ("procedures", procedure.name, "steps", step.name)
            yield from unknown((*path, "waits_for"), "matter", step.waits_for, raised)
            yield from _taking_part(path, step)
            yield from _step(procedure, path, step)


def _openings(procedure: Procedure) -> Iterator[Fault]:
    for opening in procedure.openings.values():
        path = ("procedures", procedure.name, "openings", opening.name)
        for key in ("raises", "binds"):
            if getattr(opening, key) and procedure.kind == "report":
                yield Fault((*path, key), f"{key!r} is for what is disclosed")
        if opening.binds:
            yield from _day((*path, "binds"), opening.binds, procedure.facts)
            if opening.binds not in opening.asks:
                yield Fault((*path, "binds"), f"{opening.binds!r} is not asked for")


def _step(procedure: Procedure, path: Path, step: Step) -> Iterator[Fault]:
    openings = procedure.openings.values()
    raises = {opening.raises for opening in openings if opening.raises}
    if step.settles and not raises:
        yield Fault((*path, "settles"), "nothing is raised that it could settle")
    if step.closes and raises and not step.settles:
        left = ", ".join(sorted(raises))
        yield Fault((*path, "closes"), f"the case ends and leaves {left!r} open")
    if step.waits_for and step.name in DEDICATED:
        what = f"{step.name!r} has a command of its own, which waits for nothing"
        yield Fault((*path, "waits_for"), what)
    if step.releases:
        yield from _day((*path, "releases"), step.releases, procedure.facts)
        if step.releases not in step.asks:
            yield Fault((*path, "releases"), f"{step.releases!r} is not asked for")
        if not any(opening.binds for opening in openings):
            yield Fault((*path, "releases"), "nothing binds anybody before")


def _day(path: Path, name: str, facts: Mapping[str, Asked]) -> Iterator[Fault]:
    fact = facts.get(name)
    if fact is None or fact.kind not in ("date", "past_date"):
        yield Fault(path, f"{name!r} is no day that can have been")


def _taking_part(path: Path, step: Step) -> Iterator[Fault]:
    if step.takes_part and step.name not in PARTICIPATING:
        yield Fault((*path, "takes_part"), f"{step.name!r} brings nobody in")
