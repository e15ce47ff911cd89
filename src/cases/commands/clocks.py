"""Time limits that pass without anybody doing anything."""

from collections.abc import Iterator
from datetime import datetime

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.command import Command
from cases.commands.consequences import missed
from cases.errors import NotPermitted
from cases.events.event import Event
from cases.events.procedure import ClockMissed


class MissClocks(Command):
    """Record the time limits that have passed; asked again, there is nothing left."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        if by != SYSTEM:
            reason = "only the passing of time misses a time limit"
            raise NotPermitted(reason, "not from the code: clocks are not operated")
        for clock, due in case.clocks.running.items():
            if missed(case, clock, at):
                yield ClockMissed(clock=clock, due_on=due.on)
