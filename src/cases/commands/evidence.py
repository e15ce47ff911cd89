"""Taking evidence, and the unbroken chain of those who keep it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from cases.case.case import Case
from cases.case.parts import Exhibit
from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.errors import Refused
from cases.events.event import Event, Person, Personal
from cases.events.evidence import (
    CustodyTransferred,
    Digest,
    EvidenceFoundAltered,
    EvidenceReturned,
    EvidenceTaken,
    EvidenceVerified,
)


class TakeEvidence(StepCommand):
    """Take a piece of evidence into custody."""

    step_name: ClassVar[str] = "take_evidence"

    kind: Literal["document", "file", "object", "recording", "image"]
    digest: Digest | None = None
    custodian: Person
    taken_on: Day
    description: Personal

    def happened_on(self, case: Case) -> date:
        return self.taken_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.past(self.taken_on, "taken_on")
        if self.kind == "file" and self.digest is None:
            raise Refused("a file has a digest", now.step.clause, "digest")
        _may_keep(now, self.custodian, "custodian")
        number = len(now.case.evidence) + 1
        yield now.happened(EvidenceTaken, evidence=number, **dict(self))


class TransferCustody(StepCommand):
    """Hand a piece of evidence from its custodian to the next."""

    step_name: ClassVar[str] = "transfer_custody"

    evidence: Number
    giver: Person
    receiver: Person
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if kept(now, self.evidence).custodian != self.giver:
            reason = "the giver is not the custodian"
            raise Refused(reason, now.step.clause, "giver")
        _may_keep(now, self.receiver, "receiver")
        yield now.happened(CustodyTransferred, **dict(self))


class VerifyEvidence(StepCommand):
    """Take a file's digest again and compare it with the first."""

    step_name: ClassVar[str] = "verify_evidence"

    evidence: Number
    digest: Digest

    def happens(self, now: Circumstances) -> Iterator[Event]:
        first = kept(now, self.evidence).digest
        if first is None:
            reason = "the evidence has no digest to compare"
            raise Refused(reason, now.step.clause, "evidence")
        found = EvidenceVerified if first == self.digest else EvidenceFoundAltered
        yield now.happened(found, **dict(self))


class ReturnEvidence(StepCommand):
    """Give a piece of evidence back to its owner."""

    step_name: ClassVar[str] = "return_evidence"

    evidence: Number
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        kept(now, self.evidence)
        yield now.happened(EvidenceReturned, **dict(self))


def kept(now: Circumstances, evidence: int) -> Exhibit:
    """The evidence with this number; refused when unknown or given back."""
    exhibit = now.case.evidence.get(evidence)
    if exhibit is None or exhibit.custodian is None:
        reason = "the evidence is not in custody"
        raise Refused(reason, now.step.clause, "evidence")
    return exhibit


def _may_keep(now: Circumstances, person: str, field: str) -> None:
    """An excluded person, as every accused is, never keeps the evidence."""
    if person in now.case.excluded:
        raise Refused("the person cannot keep evidence", now.step.clause, field)
