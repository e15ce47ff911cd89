"""A report by telephone: written down, checked by whoever called, and agreed to."""

from typing import Final

from api.examples.example import CALL, Example
from cases.commands.opening import ReceiveReport
from cases.commands.transcripts import CheckTranscript, OfferTranscript

CALLING: Final = (
    Example(
        "2026-03-10",
        "intake_officer",
        ReceiveReport,
        {
            "case_type": "breach_report",
            "opening": "pass_on",
            "channel": "phone",
            "identity_mode": "named",
            "reporter": "demo.member",
            "received_on": "2026-03-10",
            "categories": ["integrity"],
            "account": "A member called about the travel of the board.",
        },
        shown=False,
        case=CALL,
    ),
    Example(
        "2026-03-10",
        "intake_officer",
        OfferTranscript,
        {
            "spoken": "phone",
            "spoken_on": "2026-03-10",
            "text": "The caller says that two trips in May were paid twice.",
        },
        case=CALL,
    ),
    Example(
        "2026-03-12",
        "member",
        CheckTranscript,
        {
            "transcript": 1,
            "outcome": "amended",
            "amendments": "It was one trip, in April.",
        },
        case=CALL,
    ),
)
