"""A case that had ended goes on, because something new has come to light."""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from cases.case.case import Case
from cases.commands.command import Circumstances, Elsewhere, Numbers, StepCommand
from cases.commands.following import reopened_with
from cases.commands.measure_end import watched
from cases.commands.timing import Timing
from cases.errors import Refused
from cases.events.closing import CaseReopened
from cases.events.event import Event, Personal


class ReopenCase(StepCommand):
    """Let a closed case go on, on facts that were not known when it was closed.

    The day of its deletion is withdrawn; what comes before an end is done again.
    """

    step_name: ClassVar[str] = "reopen_case"

    allegations: Numbers = ()
    """What is to be determined anew; other findings stand."""
    new_facts: Personal
    """What is new, and why it may change what was decided."""

    def others(self, case: Case) -> tuple[UUID, ...]:
        return tuple(sorted(case.links.taken_in))

    def happens(self, now: Circumstances) -> Iterator[Event]:
        self._still_there(now)
        if now.case.links.merged:
            reason = "it is reopened with the case that it belongs to"
            raise Refused(reason, now.step.clause)
        if not now.case.news:
            reason = "a wish is not enough: nothing was added since it was closed"
            raise Refused(reason, now.step.clause, awaits=_telling(now.case))
        if set(self.allegations) - set(now.case.allegations):
            reason = "the case has no such allegation"
            raise Refused(reason, now.step.clause, "allegations")
        reopened = now.happened(CaseReopened, **dict(self))
        yield reopened
        yield from watched(Timing(now.case, now.at), reopened)
        yield from self._told_anew(now)

    def _told_anew(self, now: Circumstances) -> Iterator[Event]:
        """The clocks of their own of all whom something is to be determined about."""
        alleged = now.case.allegations
        for party in sorted({alleged[number].party for number in self.allegations}):
            time = Timing(now.case, now.at, party)
            for clock in now.step.starts:
                if now.case.edition.clocks[clock].per_party:
                    yield from time.start(clock)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        yield from reopened_with(now)

    def _still_there(self, now: Circumstances) -> None:
        """Refuse what is to be deleted by now: its texts may be gone."""
        goes_on = now.case.delete_on
        if goes_on is not None and now.today >= goes_on and not now.case.held:
            reason = "the case is to be deleted by now"
            last_day = goes_on - timedelta(days=1)
            raise Refused(reason, now.step.clause, until=last_day)


def _telling(case: Case) -> list[str]:
    """The steps that add something to a closed case."""
    names = ("take_evidence", "add_information")
    return [step.name for step in case.procedure.acts() if step.name in names]
