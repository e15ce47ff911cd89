"""What can be wrong with how somebody learns who reported."""

from collections.abc import Iterator

from cases.edition.disclosing import APPROVE, NOTICE, PROPOSE, READING
from cases.edition.edition import Edition
from cases.edition.fault import Fault
from cases.edition.procedure import Step


def disclosing_faults(edition: Edition) -> Iterator[Fault]:
    """A disclosure that nobody could approve, or that would never end."""
    for name, procedure in edition.procedures.items():
        path = ("procedures", name, "steps")
        for step in procedure.steps.values():
            if what := _miscounted(step):
                yield Fault((*path, step.name, "approvals"), what)
        if PROPOSE in procedure.steps:
            for what in _lacking(edition, procedure.steps.get(APPROVE)):
                yield Fault((*path, PROPOSE), what)


def _miscounted(step: Step) -> str | None:
    if (step.approvals is None) == (step.name == APPROVE):
        return f"'approvals' is for {APPROVE!r}, and needed there"
    if step.approvals and step.approvals > len(step.by):
        return "more offices have to approve than are asked"
    return None


def _lacking(edition: Edition, approving: Step | None) -> Iterator[str]:
    if approving is None:
        yield f"it needs a step {APPROVE!r}"
    for clock in (NOTICE, READING):
        if clock not in edition.clocks:
            yield f"it needs a clock {clock!r}"
