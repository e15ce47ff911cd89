"""A disposal list: a dismissed report whose time is over, proposed and approved."""

from typing import Final

from api.examples.example import LISTED, TOLD_BEFORE, Example
from api.examples.linking import dismissed, told
from cases.commands.disposing import ProposeDisposal, TakeOutTexts
from cases.commands.steps import TakeStep

DISPOSED: Final = (
    *told(TOLD_BEFORE, "The invoice of January, once more."),
    *dismissed(TOLD_BEFORE, "insufficient"),
    Example(
        "2026-10-01",
        "compliance_officer",
        ProposeDisposal,
        {
            "case_type": "disposal",
            "opening": "propose",
            "ground": "retention",
            "texts": [{"case": TOLD_BEFORE, "what": "content"}],
            "account": "Dismissed in March, and nobody has come back to it.",
        },
        case=LISTED,
    ),
    Example(
        "2026-10-02",
        "data_protection_officer",
        TakeStep,
        {"step": "approve"},
        shown=False,
        case=LISTED,
    ),
    Example(
        "2026-10-05",
        "data_protection_officer",
        TakeOutTexts,
        {
            "entries": [1],
            "because": "objection",
            "reason": "The sponsor has announced a claim.",
        },
        case=LISTED,
    ),
)
