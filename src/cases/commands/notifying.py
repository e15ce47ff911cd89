"""Telling a decision: to each accused whom it concerns, and to others."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from cases.case.case import Case
from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.commands.finality import judged
from cases.commands.interim_end import decided
from cases.commands.people import numbered
from cases.commands.speaking import of_a_kind
from cases.commands.timing import Timing
from cases.errors import Refused
from cases.events.appeal import (
    AppealDecisionNotified,
    DecisionMadeKnown,
    DecisionNotified,
)
from cases.events.event import Event, Personal

TOLD_AFTER_IT_WAS_DECIDED: Final = "not from the code: told is what was decided before"


class NotifyDecision(StepCommand):
    """Tell an accused party, once, what was determined about them and why."""

    step_name: ClassVar[str] = "notify_decision"

    party: Number
    notified_on: Day
    text: Personal | None = None

    def happened_on(self, case: Case) -> date:
        return self.notified_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.since_receipt(self.notified_on, "notified_on")
        self._concerned(now)
        self._decided_before(now)
        yield now.happened(
            DecisionNotified, appeal_until=self._appeal_until(now), **dict(self)
        )
        yield from decided(Timing(now.case, now.at, self.party), "decided")

    def _concerned(self, now: Circumstances) -> None:
        """Refuse whom no determination concerns, and whoever has been told it."""
        numbered(now, self.party)
        if self.party not in judged(now.case):
            accused = self.party in now.case.accused()
            reason = "no determination concerns the party"
            awaits = ["determine" if accused else "make_decision_known"]
            raise Refused(reason, now.step.clause, "party", awaits=awaits)
        if notice := now.case.notified.get(self.party):
            reason = f"the party was told on {notice.told_on}, and that day counts"
            raise Refused(reason, now.step.clause, "party", until=notice.until)

    def _decided_before(self, now: Circumstances) -> None:
        """Refuse a day that would let the time for an appeal run too early."""
        theirs = (
            allegation.determined_on
            for allegation in now.case.allegations.values()
            if allegation.party == self.party and allegation.determined_on
        )
        if self.notified_on < max(theirs):
            reason = "the day is before it was decided"
            raise Refused(reason, TOLD_AFTER_IT_WAS_DECIDED, "notified_on")

    def _appeal_until(self, now: Circumstances) -> date | None:
        edition = now.case.edition
        windows = [c for c in now.step.starts if edition.clocks[c].window]
        due = (edition.due(clock, self.notified_on).on for clock in windows)
        return max(due, default=None)


class MakeDecisionKnown(StepCommand):
    """Tell a party whom no determination concerns what came of the case."""

    step_name: ClassVar[str] = "make_decision_known"

    party: Number
    told_on: Day
    text: Personal | None = None

    def happened_on(self, case: Case) -> date:
        return self.told_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        of_a_kind(now, numbered(now, self.party), self.party)
        if self.party in now.case.accused():
            reason = "the party is notified of what concerns them"
            awaits = ["notify_decision"]
            raise Refused(reason, now.step.clause, "party", awaits=awaits)
        now.since_receipt(self.told_on, "told_on")
        yield now.happened(DecisionMadeKnown, **dict(self))


class NotifyAppealDecision(StepCommand):
    """Tell whoever appealed what became of it, and why."""

    step_name: ClassVar[str] = "notify_appeal_decision"

    appeal: Number
    notified_on: Day
    text: Personal | None = None

    def happened_on(self, case: Case) -> date:
        return self.notified_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        appeal = now.case.appeals.get(self.appeal)
        if appeal is None or appeal.outcome is None:
            reason = "there is no such decided appeal"
            raise Refused(reason, now.step.clause, "appeal", awaits=["decide_appeal"])
        if appeal.told:
            reason = "the party was told what became of the appeal"
            raise Refused(reason, now.step.clause, "appeal")
        now.since_receipt(self.notified_on, "notified_on")
        yield now.happened(AppealDecisionNotified, party=appeal.party, **dict(self))
