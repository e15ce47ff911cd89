"""Recipients of texts that went: found in the log, and told (GDPR Art. 19)."""

from collections.abc import Iterator
from typing import ClassVar, Final

from cases.case.erasure import Disposal
from cases.commands.command import Circumstances, Day, OneOrMore, StepCommand
from cases.commands.disposal_guards import WAITING
from cases.commands.erased import OfTheErasure
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.notices import Given, RecipientsFound, RecipientsNotified, Untold

FOUND: Final = 100
"""Recipients in one event: it fits into a leaf of the audit tree."""


class FindRecipients(OfTheErasure):
    """Record who had been given what a list has erased so far, as the log says."""

    erased: int
    recipients: tuple[Given, ...]

    def recorded(self, state: Disposal) -> Iterator[Event]:
        if self.erased <= state.looked:
            return
        known = {_key(one) for one in state.recipients.values()}
        new = [one for one in self.recipients if _key(one) not in known]
        some = [new[first : first + FOUND] for first in range(0, len(new), FOUND)]
        for found in some or [[]]:
            yield RecipientsFound(erased=self.erased, recipients=tuple(found))


class NotifyRecipients(StepCommand):
    """Record that recipients were told that the texts are gone, or why they are not.

    Whoever had been given any of them, as the list says. The list does not end before:
    each is told, unless that is impossible or takes an effort out of all proportion.
    """

    step_name: ClassVar[str] = "notify_recipients"

    recipients: OneOrMore
    """Their places on the list."""
    told_on: Day | None = None
    """The day on which they were told; null when they were not."""
    because: Untold | None = None
    """Why they were not; then with reasons."""
    reasons: Personal | None = None
    """What makes it impossible, or what effort it would take."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        open_ones = _open(now.case.disposal)
        if not {*self.recipients} <= {*open_ones}:
            reason = "there is no such recipient who is still to be told"
            raise Refused(reason, now.step.clause, "recipients", allowed=open_ones)
        if (self.told_on is None) == (self.because is None):
            reason = "recipients were told on a day, or it is said why not"
            raise Refused(reason, now.step.clause, "because")
        if (self.because is None) != (self.reasons is None):
            reason = "reasons are given where recipients are not told, and only there"
            raise Refused(reason, now.step.clause, "reasons")
        self._once_gone(now)
        yield now.happened(RecipientsNotified, **dict(self))

    def _once_gone(self, now: Circumstances) -> None:
        """Refuse a day on which nothing had gone yet: it could not be told."""
        if self.told_on is None:
            return
        now.past(self.told_on, "told_on")
        run = now.case.clocks.get((WAITING, None))
        if run is not None and self.told_on <= run.due.on:
            reason = "nothing was gone by then that could be told"
            raise Refused(reason, now.step.clause, "told_on")


def _open(state: Disposal) -> tuple[int, ...]:
    """Recipients who were not told; those, too, of whom it was said why."""
    told = {n for n, notice in state.notices.items() if notice.told_on}
    return tuple(sorted(state.recipients.keys() - told))


def _key(one: Given) -> tuple[object, ...]:
    return one.position, one.recipient, one.entries
