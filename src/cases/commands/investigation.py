"""Finding out what happened, within the terms of reference."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from cases.case.case import Case
from cases.commands.command import (
    Circumstances,
    Day,
    Number,
    Numbers,
    OneOrMore,
    StepCommand,
    YesNo,
)
from cases.commands.consent import interview_agreed
from cases.commands.people import PARTICIPANTS, accused, numbered
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.investigation import (
    FindingsIssued,
    HearingMode,
    InvestigationKind,
    InvestigationStepLogged,
    SubjectHeard,
    TermsOfReferenceAmended,
    TermsOfReferenceSet,
)

ALTERED: Final = "not from the code: what was altered counts only for reasons given"


class SetTermsOfReference(StepCommand):
    """Lay down which allegations are investigated."""

    step_name: ClassVar[str] = "set_terms_of_reference"

    allegations: OneOrMore
    scope: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if now.case.took(self.step_name):
            reason = "the terms of reference are set, and amended with reasons"
            awaits = [AmendTermsOfReference.step_name]
            raise Refused(reason, now.step.clause, awaits=awaits)
        alleged(now, self.allegations)
        yield now.happened(TermsOfReferenceSet, **dict(self))


class AmendTermsOfReference(StepCommand):
    """Draw the limits of the investigation otherwise, wider or closer, and say why."""

    step_name: ClassVar[str] = "amend_terms_of_reference"

    allegations: OneOrMore
    """All that is investigated from then on."""
    scope: Personal
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        alleged(now, self.allegations)
        yield now.happened(TermsOfReferenceAmended, **dict(self))


class LogInvestigationStep(StepCommand):
    """Record one thing done to find out what happened."""

    step_name: ClassVar[str] = "log_investigation_step"

    kind: InvestigationKind
    occurred_on: Day
    allegations: OneOrMore
    party: Number | None = None
    evidence: Numbers = ()
    account: Personal

    def happened_on(self, case: Case) -> date:
        return self.occurred_on

    def participant(self, case: Case) -> str | None:
        party = case.parties[self.party] if self.party is not None else None
        return party.person if party and party.role in PARTICIPANTS else None

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.since_receipt(self.occurred_on, "occurred_on")
        if set(self.allegations) - now.case.terms:
            reason = "the step is outside the terms of reference"
            raise Refused(
                reason,
                now.step.clause,
                "allegations",
                awaits=["amend_terms_of_reference"],
                allowed=sorted(now.case.terms),
            )
        if self.party is not None:
            numbered(now, self.party)
            if self.kind == "interview":
                interview_agreed(now, self.party)
        in_custody(now, self.evidence)
        yield now.happened(InvestigationStepLogged, **dict(self))


class HearSubject(StepCommand):
    """Hear an accused party, or record that they declined or let the time lapse."""

    step_name: ClassVar[str] = "hear_subject"

    party: Number
    mode: HearingMode
    occurred_on: Day
    account: Personal | None = None

    def happened_on(self, case: Case) -> date:
        return self.occurred_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.since_receipt(self.occurred_on, "occurred_on")
        accused(now, self.party)
        if self.mode == "heard" and self.account is None:
            raise Refused("a hearing has an account", now.step.clause, "account")
        yield now.happened(SubjectHeard, **dict(self))


class IssueFindings(StepCommand):
    """Say what was found, and on which evidence."""

    step_name: ClassVar[str] = "issue_findings"

    evidence: OneOrMore
    despite_alteration: YesNo = False
    """Some of the evidence was found altered; the findings say why it counts."""
    findings: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        relied_on(now, self.evidence, self.despite_alteration)
        yield now.happened(FindingsIssued, **dict(self))


def alleged(now: Circumstances, allegations: tuple[int, ...]) -> None:
    """Refuse allegations that the case does not have."""
    if set(allegations) - set(now.case.allegations):
        reason = "the case has no such allegation"
        raise Refused(reason, now.step.clause, "allegations")


def in_custody(now: Circumstances, evidence: tuple[int, ...]) -> None:
    """Refuse evidence that the case does not have."""
    if set(evidence) - set(now.case.evidence):
        reason = "the case has no such evidence"
        raise Refused(reason, now.step.clause, "evidence", awaits=["take_evidence"])


def relied_on(
    now: Circumstances, evidence: tuple[int, ...], despite_alteration: bool
) -> None:
    """Refuse evidence that was altered unless that is said, and the other way round."""
    in_custody(now, evidence)
    altered = any(now.case.evidence[number].altered for number in evidence)
    if altered != despite_alteration:
        reason = (
            "evidence that was found altered is relied on, and it is not said"
            if altered
            else "none of the evidence was found altered"
        )
        raise Refused(reason, ALTERED, "despite_alteration")
