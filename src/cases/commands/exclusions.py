"""Who is kept away from a case, and who may come near it again."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from cases.case.case import Case
from cases.commands.command import Circumstances, Elsewhere, StepCommand
from cases.commands.conflicts import excluded
from cases.commands.people import may_be_known
from cases.errors import Refused
from cases.events.event import Event, Person, Personal
from cases.events.people import ExclusionLifted, ExclusionReason


class ExcludePerson(StepCommand):
    """Keep somebody away from the case."""

    step_name: ClassVar[str] = "exclude_person"

    person: Person
    reason: ExclusionReason

    def others(self, case: Case) -> tuple[UUID, ...]:
        return goes_on_in(case)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        may_be_known(now, self.reason)
        yield from excluded(now, self.person, self.reason)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        yield from excluded_there(now, self.person, self.reason)


class LiftExclusion(StepCommand):
    """Let somebody near the case again."""

    step_name: ClassVar[str] = "lift_exclusion"

    person: Person
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        if self.person not in now.case.excluded:
            raise Refused("the person is not excluded", now.step.clause, "person")
        if self.person in now.case.persons("subject"):
            raise Refused("an accused party stays away", now.step.clause, "person")
        yield now.happened(ExclusionLifted, person=self.person, reason=self.reason)


def goes_on_in(case: Case) -> tuple[UUID, ...]:
    """The case that goes on for this one: nobody is kept from this one alone."""
    follows = case.links.follows if case.links.merged else None
    return (follows,) if follows else ()


def excluded_there(
    now: Circumstances, person: str, reason: ExclusionReason
) -> Iterator[Elsewhere]:
    """The same exclusion from the case that goes on for this one."""
    for there in goes_on_in(now.case):
        other = now.case.others[there]
        step = other.procedure.step(ExcludePerson.step_name)
        theirs = Circumstances(other, step, now.by, now.at)
        for event in excluded(theirs, person, reason):
            yield there, event
