"""What waits for somebody in office: their cases, and what they can do there next."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from api.dependencies import Reading
from api.permissions import phases, reach, rights_of
from api.possible import Possible, awaited
from cases.errors import CaseNotFound, NotPermitted
from cases.rights import TABLE_CLAUSE, Reach
from projections.case_query import Wanted
from projections.query import Page, Viewer
from projections.work_query import Waiting, work

OF_OFFICES: Final = frozenset({Reach.GIVEN, Reach.TURN, Reach.ALL})
TURNS: Final = frozenset({Reach.TURN, Reach.ALL})


class Work(Waiting):
    """A case that waits for the caller."""

    steps: list[Possible]
    """What they can do there next, of what is not possible at any time."""


def waiting(
    reading: Reading, wanted: Wanted, cursor: str | None, limit: int
) -> Page[Work]:
    """What waits for the caller, the most urgent first; NotPermitted in no office."""
    here, role = reading.organisation, reading.by.role
    found = reading.ask(
        work,
        _eyes(reading),
        wanted,
        timed=rights_of(here.code, role)["clocks"] is not Reach.NONE,
        today=here.today(),
        cursor=cursor,
        limit=limit,
    )
    return Page(items=list(_with_steps(reading, found)), next=found.next)


def _eyes(reading: Reading) -> Viewer:
    """The caller's: of cases given to them, and at the phases of their office."""
    code, by = reading.organisation.code, reading.by
    eyes, far = reading.viewer("act"), reach(code, by.role, "act")
    if far not in OF_OFFICES:
        raise NotPermitted("cases wait for those in office", TABLE_CLAUSE)
    return replace(eyes, turns=tuple(phases(code, by.role)) if far in TURNS else ())


def _with_steps(reading: Reading, found: Page[Waiting]) -> Iterator[Work]:
    for one in found.items:
        try:
            steps = awaited(reading.organisation, one.case_id, reading.by)
        except CaseNotFound:
            # The log is ahead of what is shown: it is theirs no more.
            continue
        if steps or one.alarms or one.tasks:
            yield Work(**dict(one), steps=steps)
