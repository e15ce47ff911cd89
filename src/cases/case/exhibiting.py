"""What becomes of the evidence of a case."""

from cases.case.case import Case
from cases.case.change import change
from cases.case.parts import Exhibit
from cases.case.replacing import replace
from cases.events import evidence


@change.register
def _(event: evidence.EvidenceTaken, case: Case) -> Case:
    exhibit = Exhibit(event.custodian, event.digest)
    return replace(_with_exhibit(case, event.evidence, exhibit), news=case.closed)


@change.register
def _(event: evidence.CustodyTransferred, case: Case) -> Case:
    kept = replace(case.evidence[event.evidence], custodian=event.receiver)
    return _with_exhibit(case, event.evidence, kept)


@change.register
def _(event: evidence.EvidenceSealed, case: Case) -> Case:
    closed = replace(case.evidence[event.evidence], seal=event.seal)
    return _with_exhibit(case, event.evidence, closed)


@change.register
def _(event: evidence.EvidenceCopied, case: Case) -> Case:
    copy = Exhibit(event.custodian, event.digest, original=event.original)
    return _with_exhibit(case, event.evidence, copy)


@change.register
def _(event: evidence.EvidenceExamined, case: Case) -> Case:
    examined = replace(case.evidence[event.evidence], seal=event.seal)
    return _with_exhibit(case, event.evidence, examined)


@change.register
def _(event: evidence.EvidenceVerified, case: Case) -> Case:
    same = replace(case.evidence[event.evidence], altered=False)
    return _with_exhibit(case, event.evidence, same)


@change.register
def _(event: evidence.EvidenceFoundAltered, case: Case) -> Case:
    altered = replace(case.evidence[event.evidence], altered=True)
    return _with_exhibit(case, event.evidence, altered)


@change.register(evidence.EvidenceReturned)
@change.register(evidence.EvidenceDestroyed)
def _(
    event: evidence.EvidenceReturned | evidence.EvidenceDestroyed, case: Case
) -> Case:
    gone = replace(case.evidence[event.evidence], custodian=None)
    return _with_exhibit(case, event.evidence, gone)


def _with_exhibit(case: Case, number: int, exhibit: Exhibit) -> Case:
    return replace(case, evidence={**case.evidence, number: exhibit})
