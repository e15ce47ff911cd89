"""What the passing of time has to say: looked for again and again, said once each.

Time limits that pass, and until when texts are kept where a rule has changed.
"""

from collections.abc import Callable, Iterator
from itertools import count
from threading import Event
from typing import Final
from uuid import UUID

import structlog

from api.annual import lay_down
from api.organisations import Organisation
from api.webhooks.deliveries import given_up
from cases import telemetry
from cases.actors import SYSTEM
from cases.commands.clocks import NoteTime
from cases.commands.closing import RecalculateRetention
from cases.commands.command import Command
from cases.commands.escalating import EscalateMissed
from cases.commands.mandates import NoteMandates
from projections.alarms import raised
from projections.clock_query import untold, waiting
from projections.deletion_query import outdated
from projections.query import Db

EVERY_SECONDS: Final = 60.0
TURNS: Final = 60
"""Of so many, one looks for rules that have changed, and one for what was not told."""
AT_ONCE: Final = 1000
"""Cases in one question; as many questions follow as there are."""
_log = structlog.get_logger()

Found = Callable[[Db, UUID, int], list[UUID]]
"""Cases of which there is something to say, after one of them, so many at most."""


def watch(organisations: list[Organisation], stop: Event) -> None:
    """Record what has come, until told to stop; what fails is tried again later."""
    for turn in count():
        for organisation in organisations:
            try:
                record(organisation)
                if turn % TURNS == TURNS - 1:
                    escalate(organisation)
                if turn % TURNS == 0:
                    compute_anew(organisation)
                    lay_down(organisation)
            # Anything: whoever watched no more would let time limits pass in silence.
            except Exception as error:  # noqa: BLE001
                _log.warning("time not recorded", error=type(error).__name__)
        if stop.wait(EVERY_SECONDS):
            return


def record(organisation: Organisation) -> int:
    """How many cases the passing of time had something to say of; offices, too, end.

    How many alarms go on is measured with it: it does not stand still.
    Harmless to repeat, and to be done by several at once: the case itself says what
    has been recorded. A case that fails keeps none of the others waiting.
    """
    now = organisation.cases.now()

    def found(db: Db, after: UUID, limit: int) -> list[UUID]:
        return waiting(db, now, after, limit)

    recorded = _handled(organisation, NoteTime(), found)
    organisation.cases.hold(NoteMandates(), SYSTEM)
    hooks = organisation.cases.histories.mandates().webhooks
    withdrawn = [webhook for webhook, hook in hooks.items() if hook.withdrawn]
    with organisation.pool.connection() as db:
        going_on = raised(db) + given_up(db, withdrawn)
    telemetry.alarmed(organisation.name, going_on)
    return recorded


def escalate(organisation: Organisation) -> int:
    """How many cases there are in which something was missed and nobody told of it.

    What is missed now its reaction follows up; this is for what was missed before the
    edition had one. It waits for an hour, so that it is not faster than reactions.
    """
    told = [
        (edition.edition, case_type, clock)
        for edition in organisation.code.editions
        for reaction in edition.reactions.values()
        if reaction.then == "escalate"
        for case_type in reaction.case_types
        for clock in reaction.clocks
    ]

    def found(db: Db, after: UUID, limit: int) -> list[UUID]:
        return untold(db, told, after, limit)

    return _handled(organisation, EscalateMissed(), found)


def compute_anew(organisation: Organisation) -> int:
    """How many cases there are whose texts may be kept otherwise than was laid down."""
    edition = organisation.code.in_force(organisation.today()).edition

    def found(db: Db, after: UUID, limit: int) -> list[UUID]:
        return outdated(db, edition, after, limit)

    return _handled(organisation, RecalculateRetention(), found)


def _handled(organisation: Organisation, command: Command, found: Found) -> int:
    recorded = 0
    for case in _all(organisation, found):
        try:
            organisation.cases.handle(case, command, SYSTEM)
            recorded += 1
        except Exception as error:  # noqa: BLE001
            _log.warning("time of a case not recorded", error=type(error).__name__)
    return recorded


def _all(organisation: Organisation, found: Found) -> Iterator[UUID]:
    cases = [UUID(int=0)]
    while cases:
        with organisation.pool.connection() as db:
            cases = found(db, cases[-1], AT_ONCE)
        yield from cases
