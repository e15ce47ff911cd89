"""Offices of the organisation, before the case of the examples begins."""

from typing import Final

from api.examples.example import Example
from cases.commands.mandates import EndMandates, GrantMandates

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
