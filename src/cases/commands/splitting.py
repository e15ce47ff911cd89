"""One case that is about two things: what does not belong to it goes its own way."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from cases.case.case import Case
from cases.case.fold import after
from cases.commands.allegations import unsettled
from cases.commands.command import Circumstances, Elsewhere, Numbers, StepCommand
from cases.commands.interim_end import unaccused
from cases.commands.linking import link
from cases.commands.timing import Timing
from cases.edition.procedure import Opening
from cases.errors import Refused
from cases.events.event import Event, Personal
from cases.events.links import CaseLinked
from cases.events.opening import NoOfficeAsked, ReportReceived
from cases.events.people import HandlerDesignated
from cases.events.procedure import ClockStarted


class SplitCase(StepCommand):
    """Let some of what a case is about go on as a case of its own.

    It is the same report, under the same edition, with the same people kept away and
    responsible; its time limits are those of this one.
    """

    step_name: ClassVar[str] = "split_case"

    allegations: Numbers = ()
    """What is followed up in the new case; to be framed there in its own words."""
    account: Personal
    """What the new case is about, without what it is not about."""
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        for number in self.allegations:
            unsettled(now, number)
        pursued = {n for n, one in now.case.allegations.items() if not one.dropped}
        if self.allegations and not pursued - {*self.allegations}:
            reason = "nothing would be left in this case"
            raise Refused(reason, now.step.clause, "allegations")
        yield CaseLinked(
            case=_new(now.case),
            how="split_into",
            clause=now.step.clause,
            allegations=self.allegations,
            reasons=self.reasons,
        )
        yield from unaccused(Timing(now.case, now.at), self.allegations)

    def elsewhere(self, now: Circumstances) -> Iterator[Elsewhere]:
        for event in self._begun(now):
            yield _new(now.case), event

    def _begun(self, now: Circumstances) -> Iterator[Event]:
        case, opening = now.case, _opening(now.case)
        received = self._received(case, opening)
        yield received
        known = (one for one in case.concealed if one != received.concealed)
        yield from (
            NoOfficeAsked(clause=received.clause, no_office=one) for one in known
        )
        assert case.case_id is not None
        yield link(now, "split_from", case.case_id, case)
        yield from _handlers(now, opening)
        new = after(Case(case.code), received, now.by.id)
        yield from _clocks(now, new, opening)

    def _received(self, case: Case, opening: Opening) -> ReportReceived:
        """The same report once more, in the same unit, as a case of its own."""
        return ReportReceived.model_validate(
            {
                "case_type": case.case_type,
                "kind": case.procedure.kind,
                "edition": case.edition_name,
                "opening": opening.name,
                "label": opening.label,
                "clause": opening.clause,
                "phase": opening.phase,
                "unit": case.unit,
                "channel": case.channel,
                "identity_mode": case.identity_mode,
                "reporter": case.reporter if case.identity_mode == "named" else None,
                "concealed": next(
                    (one for one in case.concealed if one.marks.reporter), None
                ),
                "received_on": case.received_on,
                "account": self.account,
            }
        )


def _new(case: Case) -> UUID:
    assert case.next_id is not None
    return case.next_id


def _opening(case: Case) -> Opening:
    """How a case begins that was split off; editions are checked to have one."""
    return next(one for one in case.procedure.openings.values() if one.splits)


def _handlers(now: Circumstances, opening: Opening) -> Iterator[Event]:
    """Whoever is responsible stays so: no conflict, as they have declared."""
    for person, roles in sorted(now.case.handlers.items()):
        for role in sorted(roles):
            yield HandlerDesignated(
                step="designate_handler",
                clause=opening.clause,
                phase=opening.phase,
                person=person,
                role=role,
                conflict_declared_absent=True,
            )


def _clocks(now: Circumstances, new: Case, opening: Opening) -> Iterator[Event]:
    """The time limits of the first case, as they run; others from today."""
    for clock in opening.starts:
        run = now.case.clocks.get((clock, None))
        if run is None:
            yield from Timing(new, now.at).start(clock)
            continue
        yield ClockStarted(
            clock=clock,
            clause=new.edition.clocks[clock].clause,
            started_on=run.started_on,
            due_on=run.due.on,
            due_at=run.due.at,
            moments=run.moments,
        )
