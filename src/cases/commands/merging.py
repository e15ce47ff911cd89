"""Two cases about the same: one goes on as part of the other, or repeats it."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from cases.case.case import Case
from cases.commands.command import Circumstances, Elsewhere, StepCommand
from cases.commands.linking import (
    link,
    offices_left,
    other_case,
    told,
    unlink,
    unlinked,
)
from cases.errors import Refused
from cases.events.event import Event, Personal


class MergeCase(StepCommand):
    """Let a case go on as part of another that is about the same.

    Both are kept. In this one its reporter is still answered, and learns nothing of
    the other.
    """

    step_name: ClassVar[str] = "merge_case"

    into: UUID
    reasons: Personal

    def others(self, case: Case) -> tuple[UUID, ...]:
        return (self.into,)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        unlinked(now)
        other = other_case(now, "into", self.into)
        self._may_take_in(now, other)
        if any(not one.settled for one in now.case.allegations.values()):
            reason = "an allegation would be lost: it is to be framed in the other case"
            raise Refused(reason, now.step.clause, awaits=["drop_allegation"])
        yield link(now, "merged_into", self.into, other, self.reasons)
        yield from offices_left(now, other)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        yield from told(now, "took_in", self.into, self.step_name)

    def _may_take_in(self, now: Circumstances, other: Case) -> None:
        """Refuse a case that is closed, or too far on to take in another."""
        step = other.procedure.step(self.step_name)
        if other.closed:
            reason = "the other case is closed"
            raise Refused(reason, step.clause, "into", awaits=["reopen_case"])
        if not step.possible_in(other.phase):
            reason = f"the other case is in the phase {other.phase!r}"
            raise Refused(reason, step.clause, "into", allowed=step.phases)


class RecogniseDuplicate(StepCommand):
    """Record that a report tells again what another case is about.

    Nothing ends by that: it is a reason to dismiss the report, which a second person
    confirms. Its reporter is answered, and can add to it.
    """

    step_name: ClassVar[str] = "recognise_duplicate"

    of: UUID
    reasons: Personal

    def others(self, case: Case) -> tuple[UUID, ...]:
        return (self.of,)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        unlinked(now)
        other = other_case(now, "of", self.of)
        yield link(now, "duplicate_of", self.of, other, self.reasons)
        yield from offices_left(now, other)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        yield from told(now, "original_of", self.of, self.step_name)


class RetractDuplicate(StepCommand):
    """Take back that a report tells again what another case is about: it does not.

    Both cases go on alone. Whoever was kept away for the other case alone can come
    back; whoever lost an office can be given it anew.
    """

    step_name: ClassVar[str] = "retract_duplicate"

    reasons: Personal

    def others(self, case: Case) -> tuple[UUID, ...]:
        return (case.links.follows,) if case.links.follows else ()

    def happens(self, now: Circumstances) -> Iterator[Event]:
        links = now.case.links
        if links.follows is None or links.merged:
            reason = "it was not said that the case repeats another"
            awaits = [RecogniseDuplicate.step_name]
            raise Refused(reason, now.step.clause, awaits=awaits)
        yield unlink(now, "duplicate_of", links.follows, self.reasons)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        there = now.case.links.follows
        assert there is not None
        assert now.case.case_id is not None
        other = now.case.others[there]
        step = other.procedure.step(self.step_name)
        theirs = Circumstances(other, step, now.by, now.at)
        yield there, unlink(theirs, "original_of", now.case.case_id)
