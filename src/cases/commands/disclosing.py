"""Making known to somebody who reported in confidence, because a law demands it.

Proposed by one, approved by several offices, refused by any of them. The reporter is
told beforehand, unless that would jeopardise what the law demands it for. What the
reporter agrees to themselves is `DiscloseIdentity`.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cases.calendar import Due
from cases.case.case import Case
from cases.case.confidence import Revealing
from cases.commands.command import Circumstances, Day, StepCommand
from cases.commands.conflicts import concerned, fit
from cases.commands.order import kept_away
from cases.commands.timing import Timing
from cases.edition.disclosing import APPROVE, NOTICE, PROPOSE, READING
from cases.errors import Refused
from cases.events.disclosing import (
    Basis,
    DisclosureNoticeDeferred,
    DisclosureNoticeGiven,
    IdentityDisclosureApproved,
    IdentityDisclosureDenied,
    IdentityDisclosureProposed,
)
from cases.events.event import Event, Person, Personal, Reference


class ProposeIdentityDisclosure(StepCommand):
    """Propose that somebody may learn who reported in confidence, until a day.

    A law has to demand it, necessarily and in proportion, for an investigation by an
    authority or for proceedings in court.
    """

    step_name: ClassVar[str] = PROPOSE

    recipient: Person
    """Who may read it then; whoever asks from outside is answered by somebody here."""
    basis: Basis
    """What the law demands it for."""
    obligation: Reference
    """The provision that obliges to it, such as `DK/RPL/804`; never a person's name."""
    until: Day
    """The last day on which it may be read."""
    reasons: Personal
    """Why it is necessary, and in proportion."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        _secret(now)
        known = now.case.revealing
        if known and not known.over(now.today):
            reason = "another disclosure of who reported is not over"
            raise Refused(reason, now.step.clause)
        fit(now, "recipient", {self.recipient}, away(now.case))
        _in_time(now, self.until, "until", READING)
        approving = now.case.procedure.step(APPROVE)
        yield now.happened(
            IdentityDisclosureProposed,
            disclosure=known.number + 1 if known else 1,
            needed=approving.approvals,
            proposer=now.by.id,
            **dict(self),
        )
        time = Timing(now.case, now.at)
        for run in time.runs(READING):
            yield from time.passed(run)
        yield from time.start(READING, Due(self.until))


class ApproveIdentityDisclosure(StepCommand):
    """Agree, for one of the offices that are asked, that somebody learns who reported.

    No office and no person counts twice, nor whoever proposed it or is to learn it.
    """

    step_name: ClassVar[str] = APPROVE

    def happens(self, now: Circumstances) -> Iterator[Event]:
        yield now.happened(
            IdentityDisclosureApproved,
            disclosure=to_approve(now).number,
            office=_office(now),
            approver=now.by.id,
        )


class DenyIdentityDisclosure(StepCommand):
    """Refuse, for one of the offices that are asked, that somebody learns it."""

    step_name: ClassVar[str] = "deny_identity_disclosure"

    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        number = to_weigh(now).number
        yield now.happened(
            IdentityDisclosureDenied, disclosure=number, reasons=self.reasons
        )
        time = Timing(now.case, now.at)
        for run in time.runs(READING):
            yield from time.stop(run)


class GiveDisclosureNotice(StepCommand):
    """Tell the reporter that somebody learns who they are, and why.

    Before that, or once it jeopardises nothing any more.
    """

    step_name: ClassVar[str] = "give_disclosure_notice"

    notice: Personal
    """The reasons, in words for the reporter, who reads them."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        approved = _approved(now)
        yield now.happened(
            DisclosureNoticeGiven, disclosure=approved.number, notice=self.notice
        )
        time = Timing(now.case, now.at)
        for run in time.runs(NOTICE):
            yield from time.meet(run)


