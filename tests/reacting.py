"""The reactor without a log: what rules ask for in one case, followed to its end."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from scenario import DAY_0, Scenario

from cases.actors import SYSTEM
from cases.case.case import Case
from cases.case.fold import replay
from cases.case.parts import Relation
from cases.edition.code import Code
from cases.edition.reaction import Reaction
from cases.errors import CaseError
from cases.events.event import Event
from cases.mandates import Mandates
from cases.reactions.happened import Asked, Happened, Whenever
from cases.reactions.table import RULES

HERE = UUID(int=1)
"""The one case there is."""
MOST = 500
"""Events that may follow; a reaction that causes itself goes on for ever."""


@dataclass(frozen=True)
class Moment:
    """What is known right after an event of a history."""

    scenario: Scenario
    version: int

    def case(self) -> Case:
        """The case right after the event."""
        code = self.scenario.case.code
        then = replay(code, self.scenario.history[: self.version])
        return replace(then, mandates=self.mandates())

    def case_of(self, stream: UUID) -> Case:
        """The only one there is."""
        assert stream == HERE
        return self.case()

    def mandates(self) -> Mandates:
        """Those of the scenario: they do not change while it goes on."""
        return self.scenario.case.mandates

    def relation(self, name: str) -> Relation:
        """What the scenario knows of other cases: it does not change either."""
        return self.scenario.case.known.get(name, Relation())

    def streams(self, relation: str) -> tuple[UUID, ...]:
        """The case, when one of its events so far has the relation."""
        so_far = self.scenario.history[: self.version]
        touched = any(relation in event.relations() for event, _ in so_far)
        return (HERE,) if touched else ()


@dataclass
class Reacting:
    """A case, and what was asked for and answered in it, by its key."""

    so_far: Scenario
    at: datetime = DAY_0
    answered: dict[UUID, str] = field(default_factory=dict)

    def go_through(self) -> "Reacting":
        """Follow up every event from the first on, and those that follow."""
        version = 0
        while version < len(self.so_far.history):
            version += 1
            assert len(self.so_far.history) < MOST, "it never ends"
            self.follow(self.so_far.history[version - 1][0], version)
        return self

    def follow(self, event: Event, version: int) -> "Reacting":
        """Follow up one event, of this case or of elsewhere, at a moment of it."""
        for when in self.reactions(event, version):
            for asked in RULES[when.reaction.then](when):
                self.carry_out(when, asked)
        return self

    def reactions(self, event: Event, version: int) -> list[Whenever]:
        """What may follow the event."""
        happened = Happened(HERE, version, version, self.at.date(), event)
        known = Moment(self.so_far, version)
        reactions = self.so_far.case.edition.reactions
        return [Whenever(happened, name, one, known) for name, one in reactions.items()]

    def carry_out(self, when: Whenever, asked: Asked) -> None:
        """As `Cases.follow_up` does."""
        event = type(when.happened.event).__name__
        said = f"{when.name} {event} {when.happened.version} {asked.about}"
        key = uuid5(HERE, said)
        if asked.case != HERE or key in self.answered:
            return
        tried = self.so_far.when(asked.command, SYSTEM, self.at)
        if isinstance(tried.outcome, CaseError):
            self.answered[key] = str(tried.outcome)
        elif tried.outcome:
            self.so_far = self.so_far.after(asked.command, SYSTEM, self.at)
            self.answered[key] = "done"


def settled(scenario: Scenario, at: datetime = DAY_0) -> Reacting:
    """The case once everything has followed."""
    return Reacting(scenario, at).go_through()


def followed(scenario: Scenario, at: datetime = DAY_0) -> list[Event]:
    """What followed by itself."""
    before = len(scenario.history)
    return [event for event, _ in settled(scenario, at).so_far.history[before:]]


def ruled(before: Scenario, name: str, **said: Any) -> Scenario:
    """The same, under an edition that has this reaction as well, or instead."""
    edition, code = before.case.edition, before.case.code
    reactions = {**edition.reactions, name: Reaction.model_validate(said)}
    other = edition.model_copy(update={"reactions": reactions})
    editions = tuple(other if one is edition else one for one in code.editions)
    case = replace(before.case, code=Code(code.organisation, editions))
    return Scenario(case, None, before.history)


def reaction(scenario: Scenario, name: str) -> Reaction:
    """A reaction of the case's edition."""
    return scenario.case.edition.reactions[name]
