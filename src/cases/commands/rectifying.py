"""What is wrong about a person, put right beside what was recorded (GDPR Art. 16).

The original stays as it was, as it is evidence of what was said and known; whoever
reads it is shown the correction with it.
"""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from cases.case.case import Case
from cases.commands.command import Circumstances, Elsewhere, StepCommand
from cases.commands.considering import concerned, parties_of
from cases.commands.restricting import asking
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.requests import Corrected, CorrectionMade, TextCorrected


class CorrectText(StepCommand):
    """Put right what is written about whoever asked, in a case that they know of."""

    step_name: ClassVar[str] = "correct_text"

    case: UUID
    """The case that holds it."""
    corrects: Corrected
    """Which texts about them are wrong."""
    correction: Personal
    """What is right, in the words of whoever asked or the officer's."""

    def others(self, case: Case) -> tuple[UUID, ...]:
        return (self.case,)

    def entitled(self, now: Circumstances) -> None:
        if now.step.unmet(now.case.facts):
            reason = "whoever asked did not ask for anything to be put right"
            raise Refused(reason, now.step.clause)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        concerned(now, self.case, "case")
        made = {"case": self.case, "corrects": self.corrects}
        yield now.happened(CorrectionMade, **made)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        theirs = parties_of(now.case.others[self.case], now.case.declarant)
        for party in sorted(theirs):
            corrected = TextCorrected(
                request=asking(now.case),
                clause=now.step.clause,
                party=party,
                corrects=self.corrects,
                correction=self.correction,
            )
            yield self.case, corrected
