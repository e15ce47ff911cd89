"""Requests for access and for erasure, by whoever is accused in the examples."""

from typing import Final

from api.examples.example import CASE, REQUESTED, TO_ERASE, Example
from cases.commands.considering import DecideErasure
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
    Example(
        "2026-10-07",
        "member",
        MakeDisclosure,
        {
            "case_type": "data_subject_request",
            "opening": "ask",
            "facts": {"right": "erasure", "asked_on": "2026-10-07"},
            "account": "Please erase all you hold about me.",
        },
        person="demo.subject",
        shown=False,
        case=TO_ERASE,
    ),
    Example(
        "2026-10-08",
        "data_protection_officer",
        DecideErasure,
        {"texts": [{"case": CASE, "what": "content"}]},
        case=TO_ERASE,
    ),
)
