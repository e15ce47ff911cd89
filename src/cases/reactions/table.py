"""All rules by the names that editions use (`edition.rules` says what each reads)."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from cases.reactions.conflicts import look_again
from cases.reactions.happened import Asked, Whenever
from cases.reactions.offices import fill_offices, go_to_another_office, leave_offices
from cases.reactions.procedure import (
    escalate,
    start_clock,
    take_step,
    take_step_in_each,
)

Rule = Callable[[Whenever], Iterator[Asked]]

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            escalate,
            fill_offices,
            go_to_another_office,
            leave_offices,
            look_again,
            start_clock,
            take_step,
            take_step_in_each,
        )
    }
)
"""The functions by their names."""
