"""Time limits: what their passing has to say, and more time for reasons."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.case.run import Run
from cases.commands import interim_end, measure_end
from cases.commands.command import Circumstances, Command, Number, StepCommand
from cases.commands.timing import Timing
from cases.errors import NotPermitted, Refused
from cases.events.event import Event, Name, Personal
from cases.events.procedure import ClockExtended


class NoteTime(Command):
    """Record the warnings and ends of time limits that have come, each once."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        if by != SYSTEM:
            reason = "only the passing of time is noted so"
            raise NotPermitted(reason, "not from the code: clocks are not operated")
        time = Timing(case, at)
        for run in case.clocks.values():
            if run.paused_on is None and not run.noted:
                yield from time.passed(run) if time.over(run) else time.warn(run)
                yield from interim_end.lapsed(time, run)
                yield from measure_end.lapsed(time, run)


class ExtendTimeLimit(StepCommand):
    """Give a time limit more time, with reasons, before it has passed."""

    step_name: ClassVar[str] = "extend_time_limit"

    clock: Name
    party: Number | None = None
    """Whose time limit, when each party has their own; null where only one has."""
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        run = self._running(now)
        edition = now.case.edition
        due = edition.due(
            run.clock,
            run.started_on,
            extended=run.extended + 1,
            paused=run.paused_days,
        )
        yield now.happened(
            ClockExtended,
            **dict(self) | {"party": run.party},
            due_on=due.on,
            moments=edition.moments(run.clock, due, now.at),
        )

    def _meant(self, now: Circumstances) -> Run:
        """The run of the clock that is meant; refused if there is none, or several."""
        clause = now.case.edition.clocks[self.clock].clause
        found = [r for r in now.case.clocks.values() if r.clock == self.clock]
        if self.party is not None:
            found = [run for run in found if run.party == self.party]
        if not found:
            raise Refused("the time limit does not run", clause, "clock")
        if len(found) > 1:
            reason, whose = "it is not said whose it is", [run.party for run in found]
            raise Refused(reason, clause, "party", allowed=whose)
        return found[0]

    def _running(self, now: Circumstances) -> Run:
        """The run of the clock; refused when it cannot be extended."""
        if self.clock not in now.step.extends:
            reason = "the code gives no more time for this"
            allowed = now.step.extends
            raise Refused(reason, now.step.clause, "clock", allowed=allowed)
        term = now.case.edition.clocks[self.clock]
        run = self._meant(now)
        if run.noted or Timing(now.case, now.at).over(run):
            reason = "the time limit has passed"
            raise Refused(reason, term.clause, "clock", until=run.due.on)
        if run.extended >= term.extensions:
            reason = "the time limit was given all the time it may be given"
            raise Refused(reason, term.clause, "clock", until=run.due.on)
        return run
