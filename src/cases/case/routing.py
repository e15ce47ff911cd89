"""Who handles a case in whose place, and what the reporter has against them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Objection:
    """That the reporter objects to those who handle the case in an office."""

    office: str
    open: bool = True
    """Whether it is still to be decided."""


@dataclass(frozen=True)
class Routing:
    """Who takes the place of whom in this case, as far as it is recorded."""

    lacking: frozenset[str] = frozenset()
    """Offices of handlers that somebody had, and nobody has any more."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Offices that a rule keeps out of this case, and those it sends it to."""
    instead: Mapping[str, str | None] = field(default_factory=dict)
    """Offices that do not act, and those that act for them; None where none can."""
    to_review: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Steps that others have to look at, by whoever took them with a conflict."""
    undeclared: frozenset[str] = frozenset()
    """Handlers who have not declared yet to have no conflict of interest."""
    objections: Mapping[int, Objection] = field(default_factory=dict)
    """What the reporter has against those in an office, by number."""
