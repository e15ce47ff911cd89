"""Telling a decision, and looking at it again."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.bars import interests_of
from cases.commands.command import Circumstances, Day, Number, SomePersons, StepCommand
from cases.commands.conflicts import fit, unfit_to_decide
from cases.commands.decision import decides
from cases.commands.people import numbered, own
from cases.errors import NotPermitted, Refused
from cases.events.decision import (
    AppealDecided,
    AppealLodged,
    AppealOutcome,
    DecisionNotified,
)
from cases.events.event import Event, Personal


class NotifyDecision(StepCommand):
    """Tell a party the decision and its reasons."""

    step_name: ClassVar[str] = "notify_decision"

    party: Number
    notified_on: Day
    text: Personal | None = None

    def happened_on(self) -> date:
        return self.notified_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        numbered(now, self.party)
        now.since_receipt(self.notified_on, "notified_on")
        yield now.happened(DecisionNotified, **dict(self))


class LodgeAppeal(StepCommand):
    """Register a party's wish that the decision be looked at again."""

    step_name: ClassVar[str] = "lodge_appeal"

    party: Number
    lodged_on: Day
    grounds: Personal

    def happened_on(self) -> date:
        return self.lodged_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        own(now, self.party)
        now.since_receipt(self.lodged_on, "lodged_on")
        if self.party not in now.case.notified:
            reason = "the party has not been notified of a decision"
            raise Refused(reason, now.step.clause, "party")
        self._in_time(now)
        number = len(now.case.appeals) + 1
        yield now.happened(AppealLodged, appeal=number, **dict(self))

    def _in_time(self, now: Circumstances) -> None:
        """The clocks that the step meets are the period for appealing."""
        for clock in now.step.meets:
            run = now.case.clocks.get((clock, None))
            if run is not None and self.lodged_on > run.due.on:
                reason = "the period for appealing is over"
                raise Refused(reason, now.step.clause, "lodged_on", until=run.due.on)


class DecideAppeal(StepCommand):
    """Decide an appeal, by others than those who decided first."""

    step_name: ClassVar[str] = "decide_appeal"

    appeal: Number
    outcome: AppealOutcome
    panel: SomePersons
    reasons: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return tuple(interests_of(person) for person in dict.fromkeys(self.panel))

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if now.case.appeals.get(self.appeal) is not False:
            raise Refused("there is no such open appeal", now.step.clause, "appeal")
        first = now.case.decided | now.case.panel.present
        fit(now, "panel", {*self.panel, now.by.id}, first | unfit_to_decide(now.case))
        if now.by.id not in self.panel and decides(now):
            raise NotPermitted("only a member of the panel decides", now.step.clause)
        yield now.happened(AppealDecided, **dict(self))
