"""A body for every command, as the documentation shows it. Nobody in it exists."""

from collections.abc import Mapping
from typing import Any, Final

from cases.commands.allegations import DropAllegation, FrameAllegation
from cases.commands.appeal import DecideAppeal, LodgeAppeal, NotifyDecision
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
from cases.commands.closing import PlaceHold, ReleaseHold
from cases.commands.command import Command
from cases.commands.decision import (
    ConveneDeciders,
    Determine,
    ImposeMeasure,
    RecuseDecider,
)
from cases.commands.evidence import (
    ReturnEvidence,
    TakeEvidence,
    TransferCustody,
    VerifyEvidence,
)
from cases.commands.investigation import (
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.commands.people import (
    AddParty,
    DesignateHandler,
    ExcludePerson,
    LiftExclusion,
    MatchParty,
    RecuseHandler,
    ReplaceHandler,
)
from cases.commands.steps import TakeStep

DIGEST: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

BODIES: Final[Mapping[type[Command], Mapping[str, Any]]] = {
    ReceiveReport: {
        "case_type": "breach_report",
        "opening": "receive_report",
        "channel": "web",
        "identity_mode": "anonymous",
        "received_on": "2026-11-02",
        "account": "Person A is said to have approved an invoice of Person B's firm.",
    },
    MakeDisclosure: {
        "case_type": "conflict_of_interest",
        "opening": "disclose",
        "account": "Person C, a relative of mine, has applied for the tender.",
    },
    TakeStep: {"step": "acknowledge", "note": "Receipt was confirmed by letter."},
    AddParty: {
        "role": "subject",
        "name": "Person A",
        "contact": "persona@example.org",
        "person": "p-1007",
    },
    MatchParty: {"party": 2, "person": "p-1007"},
    ExcludePerson: {"person": "p-1012", "reason": "relative"},
    LiftExclusion: {"person": "p-1012", "reason": "The relation was a mistake."},
    DesignateHandler: {
        "person": "demo.investigator",
        "role": "investigator",
        "conflict_declared_absent": True,
    },
    RecuseHandler: {"person": "demo.investigator", "reason": "A former colleague."},
    ReplaceHandler: {
        "person": "demo.investigator",
        "successor": "p-1031",
        "role": "investigator",
        "conflict_declared_absent": True,
    },
    FrameAllegation: {
        "party": 1,
        "category": "corruption",
        "conduct_from": "2026-09-01",
        "conduct_until": "2026-09-30",
        "text": "Person A approved an invoice in which they had an interest.",
    },
    DropAllegation: {"allegation": 1, "reason": "It was framed twice."},
    SetTermsOfReference: {"allegations": [1], "scope": "Invoices of September."},
    LogInvestigationStep: {
        "kind": "interview",
        "occurred_on": "2026-11-05",
        "allegations": [1],
        "party": 1,
        "account": "Person A says that the invoice was checked by somebody else.",
    },
    HearSubject: {
        "party": 1,
        "mode": "heard",
        "occurred_on": "2026-11-09",
        "account": "Person A denies having known of the interest.",
    },
    IssueFindings: {"evidence": [1], "findings": "The invoice was approved alone."},
    TakeEvidence: {
        "kind": "file",
        "digest": DIGEST,
        "custodian": "demo.investigator",
        "taken_on": "2026-11-06",
        "description": "The invoice, as it was booked.",
    },
    TransferCustody: {
        "evidence": 1,
        "giver": "demo.investigator",
        "receiver": "demo.case_owner",
        "reason": "For the hearing.",
    },
    VerifyEvidence: {"evidence": 1, "digest": DIGEST},
    ReturnEvidence: {"evidence": 1, "reason": "It is needed no longer."},
    ProposeArbitrator: {"kind": "appointed", "person": "p-1044"},
    DeclareNeutrality: {"appointment": 1, "statement": "I know none of the parties."},
    CheckNeutrality: {"appointment": 1},
    InviteObjections: {"appointment": 1},
    ChallengeNeutrality: {
        "appointment": 1,
        "party": 1,
        "grounds": "The candidate worked with Person B.",
    },
    DecideChallenge: {
        "appointment": 1,
        "upheld": False,
        "reasons": "That was ten years ago.",
    },
    AppointArbitrator: {"appointment": 1},
    DeliverOpinion: {"appointment": 1, "opinion": "The allegation is established."},
    DischargeArbitrator: {"appointment": 1},
    ConveneDeciders: {
        "body": "executive_committee",
        "present": ["demo.decider", "p-1051", "p-1052"],
    },
    RecuseDecider: {"person": "p-1052", "reason": "A business partner of Person B."},
    Determine: {
        "allegation": 1,
        "finding": "established",
        "evidence": [1],
        "reasons": "The document and the interview agree.",
    },
    ImposeMeasure: {
        "party": 1,
        "measure": "written_warning",
        "allegations": [1],
        "effective_on": "2026-12-01",
        "reasons": "It is the first breach.",
    },
    NotifyDecision: {"party": 1, "notified_on": "2026-12-02"},
    LodgeAppeal: {
        "party": 1,
        "lodged_on": "2026-12-10",
        "grounds": "The interview was not considered.",
    },
    DecideAppeal: {
        "appeal": 1,
        "outcome": "upheld",
        "panel": ["p-1061", "p-1062", "p-1063"],
        "reasons": "The interview changes nothing.",
    },
    PlaceHold: {
        "basis": "legal_claim",
        "review_on": "2026-12-31",
        "reason": "Proceedings before the tribunal.",
    },
    ReleaseHold: {"hold": 1, "reason": "The proceedings ended."},
}
"""Every command that can be asked for; the routes are made from it."""
