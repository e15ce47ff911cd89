"""What a rule of the edition asks for, and nobody else: steps taken, clocks started."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Self
from uuid import UUID

from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.command import (
    Circumstances,
    Command,
    Elsewhere,
    Happened,
    record,
)
from cases.commands.following import closed_with
from cases.commands.order import in_order
from cases.commands.steps import others, relations, taken
from cases.commands.timing import Timing
from cases.edition.procedure import Step
from cases.edition.reaction import Reaction
from cases.errors import NotPermitted, Refused
from cases.events.event import Event, Name, Personal

BY_ITSELF: Final = "not from the code: rules ask by themselves"


@dataclass(frozen=True)
class Ordered(Circumstances):
    """What a rule brings about in a case, each under the reaction's own clause."""

    @classmethod
    def of(cls, reaction: Reaction, case: Case, at: datetime) -> Self:
        """What this reaction brings about now."""
        return cls(case, Step.model_construct(clause=reaction.clause), SYSTEM, at)

    def also(self, name: str, event: type[Happened], **facts: object) -> Happened:
        step = self.step.model_copy(update={"name": name})
        return record(event, step, self.case.phase, facts)


class ByRule(Command):
    """Something that nobody asks for but a reaction of the edition.

    What it finds not to be possible any more it refuses, so that this is recorded.
    """

    reaction: Name
    """Its name in the case's edition; where that has none, nothing follows."""

    def decide(self, case: Case, by: Actor, at: datetime) -> Iterator[Event]:
        if by != SYSTEM:
            raise NotPermitted("only a rule asks for this", BY_ITSELF)
        if reaction := case.edition.reactions.get(self.reaction):
            yield from self.follows(case, reaction, at)

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        """Yield what follows, under the reaction's clause."""
        raise NotImplementedError


class TakeStepByRule(ByRule):
    """Take the step that the reaction names."""

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return relations(case, step) if (step := self._step(case)) else ()

    def others(self, case: Case) -> tuple[UUID, ...]:
        return others(case, step) if (step := self._step(case)) else ()

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        step = _ordered(case, reaction)
        in_order(case, step)
        said = Personal(reaction.says) if reaction.says else None
        yield from taken(Circumstances(case, step, SYSTEM, at), reaction.facts, said)

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        if step := self._step(case):
            yield from closed_with(Circumstances(case, step, SYSTEM, at))

    def _step(self, case: Case) -> Step | None:
        reaction = case.edition.reactions.get(self.reaction)
        return _ordered(case, reaction) if reaction else None


def _ordered(case: Case, reaction: Reaction) -> Step:
    """The step that a reaction names, under the reaction's clause."""
    step = case.procedure.step(str(reaction.step))
    return step.model_copy(update={"clause": reaction.clause})


class StartClockByRule(ByRule):
    """Let the clock that the reaction names begin, on the day of what it follows."""

    on: date
    party: int | None = None
    """Whom it is about, for clocks that are a party's own."""

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        assert reaction.starts
        if case.closed or running(case, reaction, self.party):
            reason = "the case is closed, or a time limit for this runs already"
            raise Refused(reason, reaction.clause)
        yield from Timing(case, self.on, self.party).start(reaction.starts)


def running(case: Case, reaction: Reaction, party: int | None) -> bool:
    """Whether the clock runs that the reaction starts, or one that stands for it.

    Of clocks that each party has, the party's own.
    """
    time = Timing(case, date.min, party)
    return any(time.runs(str(clock)) for clock in (reaction.starts, *reaction.unless))
