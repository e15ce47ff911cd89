"""Deciders say, for each decision, whether anything of their own stands in its way."""

from collections.abc import Iterator
from typing import ClassVar

from cases.commands.command import Circumstances, StepCommand, YesNo
from cases.commands.conflicts import quorum_kept, without
from cases.errors import NotPermitted
from cases.events.decision import ConflictDeclared, DeciderRecused
from cases.events.event import Event, Personal


class DeclareConflict(StepCommand):
    """Say, as a convened member, whether you have a conflict; with one you stand down.

    It holds until somebody else becomes a party, or the body meets anew.
    """

    step_name: ClassVar[str] = "declare_conflict"

    conflict: YesNo
    statement: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        panel, person = now.case.panel, now.by.id
        if person not in panel.present:
            raise NotPermitted("only a convened member declares", now.step.clause)
        if person in panel.free and not self.conflict:
            return
        yield now.happened(ConflictDeclared, person=person, **dict(self))
        if self.conflict:
            yield now.also("recuse_decider", DeciderRecused, person=person)
            yield from quorum_kept(now, without(panel, person))
