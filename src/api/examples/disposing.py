"""A disposal list: two reports whose time is over, one of which stays after all."""

from typing import Final

from api.examples.example import LISTED, REFERRED, TOLD_BEFORE, Example
from api.examples.linking import dismissed, told
from cases.commands.disposing import ProposeDisposal, TakeOutTexts
from cases.commands.notices import NotifyRecipients
from cases.commands.steps import TakeStep


def _of(day: str, office: str, step: str, **said: object) -> Example:
    body = {"step": step, **said}
    return Example(day, office, TakeStep, body, shown=False, case=REFERRED)


DISPOSED: Final = (
    *told(TOLD_BEFORE, "The invoice of January, once more."),
    *dismissed(TOLD_BEFORE, "insufficient"),
    *told(REFERRED, "The invoice was forged, as the bank says."),
    _of("2026-03-12", "intake_officer", "accept_for_assessment"),
    _of(
        "2026-03-13",
        "executive_committee_member",
        "refer",
        facts={"referred_to": "public_authority"},
        note="Forgery is for the prosecutor.",
    ),
    _of(
        "2026-03-17",
        "intake_officer",
        "give_final_feedback",
        facts={"feedback": "given"},
    ),
    _of("2026-03-17", "compliance_officer", "close_referred"),
    Example(
        "2026-10-01",
        "compliance_officer",
        ProposeDisposal,
        {
            "case_type": "disposal",
            "opening": "propose",
            "ground": "retention",
            "texts": [
                {"case": TOLD_BEFORE, "what": "content"},
                {"case": REFERRED, "what": "content"},
            ],
            "account": "Over since March, and nobody has come back to them.",
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

NOTIFYING: Final = (
    Example(
        "2026-10-21",
        "data_protection_officer",
        NotifyRecipients,
        {"recipients": [1], "told_on": "2026-10-21"},
        case=LISTED,
    ),
)
"""Once the list was carried out: whoever had been given the texts is told."""
