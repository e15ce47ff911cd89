"""Who may act, and in which role."""

from dataclasses import dataclass
from typing import Final

Role = str
"""An office or function: one of `ROLES`, or one that an edition adds."""

ROLES: Final = {
    "reporter": "Reporter",
    "subject": "Person concerned",
    "witness": "Witness",
    "member": "Member or staff",
    "intake_officer": "Intake officer",
    "external_function": "External whistleblower function",
    "case_owner": "Case owner",
    "investigator": "Investigator",
    "arbitrator": "Arbitrator",
    "decider": "Member of the deciding body",
    "compliance_officer": "Compliance officer",
    "identity_custodian": "Identity custodian",
    "access_manager": "Access manager",
    "data_protection_officer": "Data protection officer",
    "unit_head": "Head of a unit",
    "auditor": "Auditor",
    "reporting_job": "Reporting job",
    "administrator": "Administrator",
    "system": "The system itself",
}
"""The roles every organisation has; an edition gives its own offices one of these."""


OWN_ONLY: Final = frozenset({"member", "reporter", "subject", "witness"})
"""General roles concerned only with what they disclosed, reported or were heard in."""


@dataclass(frozen=True)
class Actor:
    """Who asks: a stable pseudonymous identifier and the role acted in.

    `on_behalf_of` is the pseudonym of whoever the act is for, when not the actor.
    """

    id: str
    role: Role
    on_behalf_of: str | None = None


REPORTER: Final = "reporter"
"""The role in which a reporter acts in their own case, whichever they came in."""

UNNAMED: Final = frozenset({"anonymous", "confidential", REPORTER})
"""What stands where a reporter acts, or somebody acts for one, who is not named there.

Nobody's pseudonym is one of these.
"""

MAILBOX: Final = "mailbox-"
"""How the pseudonym begins of whoever is known by the key of a mailbox alone."""


def has_mailbox(person: str) -> bool:
    """Whether somebody reports by the key of a mailbox: who it is, nobody knows."""
    return person.startswith(MAILBOX)


SYSTEM: Final = Actor("system", "system")
"""The actor of what a rule asks for and no person did."""
