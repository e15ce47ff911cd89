"""What an act means beyond its case, by the edition alone."""

from collections.abc import Iterator

from cases.case.case import Case
from cases.commands.bars import bars
from cases.commands.binding import bindings
from cases.commands.matters import matters
from cases.edition.procedure import Act
from cases.events.event import Event


def beyond(case: Case, act: Act) -> Iterator[Event]:
    """Bars set and lifted, matters raised and settled, people bound and released."""
    yield from bars(case, act)
    yield from matters(case, act)
    yield from bindings(case, act)
