"""The case of the examples: who reported is made known because a law demands it."""

from typing import Final

from api.examples.example import Example
from cases.commands.disclosing import (
    ApproveIdentityDisclosure,
    DeferDisclosureNotice,
    DenyIdentityDisclosure,
    GiveDisclosureNotice,
    ProposeIdentityDisclosure,
)

DEMANDED: Final = {
    "recipient": "p-1044",
    "basis": "authority_investigation",
    "obligation": "BE/CIC/46bis",
    "until": "2026-03-31",
    "reasons": "The prosecutor has to hear whoever saw the invoice.",
}

CONFIDED: Final = (
    Example(
        "2026-03-06",
        "compliance_officer",
        ProposeIdentityDisclosure,
        DEMANDED | {"until": "2026-04-03", "reasons": "The police asked for it."},
        shown=False,
    ),
    Example(
        "2026-03-06",
        "data_protection_officer",
        DenyIdentityDisclosure,
        {"reasons": "That somebody asks is no obligation."},
    ),
    Example("2026-03-06", "compliance_officer", ProposeIdentityDisclosure, DEMANDED),
    Example("2026-03-06", "identity_custodian", ApproveIdentityDisclosure, {}),
    Example(
        "2026-03-06",
        "data_protection_officer",
        ApproveIdentityDisclosure,
        {},
        shown=False,
    ),
    Example(
        "2026-03-06",
        "compliance_officer",
        DeferDisclosureNotice,
        {
            "review_on": "2026-03-20",
            "reasons": "The books are searched on the 12th; nobody may know before.",
        },
    ),
    Example(
        "2026-03-06",
        "compliance_officer",
        GiveDisclosureNotice,
        {"notice": "The prosecutor learns your name, as the law demands it here."},
    ),
)
