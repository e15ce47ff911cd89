from datetime import timedelta

from rules import ACCUSED, DETECTIVE, SAID, TODAY, accused, exhibit, party, step
from scenario import COMPLIANCE, OWNER, Scenario

from cases.commands.evidence import ReturnEvidence, TransferCustody, VerifyEvidence
from cases.commands.people import ExcludePerson
from cases.errors import Refused
from cases.events.evidence import (
    CustodyTransferred,
    EvidenceFoundAltered,
    EvidenceReturned,
    EvidenceTaken,
    EvidenceVerified,
)

FIRST, OTHER = "a" * 64, "b" * 64


def kept(**said: object) -> Scenario:
    return accused().after(exhibit(**said), DETECTIVE)


def verify(digest: str) -> VerifyEvidence:
    return VerifyEvidence(evidence=1, digest=digest)


def transfer(giver: str, receiver: str, evidence: int = 1) -> TransferCustody:
    return TransferCustody(
        evidence=evidence, giver=giver, receiver=receiver, reason=SAID
    )


def test_evidence_is_numbered_and_has_a_custodian() -> None:
    accused().when(exhibit(), DETECTIVE).then_happens(EvidenceTaken)
    two = kept().after(exhibit(custodian="archive-1"), DETECTIVE).case.evidence
    assert [(n, e.custodian) for n, e in two.items()] == [
        (1, DETECTIVE.id),
        (2, "archive-1"),
    ]


def test_a_file_has_a_digest() -> None:
    accused().when(exhibit(kind="file"), DETECTIVE).then_refused(
        Refused, "a file has a digest", "2"
    )
    accused().when(exhibit(kind="file", digest=FIRST), DETECTIVE).then_happens(
        EvidenceTaken
    )


def test_evidence_from_the_future_is_refused() -> None:
    tomorrow = exhibit(taken_on=TODAY + timedelta(days=1))
    accused().when(tomorrow, DETECTIVE).then_refused(Refused, "future", "not from")


def test_an_accused_or_excluded_person_never_keeps_evidence() -> None:
    accused().when(exhibit(custodian=ACCUSED), DETECTIVE).then_refused(
        Refused, "cannot keep evidence", "2"
    )
    exclude = ExcludePerson(person="x-1", reason="relative")
    before = kept().after(exclude, COMPLIANCE)
    before.when(exhibit(custodian="x-1"), DETECTIVE).then_refused(
        Refused, "cannot keep evidence", "2"
    )
    before.when(transfer(DETECTIVE.id, "x-1"), DETECTIVE).then_refused(
        Refused, "cannot keep evidence", "2"
    )
    witness = kept().after(party("witness", "w-1"), OWNER)
    witness.when(transfer(DETECTIVE.id, "w-1"), DETECTIVE).then_happens(
        CustodyTransferred
    )


def test_evidence_goes_from_its_custodian_to_the_next() -> None:
    kept().when(transfer(DETECTIVE.id, "archive-1"), OWNER).then_happens(
        CustodyTransferred
    )


def test_the_chain_of_custody_is_unbroken() -> None:
    kept().when(transfer("archive-1", OWNER.id), OWNER).then_refused(
        Refused, "the giver is not the custodian", "2"
    )
    moved = kept().after(transfer(DETECTIVE.id, "archive-1"), OWNER)
    moved.when(transfer(DETECTIVE.id, OWNER.id), OWNER).then_refused(
        Refused, "the giver is not the custodian", "2"
    )
    moved.when(transfer("archive-1", OWNER.id), OWNER).then_happens(CustodyTransferred)


def test_evidence_that_is_not_there_is_not_handed_on() -> None:
    kept().when(transfer(DETECTIVE.id, OWNER.id, 2), OWNER).then_refused(
        Refused, "not in custody", "2"
    )


def test_a_digest_is_compared_with_the_first() -> None:
    before = kept(kind="file", digest=FIRST)
    before.when(verify(FIRST), OWNER).then_happens(EvidenceVerified)
    before.when(verify(OTHER), OWNER).then(
        EvidenceFoundAltered(
            step="verify_evidence",
            clause="2",
            phase="looked_into",
            evidence=1,
            digest=OTHER,
        )
    )


def test_a_comparison_that_fits_again_takes_an_alteration_back() -> None:
    altered = kept(kind="file", digest=FIRST).after(verify(OTHER), OWNER)
    assert altered.case.evidence[1].altered
    assert not altered.after(verify(FIRST), OWNER).case.evidence[1].altered


def test_a_comparison_never_replaces_the_first_digest() -> None:
    compared = kept(kind="file", digest=FIRST).after(verify(OTHER), OWNER)
    assert compared.case.evidence[1].digest == FIRST


def test_evidence_without_a_digest_has_nothing_to_compare() -> None:
    kept().when(verify(FIRST), OWNER).then_refused(Refused, "no digest to compare", "2")


def test_evidence_given_back_is_out_of_custody() -> None:
    back = ReturnEvidence(evidence=1, reason=SAID)
    kept().when(back, OWNER).then_happens(EvidenceReturned)
    gone = kept().after(back, OWNER)
    for command in (
        back,
        transfer(DETECTIVE.id, OWNER.id),
        verify(FIRST),
    ):
        gone.when(command, OWNER).then_refused(Refused, "not in custody", "2")


def test_evidence_can_be_given_back_after_closing() -> None:
    closed = kept().after(step("dismiss"), COMPLIANCE)
    back = ReturnEvidence(evidence=1, reason=SAID)
    closed.when(back, OWNER).then_happens(EvidenceReturned)
    onward = transfer(OWNER.id, DETECTIVE.id)
    closed.when(onward, OWNER).then_refused(Refused, "a closed case", "2")
