from datetime import timedelta

from rules import ACCUSED, DETECTIVE, SAID, TODAY, accused, exhibit, party, step
from scenario import COMPLIANCE, OWNER, Scenario

from cases.commands.closing import PlaceHold, ReleaseHold
from cases.commands.evidence import (
    CopyEvidence,
    DestroyEvidence,
    ExamineEvidence,
    ReturnEvidence,
    SealEvidence,
    TransferCustody,
    VerifyEvidence,
)
from cases.commands.exclusions import ExcludePerson
from cases.errors import Refused
from cases.events.evidence import (
    CustodyTransferred,
    EvidenceCopied,
    EvidenceDestroyed,
    EvidenceExamined,
    EvidenceFoundAltered,
    EvidenceReturned,
    EvidenceSealed,
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


def seal(number: str = "S-1", evidence: int = 1) -> SealEvidence:
    return SealEvidence(evidence=evidence, seal=number)


def examine(new: str | None = None) -> ExamineEvidence:
    return ExamineEvidence(evidence=1, examined_on=TODAY, seal=new, account=SAID)


def copy(**said: object) -> CopyEvidence:
    return CopyEvidence.model_validate(
        {
            "original": 1,
            "custodian": "archive-1",
            "copied_on": TODAY,
            "reason": SAID,
            **said,
        }
    )


def destroy(evidence: int = 1) -> DestroyEvidence:
    return DestroyEvidence(evidence=evidence, destroyed_on=TODAY, reason=SAID)


HOLD = PlaceHold(basis="legal_claim", review_on=TODAY + timedelta(days=30), reason=SAID)


def test_evidence_is_sealed_once_with_a_number_of_its_own() -> None:
    kept().when(seal(), DETECTIVE).then_happens(EvidenceSealed)
    closed = kept().after(seal(), DETECTIVE)
    assert closed.case.evidence[1].seal == "S-1"
    closed.when(seal("S-2"), DETECTIVE).then_refused(Refused, "is sealed", "2")
    two = closed.after(exhibit(), DETECTIVE)
    two.when(seal("S-1", 2), DETECTIVE).then_refused(Refused, "seal of this number")
    two.when(seal("S-2", 2), DETECTIVE).then_happens(EvidenceSealed)


def test_whoever_breaks_a_seal_puts_another() -> None:
    closed = kept().after(seal(), DETECTIVE)
    closed.when(examine(), DETECTIVE).then_refused(Refused, "the seal is broken", "2")
    closed.when(examine("S-1"), DETECTIVE).then_refused(Refused, "seal of this number")
    closed.when(examine("S-2"), DETECTIVE).then_happens(EvidenceExamined)
    assert closed.after(examine("S-2"), DETECTIVE).case.evidence[1].seal == "S-2"


def test_evidence_without_a_seal_is_examined_without_one() -> None:
    kept().when(examine(), DETECTIVE).then_happens(EvidenceExamined)
    kept().when(examine("S-2"), DETECTIVE).then_refused(Refused, "under no seal", "2")
    ahead = examine().model_copy(update={"examined_on": TODAY + timedelta(days=1)})
    kept().when(ahead, DETECTIVE).then_refused(Refused, "future")


def test_a_copy_is_evidence_with_a_number_and_a_custodian_of_its_own() -> None:
    kept().when(copy(), DETECTIVE).then_happens(EvidenceCopied)
    after = kept().after(copy(), DETECTIVE).case.evidence
    assert (after[2].custodian, after[2].original) == ("archive-1", 1)
    assert after[1].original is None
    kept().when(copy(custodian=ACCUSED), DETECTIVE).then_refused(Refused, "cannot keep")
    kept().when(copy(original=2), DETECTIVE).then_refused(
        Refused, "not in custody", field="original"
    )


def test_a_copy_of_a_file_is_the_same_file() -> None:
    file = kept(kind="file", digest=FIRST)
    file.when(copy(digest=FIRST), DETECTIVE).then_happens(EvidenceCopied)
    copied = file.after(copy(digest=FIRST), DETECTIVE)
    for digest, found in ((FIRST, EvidenceVerified), (OTHER, EvidenceFoundAltered)):
        looked_at = VerifyEvidence(evidence=2, digest=digest)
        copied.when(looked_at, DETECTIVE).then_happens(found)
    for digest in (OTHER, None):
        file.when(copy(digest=digest), DETECTIVE).then_refused(Refused, "not the same")
    kept().when(copy(digest=FIRST), DETECTIVE).then_refused(Refused, "not the same")


def test_what_is_sealed_is_not_copied() -> None:
    closed = kept().after(seal(), DETECTIVE)
    closed.when(copy(), DETECTIVE).then_refused(Refused, "is sealed", "2")


def test_an_original_is_destroyed_only_once_the_case_is_closed() -> None:
    before = kept().after(copy(), DETECTIVE)
    before.when(destroy(), COMPLIANCE).then_refused(Refused, "an original stays")
    before.when(destroy(2), COMPLIANCE).then_happens(EvidenceDestroyed)
    closed = before.after(step("give_up"), COMPLIANCE)
    closed.when(destroy(), COMPLIANCE).then_happens(EvidenceDestroyed)
    gone = closed.after(destroy(), COMPLIANCE)
    gone.when(destroy(), COMPLIANCE).then_refused(Refused, "not in custody")


def test_whoever_took_the_evidence_does_not_destroy_it() -> None:
    before = accused().after(exhibit(), OWNER).after(copy(), OWNER)
    before.when(destroy(2), OWNER).then_refused(Refused, "another person")
    before.when(destroy(2), COMPLIANCE).then_happens(EvidenceDestroyed)


def test_nothing_is_destroyed_or_given_back_under_a_hold() -> None:
    held = kept().after(copy(), DETECTIVE).after(HOLD, COMPLIANCE)
    for command, by in (
        (destroy(2), COMPLIANCE),
        (ReturnEvidence(evidence=1, reason=SAID), DETECTIVE),
    ):
        held.when(command, by).then_refused(Refused, "a hold keeps", "Art. 17(3)(e)")
        free = held.after(ReleaseHold(hold=1, reason=SAID), COMPLIANCE)
        assert isinstance(free.when(command, by).outcome, list)
