"""Deciding: a body with a quorum, a finding for each allegation, measures, appeal."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from cases.case.parts import Panel
from cases.commands.allegations import unsettled
from cases.commands.command import (
    Circumstances,
    Day,
    Number,
    Numbers,
    Persons,
    StepCommand,
    YesNo,
)
from cases.commands.conflicts import quorum_kept, unfit_to_decide, without
from cases.commands.investigation import in_custody
from cases.commands.people import numbered, own
from cases.errors import NotPermitted, Refused
from cases.events.decision import (
    AppealDecided,
    AppealLodged,
    AppealOutcome,
    DeciderRecused,
    DecidersConvened,
    DecisionNotified,
    DeterminationMade,
    Finding,
    MeasureImposed,
)
from cases.events.event import Event, Name, Person, Personal


class ConveneDeciders(StepCommand):
    """Let the deciding body meet, without those who have a conflict."""

    step_name: ClassVar[str] = "convene_deciders"

    body: Name
    present: Persons

    def happens(self, now: Circumstances) -> Iterator[Event]:
        body = now.case.edition.bodies.get(self.body)
        if body is None:
            raise Refused("the code has no such body", now.step.clause, "body")
        if not 0 < len(set(self.present)) <= body.members:
            raise Refused("the body has other seats", body.clause, "present")
        if set(self.present) & unfit_to_decide(now.case):
            reason = "a member who may not decide this case is present"
            raise Refused(reason, body.clause, "present")
        present = tuple(sorted(set(self.present)))
        yield now.happened(
            DecidersConvened,
            body=self.body,
            members=body.members,
            quorum=body.quorum,
            present=present,
        )
        panel = Panel(self.body, body.quorum, frozenset(present))
        yield from quorum_kept(now, panel)


class RecuseDecider(StepCommand):
    """Stand down as a member of the deciding body, or stand somebody down."""

    step_name: ClassVar[str] = "recuse_decider"

    person: Person
    reason: Personal | None = None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        panel = now.case.panel
        if self.person not in panel.present:
            raise Refused("the person does not decide", now.step.clause, "person")
        yield now.happened(DeciderRecused, **dict(self))
        yield from quorum_kept(now, without(panel, self.person))


class Determine(StepCommand):
    """Determine whether one allegation is true, on the evidence considered."""

    step_name: ClassVar[str] = "determine"

    allegation: Number
    finding: Finding
    evidence: Numbers = ()
    departs_from_opinion: YesNo = False
    """The reasons say why an arbitrator's opinion is not followed."""
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        unsettled(now, self.allegation)
        in_custody(now, self.evidence)
        if now.by.id not in now.case.panel.present:
            raise NotPermitted("only a convened member determines", now.step.clause)
        if self.finding == "established" and not self.evidence:
            reason = "what is established rests on evidence"
            raise Refused(reason, now.step.clause, "evidence")
        yield now.happened(
            DeterminationMade,
            deciders=tuple(sorted(now.case.panel.present)),
            **dict(self),
        )


class ImposeMeasure(StepCommand):
    """Let a measure follow from what was established."""

    step_name: ClassVar[str] = "impose_measure"

    party: Number
    measure: Name
    allegations: Annotated[tuple[Number, ...], Field(min_length=1, max_length=1000)]
    effective_on: Day
    expires_on: Day | None = None
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        _member(now)
        measure = now.case.edition.measures.get(self.measure)
        if measure is None:
            raise Refused("the code has no such measure", now.step.clause, "measure")
        now.possible(self.effective_on, "effective_on")
        if self.expires_on is not None:
            now.possible(self.expires_on, "expires_on")
            if self.expires_on < self.effective_on:
                reason = "the measure ends before it begins"
                raise Refused(reason, measure.clause, "expires_on")
        for number in self.allegations:
            self._established(now, number)
        yield now.happened(
            MeasureImposed, disciplinary=measure.disciplinary, **dict(self)
        )

    def _established(self, now: Circumstances, number: int) -> None:
        known = now.case.allegations.get(number)
        if known is None or known.party != self.party:
            reason = "the party has no such allegation"
            raise Refused(reason, now.step.clause, "allegations")
        if known.finding != "established":
            reason = "the allegation is not established"
            raise Refused(reason, now.step.clause, "allegations")


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
            due = now.case.clocks.running.get(clock)
            if due is not None and self.lodged_on > due.on:
                reason = "the period for appealing is over"
                raise Refused(reason, now.step.clause, "lodged_on")


class DecideAppeal(StepCommand):
    """Decide an appeal, by others than those who decided first."""

    step_name: ClassVar[str] = "decide_appeal"

    appeal: Number
    outcome: AppealOutcome
    panel: Annotated[Persons, Field(min_length=1)]
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if now.case.appeals.get(self.appeal) is not False:
            raise Refused("there is no such open appeal", now.step.clause, "appeal")
        first = now.case.decided | now.case.panel.present
        if {*self.panel, now.by.id} & (first | unfit_to_decide(now.case)):
            reason = "who decided first, or has a conflict, decides no appeal"
            raise Refused(reason, now.step.clause, "panel")
        if now.by.id not in self.panel and _decides(now):
            raise NotPermitted("only a member of the panel decides", now.step.clause)
        yield now.happened(AppealDecided, **dict(self))


def _member(now: Circumstances) -> None:
    """Whoever acts as a decider has been convened; others record what was decided."""
    if _decides(now) and now.by.id not in now.case.panel.present:
        raise NotPermitted("only a convened member decides", now.step.clause)


def _decides(now: Circumstances) -> bool:
    return now.case.edition.kind_of(now.by.role) == "decider"
