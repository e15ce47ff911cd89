"""A breach of personal data: reported, assessed, and told to the authority."""

from typing import Final

from api.examples.example import BREACH, Example
from cases.commands.opening import MakeDisclosure
from cases.commands.steps import TakeStep

BREACHED: Final = (
    Example(
        "2026-10-12",
        "national_committee",
        MakeDisclosure,
        {
            "case_type": "data_breach",
            "opening": "report",
            "facts": {
                "what": "sent_to_others",
                "data": ["name", "contact"],
                "discovered_on": "2026-10-12",
            },
            "account": "A list of participants went to another committee.",
        },
        shown=False,
        case=BREACH,
    ),
    Example(
        "2026-10-12",
        "executive_committee_member",
        TakeStep,
        {"step": "take_note"},
        shown=False,
        case=BREACH,
    ),
    Example(
        "2026-10-13",
        "data_protection_officer",
        TakeStep,
        {
            "step": "find_risk",
            "facts": {"people": 14, "data": ["name", "contact"]},
            "note": "The recipients are known, and have deleted it.",
        },
        shown=False,
        case=BREACH,
    ),
)
