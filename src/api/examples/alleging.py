"""What is alleged in the case of the examples, and by which text."""

from typing import Final

from api.examples.example import Example
from cases.commands.allegations import (
    AmendAllegation,
    DropAllegation,
    FrameAllegation,
)
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.people import (
    AddParty,
)

ALLEGATIONS: Final = (
    Example(
        "2026-03-10",
        "case_owner",
        FrameAllegation,
        {
            "party": 1,
            "category": "integrity",
            "clauses": ["Responsibilities 5"],
            "conduct_from": "2026-01-12",
            "conduct_until": "2026-01-30",
            "text": "Person A approved an invoice in which they had an interest.",
        },
    ),
    Example(
        "2026-03-10",
        "case_owner",
        FrameAllegation,
        {
            "party": 1,
            "category": "conflict_of_interest",
            "conduct_from": "2026-01-12",
            "conduct_until": "2026-01-30",
            "text": "Person A did not disclose the interest.",
        },
        shown=False,
    ),
    Example(
        "2026-03-11",
        "case_owner",
        DetermineJurisdiction,
        {"allegation": 2, "country": "BE"},
    ),
    Example(
        "2026-03-11",
        "case_owner",
        DetermineLocalLaw,
        {
            "allegation": 2,
            "place": "General Guidelines 5",
            "prevails": "local_law",
            "reasons": "The law of associations asks for a declaration, no more.",
        },
    ),
    Example(
        "2026-03-11",
        "case_owner",
        DropAllegation,
        {"allegation": 2, "reason": "The interest had been disclosed in 2025."},
    ),
    Example(
        "2026-03-11",
        "case_owner",
        FrameAllegation,
        {
            "party": 3,
            "category": "integrity",
            "conduct_from": "2026-01-12",
            "conduct_until": "2026-01-30",
            "text": "Person B booked the invoice.",
        },
        shown=False,
    ),
    Example(
        "2026-03-11",
        "case_owner",
        AddParty,
        {"role": "subject", "name": "Person C", "person": "p-1014"},
        shown=False,
    ),
    Example(
        "2026-03-11",
        "case_owner",
        FrameAllegation,
        {
            "party": 4,
            "category": "integrity",
            "conduct_from": "2026-01-12",
            "conduct_until": "2026-01-30",
            "text": "Person C paid the invoice.",
        },
        shown=False,
    ),
    Example(
        "2026-03-12",
        "case_owner",
        AmendAllegation,
        {
            "allegation": 3,
            "category": "integrity",
            "conduct_from": "2026-01-12",
            "conduct_until": "2026-01-30",
            "text": "Person B booked the invoice and knew of the interest.",
            "reasons": "A letter of Person B has been found.",
        },
    ),
)
