"""The case of the examples: what holds for an accused party until it is decided."""

from typing import Final

from api.examples.example import Example
from cases.commands.interim import (
    LiftInterimMeasures,
    OrderInterimMeasures,
    ReviewInterimMeasures,
)

RESTRAINED: Final = (
    Example(
        "2026-03-18",
        "executive_committee_member",
        OrderInterimMeasures,
        {
            "party": 1,
            "measures": ["functions_rest", "no_contact"],
            "effective_on": "2026-03-19",
            "until": "2026-03-31",
            "reasons": "The books are looked into while you do not keep them.",
        },
    ),
    Example(
        "2026-03-18",
        "executive_committee_member",
        ReviewInterimMeasures,
        {
            "party": 1,
            "measures": ["functions_rest"],
            "until": "2026-03-31",
            "reasons": "Everybody who was to be asked has been asked.",
        },
    ),
    Example(
        "2026-03-18",
        "executive_committee_member",
        LiftInterimMeasures,
        {"party": 1, "reasons": "The books are copied."},
    ),
)
