"""What can be wrong with an edition that is well-formed."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.edition.edition import Edition


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the keys that lead to it."""

    path: tuple[str | int, ...]
    what: str


def faults(edition: Edition) -> Iterator[Fault]:
    """Everything that an edition refers to and does not have."""
    yield from ()
