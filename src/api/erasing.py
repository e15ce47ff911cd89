"""Carrying out approved disposal lists, in a role of its own: text by text, for good.

Harmless to repeat, and to be broken off anywhere: whoever comes next goes on. What has
been done is said by the log alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import structlog

from api.annual import lay_down
from api.ending import Behind, Ending, Left
from api.listed import SealedText, texts_of
from api.organisations import Organisation
from cases.actors import SYSTEM
from cases.case.case import Case
from cases.case.erasure import Disposal
from cases.commands.disposing import TakeOutTexts
from cases.commands.erased import (
    InventoryEntry,
    NoteFailure,
    StartErasure,
)
from cases.commands.erasing import ConcludeEntry, EraseText, time_has_come
from cases.commands.steps import TakeStep
from cases.database import Pool
from cases.errors import Refused, Unavailable
from cases.events.disposal import (
    Listed,
    Stage,
    TakenOut,
    WhyFailed,
)
from cases.events.retention import party_of
from cases.handling import Cases
from cases.sealing.custodian import KeyringUnfit
from projections.disposal_listed import open_lists

CONCLUDE: Final = "conclude_disposal"
"""The step with which a list ends that was carried out."""
INVENTORIED: Final = 500
"""Texts in one event: it fits into a leaf of the audit tree."""
_log = structlog.get_logger()


WHY: Final[Mapping[type[Exception], WhyFailed]] = {
    KeyringUnfit: "unfit",
    Unavailable: "unavailable",
    Behind: "behind",
    Left: "leak",
}


@dataclass(frozen=True)
class Eraser:
    """What makes texts of one organisation unreadable."""

    organisation: Organisation
    pool: Pool
    cases: Cases
    ending: Ending

    def carry_out(self) -> None:
        """Carry out every list whose time has come; one that fails delays no other."""
        with self.organisation.pool.connection() as db:
            lists = open_lists(db)
        for disposal in lists:
            self._carry_out(disposal)

    def _carry_out(self, disposal: UUID) -> None:
        stage: Stage = "texts"
        try:
            if not self._begun(disposal):
                return
            self._erase_texts(disposal)
            stage = "keys"
            self.ending.to_finality(disposal)
            stage = "projections"
            self.ending.acknowledge(disposal)
            # Nothing of it can be given to anybody from here on.
            self.ending.find_recipients(disposal)
            stage = "leaks"
            self.ending.seek_leaks(disposal)
            self._conclude(disposal)
        # Whatever it is: the list says so, and the next one is carried out.
        except Exception as error:  # noqa: BLE001
            self._failed(disposal, stage, error)

    def _begun(self, disposal: UUID) -> bool:
        """Whether the waiting is over; when it has just ended, the list says so."""
        case = self._standing(disposal)
        state = case.disposal
        if state.started:
            return True
        try:
            time_has_come(case, SYSTEM, self.cases.now())
        except Refused:
            return False
        if not lay_down(self.organisation):
            return False
        entries = [self._texts(state.texts[entry]) for entry in state.left]
        items = [text.item for texts in entries for text in texts]
        start = StartErasure(meant=len(items), stores=self.ending.stores.about(items))
        self.cases.handle(disposal, start, SYSTEM)
        return True

    def _erase_texts(self, disposal: UUID) -> None:
        state = self._state(disposal)
        for entry in state.left:
            self._inventory(disposal, entry, state.texts[entry])
            self._erase(disposal, entry, state.texts[entry])

    def _inventory(self, disposal: UUID, entry: int, listed: Listed) -> None:
        texts = self._texts(listed)
        for first in range(0, len(texts), INVENTORIED):
            some = texts[first : first + INVENTORIED]
            inventory = InventoryEntry(
                entry=entry,
                case=listed.case,
                texts=tuple(text.item for text in some),
                digests=tuple(text.digest for text in some),
            )
            self.cases.handle(disposal, inventory, SYSTEM)

    def _erase(self, disposal: UUID, entry: int, listed: Listed) -> None:
        """Erase what an entry says.

        What may not go stays, and the entry is taken out with the reason; all else of
        it goes.
        """
        stays: TakenOut | None = None
        for text in self._texts(listed):
            try:
                self._erase_text(disposal, entry, listed.case, text)
            except Refused:
                if entry not in self._state(disposal).left:
                    return
                stays = self._why(listed, text)
        if stays := stays or self._concluded(disposal, entry, listed):
            out = TakeOutTexts(entries=(entry,), because=stays)
            self.cases.handle(disposal, out, SYSTEM)

    def _concluded(self, disposal: UUID, entry: int, listed: Listed) -> TakenOut | None:
        """Say that of an entry nothing is left; why not, when something came late."""
        done = ConcludeEntry(disposal=disposal, entry=entry)
        try:
            self.cases.handle(listed.case, done, SYSTEM)
        except Refused:
            if entry in self._state(disposal).left:
                return self._why(listed)
        return None

    def _erase_text(
        self, disposal: UUID, entry: int, case: UUID, text: SealedText
    ) -> None:
        command = EraseText(
            disposal=disposal,
            entry=entry,
            item=text.item,
            kind=text.kind,
            about=text.about,
        )
        self.cases.handle(case, command, SYSTEM)

    def _why(self, listed: Listed, text: SealedText | None = None) -> TakenOut:
        case = self._standing(listed.case)
        if case.held or (text and case.keeps(text.kind, text.about)):
            return "hold"
        if any(one.covers(listed.what) for one in case.restrictions.values()):
            return "objection"
        kept = case.schedules.get(listed.what)
        if kept is None or listed.what in case.gone:
            return "not_due"
        return "late_activity"

    def _texts(self, listed: Listed) -> list[SealedText]:
        case = self._standing(listed.case)
        reporters = [n for n, one in case.parties.items() if one.role == "reporter"]
        originals = case.redactions.without(party_of(listed.what) or 0)
        with self.pool.connection() as db:
            return texts_of(db, listed, reporters, originals)

    def _conclude(self, disposal: UUID) -> None:
        state = self._state(disposal)
        # With somebody still to be told it waits, and that is no failure.
        if not (state.left or state.untold):
            self.cases.handle(disposal, TakeStep(step=CONCLUDE), SYSTEM)

    def _failed(self, disposal: UUID, stage: Stage, error: Exception) -> None:
        because = _because(error)
        _log.warning("list not carried out", stage=stage, because=because)
        try:
            failure = NoteFailure(stage=stage, because=because)
            self.cases.handle(disposal, failure, SYSTEM)
        # The log itself may be away: the next attempt says so, if it still fails.
        except Exception as silence:  # noqa: BLE001
            _log.warning("failure not recorded", error=type(silence).__name__)

    def _state(self, disposal: UUID) -> Disposal:
        return self._standing(disposal).disposal

    def _standing(self, case: UUID) -> Case:
        return self.cases.found(case, SYSTEM).case


def _because(error: Exception) -> WhyFailed:
    return next((why for kind, why in WHY.items() if isinstance(error, kind)), "fault")
