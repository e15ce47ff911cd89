"""What can be wrong with the bodies and the parties that a step names."""

from collections.abc import Iterator

from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path, unknown
from cases.edition.guards import ABOUT_ROLES, BY_A_BODY, DEDICATED
from cases.edition.procedure import Step


def naming_faults(edition: Edition, path: Path, step: Step) -> Iterator[Fault]:
    """Bodies and roles of parties that lack where they matter, or say nothing."""
    yield from unknown((*path, "bodies"), "body", step.bodies, edition.bodies)
    if bool(step.bodies) != (step.name in BY_A_BODY):
        what = "'bodies' is for steps that a body takes, and needed there"
        yield Fault((*path, "bodies"), what)
    if step.name in ABOUT_ROLES and not step.parties:
        what = f"{step.name!r} is about parties in some roles: which is not said"
        yield Fault((*path, "parties"), what)
    if step.of_their_unit and not step.parties:
        yield Fault((*path, "of_their_unit"), "the step is about no party")
    if step.name in DEDICATED - ABOUT_ROLES and step.parties:
        what = f"{step.name!r} has a command of its own, which says whom it is about"
        yield Fault((*path, "parties"), what)
