"""Offices of the organisation, before the case of the examples begins."""

from typing import Final

from api.examples.example import INTEREST, Example
from cases.commands.mandates import EndMandates, GrantMandates
from cases.commands.people import DesignateHandler, RecuseHandler

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
