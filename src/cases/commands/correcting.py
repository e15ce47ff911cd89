"""A slip of the pen in a decision; never what was decided."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from cases.commands.command import Circumstances, Number, StepCommand
from cases.commands.decision import decides
from cases.commands.people import accused
from cases.errors import NotPermitted, Refused
from cases.events.decision import DecisionCorrected, Slip
from cases.events.event import Event, Personal


class CorrectDecision(StepCommand):
    """Put right a slip of the pen in what an accused party was told.

    Finding, measures and days stay as they were decided; who would change them appeals
    or decides anew.
    """

    step_name: ClassVar[str] = "correct_decision"

    party: Number
    slip: Slip
    """What kind of slip it is."""
    decided_as_before: Literal[True]
    """That finding and measures stay as they are."""
    text: Personal
    """What is to be read, and in place of what."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        accused(now, self.party)
        if decides(now) and now.by.id not in now.case.decided:
            reason = "only a member who decided corrects the decision"
            raise NotPermitted(reason, now.step.clause)
        if self.party not in now.case.notified:
            reason = "the party has not been notified of a decision"
            awaits = ["notify_decision"]
            raise Refused(reason, now.step.clause, "party", awaits=awaits)
        yield now.happened(
            DecisionCorrected, party=self.party, slip=self.slip, text=self.text
        )
