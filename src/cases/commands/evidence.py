"""Taking evidence, and the unbroken chain of those who keep it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from cases.case.case import Case
from cases.case.parts import Exhibit
from cases.commands.command import Circumstances, Day, Number, StepCommand
from cases.errors import Refused
from cases.events.event import Event, Person, Personal, Reference
from cases.events.evidence import (
    CustodyTransferred,
    Digest,
    EvidenceCopied,
    EvidenceDestroyed,
    EvidenceExamined,
    EvidenceFoundAltered,
    EvidenceReturned,
    EvidenceSealed,
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


class SealEvidence(StepCommand):
    """Close a piece of evidence with a numbered seal."""

    step_name: ClassVar[str] = "seal_evidence"

    evidence: Number
    """Its number in the case."""
    seal: Reference
    """The number that the seal bears."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if kept(now, self.evidence).seal is not None:
            reason = "the evidence is sealed, and opened only to be examined"
            awaits = [ExamineEvidence.step_name]
            raise Refused(reason, now.step.clause, "evidence", awaits=awaits)
        _unused(now, self.seal)
        yield now.happened(EvidenceSealed, **dict(self))


class ExamineEvidence(StepCommand):
    """Look into a piece of evidence; a seal that is broken for it is replaced."""

    step_name: ClassVar[str] = "examine_evidence"

    evidence: Number
    """Its number in the case."""
    examined_on: Day
    """The day on which it was looked into."""
    seal: Reference | None = None
    """The number of the new seal; null for evidence that is under none."""
    account: Personal
    """What it shows."""

    def happened_on(self, case: Case) -> date:
        return self.examined_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.past(self.examined_on, "examined_on")
        sealed = kept(now, self.evidence).seal is not None
        if sealed != (self.seal is not None):
            reason = (
                "the seal is broken by it, and no new one is named"
                if sealed
                else "the evidence is under no seal that would be replaced"
            )
            raise Refused(reason, now.step.clause, "seal")
        if self.seal is not None:
            _unused(now, self.seal)
        yield now.happened(EvidenceExamined, **dict(self))


class CopyEvidence(StepCommand):
    """Make a copy of a piece of evidence, which is kept under a number of its own."""

    step_name: ClassVar[str] = "copy_evidence"

    original: Number
    """The number of what is copied."""
    digest: Digest | None = None
    """That of the copy: of a file it shows that it is the same."""
    custodian: Person
    copied_on: Day
    """The day on which it was copied."""
    reason: Personal

    def happened_on(self, case: Case) -> date:
        return self.copied_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.past(self.copied_on, "copied_on")
        original = kept(now, self.original, "original")
        if original.seal is not None:
            reason = "the evidence is sealed, and opened only to be examined"
            awaits = [ExamineEvidence.step_name]
            raise Refused(reason, now.step.clause, "original", awaits=awaits)
        if original.digest != self.digest:
            reason = "the copy is not the same as the original"
            raise Refused(reason, now.step.clause, "digest")
        _may_keep(now, self.custodian, "custodian")
        number = len(now.case.evidence) + 1
        yield now.happened(EvidenceCopied, evidence=number, **dict(self))


class ReturnEvidence(StepCommand):
    """Give a piece of evidence back to its owner, unless a hold keeps it."""

    step_name: ClassVar[str] = "return_evidence"

    evidence: Number
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        kept(now, self.evidence)
        _free_of_holds(now)
        yield now.happened(EvidenceReturned, **dict(self))


class DestroyEvidence(StepCommand):
    """Destroy a copy, or once the case is closed an original, unless a hold keeps it.

    Whoever took it into custody does not destroy it.
    """

    step_name: ClassVar[str] = "destroy_evidence"

    evidence: Number
    """Its number in the case."""
    destroyed_on: Day
    """The day on which it was destroyed."""
    reason: Personal

    def happened_on(self, case: Case) -> date:
        return self.destroyed_on

    def happens(self, now: Circumstances) -> Iterator[Event]:
        now.past(self.destroyed_on, "destroyed_on")
        copy = kept(now, self.evidence).original is not None
        _free_of_holds(now)
        if not (copy or now.case.closed):
            reason = "an original stays until the case is closed"
            raise Refused(reason, now.step.clause, "evidence")
        yield now.happened(EvidenceDestroyed, **dict(self))


def kept(now: Circumstances, evidence: int, field: str = "evidence") -> Exhibit:
    """The evidence with this number; refused when unknown, given back or destroyed."""
    exhibit = now.case.evidence.get(evidence)
    if exhibit is None or exhibit.custodian is None:
        raise Refused("the evidence is not in custody", now.step.clause, field)
    return exhibit


def _free_of_holds(now: Circumstances) -> None:
    """Whoever ordered a hold finds what was there when it was ordered."""
    if now.case.held:
        reason = "a hold keeps what the case has"
        clause = now.case.procedure.step("place_hold").clause
        raise Refused(reason, clause, "evidence", awaits=["release_hold"])


def _unused(now: Circumstances, seal: str) -> None:
    """A number that two seals bear would tell nobody that one was broken."""
    if any(exhibit.seal == seal for exhibit in now.case.evidence.values()):
        reason = "evidence is under the seal of this number already"
        raise Refused(reason, now.step.clause, "seal")


def _may_keep(now: Circumstances, person: str, field: str) -> None:
    """An excluded person, as every accused is, never keeps the evidence."""
    if person in now.case.excluded:
        raise Refused("the person cannot keep evidence", now.step.clause, field)
