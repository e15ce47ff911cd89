"""What follows once texts are gone: their keys, what was made of them, a search.

Each step says in the log what it found, and is passed over when that is said already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from api.organisations import Organisation
from api.recipients import had_what_went
from api.stores import Stores
from cases.actors import SYSTEM
from cases.case.erasure import Disposal
from cases.commands.erased import (
    AcknowledgeProjections,
    RecordFinality,
    SeekLeaks,
)
from cases.commands.notices import FindRecipients
from cases.events.disposal import Reached, RootDestroyed, TextDestroyed
from cases.handling import Cases
from cases.log.log import Log
from cases.sealing.cache import LIFETIME_SECONDS
from cases.sealing.erasing import KeyEraser
from projections.catalogue import PROJECTIONS
from projections.position import places, wait_for

BEHIND_SECONDS: Final = 30.0
"""How long projections may take to know of an erasure before it counts as a failure."""


class Behind(Exception):
    """A projection has not come to what was erased."""


class Left(Exception):
    """Something of an erased text is still there."""


@dataclass(frozen=True)
class Ending:
    """What makes an erasure final, and looks whether it is."""

    organisation: Organisation
    cases: Cases
    log: Log
    keys: KeyEraser
    stores: Stores
    backups_kept: timedelta

    def to_finality(self, disposal: UUID) -> None:
        """Remove files, and erase the keys: no root is left under which one opens."""
        state = self._state(disposal)
        if state.erased == state.final:
            return
        destroyed = self._destroyed(disposal)
        if self.organisation.files is not None:
            self.organisation.files.store.remove(destroyed)
        final = self.keys.erase(destroyed)
        gone = tuple(
            RootDestroyed(
                custodian=one.custodian,
                version=one.version,
                destroyed_at=one.destroyed_at,
            )
            for one in final.statements
        )
        record = RecordFinality(
            root_version=final.version, destroyed=gone, erased=state.erased
        )
        self.cases.handle(disposal, record, SYSTEM)

    def acknowledge(self, disposal: UUID) -> None:
        """Wait until everything made of the log knows, and record how far each came."""
        state = self._state(disposal)
        if state.erased == state.acknowledged:
            return
        come = self.cases.found(disposal, SYSTEM).position
        names = [projection.name for projection in PROJECTIONS]
        pool = self.organisation.pool
        if not wait_for(pool, names, come, BEHIND_SECONDS):
            raise Behind
        with pool.connection() as db:
            reached = places(db)
        known = AcknowledgeProjections(
            erased=state.erased,
            projections=tuple(
                Reached(name=name, position=reached[name].position) for name in names
            ),
            keys_cached_until=self.cases.now() + timedelta(seconds=LIFETIME_SECONDS),
        )
        self.cases.handle(disposal, known, SYSTEM)

    def find_recipients(self, disposal: UUID) -> None:
        """Look in the log for who had been given what went: they are to be told."""
        state = self._state(disposal)
        if state.erased == state.looked:
            return
        with self.organisation.pool.connection() as db:
            found = had_what_went(self.organisation, db, disposal, state)
        find = FindRecipients(erased=state.erased, recipients=found)
        self.cases.handle(disposal, find, SYSTEM)

    def seek_leaks(self, disposal: UUID) -> None:
        """Look for what is left in both databases; raises Left when there is any."""
        state = self._state(disposal)
        if state.erased == state.sought:
            return
        keys = self.stores.keys()
        sought = SeekLeaks(
            erased=state.erased,
            stores=self.stores.about(self._destroyed(disposal)),
            kept_keys=keys.count,
            keys_digest=keys.digest,
            backups_until=self.organisation.today() + self.backups_kept,
        )
        self.cases.handle(disposal, sought, SYSTEM)
        if self._state(disposal).sought < state.erased:
            raise Left

    def _destroyed(self, disposal: UUID) -> Sequence[UUID]:
        events = (recorded.event for recorded in self.log.history(disposal))
        return [event.item for event in events if isinstance(event, TextDestroyed)]

    def _state(self, disposal: UUID) -> Disposal:
        return self.cases.found(disposal, SYSTEM).case.disposal
