"""Finding out what happened, within the terms of reference."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from cases.commands.command import Circumstances, Day, Number, Numbers, StepCommand
from cases.commands.people import numbered
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.investigation import (
    FindingsIssued,
    HearingMode,
    InvestigationKind,
    InvestigationStepLogged,
    SubjectHeard,
    TermsOfReferenceSet,
)


class SetTermsOfReference(StepCommand):
    """Lay down which allegations are investigated, or widen that."""

    step_name: ClassVar[str] = "set_terms_of_reference"

    allegations: Annotated[tuple[Number, ...], Field(min_length=1, max_length=1000)]
    scope: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if set(self.allegations) - set(now.case.allegations):
            reason = "the case has no such allegation"
            raise Refused(reason, now.step.clause, "allegations")
        yield now.happened(TermsOfReferenceSet, **dict(self))


class LogInvestigationStep(StepCommand):
    """Record one thing done to find out what happened."""

    step_name: ClassVar[str] = "log_investigation_step"

    kind: InvestigationKind
    occurred_on: Day
    allegations: Annotated[tuple[Number, ...], Field(min_length=1, max_length=1000)]
    party: Number | None = None
    evidence: Numbers = ()
    account: Personal

    def happened_on(self) -> date:
        return self.occurred_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.since_receipt(self.occurred_on, "occurred_on")
        if set(self.allegations) - now.case.terms:
            reason = "the step is outside the terms of reference"
            raise Refused(reason, now.step.clause, "allegations")
        if self.party is not None:
            numbered(now, self.party)
        in_custody(now, self.evidence)
        yield now.happened(InvestigationStepLogged, **dict(self))


class HearSubject(StepCommand):
    """Hear an accused party, or record that they declined or let the time lapse."""

    step_name: ClassVar[str] = "hear_subject"

    party: Number
    mode: HearingMode
    occurred_on: Day
    account: Personal | None = None

    def happened_on(self) -> date:
        return self.occurred_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.since_receipt(self.occurred_on, "occurred_on")
        if numbered(now, self.party).role != "subject":
            raise Refused("the party is not accused", now.step.clause, "party")
        if self.mode == "heard" and self.account is None:
            raise Refused("a hearing has an account", now.step.clause, "account")
        yield now.happened(SubjectHeard, **dict(self))


class IssueFindings(StepCommand):
    """Say what was found, and on which evidence."""

    step_name: ClassVar[str] = "issue_findings"

    evidence: Annotated[tuple[Number, ...], Field(min_length=1, max_length=1000)]
    findings: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        in_custody(now, self.evidence)
        yield now.happened(FindingsIssued, **dict(self))


def in_custody(now: Circumstances, evidence: tuple[int, ...]) -> None:
    """Refuse evidence that the case does not have."""
    if set(evidence) - set(now.case.evidence):
        raise Refused("the case has no such evidence", now.step.clause, "evidence")
