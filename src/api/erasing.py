"""Carrying out approved disposal lists, in a role of its own: text by text, for good.

Harmless to repeat, and to be broken off anywhere: whoever comes next goes on.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from threading import Event
from typing import Any, Final
from uuid import UUID

import structlog

from api.organisations import Organisation, kept_by
from api.settings import Settings
from cases import database
from cases.actors import SYSTEM
from cases.case.case import Case
from cases.commands.disposing import TakeOutTexts
from cases.commands.erasing import ConcludeEntry, EraseText, RecordFinality
from cases.commands.steps import TakeStep
from cases.database import Pool
from cases.errors import Refused
from cases.events.disposal import Listed, RootDestroyed, TakenOut, TextDestroyed
from cases.events.event import IDENTIFYING
from cases.events.retention import party_of
from cases.handling import Cases
from cases.log.log import Log
from cases.sealing.erasing import KeyEraser
from cases.tree.gate import GatedLog
from projections.disposal import open_lists

EVERY_SECONDS: Final = 60.0
CONCLUDE: Final = "conclude_disposal"
"""The step with which a list ends that was carried out."""
_log = structlog.get_logger()


@dataclass(frozen=True)
class Eraser:
    """What makes texts of one organisation unreadable."""

    organisation: Organisation
    pool: Pool
    cases: Cases
    log: Log
    keys: KeyEraser

    def carry_out(self) -> None:
        """Carry out every list whose time has come; one that fails delays no other."""
        with self.organisation.pool.connection() as db:
            lists = open_lists(db)
        for disposal in lists:
            try:
                self._carry_out(disposal)
            except Exception as error:  # noqa: BLE001
                _log.warning("list not carried out", error=type(error).__name__)

    def _carry_out(self, disposal: UUID) -> None:
        entries = self._standing(disposal).disposal
        for entry in entries.left:
            if not self._erase(disposal, entry, entries.texts[entry]):
                break
        self._to_finality(disposal)
        self._conclude(disposal)

    def _erase(self, disposal: UUID, entry: int, listed: Listed) -> bool:
        """Erase what an entry says; False when the list's time has not come.

        What a hold keeps stays, and the entry is taken out with the reason; all else
        of it goes.
        """
        held = False
        for text in self._texts(listed):
            command = EraseText(disposal=disposal, entry=entry, **text)
            try:
                self.cases.handle(listed.case, command, SYSTEM)
            except Refused:
                why = self._why(listed, command)
                if why != "hold":
                    return self._stays(disposal, entry, why)
                held = True
        if held:
            return self._stays(disposal, entry, "hold")
        done = ConcludeEntry(disposal=disposal, entry=entry)
        self.cases.handle(listed.case, done, SYSTEM)
        return True

    def _stays(self, disposal: UUID, entry: int, because: TakenOut | None) -> bool:
        """Take an entry out that may not be carried out; False when none may be yet."""
        if because is None:
            return False
        out = TakeOutTexts(entries=(entry,), because=because)
        self.cases.handle(disposal, out, SYSTEM)
        return True

    def _why(self, listed: Listed, text: EraseText) -> TakenOut | None:
        case = self._standing(listed.case)
        if case.held or case.keeps(text.kind, text.about):
            return "hold"
        kept = case.schedules.get(listed.what)
        if kept is None or listed.what in case.gone:
            return "not_due"
        late = kept.delete_on > self.organisation.today()
        return "late_activity" if late else None

    def _texts(self, listed: Listed) -> list[dict[str, Any]]:
        """The texts that an entry means and that are still there."""
        parties = self._standing(listed.case).parties
        reporters = [n for n, party in parties.items() if party.role == "reporter"]
        with self.pool.connection() as db:
            rows = db.execute(
                """
                SELECT item, kind, about
                  FROM sealed
                 WHERE case_id = %(case)s
                   AND CASE WHEN %(party)s::integer IS NULL
                            THEN %(identity)s = (kind = ANY (%(kinds)s)
                                 AND (about = '{}' OR about && %(reporters)s))
                            ELSE about = ARRAY[%(party)s::integer]
                       END
                 ORDER BY item
                """,
                {
                    "case": listed.case,
                    "party": party_of(listed.what),
                    "identity": listed.what == "reporter_identity",
                    "kinds": list(IDENTIFYING),
                    "reporters": reporters,
                },
            ).fetchall()
        return [
            {"item": item, "kind": kind, "about": tuple(about)}
            for item, kind, about in rows
        ]

    def _to_finality(self, disposal: UUID) -> None:
        state = self._standing(disposal).disposal
        if state.erased == state.final:
            return
        final = self.keys.erase(self._destroyed(disposal))
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

    def _destroyed(self, disposal: UUID) -> Sequence[UUID]:
        events = (recorded.event for recorded in self.log.history(disposal))
        return [event.item for event in events if isinstance(event, TextDestroyed)]

    def _conclude(self, disposal: UUID) -> None:
        state = self._standing(disposal)
        if not state.disposal.left and state.disposal.erased == state.disposal.final:
            self.cases.handle(disposal, TakeStep(step=CONCLUDE), SYSTEM)

    def _standing(self, case: UUID) -> Case:
        return self.cases.found(case, SYSTEM).case


@contextmanager
def eraser(settings: Settings, organisation: Organisation) -> Iterator[Eraser]:
    """What erases, with connections of its own until the end."""
    name = organisation.name
    role = database.ERASER
    with (
        database.pool(settings.database_url, name, role, size=2) as pool,
        database.pool(settings.keystore_url, name, role, size=1) as keystore,
    ):
        log = GatedLog(name, pool, organisation.vault.seal, organisation.tree.gate)
        try:
            cases = replace(organisation.cases, log=log)
            keys = KeyEraser(name, kept_by(settings, name), keystore)
            yield Eraser(organisation, pool, cases, log, keys)
        finally:
            log.close()


def watch(
    settings: Settings, organisations: Sequence[Organisation], stop: Event
) -> None:
    """Carry out what has come due, until told to stop."""
    with ExitStack() as closing:
        erasers = [
            closing.enter_context(eraser(settings, one)) for one in organisations
        ]
        while True:
            for one in erasers:
                one.carry_out()
            if stop.wait(EVERY_SECONDS):
                return
