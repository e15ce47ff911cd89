"""The case of the examples read for a time, once it has ended."""

from typing import Final

from api.examples.example import Example
from cases.commands.access import GrantAccess, WithdrawAccess
from cases.commands.glass import BreakGlass, ReviewBrokenGlass

LENT: Final = (
    Example(
        "2026-07-03",
        "access_manager",
        GrantAccess,
        {
            "person": "p-1073",
            "role": "investigator",
            "rights": ["read", "history", "texts"],
            "until": "2026-07-31",
            "reasons": "The same supplier turns up in another case.",
        },
    ),
    Example(
        "2026-07-06",
        "access_manager",
        WithdrawAccess,
        {"grant": 1, "reasons": "It was another supplier after all."},
    ),
    Example(
        "2026-07-06",
        "compliance_officer",
        BreakGlass,
        {"reasons": "The bank asks by noon whether the payment may go out."},
    ),
    Example(
        "2026-07-07",
        "data_protection_officer",
        ReviewBrokenGlass,
        {
            "grant": 2,
            "justified": True,
            "reasons": "Nobody who had the case could be reached.",
        },
    ),
    Example(
        "2026-07-08",
        "auditor",
        ReviewBrokenGlass,
        {
            "grant": 2,
            "justified": True,
            "reasons": "Two texts were read, and the bank was told by noon.",
        },
    ),
)
