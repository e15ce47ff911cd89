"""Following the log, and letting happen what rules ask for, once for each cause."""

from collections.abc import Iterable, Iterator
from datetime import time
from functools import partial
from typing import Final

import structlog
from psycopg import OperationalError

from api.organisations import Organisation
from api.reacting.knowing import Knowing
from api.reacting.place import Failed, Place
from cases.edition.edition import Edition
from cases.errors import Refused, Unavailable
from cases.log.recorded import Recorded
from cases.reactions.happened import Asked, Happened, Whenever
from cases.reactions.table import RULES
from cases.request import Because
from projections.leading import Office
from projections.query import Db

REACTING: Final = "cases react"
LIMIT: Final = 200
"""Events in a batch; what has been followed up is remembered after each."""

lines = structlog.get_logger("reactions")


def reacting(organisation: Organisation) -> Office:
    """Following up what happens in one organisation."""
    return Office(REACTING, organisation.name, partial(Reactor, organisation))


class Reactor:
    """Follows up an organisation's events, through the one connection that leads.

    Killed at any moment, it does the same again: what was done has its command id.
    """

    def __init__(self, organisation: Organisation, db: Db, limit: int = LIMIT) -> None:
        self._here = organisation
        self._place = Place(db)
        self._limit = limit

    def go_on(self) -> bool:
        """Follow up a batch, and what failed before; False when there was nothing."""
        tried_again = self._try_again()
        events = self._here.log.since(self._place.position, self._limit)
        if events:
            failed = [one for recorded in events for one in self._followed(recorded)]
            self._place.move(events[-1].position, failed, self._here.cases.now())
        return tried_again or bool(events)

    def wait(self, timeout: float) -> None:
        """Until the log goes on, at most `timeout` seconds."""
        self._here.log.wait(self._place.position, timeout)

    def _try_again(self) -> bool:
        waiting = self._place.waiting(self._here.cases.now())
        for failed in waiting:
            (recorded,) = self._here.log.since(failed.position - 1, 1)
            if list(self._followed(recorded, only=failed.reaction)):
                self._place.put_off(failed, self._here.cases.now())
            else:
                self._place.done(failed)
        return bool(waiting)

    def _followed(
        self, recorded: Recorded, only: str | None = None
    ) -> Iterator[Failed]:
        """Follow an event up; those reactions that failed, to be tried again."""
        for when in self._reactions(recorded):
            if only in (None, when.name) and not self._done(when, recorded):
                yield Failed(when.name, recorded.position)

    def _done(self, when: Whenever, recorded: Recorded) -> bool:
        try:
            for asked in RULES[when.reaction.then](when):
                self._carry_out(asked, when, recorded)
        except (Unavailable, OperationalError):
            raise
        # Anything else: one reaction that fails must not keep the others waiting.
        except Exception as error:  # noqa: BLE001
            lines.error(
                "a reaction failed",
                organisation=self._here.name,
                reaction=when.name,
                position=recorded.position,
                error=type(error).__name__,
            )
            return False
        return True

    def _carry_out(self, asked: Asked, when: Whenever, recorded: Recorded) -> None:
        because = Because(
            recorded.stream,
            recorded.position,
            recorded.envelope.correlation,
            when.name,
            by_day=recorded.recorded_at.time() == time(),
        )
        key = f"{when.name} {recorded.stream} {recorded.version} {asked.about}"
        self._here.cases.follow_up(asked.case, asked.command, key, because)

    def _reactions(self, recorded: Recorded) -> Iterable[Whenever]:
        """The reactions of the edition that was applied, or was in force that day."""
        edition = self._edition(recorded)
        if edition is None or not edition.reactions:
            return
        happened = Happened(
            recorded.stream,
            recorded.version,
            recorded.position,
            edition.calendar.day(recorded.recorded_at),
            recorded.event,
        )
        known = Knowing(self._here, recorded)
        for name, reaction in edition.reactions.items():
            yield Whenever(happened, name, reaction, known)

    def _edition(self, recorded: Recorded) -> Edition | None:
        code = self._here.code
        try:
            if applied := recorded.envelope.edition:
                return code.edition(applied)
            return code.in_force(recorded.recorded_at.date())
        except Refused:
            return None
