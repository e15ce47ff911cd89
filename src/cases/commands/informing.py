"""Recipients of somebody's data, told what became of them (GDPR Art. 19)."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from cases.case.case import Case
from cases.commands.command import Circumstances, Day, StepCommand
from cases.commands.considering import DecideErasure
from cases.commands.rectifying import CorrectText
from cases.commands.restricting import RestrictTexts
from cases.errors import Refused
from cases.events.event import Event, Personal, Reference
from cases.events.requests import RecipientKind, RecipientTold, Right

DONE_BY: Final[Mapping[Right, str]] = {
    "erasure": DecideErasure.step_name,
    "rectification": CorrectText.step_name,
    "restriction": RestrictTexts.step_name,
}
"""The step by which it was done what somebody had a right to."""


class TellRecipient(StepCommand):
    """Record that whoever had been given data was told what became of them.

    Each recipient once; or why they cannot be told. Whoever asked is shown it.
    """

    step_name: ClassVar[str] = "tell_recipient"

    recipient: Reference
    """What they are known by elsewhere; never a person's name."""
    kind: RecipientKind
    """Who it is."""
    told_on: Day | None = None
    """The day on which they were told; null when that is impossible."""
    reasons: Personal | None = None
    """Why it is."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        of = _done(now)
        if self.told_on is None and self.reasons is None:
            reason = "it is not said why the recipient is not told"
            raise Refused(reason, now.step.clause, "reasons")
        if self.told_on is not None:
            now.past(self.told_on, "told_on")
        if self.recipient in now.case.disposal.told:
            reason = "the recipient has been told"
            raise Refused(reason, now.step.clause, "recipient")
        yield now.happened(RecipientTold, of=of, **dict(self))


def _done(now: Circumstances) -> Right:
    """What was done for whoever asked; refused when nothing was."""
    case = now.case
    for right, step in DONE_BY.items():
        if case.facts.get("right") == right:
            if not case.took(step) or not _changes(case, right):
                reason = "nothing was done that a recipient is to be told of"
                raise Refused(reason, now.step.clause, awaits=[step])
            return right
    reason = "nothing was asked for that a recipient is to be told of"
    raise Refused(reason, now.step.clause)


def _changes(case: Case, right: Right) -> bool:
    """Whether anything goes; what is put right or restricted is changed by that."""
    considered = case.disposal.considered.values()
    return right != "erasure" or any(one.stays is None for one in considered)
