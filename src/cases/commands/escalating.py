"""Telling the office above that a time limit was missed."""

from collections.abc import Iterator
from datetime import date, datetime

from cases.case.case import Case
from cases.commands.by_rule import ByRule
from cases.commands.command import Number
from cases.commands.substitutes import acting
from cases.edition.reaction import Reaction
from cases.errors import Refused
from cases.events.event import Event, Name
from cases.events.procedure import ClockEscalated


class EscalateClock(ByRule):
    """Tell the office above that a time limit was missed, and let it act if it may."""

    clock: Name
    party: Number | None = None

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        run = case.clocks.get((self.clock, self.party))
        if case.closed or run is None or not run.noted:
            raise Refused("nothing is overdue any more", reaction.clause)
        if run.above is not None:
            raise Refused("the office above was told of it", reaction.clause)
        yield ClockEscalated(
            clock=self.clock,
            party=self.party,
            office=_above(case, reaction, case.edition.calendar.day(at)),
            may_act=reaction.may_act,
            clause=reaction.clause,
        )


def _above(case: Case, reaction: Reaction, on: date) -> str:
    """The first office above, or one in its place, that has somebody for the case.

    Where none has, the first: whoever comes into it finds the case.
    """
    for office in reaction.offices:
        if now := acting(case, office, on):
            return now
    return reaction.offices[0]
