"""The case of the examples when its investigation begins: who investigates it."""

from typing import Final

from api.examples.example import Example
from cases.commands.exclusions import ExcludePerson
from cases.commands.investigation import (
    AmendTermsOfReference,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.commands.people import DesignateHandler, RecuseHandler, ReplaceHandler
from cases.commands.reviewing import ReviewPriorActs
from cases.commands.steps import TakeStep

BEGUN: Final = (
    Example(
        "2026-03-12",
        "executive_committee_member",
        TakeStep,
        {"step": "authorise_investigation"},
        shown=False,
    ),
    Example(
        "2026-03-12",
        "case_owner",
        SetTermsOfReference,
        {"allegations": [1], "scope": "The invoices of January."},
    ),
    Example(
        "2026-03-12",
        "case_owner",
        AmendTermsOfReference,
        {
            "allegations": [1, 3],
            "scope": "The invoices of January, and who saw them.",
            "reasons": "Person B is accused as well.",
        },
    ),
    Example(
        "2026-03-12",
        "compliance_officer",
        DesignateHandler,
        {"person": "p-1030", "role": "investigator", "conflict_declared_absent": True},
        shown=False,
    ),
    Example(
        "2026-03-13",
        "compliance_officer",
        ReplaceHandler,
        {
            "person": "p-1030",
            "successor": "p-1031",
            "role": "investigator",
            "conflict_declared_absent": True,
        },
    ),
    Example(
        "2026-03-13",
        "investigator",
        LogInvestigationStep,
        {
            "kind": "document",
            "occurred_on": "2026-03-13",
            "allegations": [1],
            "account": "The invoices of January were looked through.",
        },
        person="p-1031",
        shown=False,
    ),
    Example(
        "2026-03-13",
        "investigator",
        RecuseHandler,
        {"person": "p-1031", "reason": "I used to work with the witness."},
        person="p-1031",
    ),
    Example(
        "2026-03-13",
        "compliance_officer",
        ExcludePerson,
        {"person": "p-1031", "reason": "conflict_declared"},
        shown=False,
    ),
    Example(
        "2026-03-14",
        "compliance_officer",
        ReviewPriorActs,
        {
            "person": "p-1031",
            "done_again": ["log_investigation_step"],
            "reasons": "The invoices are looked through by somebody else.",
        },
    ),
)
