"""What an example is: a request of the case that the documentation tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cases.actors import Role
from cases.commands.command import Command

ORGANISATION: Final = "ima"
EDITION: Final = "undated"
CASE: Final = "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"
"""The case of the examples; whoever tries them puts the one they opened."""


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


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the case, once it has been told: who asks what."""

    operation: str
    """Its name in the description of the service."""
    office: Role | None = None
    """None where no token is needed."""
    query: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, str] = field(default_factory=dict)
    """What stands in its address, beside the case."""
