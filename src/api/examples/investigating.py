"""The case of the examples while it is investigated."""

from typing import Final

from api.examples.beginning import BEGUN
from api.examples.example import Example
from api.examples.restraining import RESTRAINED
from cases.commands.clocks import ExtendTimeLimit
from cases.commands.evidence import (
    CopyEvidence,
    DestroyEvidence,
    ExamineEvidence,
    SealEvidence,
    TakeEvidence,
    TransferCustody,
    VerifyEvidence,
)
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
)
from cases.commands.notes import WriteNote
from cases.commands.steps import TakeStep

DIGEST: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

EVIDENCE: Final = (
    Example(
        "2026-03-16",
        "investigator",
        TakeEvidence,
        {
            "kind": "file",
            "digest": DIGEST,
            "custodian": "demo.investigator",
            "taken_on": "2026-03-16",
            "description": "The invoice, as it was booked.",
        },
    ),
    Example(
        "2026-03-16",
        "investigator",
        TransferCustody,
        {
            "evidence": 1,
            "giver": "demo.investigator",
            "receiver": "demo.case_owner",
            "reason": "To be kept in the safe.",
        },
    ),
    Example(
        "2026-03-17",
        "case_owner",
        VerifyEvidence,
        {"evidence": 1, "digest": DIGEST},
    ),
    Example(
        "2026-03-17",
        "case_owner",
        CopyEvidence,
        {
            "original": 1,
            "digest": DIGEST,
            "custodian": "demo.case_owner",
            "copied_on": "2026-03-17",
            "reason": "To be worked with.",
        },
    ),
    Example("2026-03-17", "case_owner", SealEvidence, {"evidence": 1, "seal": "S-17"}),
    Example(
        "2026-03-18",
        "investigator",
        ExamineEvidence,
        {
            "evidence": 1,
            "examined_on": "2026-03-18",
            "seal": "S-18",
            "account": "The signature is that of Person A.",
        },
    ),
    Example(
        "2026-03-18",
        "compliance_officer",
        DestroyEvidence,
        {
            "evidence": 2,
            "destroyed_on": "2026-03-18",
            "reason": "The copy has been worked with.",
        },
    ),
)

HEARD: Final = (
    Example(
        "2026-03-18",
        "investigator",
        LogInvestigationStep,
        {
            "kind": "interview",
            "occurred_on": "2026-03-17",
            "allegations": [1],
            "party": 2,
            "evidence": [1],
            "account": "Person W saw the invoice and asked about it.",
        },
    ),
    Example(
        "2026-03-18",
        "investigator",
        WriteNote,
        {
            "audience": "case_owner",
            "party": 2,
            "text": "W seemed afraid of A. Better heard alone from now on.",
        },
    ),
    Example(
        "2026-03-20",
        "case_owner",
        TakeStep,
        {"step": "notify_subject", "party": 1, "note": "It was sent in writing."},
        shown=False,
    ),
    Example(
        "2026-03-20",
        "case_owner",
        TakeStep,
        {"step": "notify_subject", "party": 3, "note": "It was sent in writing."},
        shown=False,
    ),
    Example(
        "2026-03-20",
        "case_owner",
        TakeStep,
        {"step": "notify_subject", "party": 4, "note": "It was sent in writing."},
        shown=False,
    ),
    Example(
        "2026-03-27",
        "investigator",
        HearSubject,
        {
            "party": 1,
            "mode": "heard",
            "occurred_on": "2026-03-27",
            "account": "Person A says that the share had been forgotten.",
        },
    ),
    Example(
        "2026-03-27",
        "investigator",
        HearSubject,
        {"party": 3, "mode": "declined", "occurred_on": "2026-03-27"},
        shown=False,
    ),
    Example(
        "2026-03-27",
        "investigator",
        HearSubject,
        {"party": 4, "mode": "declined", "occurred_on": "2026-03-27"},
        shown=False,
    ),
    Example(
        "2026-03-27",
        "compliance_officer",
        ExtendTimeLimit,
        {
            "clock": "investigation",
            "reasons": "A second witness can only be heard after their return.",
        },
    ),
)

FOUND: Final = (
    Example(
        "2026-03-30",
        "investigator",
        TakeStep,
        {"step": "share_draft_findings", "party": 1},
        shown=False,
    ),
    Example(
        "2026-03-30",
        "investigator",
        TakeStep,
        {"step": "share_draft_findings", "party": 3},
        shown=False,
    ),
    Example(
        "2026-03-30",
        "investigator",
        TakeStep,
        {"step": "share_draft_findings", "party": 4},
        shown=False,
    ),
    Example(
        "2026-04-14",
        "investigator",
        TakeStep,
        {"step": "deliver_findings"},
        shown=False,
    ),
    Example(
        "2026-04-14",
        "case_owner",
        IssueFindings,
        {"evidence": [1], "findings": "Person A approved the invoice alone."},
    ),
)

INVESTIGATING: Final = (*BEGUN, *EVIDENCE, *RESTRAINED, *HEARD, *FOUND)
