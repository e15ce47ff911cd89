"""A request for access, by whoever is accused in the case of the examples."""

from typing import Final

from api.examples.example import REQUESTED, Example
from cases.commands.opening import MakeDisclosure

REQUESTING: Final = (
    Example(
        "2026-10-06",
        "member",
        MakeDisclosure,
        {
            "case_type": "data_subject_request",
            "opening": "ask",
            "facts": {"right": "access", "asked_on": "2026-10-06"},
            "account": "Which data about me do you hold?",
        },
        person="demo.subject",
        shown=False,
        case=REQUESTED,
    ),
)
