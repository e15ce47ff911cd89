"""Two cases of the invented code, and what a command about both does to each."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from rules import CODE
from scenario import DAY_0, Scenario, informed

from cases.actors import Actor
from cases.case.case import Case
from cases.case.fold import replay
from cases.case.parts import Links
from cases.commands.command import Command
from cases.errors import CaseError
from cases.events.event import Event

HERE: Final = UUID("0190f1c2-0000-7000-8000-000000000001")
THERE: Final = UUID("0190f1c2-0000-7000-8000-000000000002")
NEXT: Final = UUID("0190f1c2-0000-7000-8000-000000000003")
NOWHERE: Final = UUID("0190f1c2-0000-7000-8000-000000000004")


@dataclass(frozen=True)
class Pair:
    """A case, and another that a command names; `THERE` is its name."""

    here: Scenario
    there: Scenario

    def asked(self, command: Command, by: Actor, at: datetime = DAY_0) -> Scenario:
        """The command decided, with both cases known."""
        return self._knowing().when(command, by, at)

    def after(self, command: Command, by: Actor, at: datetime = DAY_0) -> "Pair":
        """Both cases after the command; each knows of the other as it stands then."""
        before = self._knowing()
        done = before.after(command, by, at)
        happened = self.elsewhere(command, by, at)
        history = (*self.there.history, *((event, by.id) for event in happened))
        there = Scenario(replay(CODE, history), None, history)
        return Pair(done, there)

    def elsewhere(
        self, command: Command, by: Actor, at: datetime = DAY_0, case: UUID = THERE
    ) -> list[Event]:
        """What happens in another case: the other one, or one that begins."""
        known = informed(self._knowing().case, command, by)
        told = command.decide_elsewhere(known, by, at)
        return [event for other, event in told if other == case]

    def turned(self) -> "Pair":
        """The same two, the other way round; only the names change places."""
        return Pair(self.there, self.here)

    def _knowing(self) -> Scenario:
        there = replace(self.there.case, others={}, host=None)
        others = {THERE: there} if self.there.case.case_type else {}
        host = there if self.here.case.links.follows == THERE else None
        case = replace(self.here.case.among(HERE, others, NEXT), host=host)
        return replace(self.here, case=case)


def ending(pair: Pair) -> Pair:
    """The case that took in the other comes first, so that it can be ended."""
    links = Links(taken_in=frozenset({THERE}), followers=frozenset({THERE}))
    turned = pair.turned()
    here = replace(turned.here, case=replace(turned.here.case, links=links))
    return Pair(here, turned.there)


def unknown() -> Scenario:
    """No case at all."""
    return Scenario(Case(CODE))


def refused(outcome: Scenario) -> CaseError:
    assert isinstance(outcome.outcome, CaseError), repr(outcome.outcome)
    return outcome.outcome
