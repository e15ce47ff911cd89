"""Putting into words what somebody is said to have done."""

from collections.abc import Iterator
from typing import ClassVar

from cases.actors import Actor
from cases.case.case import Case
from cases.case.parts import Allegation
from cases.commands.accusation import Accusation
from cases.commands.binding import register_of
from cases.commands.command import Circumstances, Number, StepCommand
from cases.commands.interim_end import unaccused
from cases.commands.timing import Timing
from cases.errors import Refused
from cases.events.allegations import (
    AllegationAmended,
    AllegationDropped,
    AllegationFramed,
)
from cases.events.event import Event, Personal


class FrameAllegation(Accusation, StepCommand):
    """Put one accusation against one party into words, against clauses of the code."""

    step_name: ClassVar[str] = "frame_allegation"

    party: Number

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return register_of(case, self.party)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        said = self.worded(now, self.party)
        number = len(now.case.allegations) + 1
        yield now.happened(AllegationFramed, allegation=number, **said)


class AmendAllegation(Accusation, StepCommand):
    """Put an accusation into other words, with the reasons, before it is determined.

    All of it is said again; whoever is accused is heard on it again.
    """

    step_name: ClassVar[str] = "amend_allegation"

    allegation: Number
    reasons: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        known = case.allegations.get(self.allegation)
        return register_of(case, known.party) if known else ()

    def happens(self, now: Circumstances) -> Iterator[Event]:
        party = unsettled(now, self.allegation).party
        yield now.happened(AllegationAmended, **self.worded(now, party))


class DropAllegation(StepCommand):
    """Give up an accusation, with the reason."""

    step_name: ClassVar[str] = "drop_allegation"

    allegation: Number
    reason: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        party = unsettled(now, self.allegation).party
        yield now.happened(AllegationDropped, party=party, **dict(self))
        yield from unaccused(Timing(now.case, now.at), {self.allegation})


def unsettled(now: Circumstances, allegation: int) -> Allegation:
    """The allegation; refused when unknown, dropped or determined."""
    known = now.case.allegations.get(allegation)
    if known is None:
        raise Refused("the case has no such allegation", now.step.clause, "allegation")
    if known.settled:
        raise Refused("the allegation is settled", now.step.clause, "allegation")
    return known
