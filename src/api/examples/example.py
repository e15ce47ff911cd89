"""What an example is: a request of the case that the documentation tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cases.actors import Role
from cases.commands.command import Command

ORGANISATION: Final = "ima"
"""Whose code most examples are told by."""
EDITION: Final = "undated"
CASE: Final = "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"
"""The case of the examples; whoever tries them puts the one they opened."""
OTHER: Final = "0190f1c2-7b1e-7a55-9d5e-3b8d7c6e5f44"
"""A report of something else."""
SAME: Final = "0190f1c2-7b1e-7a55-9d5e-4a1c8e2f7b11"
"""Another report of that; it goes on as part of the first."""
AGAIN: Final = "0190f1c2-7b1e-7a55-9d5e-5c3d9f0a8e22"
"""A report that tells once more what the case is about."""
CALL: Final = "0190f1c2-7b1e-7a55-9d5e-d5b583e36aaa"
"""A report that somebody made by telephone."""
INTEREST: Final = "0190f1c2-7b1e-7a55-9d5e-6d4e1b7c9f33"
"""An interest that somebody discloses."""
JOINED: Final = "0190f1c2-7b1e-7a55-9d5e-a1825fb03d77"
"""The membership of somebody."""
SURVIVOR: Final = "0190f1c2-7b1e-7a55-9d5e-7e5f2c8d0a44"
"""A report of what befell a survivor; at IMS, as the two below."""
TOLD_BEFORE: Final = "0190f1c2-7b1e-7a55-9d5e-a18250b03d77"
"""A report that was dismissed, and is not kept any longer."""
REFERRED: Final = "0190f1c2-7b1e-7a55-9d5e-3b1be949c677"
"""A report that was referred to a public authority, and is not kept any longer."""
LISTED: Final = "0190f1c2-7b1e-7a55-9d5e-b29361c14e88"
"""A list of texts that are to be made unreadable."""
REQUESTED: Final = "0190f1c2-7b1e-7a55-9d5e-c4a472d25f99"
"""Somebody's request for the data about them."""
TO_ERASE: Final = "0190f1c2-7b1e-7a55-9d5e-d5b583e36011"
"""Somebody's wish that the data about them be erased."""
NOT_TO_USE: Final = "0190f1c2-7b1e-7a55-9d5e-f7d7a5058233"
"""Somebody's wish that the data about them be kept and not used."""
TO_CORRECT: Final = "0190f1c2-7b1e-7a55-9d5e-08e8b6169344"
"""Somebody's wish that what is wrong about them be put right."""
TO_LOSE: Final = "0190f1c2-7b1e-7a55-9d5e-19f9c727a455"
"""A witness's wish that the data about them be erased."""
JOINT: Final = "0190f1c2-7b1e-7a55-9d5e-2a0ad838b566"
"""The findings of the case: a text about several people."""
BREACH: Final = "0190f1c2-7b1e-7a55-9d5e-e6c694f47122"
"""A breach of personal data."""
POLICY: Final = "0190f1c2-7b1e-7a55-9d5e-8f603d9e1b55"
"""A policy in the register."""
WEBHOOK: Final = "0190f1c2-7b1e-7a55-9d5e-a1825fc13d88"
"""Where a program is told what happens."""
EXPORT: Final = "0190f1c2-7b1e-7a55-9d5e-a1825fb03e88"
"""What a reporting job took out."""
SIGNED: Final = "0190f1c2-7b1e-7a55-9d5e-90714eaf2c66"
"""What somebody signs to keep to."""


@dataclass(frozen=True, slots=True)
class Example:
    """A command: on which day, in which office, what is sent.

    Without a `person` it is whoever `make run` gives the token of the office to. One
    that is not `shown` only leads on to the next.
    """

    day: str
    office: Role
    command: type[Command]
    body: Mapping[str, Any]
    person: str | None = None
    shown: bool = True
    organisation: str = ORGANISATION
    case: str = CASE
    """Which of the cases it is about, or begins."""
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the case, once it has been told: who asks what."""

    operation: str
    """Its name in the description of the service."""
    office: Role | None = None
    """None where no token is needed."""
    query: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ORGANISATION
    place: Mapping[str, str] = field(default_factory=dict)
    """What stands in its address, beside the case."""
