"""Cases that were merged into another: they end with it, and each is answered."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from cases.case.case import Case
from cases.commands.command import Elsewhere
from cases.commands.consequences import closed_along
from cases.edition.procedure import Step
from cases.errors import Refused


def along(case: Case, step: Step) -> tuple[UUID, ...]:
    """The cases that a step ends together with this one."""
    return tuple(sorted(case.links.taken_in)) if step.closes else ()


def answered(case: Case, step: Step) -> None:
    """Refuse to end a case while somebody who reported it has no answer yet.

    What has to be done before in this case has to be done in each that belongs to it.
    """
    for other in _open(case, step).values():
        missing = [earlier for earlier in step.after if earlier not in other.taken]
        if missing:
            reason = f"in a case merged into this one, first: {', '.join(missing)}"
            raise Refused(reason, step.clause, awaits=missing)


def closed_with(case: Case, step: Step, at: datetime) -> Iterator[Elsewhere]:
    """The end of the cases that belong to this one, with the same outcome."""
    for case_id, other in _open(case, step).items():
        for event in closed_along(other, case.edition, step, at):
            yield case_id, event


def _open(case: Case, step: Step) -> dict[UUID, Case]:
    others = {one: case.others[one] for one in along(case, step)}
    return {one: other for one, other in others.items() if not other.closed}
