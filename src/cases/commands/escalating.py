"""Telling the office above that a time limit was missed."""

from collections.abc import Iterator
from datetime import date, datetime

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.case.run import Run
from cases.commands.by_rule import BY_ITSELF, ByRule
from cases.commands.command import Command, Number
from cases.commands.substitutes import acting
from cases.edition.reaction import Reaction
from cases.errors import NotPermitted, Refused
from cases.events.event import Event, Name
from cases.events.procedure import ClockEscalated


class EscalateClock(ByRule):
    """Tell the office above that a time limit was missed, and let it act if it may."""

    clock: Name
    party: Number | None = None

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        run = case.clocks.get((self.clock, self.party))
        if run is None or not run.noted:
            raise Refused("nothing is overdue any more", reaction.clause)
        if run.above is not None:
            raise Refused("the office above was told of it", reaction.clause)
        yield _told(case, run, reaction, at)


class EscalateMissed(Command):
    """Tell the office above of all that was missed before a rule said so, each once."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        if by != SYSTEM:
            raise NotPermitted("only a rule asks for this", BY_ITSELF)
        for run in case.clocks.values():
            reaction = _reaction(case, run.clock)
            if run.noted and run.above is None and reaction is not None:
                yield _told(case, run, reaction, at)


def _reaction(case: Case, clock: str) -> Reaction | None:
    """The first that tells somebody of the clock in such a case; None if none does."""
    for reaction in case.edition.reactions.values():
        here = case.case_type in reaction.case_types and clock in reaction.clocks
        if reaction.then == "escalate" and here:
            return reaction
    return None


def _told(case: Case, run: Run, reaction: Reaction, at: datetime) -> ClockEscalated:
    return ClockEscalated(
        clock=run.clock,
        party=run.party,
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
