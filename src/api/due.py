"""What the passing of time has to say: looked for again and again, said once each."""

from collections.abc import Iterator
from threading import Event
from typing import Final
from uuid import UUID

import structlog

from api.organisations import Organisation
from cases.actors import SYSTEM
from cases.commands.clocks import NoteTime
from cases.commands.mandates import NoteMandates
from projections.clock_query import waiting

EVERY_SECONDS: Final = 60.0
AT_ONCE: Final = 1000
"""Cases in one question; as many questions follow as there are."""
_log = structlog.get_logger()


def watch(organisations: list[Organisation], stop: Event) -> None:
    """Record what has come, until told to stop; what fails is tried again later."""
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
    """How many cases the passing of time had something to say of; offices, too, end.

    Harmless to repeat, and to be done by several at once: the case itself says what
    has been recorded. A case that fails keeps none of the others waiting.
    """
    recorded = 0
    for case in _waiting(organisation):
        try:
            organisation.cases.handle(case, NoteTime(), SYSTEM)
            recorded += 1
        except Exception as error:  # noqa: BLE001
            _log.warning("clocks of a case not recorded", error=type(error).__name__)
    organisation.cases.hold(NoteMandates(), SYSTEM)
    return recorded


def _waiting(organisation: Organisation) -> Iterator[UUID]:
    now, found = organisation.cases.now(), [UUID(int=0)]
    while found:
        with organisation.pool.connection() as db:
            found = waiting(db, now, found[-1], AT_ONCE)
        yield from found
