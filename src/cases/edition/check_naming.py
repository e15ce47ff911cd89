"""What can be wrong with the bodies and the parties that a step names."""

from collections.abc import Iterator

from cases.edition.edition import Edition
from cases.edition.fault import Fault, Path, unknown
from cases.edition.guards import ABOUT_ROLES, BY_A_BODY
from cases.edition.procedure import Step


def naming_faults(edition: Edition, path: Path, step: Step) -> Iterator[Fault]:
    """Bodies and roles of parties that lack where they matter, or say nothing."""
    yield from unknown((*path, "bodies"), "body", step.bodies, edition.bodies)
    if bool(step.bodies) != (step.name in BY_A_BODY):
        what = "'bodies' is for steps that a body takes, and needed there"
        yield Fault((*path, "bodies"), what)
    if bool(step.parties) != (step.name in ABOUT_ROLES):
        what = "'parties' is for steps about parties in some roles, and needed there"
        yield Fault((*path, "parties"), what)
