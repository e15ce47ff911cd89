"""Offices of the organisation, before the case of the examples begins."""

from typing import Final

from api.examples.example import INTEREST, WEBHOOK, Example
from cases.commands.job_keys import IssueJobKey, WithdrawJobKey
from cases.commands.mandates import EndMandates, GrantMandates
from cases.commands.people import DesignateHandler, RecuseHandler
from cases.commands.webhooks import AddWebhook, WithdrawWebhook

_DIGEST: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

HOLDING: Final = (
    Example(
        "2026-03-02",
        "executive_committee_member",
        GrantMandates,
        {
            "role": "neutral_member",
            "persons": ["demo.neutral_member", "p-1071"],
            "unit": None,
            "valid_from": "2026-03-01",
            "valid_until": "2028-03-01",
        },
    ),
    Example(
        "2026-03-02",
        "executive_committee_member",
        EndMandates,
        {
            "role": "neutral_member",
            "persons": ["p-1071"],
            "valid_until": "2026-04-01",
        },
    ),
    Example(
        "2026-03-02",
        "executive_committee_member",
        IssueJobKey,
        {
            "digest": _DIGEST,
            "job": "nightly-figures",
            "role": "reporting_job",
            "rights": ["read", "clocks"],
            "valid_until": "2026-12-31",
        },
    ),
    Example(
        "2026-03-02",
        "executive_committee_member",
        WithdrawJobKey,
        {"digest": _DIGEST},
    ),
    Example(
        "2026-03-02",
        "executive_committee_member",
        AddWebhook,
        {
            "webhook": WEBHOOK,
            "job": "case-board",
            "role": "reporting_job",
            "address": "https://board.example/what-happens",
            "after": 0,
        },
    ),
    Example(
        "2026-03-02",
        "executive_committee_member",
        WithdrawWebhook,
        {"webhook": WEBHOOK},
    ),
)

_BY: Final = ("2026-03-20", "compliance_officer")
_DECLARED: Final = {"conflict_declared_absent": True}

LEFT: Final = (
    Example(
        *_BY,
        DesignateHandler,
        {"person": "p-1072", "role": "investigator", **_DECLARED},
        shown=False,
        case=INTEREST,
    ),
    Example(*_BY, RecuseHandler, {"person": "p-1072"}, shown=False, case=INTEREST),
    Example(
        *_BY,
        DesignateHandler,
        {"person": "demo.case_owner", "role": "case_owner", **_DECLARED},
        shown=False,
        case=INTEREST,
    ),
)
"""An office that has nobody left, which raises an alarm."""