class DeferDisclosureNotice(StepCommand):
    """Put off telling the reporter, as it would jeopardise what it is demanded for.

    Until a day, on which they are told, or it is looked at again.
    """

    step_name: ClassVar[str] = "defer_disclosure_notice"

    review_on: Day
    reasons: Personal
    """What it would jeopardise, and how."""

    def happens(self, now: Circumstances) -> Iterator[Event]:
        approved = _approved(now)
        _in_time(now, self.review_on, "review_on", NOTICE)
        yield now.happened(
            DisclosureNoticeDeferred, disclosure=approved.number, **dict(self)
        )
        time = Timing(now.case, now.at)
        for run in time.runs(NOTICE):
            yield from time.passed(run)
        yield from time.start(NOTICE, Due(self.review_on))


def may_know(case: Case, person: str, today: date) -> bool:
    """Whether somebody may read who reported, because a law demands it."""
    known = case.revealing
    return (
        known is not None
        and person == known.recipient
        and person not in away(case)
        and known.lasts(today)
        and len(counted(case, known)) >= known.needed
    )


def may_weigh(case: Case, role: str) -> bool:
    """Whether an office is asked to approve it, and so reads why it was proposed."""
    if case.revealing is None:
        return False
    approving = case.procedure.steps.get(APPROVE)
    return approving is not None and case.edition.allows(approving, role)


def counted(case: Case, proposed: Revealing) -> dict[str, str]:
    """Who approved, by office; nobody who is kept away from the case since."""
    gone = away(case) | {proposed.recipient}
    return {
        office: person
        for office, person in proposed.approvals.items()
        if person not in gone
    }


def away(case: Case) -> frozenset[str]:
    """Those who must not learn who reported, nor have a say in it."""
    return concerned(case) | kept_away(case)


def _secret(now: Circumstances) -> None:
    """Refuse it where nobody asked for their name to be kept, or none is known."""
    if now.case.identity_mode != "confidential":
        raise Refused("nobody reported in confidence", now.step.clause)


def to_approve(now: Circumstances) -> Revealing:
    """What somebody may still agree to; refused when it is not for them to do so."""
    proposed = to_weigh(now)
    if now.by.id in (proposed.proposer, proposed.recipient):
        reason = "it is approved by others than who proposed it and who learns it"
        raise Refused(reason, now.step.clause)
    fit(now, "", {now.by.id}, away(now.case))
    standing = counted(now.case, proposed)
    if _office(now) in standing or now.by.id in standing.values():
        reason = "the person or the office has approved already"
        raise Refused(reason, now.step.clause)
    return proposed


def to_weigh(now: Circumstances) -> Revealing:
    """What is proposed and still to be weighed; refused when nothing is."""
    known = now.case.revealing
    if known is None or known.over(now.today):
        reason = "no disclosure of who reported is proposed"
        raise Refused(reason, now.step.clause, awaits=[PROPOSE])
    if known.told or known.deferred_until is not None:
        raise Refused("the disclosure stands already", now.step.clause)
    return known


def _approved(now: Circumstances) -> Revealing:
    """What enough offices approved, of which the reporter is not told yet."""
    known = now.case.revealing
    if known is None or known.over(now.today):
        reason = "no disclosure of who reported is proposed"
        raise Refused(reason, now.step.clause, awaits=[PROPOSE])
    if len(counted(now.case, known)) < known.needed and not known.owed:
        reason = "not enough offices have approved"
        raise Refused(reason, now.step.clause, awaits=[APPROVE])
    if known.told:
        raise Refused("the reporter has been told", now.step.clause)
    return known


def _office(now: Circumstances) -> str:
    """The office of those asked that the actor speaks for."""
    by = now.by.role
    return by if by in now.step.by else now.case.edition.kind_of(by)


def _in_time(now: Circumstances, day: date, field: str, clock: str) -> None:
    """Refuse a day that is over, or later than the edition lets it be."""
    latest = now.case.edition.due(clock, now.today).on
    if not now.today <= day <= latest:
        reason = "the day is over, or later than it may be"
        clause = now.case.edition.clocks[clock].clause
        raise Refused(reason, clause, field, until=latest)
