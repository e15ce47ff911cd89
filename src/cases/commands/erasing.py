"""An approved list, carried out text by text: what the system asks for."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.command import Command, Elsewhere
from cases.commands.disposal_guards import has_successors
from cases.commands.disposing import may_go
from cases.commands.order import allowed, guarded
from cases.edition.procedure import Step
from cases.errors import NotPermitted, Refused
from cases.events.disposal import (
    EntryDone,
    Listed,
    TextDestroyed,
    TextErased,
    TextsErased,
)
from cases.events.event import Event, Kind

ONLY_THE_SYSTEM: Final = "not from the code: a list is carried out, not operated"


class OfTheList(Command):
    """What the system does because of an entry of an approved list."""

    disposal: UUID
    entry: int

    def others(self, case: Case) -> tuple[UUID, ...]:
        return (self.disposal,)

    def listed(self, case: Case, by: Actor) -> Listed:
        """What the entry says; refused when it was taken out, is done or elsewhere."""
        only_the_system(by)
        disposal = case.others[self.disposal].disposal
        if self.entry not in disposal.left:
            reason = "the entry was taken out, or is done"
            raise Refused(reason, ONLY_THE_SYSTEM, "entry")
        listed = disposal.texts[self.entry]
        if listed.case != case.case_id:
            reason = "the entry is about another case"
            raise Refused(reason, ONLY_THE_SYSTEM, "entry")
        return listed


class EraseText(OfTheList):
    """Make one text of a case unreadable, as an approved list has it."""

    item: UUID
    kind: Kind
    about: tuple[int, ...] = ()
    """The parties it is about, as it is sealed."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        listed = self.listed(case, by)
        disposal = case.others[self.disposal]
        step = time_has_come(disposal, by, at)
        today = disposal.edition.calendar.day(at)
        may_go(case, listed.what, today, step, "entry")
        has_successors(case, listed.what, step, "entry")
        if case.keeps(self.kind, self.about):
            raise Refused("a hold suspends deletion", step.clause, "item")
        kept = case.schedules[listed.what]
        yield TextErased(
            item=self.item,
            what=listed.what,
            disposal=self.disposal,
            rule=kept.rule,
            clause=kept.clause,
        )

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        listed = case.others[self.disposal].disposal.texts[self.entry]
        told = TextDestroyed(entry=self.entry, case=listed.case, item=self.item)
        yield self.disposal, told


class ConcludeEntry(OfTheList):
    """Record that of one entry of a list no text is left."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        what = self.listed(case, by).what
        disposal = case.others[self.disposal]
        step = time_has_come(disposal, by, at)
        # Whatever was recorded since the last of its texts went is kept for its time.
        may_go(case, what, disposal.edition.calendar.day(at), step, "entry")
        has_successors(case, what, step, "entry")
        erased = self._erased(case)
        yield TextsErased(what=what, disposal=self.disposal, erased=erased)

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        yield self.disposal, EntryDone(entry=self.entry, erased=self._erased(case))

    def _erased(self, case: Case) -> int:
        return case.others[self.disposal].disposal.destroyed.get(self.entry, 0)


def time_has_come(disposal: Case, by: Actor, at: datetime) -> Step:
    """The step; refused for a list not approved, or that can still be objected to."""
    step = allowed(disposal, "erase_text", by)
    guarded(disposal, step, disposal.edition.calendar.day(at))
    return step


def only_the_system(by: Actor) -> None:
    """Refuse whoever is somebody."""
    if by != SYSTEM:
        raise NotPermitted("an approved list carries itself out", ONLY_THE_SYSTEM)
