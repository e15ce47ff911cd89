"""Cases that were merged into another: they end with it, and each is answered."""

from collections.abc import Iterator
from uuid import UUID

from cases.case.case import Case
from cases.commands.command import Circumstances, Elsewhere
from cases.commands.consequences import closed_along, consequences
from cases.edition.procedure import Step
from cases.errors import Refused
from cases.events.closing import CaseReopened
from cases.events.procedure import StepTaken


def along(case: Case, step: Step) -> tuple[UUID, ...]:
    """The cases that a step ends together with this one."""
    return tuple(sorted(case.links.taken_in)) if step.closes else ()


def answered(case: Case, step: Step) -> None:
    """Refuse to end a case while somebody who reported it has no answer yet.

    What has to be done before in this case has to be done in each that belongs to it.
    """
    for other in _open(case, step).values():
        missing = [earlier for earlier in step.after if not other.took(earlier)]
        if missing:
            reason = f"in a case merged into this one, first: {', '.join(missing)}"
            raise Refused(reason, step.clause, awaits=missing)


def closed_with(now: Circumstances) -> Iterator[Elsewhere]:
    """The end of the cases that belong to this one, with the same outcome."""
    step = now.step
    for case_id, other in _open(now.case, step).items():
        there = Circumstances(other, step, now.by, now.at)
        yield case_id, there.happened(StepTaken, label=step.label)
        for event in closed_along(other, step, now.at):
            yield case_id, event


def reopened_with(now: Circumstances) -> Iterator[Elsewhere]:
    """The cases that belong to this one, going on with it: each is answered again."""
    for case_id, other in now.case.others.items():
        there = Circumstances(other, now.step, now.by, now.at)
        yield case_id, there.happened(CaseReopened)
        for event in consequences(other, now.step, now.at):
            yield case_id, event


def _open(case: Case, step: Step) -> dict[UUID, Case]:
    others = {one: case.others[one] for one in along(case, step)}
    return {one: other for one, other in others.items() if not other.closed}
