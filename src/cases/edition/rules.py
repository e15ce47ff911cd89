"""The rules that reactions of an edition may name; the functions are in `reactions`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

EVENTS: Final = frozenset({"after", "clocks", "categories", "findings", "parties"})
"""Keys of a reaction that say what it follows."""


RELATIONS: Final = frozenset({"adherence"})
"""Relations by which a reaction finds other cases."""


@dataclass(frozen=True)
class Keys:
    """The keys that a rule reads: those it needs, those it may have.

    `follows` are those of `EVENTS` of which it needs at least one; none for a rule
    that knows by itself what it follows.
    """

    needs: frozenset[str] = frozenset()
    may_have: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()

    @property
    def read(self) -> frozenset[str]:
        """All of them."""
        return self.needs | self.may_have | self.follows


RULES: Final[Mapping[str, Keys]] = MappingProxyType(
    {
        "escalate": Keys(
            needs=frozenset({"clocks", "offices", "case_types"}),
            may_have=frozenset({"may_act"}),
        ),
        "fill_offices": Keys(),
        "go_to_another_office": Keys(
            needs=frozenset({"offices", "substitute"}),
            may_have=frozenset({"case_types"}),
            follows=EVENTS,
        ),
        "leave_offices": Keys(),
        "look_again": Keys(),
        "start_clock": Keys(
            needs=frozenset({"starts"}),
            may_have=frozenset({"case_types", "unless"}),
            follows=EVENTS,
        ),
        "take_step_in_each": Keys(
            needs=frozenset({"step", "case_types", "each", "of"}),
            may_have=frozenset({"facts"}),
            follows=EVENTS,
        ),
        "take_step": Keys(
            needs=frozenset({"step", "case_types"}),
            may_have=frozenset({"facts", "channels", "says"}),
            follows=EVENTS,
        ),
    }
)
"""The rules by the names that editions use."""
