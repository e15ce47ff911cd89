"""Losing what one has in a case together with the office of the organisation."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cases.case.case import Case
from cases.commands.by_rule import ByRule, Ordered
from cases.commands.conflicts import decider_lost, removed
from cases.commands.entrusted import tasks_left
from cases.edition.reaction import Reaction
from cases.errors import Refused
from cases.events.event import Event, Name, Person
from cases.events.people import HandlerRemoved

OVER: Final = "the mandate for the office is over"


class LeaveOffices(ByRule):
    """Let somebody lose what they had in the case by an office they hold no longer.

    What they did stays valid: a determination they took part in, an opinion delivered.
    """

    person: Person
    role: Name

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        lost = list(self._lost(Ordered.of(reaction, case, at)))
        if not lost:
            raise Refused("nothing is held by this office any more", reaction.clause)
        yield from lost

    def _lost(self, now: Ordered) -> Iterator[Event]:
        case = now.case
        if case.closed or case.mandates.holds(self.person, self.role, now.today):
            return
        if self.role in case.handlers.get(self.person, ()):
            lost = {"person": self.person, "role": self.role, "rule": OVER}
            yield now.also("recuse_handler", HandlerRemoved, **lost)
        yield from tasks_left(now, self.person, OVER, self.role)
        kind = case.edition.kind_of(self.role)
        if kind == "decider" and self._decides(case):
            yield from decider_lost(now, self.person)
        if kind == "arbitrator":
            yield from self._arbitrates(now)

    def _decides(self, case: Case) -> bool:
        """Whether they sit in the body by this office."""
        if self.person not in case.panel.present:
            return False
        step = case.procedure.step("determine")
        return case.edition.allows(step, self.role)

    def _arbitrates(self, now: Ordered) -> Iterator[Event]:
        for number, appointment in now.case.appointments.items():
            open_still = not (appointment.ended or appointment.delivered)
            if appointment.person == self.person and open_still:
                yield removed(now, number, OVER)
