"""Requests about their own data, by whoever is accused in the examples."""

from typing import Final

from api.examples.example import (
    CASE,
    JOINT,
    NOT_TO_USE,
    REQUESTED,
    TO_CORRECT,
    TO_ERASE,
    TO_LOSE,
    Example,
)
from cases.commands.considering import DecideErasure
from cases.commands.forgoing import WithdrawRedaction
from cases.commands.informing import TellRecipient
from cases.commands.opening import MakeDisclosure
from cases.commands.rectifying import CorrectText
from cases.commands.redacting import RedactText
from cases.commands.restricting import EndRestriction, GrantReading, RestrictTexts
from cases.commands.steps import TakeStep


def _asked(
    day: str, right: str, case: str, account: str, person: str = "demo.subject"
) -> Example:
    """Somebody asks for what they have a right to, in a case of its own."""
    body = {
        "case_type": "data_subject_request",
        "opening": "ask",
        "facts": {"right": right, "asked_on": day},
        "account": account,
    }
    return Example(
        day, "member", MakeDisclosure, body, person=person, shown=False, case=case
    )


DECIDED: Final = Example(
    "2026-10-13",
    "data_protection_officer",
    DecideErasure,
    {
        "texts": [{"case": CASE, "what": "content"}],
        "redact": [{"case": CASE, "item": JOINT}],
    },
    shown=False,
    case=TO_LOSE,
)
"""Decided once, and anew when the redaction is wanted no more."""

REQUESTING: Final = (
    _asked("2026-10-06", "access", REQUESTED, "Which data about me do you hold?"),
    _asked("2026-10-07", "erasure", TO_ERASE, "Please erase all you hold about me."),
    Example(
        "2026-10-08",
        "data_protection_officer",
        DecideErasure,
        {"texts": [{"case": CASE, "what": "content"}]},
        case=TO_ERASE,
    ),
    _asked(
        "2026-10-08",
        "restriction",
        NOT_TO_USE,
        "Please keep my answer, I need it, and let nobody use it.",
    ),
    Example(
        "2026-10-09",
        "data_protection_officer",
        TakeStep,
        {"step": "restrict"},
        shown=False,
        case=NOT_TO_USE,
    ),
    Example(
        "2026-10-09",
        "data_protection_officer",
        RestrictTexts,
        {"ground": "needed_for_claims", "cases": [CASE]},
        case=NOT_TO_USE,
    ),
    Example(
        "2026-10-10",
        "data_protection_officer",
        GrantReading,
        {
            "case": CASE,
            "person": "demo.compliance_officer",
            "until": "2026-10-20",
            "reasons": "The claim is to be answered.",
        },
        case=NOT_TO_USE,
    ),
    Example(
        "2026-10-11",
        "data_protection_officer",
        EndRestriction,
        {"told_on": "2026-10-10", "reasons": "The claim was settled."},
        case=NOT_TO_USE,
    ),
    _asked("2026-10-11", "rectification", TO_CORRECT, "My name is written wrongly."),
    Example(
        "2026-10-12",
        "data_protection_officer",
        CorrectText,
        {
            "case": CASE,
            "corrects": "name",
            "correction": "Person A, with an accent: Ànna",
        },
        case=TO_CORRECT,
    ),
    Example(
        "2026-10-12",
        "data_protection_officer",
        TellRecipient,
        {"recipient": "authority-be", "kind": "authority", "told_on": "2026-10-12"},
        case=TO_CORRECT,
    ),
    _asked(
        "2026-10-12",
        "erasure",
        TO_LOSE,
        "I was asked once, and have nothing to do with it.",
        "p-1012",
    ),
    DECIDED,
    Example(
        "2026-10-13",
        "data_protection_officer",
        WithdrawRedaction,
        {
            "item": JOINT,
            "party": 2,
            "reasons": "The findings speak of somebody else of that name.",
        },
    ),
    DECIDED,
    Example(
        "2026-10-14",
        "case_owner",
        RedactText,
        {
            "item": JOINT,
            "party": 2,
            "successor": "The invoice was booked twice; a witness confirms it.",
        },
    ),
)
