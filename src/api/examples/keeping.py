"""Two cases of IMS: what happens to a survivor, and policies that people keep to."""

from dataclasses import replace
from typing import Final

from api.examples.example import POLICY, SIGNED, SURVIVOR, Example
from cases.commands.applicable import DetermineApplicableCode
from cases.commands.consent import RecordConsent
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.commands.people import AddParty, DesignateHandler
from cases.commands.policies import (
    ConfirmAdherence,
    PublishPolicyVersion,
    WithdrawPolicy,
)
from cases.commands.steps import TakeStep

_REPORT: Final = (
    Example(
        "2026-05-04",
        "member",
        ReceiveReport,
        {
            "case_type": "breach_report",
            "opening": "report_safeguarding",
            "channel": "web",
            "identity_mode": "confidential",
            "received_on": "2026-05-04",
            "facts": {"minor_involved": "no"},
            "categories": ["sexual_exploitation"],
            "account": "A partner's coordinator offered work in return for sex.",
        },
        shown=False,
    ),
    Example(
        "2026-05-05",
        "external_function",
        TakeStep,
        {"step": "acknowledge_externally", "note": "We have your report."},
        shown=False,
    ),
    Example(
        "2026-05-06",
        "external_function",
        TakeStep,
        {"step": "hand_over", "facts": {"reporter_consents": "to_all_but_identity"}},
        shown=False,
    ),
    Example(
        "2026-05-06",
        "intake_officer",
        TakeStep,
        {"step": "accept_for_assessment"},
        shown=False,
    ),
    Example(
        "2026-05-06",
        "compliance_officer",
        DesignateHandler,
        {
            "person": "demo.case_owner",
            "role": "case_owner",
            "conflict_declared_absent": True,
        },
        shown=False,
    ),
    Example(
        "2026-05-07",
        "case_owner",
        AddParty,
        {"role": "subject", "name": "The partner"},
        shown=False,
    ),
    Example(
        "2026-05-07",
        "case_owner",
        DetermineApplicableCode,
        {"party": 1, "engagement": "partner", "contract": "PC-2025/114"},
    ),
    Example(
        "2026-05-07",
        "case_owner",
        AddParty,
        {"role": "affected", "name": "Person S"},
        shown=False,
    ),
    Example(
        "2026-05-08",
        "case_owner",
        RecordConsent,
        {
            "party": 2,
            "to": "arrange_support",
            "given": True,
            "statement": "Person S would like to see a doctor, and nobody else.",
        },
    ),
)

_POLICY: Final = (
    Example(
        "2026-06-01",
        "human_resources",
        MakeDisclosure,
        {
            "case_type": "policy",
            "opening": "register",
            "account": "The policy that the Code refers to in 3.7.",
        },
        shown=False,
    ),
    Example(
        "2026-06-01",
        "human_resources",
        PublishPolicyVersion,
        {"policy": "whistleblower", "number": 2, "in_force_on": "2026-06-01"},
    ),
)

_ENDED: Final = (
    Example(
        "2026-07-01",
        "human_resources",
        WithdrawPolicy,
        {"withdrawn_on": "2026-08-01"},
    ),
)

_SIGNED: Final = (
    Example(
        "2026-06-03",
        "member",
        MakeDisclosure,
        {
            "case_type": "staff_sign_off",
            "opening": "new_policy",
            "facts": {"engagement": "employee", "location": "remote"},
            "account": "I have read the new version.",
        },
        shown=False,
    ),
    Example(
        "2026-06-03", "member", ConfirmAdherence, {"versions": {"whistleblower": 2}}
    ),
)


def _told(case: str, story: tuple[Example, ...]) -> tuple[Example, ...]:
    return tuple(replace(one, organisation="ims", case=case) for one in story)


SURVIVING: Final = _told(SURVIVOR, _REPORT)
KEEPING: Final = (
    *_told(POLICY, _POLICY),
    *_told(SIGNED, _SIGNED),
    *_told(POLICY, _ENDED),
)
