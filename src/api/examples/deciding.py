"""The case of the examples from the body that decides it to the end of its holds."""

from typing import Final

from api.examples.appealing import APPEALED, TOLD
from api.examples.example import Example
from cases.commands.arbitration import (
    AppointArbitrator,
    ChallengeNeutrality,
    CheckNeutrality,
    DecideChallenge,
    DeclareNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.closing import (
    AcknowledgeHold,
    PlaceHold,
    ReleaseHold,
    ReviewHold,
)
from cases.commands.decision import (
    ConveneDeciders,
    Determine,
    ImposeMeasure,
    RecuseDecider,
)
from cases.commands.declaring import DeclareConflict
from cases.commands.evidence import ReturnEvidence
from cases.commands.steps import TakeStep

COMMITTEE: Final = "executive_committee_member"

CONVENED: Final = (
    Example(
        "2026-04-15",
        COMMITTEE,
        ConveneDeciders,
        {
            "body": "executive_committee",
            "present": [f"demo.{COMMITTEE}", "p-1051", "p-1052", "p-1053"],
        },
    ),
    Example(
        "2026-04-15",
        COMMITTEE,
        RecuseDecider,
        {"person": "p-1053", "reason": "We share an office."},
    ),
    *(
        Example(
            "2026-04-15",
            COMMITTEE,
            DeclareConflict,
            {"conflict": False, "statement": "I know none of those concerned."},
            person=member,
            shown=member is None,
        )
        for member in (None, "p-1051", "p-1052")
    ),
)

ADVISED: Final = (
    Example(
        "2026-04-16",
        COMMITTEE,
        ProposeArbitrator,
        {"kind": "appointed", "person": "demo.neutral_member"},
    ),
    Example(
        "2026-04-17",
        "neutral_member",
        DeclareNeutrality,
        {"appointment": 1, "statement": "I know none of those concerned."},
    ),
    Example("2026-04-17", "compliance_officer", CheckNeutrality, {"appointment": 1}),
    Example("2026-04-17", "compliance_officer", InviteObjections, {"appointment": 1}),
    Example(
        "2026-04-20",
        "subject",
        ChallengeNeutrality,
        {
            "appointment": 1,
            "party": 1,
            "grounds": "They once gave a talk at the firm.",
        },
    ),
    Example(
        "2026-04-21",
        "compliance_officer",
        DecideChallenge,
        {"appointment": 1, "upheld": False, "reasons": "That was ten years ago."},
    ),
    Example("2026-04-28", COMMITTEE, AppointArbitrator, {"appointment": 1}),
    Example(
        "2026-05-05",
        "neutral_member",
        DeliverOpinion,
        {
            "appointment": 1,
            "established": [1],
            "opinion": "The evidence carries the allegation.",
        },
    ),
    Example("2026-05-06", COMMITTEE, DischargeArbitrator, {"appointment": 1}),
)

DECIDED: Final = (
    Example(
        "2026-05-11",
        COMMITTEE,
        Determine,
        {
            "allegation": 1,
            "finding": "established",
            "evidence": [1],
            "reasons": "The invoice and the interviews agree.",
        },
    ),
    Example(
        "2026-05-11",
        COMMITTEE,
        Determine,
        {
            "allegation": 3,
            "finding": "refuted",
            "evidence": [1],
            "reasons": "Nothing shows that Person B knew.",
        },
        shown=False,
    ),
    Example(
        "2026-05-11",
        COMMITTEE,
        Determine,
        {
            "allegation": 4,
            "finding": "refuted",
            "evidence": [1],
            "reasons": "Person C was away that week.",
        },
        shown=False,
    ),
    Example(
        "2026-05-11",
        COMMITTEE,
        ImposeMeasure,
        {
            "party": 1,
            "measure": "reprimand",
            "allegations": [1],
            "effective_on": "2026-06-01",
            "reasons": "Whoever approves invoices is trusted.",
        },
    ),
    Example(
        "2026-05-11",
        COMMITTEE,
        TakeStep,
        {"step": "conclude_decision"},
        shown=False,
    ),
)

ENDED: Final = (
    Example(
        "2026-06-10",
        "intake_officer",
        TakeStep,
        {"step": "give_final_feedback", "facts": {"feedback": "given"}},
        shown=False,
    ),
    Example(
        "2026-06-12",
        "case_owner",
        TakeStep,
        {"step": "close_with_violation"},
        shown=False,
    ),
    Example(
        "2026-06-15",
        "compliance_officer",
        PlaceHold,
        {
            "basis": "legal_claim",
            "custodians": ["demo.compliance_officer"],
            "review_on": "2026-09-01",
            "reason": "Person A announced a claim.",
        },
    ),
    Example(
        "2026-06-16",
        "compliance_officer",
        AcknowledgeHold,
        {"hold": 1},
    ),
    Example(
        "2026-06-20",
        "compliance_officer",
        ReviewHold,
        {
            "hold": 1,
            "review_on": "2026-09-10",
            "reason": "The claim was announced again.",
        },
    ),
    Example(
        "2026-07-01",
        "data_protection_officer",
        ReleaseHold,
        {"hold": 1, "reason": "The claim was withdrawn."},
    ),
    Example(
        "2026-07-02",
        "case_owner",
        ReturnEvidence,
        {"evidence": 1, "reason": "It is needed no longer."},
    ),
)

DECIDING: Final = (*CONVENED, *ADVISED, *DECIDED, *TOLD, *APPEALED, *ENDED)
