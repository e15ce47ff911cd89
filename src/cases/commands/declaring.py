"""Deciders say, for each decision, whether anything of their own stands in its way."""

from collections.abc import Iterator
from typing import ClassVar, Final

from cases.case.case import Case
from cases.case.parts import Appeal
from cases.commands.command import Circumstances, Number, StepCommand, YesNo
from cases.commands.conflicts import decider_lost
from cases.errors import NotPermitted, Refused
from cases.events.decision import ConflictDeclared
from cases.events.event import Event, Personal

DECIDING_APPEALS: Final = "decide_appeal"
"""The step by which an appeal is decided."""


class DeclareConflict(StepCommand):
    """Say, as one who decides, whether you have a conflict; with one you do not decide.

    It holds until somebody else becomes a party, or the body meets anew. For an appeal,
    whoever is to be on its panel says so before it is decided.
    """

    step_name: ClassVar[str] = "declare_conflict"

    conflict: YesNo
    appeal: Number | None = None
    """The appeal that is to be decided; null for the first decision."""
    statement: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        free = self._free(now)
        if now.by.id in free and not self.conflict:
            return
        yield now.happened(ConflictDeclared, person=now.by.id, **dict(self))
        if self.conflict and self.appeal is None:
            yield from decider_lost(now, now.by.id)

    def _free(self, now: Circumstances) -> frozenset[str]:
        """Those who declared to have none; refused when not for the actor to say."""
        panel = now.case.panel
        if self.appeal is not None:
            appeal = open_appeal(now, self.appeal)
            step = now.case.procedure.step(DECIDING_APPEALS)
            if not now.case.edition.allows(step, now.by.role):
                reason = "only whoever is to decide the appeal declares for it"
                raise NotPermitted(reason, now.step.clause)
            return appeal.free
        if now.by.id not in panel.present:
            raise NotPermitted("only a convened member declares", now.step.clause)
        if expected(now.case):
            reason = "it is not said for which appeal"
            raise Refused(reason, now.step.clause, "appeal", allowed=_open(now.case))
        return panel.free


def open_appeal(now: Circumstances, number: int) -> Appeal:
    """The appeal of this number; refused when it is decided, or there is none."""
    appeal = now.case.appeals.get(number)
    if appeal is None or not appeal.open:
        raise Refused("there is no such open appeal", now.step.clause, "appeal")
    return appeal


def expected(case: Case) -> bool:
    """Whether those who decide an appeal declare for it, by the edition."""
    step = case.procedure.steps.get(DeclareConflict.step_name)
    return bool(_open(case)) and step is not None and step.possible_in(case.phase)


def panel_free(now: Circumstances, appeal: Appeal, panel: frozenset[str]) -> None:
    """Refuse a panel of which somebody has not declared to have no conflict."""
    if expected(now.case) and panel - appeal.free:
        clause = now.case.procedure.step(DeclareConflict.step_name).clause
        reason = "a member of the panel has not declared to have no conflict"
        awaits = [DeclareConflict.step_name]
        raise Refused(reason, clause, "panel", awaits=awaits)


def _open(case: Case) -> list[int]:
    return [n for n, appeal in case.appeals.items() if appeal.open]
