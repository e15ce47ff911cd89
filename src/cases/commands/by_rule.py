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
from cases.commands.findings import to_find
from cases.commands.following import along, closed_with
from cases.commands.order import in_order
from cases.commands.steps import taken
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
        step = Step.model_construct(
            name="by_rule",
            label=reaction.label,
            by=(SYSTEM.role,),
            clause=reaction.clause,
        )
        return cls(case, step, SYSTEM, at)

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
        step = self._step(case)
        return tuple(to_find(case, step)) if step else ()

    def others(self, case: Case) -> tuple[UUID, ...]:
        step = self._step(case)
        return along(case, step) if step else ()

    def follows(self, case: Case, reaction: Reaction, at: datetime) -> Iterator[Event]:
        step = case.procedure.step(str(reaction.step))
        step = step.model_copy(update={"clause": reaction.clause})
        in_order(case, step)
        said = Personal(reaction.says) if reaction.says else None
        yield from taken(Circumstances(case, step, SYSTEM, at), reaction.facts, said)

    def decide_elsewhere(
        self, case: Case, by: Actor, at: datetime
    ) -> Iterator[Elsewhere]:
        step = self._step(case)
        now = Circumstances(case, step, SYSTEM, at) if step else None
        return closed_with(now) if now else iter(())

    def _step(self, case: Case) -> Step | None:
        reaction = case.edition.reactions.get(self.reaction)
        return case.procedure.step(str(reaction.step)) if reaction else None


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
