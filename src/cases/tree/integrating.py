"""Integrating for ever: for each organisation one leads, the others wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event as Flag
from threading import Thread
from time import monotonic
from typing import Final

import structlog
from psycopg import Connection

from cases.database import INTEGRATOR, Pool, parameters
from cases.log.log import Log
from cases.tree import shown, stored
from cases.tree.asking import Contradicted, Cosignature, Offer
from cases.tree.examination import BATCH
from cases.tree.integrator import Desk, Fenced, InQuarantine, Integrator
from cases.tree.keys import LogKeys
from cases.tree.signed import SignedTrees
from cases.tree.stored import Db, Moved
from cases.tree.witnesses import Witnesses
from verify.policy import Policy

NO_WITNESSES: Final = Policy(logs=())
TURN: Final = 0.2
"""Seconds between two looks: is there a leader, is this to stop."""
IDLE: Final = 0.7
"""Seconds that whoever leads waits at most when there is nothing: a bell wakes them."""
COMPANY: Final = 0.4
"""Seconds for more events to come, so that they share a signature.

At 0.1 signing took a tenth of the commands that two busy cores can do; at 0.4 no
difference could be measured (ops/performance.md). With its witnesses' patience, what is
recorded is still signed and handed out within a second.
"""
LAST_TURN: Final = 0.8
"""Seconds to finish a batch when this is to stop."""
FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 5.0
"""Seconds before the database is tried again."""

lines = structlog.get_logger("tree")


@dataclass(frozen=True)
class Source:
    """One organisation's log, and what its tree is signed with."""

    url: str
    log: Log
    signed: SignedTrees
    keys: LogKeys
    pool: Pool
    policy: Policy = NO_WITNESSES


def integrate(sources: Sequence[Source], stop: Flag) -> None:
    """Keep every tree true to its log, until `stop`; returns within a second of it."""
    threads = [
        Thread(target=Course(source).run, args=(stop,), daemon=True)
        for source in sources
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    until = monotonic() + LAST_TURN
    for thread in threads:
        thread.join(max(0, until - monotonic()))


class Course:
    """Integrates one organisation's log, as its leader or in wait of becoming it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._organisation = source.log.organisation
        self._pause = FIRST_PAUSE
        self._told: str | None = None

    def run(self, stop: Flag) -> None:
        """Integrate until `stop`, whatever happens to the databases meanwhile."""
        while not stop.is_set():
            try:
                with Connection.connect(
                    self._source.url, **parameters(self._organisation, INTEGRATOR)
                ) as db:
                    if leads(db, self._organisation, stop):
                        self._lead(db, stop)
            except (Fenced, Moved):
                stop.wait(FIRST_PAUSE)
            except InQuarantine as reason:
                self._tell(str(reason))
                stop.wait(self._longer())
            # Anything: an integrator that ended would leave events unproved for ever.
            except Exception as error:  # noqa: BLE001
                lines.warning(
                    "integrating was interrupted",
                    organisation=self._organisation,
                    error=type(error).__name__,
                )
                stop.wait(self._longer())

    def _lead(self, db: Db, stop: Flag) -> None:
        source = self._source
        awaiting = bool(source.policy.urls)
        desk = Desk(self._organisation, db, source.signed, source.keys, awaiting)
        integrator = Integrator(desk)
        self._told, self._pause = None, FIRST_PAUSE
        lines.info("integrating", organisation=self._organisation)
        with Witnesses(source.policy, self._prove).attending() as witnesses:
            while not stop.is_set():
                taken = integrator.go_on()
                if awaiting and taken < BATCH:
                    self._publish(db, integrator, witnesses)
                if not taken:
                    source.log.wait(integrator.position, IDLE)
                elif taken < BATCH:
                    stop.wait(COMPANY)

    def _publish(self, db: Db, integrator: Integrator, witnesses: Witnesses) -> None:
        """Hand out what was signed last, with the cosignatures that came in time."""
        offer = integrator.offer()
        if offer is None:
            return
        try:
            came = witnesses.cosigned(offer)
        except Contradicted:
            reason = "a witness holds another history that was signed with our key"
            self._source.signed.quarantine(offer.origin, reason)
            raise InQuarantine(reason) from None
        self._keep(db, offer, came)
        if stored.unpublished(db, offer.head.size):
            stored.publish(db, offer.head.size)

    def _keep(self, db: Db, offer: Offer, came: Sequence[Cosignature]) -> None:
        """Keep what witnesses said, and of it no more than is handed out."""
        for one in came:
            stored.cosign(db, one)
        if came:
            newest = shown.witnessed(db, self._source.policy, offer.keys)
            whole = newest.size if newest else 0
            stored.forget_cosignatures(db, whole, shown.LOOKED_AT)

    def _prove(self, old: int, new: int) -> tuple[bytes, ...]:
        with self._source.pool.connection() as db:
            return shown.growth(db, old, new)

    def _tell(self, reason: str) -> None:
        if reason != self._told:
            lines.error("the tree is in quarantine", organisation=self._organisation)
        self._told = reason

    def _longer(self) -> float:
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        return pause


def leads(db: Db, organisation: str, stop: Flag) -> bool:
    """Whether this session integrates for an organisation; waits for it until `stop`.

    The lock is the session's: it ends with the connection that also writes.
    """
    while not stop.is_set():
        asked = db.execute(
            "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))",
            (f"cases integrate {organisation}",),
        )
        if asked.fetchone() == (True,):
            return True
        stop.wait(TURN)
    return False
