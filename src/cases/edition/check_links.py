"""What can be wrong with how cases are merged and split."""

from collections.abc import Iterator
from typing import Final

from cases.actors import ROLES
from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path
from cases.edition.procedure import MERGED, OPEN, Procedure, Step

LINKING: Final = (
    "merge_case",
    "recognise_duplicate",
    "retract_duplicate",
    "split_case",
)
"""Steps that say what a case is to another, or is not."""


def link_faults(edition: Edition, procedure: Procedure) -> Iterator[Fault]:
    """Merging that a reporter would notice, splitting that leads nowhere."""
    path = ("procedures", procedure.name)
    merging = procedure.steps.get("merge_case")
    for step in procedure.steps.values():
        where = (*path, "steps", step.name, "in")
        if merging is None and MERGED in step.phases:
            yield Fault(where, "nothing merges a case of this type into another")
        if merging and _shows(edition, step):
            what = "whoever reported could tell from it that their case was merged"
            yield Fault(where, f"{what}: {OPEN!r} without {MERGED!r}")
    for name in LINKING:
        if name in procedure.steps and procedure.kind != "report":
            yield Fault((*path, "steps", name), "only reports are merged or split")
    known = procedure.steps.keys()
    if "recognise_duplicate" in known and "retract_duplicate" not in known:
        what = "a mistake could not be taken back: no 'retract_duplicate'"
        yield Fault((*path, "steps", "recognise_duplicate"), what)
    yield from _splitting(path, procedure)


def _shows(edition: Edition, step: Step) -> bool:
    """Whether a reporter can take a step at any time, but not once it is merged."""
    known = {*ROLES, *edition.roles}
    kinds = {edition.kind_of(role) for role in step.by if role in known}
    themselves = not kinds.isdisjoint({"reporter", "member"})
    return themselves and OPEN in step.phases and MERGED not in step.phases


def _splitting(path: Path, procedure: Procedure) -> Iterator[Fault]:
    begun_so = [one for one in procedure.openings.values() if one.splits]
    if ("split_case" in procedure.steps) != bool(begun_so):
        where = (*path, "steps", "split_case") if not begun_so else path
        what = "'split_case' and an opening that 'splits' need each other"
        yield Fault(where, what)
    for opening in begun_so[1:]:
        where = (*path, "openings", opening.name, "splits")
        yield Fault(where, "only one opening is for cases that are split off")
    for opening in begun_so:
        if opening.asks or opening.meets or opening.guards:
            where = (*path, "openings", opening.name, "splits")
            yield Fault(where, "nobody is asked for facts when a case is split")
