"""The time limits that pass: looked for again and again, recorded once each."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event
from typing import Final
from uuid import UUID

import structlog

from api.organisations import Organisation
from cases.actors import SYSTEM
from cases.commands.clocks import MissClocks
from projections.clocks import ClockRun, clocks
from projections.query import Viewer

EVERY_SECONDS: Final = 60.0
_log = structlog.get_logger()


def watch(organisations: list[Organisation], stop: Event) -> None:
    """Record what has passed, until told to stop; what fails is tried again later."""
    while True:
        for organisation in organisations:
            try:
                record(organisation)
            # Anything: whoever watched no more would let time limits pass in silence.
            except Exception as error:  # noqa: BLE001
                _log.warning("clocks not recorded", error=type(error).__name__)
        if stop.wait(EVERY_SECONDS):
            return


def record(organisation: Organisation) -> int:
    """How many cases had a time limit that passed; harmless to repeat."""
    found = list(overdue(organisation))
    for case in found:
        organisation.cases.handle(case, MissClocks(), SYSTEM)
    return len(found)


def overdue(organisation: Organisation) -> Iterator[UUID]:
    """Cases with a clock that runs although its last day is over, each once."""
    seen: set[UUID] = set()
    for clock in _running(organisation):
        if clock.case_id not in seen:
            seen.add(clock.case_id)
            yield clock.case_id


def _running(organisation: Organisation) -> list[ClockRun]:
    yesterday = organisation.today() - timedelta(days=1)
    viewer = Viewer(SYSTEM.id, (SYSTEM.role,), everything=True)
    with organisation.pool.connection() as db:
        return clocks(db, viewer, state="running", due_until=yesterday).items
