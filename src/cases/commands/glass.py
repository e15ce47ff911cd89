"""Opening a case for oneself in an emergency, and having others look at whether it was.

Each of the offices that the edition asks looks at it, by another person. Where one does
not, or nobody is left in it, the office above does once the time for it has passed.
"""

from collections.abc import Iterator
from typing import ClassVar

from cases.actors import Actor
from cases.case.case import Case
from cases.case.fold import after
from cases.case.grant import Grant
from cases.commands.access import may_have, numbered
from cases.commands.bars import interests_of
from cases.commands.command import Circumstances, Number, StepCommand, YesNo
from cases.commands.conflicts import concerned, fit, unfit_to_read
from cases.commands.reading import may_open
from cases.commands.timing import Timing
from cases.commands.units import of_the_unit
from cases.edition.access import BREAK, OPEN, REVIEW, REVIEW_DUE
from cases.errors import Refused
from cases.events.access import BrokenGlassReviewed, GlassBroken, GlassReviewAwaited
from cases.events.event import Event, Personal
from cases.rights import rights


class BreakGlass(StepCommand):
    """Open the case for oneself, for some hours, in an emergency and for reasons.

    Only a case whose texts the office otherwise may not have opened. It is recorded,
    an alarm is raised at once, and others have to find it justified or not: one of
    each office that the edition asks.
    """

    step_name: ClassVar[str] = BREAK

    reasons: Personal

    def questions(self, case: Case, by: Actor) -> tuple[str, ...]:
        return (interests_of(by.id),)

    def happens(self, now: Circumstances) -> Iterator[Event]:
        case, by = now.case, now.by
        far = rights()[case.edition.kind_of(by.role)]["texts"]
        if may_open(case, by, far, now.at):
            reason = "the case stands open to this person already"
            raise Refused(reason, now.step.clause)
        if any(one.waits and one.person == by.id for one in case.grants.values()):
            reason = "what was opened before is still to be reviewed"
            raise Refused(reason, now.step.clause, awaits=[REVIEW])
        of_the_unit(now, "", by.id, by.role)
        fit(now, "", {by.id}, unfit_to_read(now.case, now.today))
        number, due = len(case.grants) + 1, case.edition.due(OPEN, now.at)
        yield now.happened(
            GlassBroken,
            grant=number,
            person=by.id,
            role=by.role,
            rights=may_have(now, by.role),
            ends_at=case.edition.calendar.ends(due),
            reasons=self.reasons,
        )
        asked = case.procedure.step(REVIEW).by
        yield now.happened(GlassReviewAwaited, grant=number, offices=asked)


class ReviewBrokenGlass(StepCommand):
    """Say, for one of the offices asked, whether it was right to break the glass.

    If not, the case is shut at once. No office and no person counts twice; the office
    above, once the time has passed, speaks for all that have not.
    """

    step_name: ClassVar[str] = REVIEW

    grant: Number
    """The number under which the case's access lists it."""
    justified: YesNo
    """Whether it was right."""
    reasons: Personal

    def happens(self, now: Circumstances) -> Iterator[Event]:
        grant = reviewable(now, numbered(now, self.grant))
        reviewed = now.happened(BrokenGlassReviewed, **dict(self))
        yield reviewed
        case = after(now.case, reviewed, now.by.id)
        if left := grant.awaits - _spoken_for(now, grant):
            awaited = now.happened(
                GlassReviewAwaited,
                grant=self.grant,
                offices=tuple(one for one in now.step.by if one in left),
                reviewers=(*sorted(grant.reviewers), now.by.id),
            )
            yield awaited
            case = after(case, awaited, now.by.id)
        if not any(one.waits for one in case.grants.values()):
            time = Timing(case, now.at)
            for run in time.runs(REVIEW_DUE):
                yield from time.meet(run)


def to_review(now: Circumstances) -> None:
    """Refuse it where nothing waits for a review by this actor."""
    refused = Refused("nothing is to be reviewed by this person", now.step.clause)
    for grant in now.case.grants.values():
        try:
            reviewable(now, grant)
        except Refused as error:
            refused = error
        else:
            return
    raise refused


def reviewable(now: Circumstances, grant: Grant) -> Grant:
    """What somebody broke, if it is for this actor to review; Refused if not."""
    clause = now.step.clause
    if not grant.glass:
        raise Refused("nobody broke the glass there", clause, "grant")
    if grant.reviewed:
        raise Refused("it was reviewed already", clause, "grant")
    if now.by.id == grant.person:
        reason = "nobody reviews what they opened themselves"
        raise Refused(reason, clause, "grant")
    fit(now, "", {now.by.id}, concerned(now.case))
    twice = now.by.id in grant.reviewers
    if grant.awaits and (twice or not _spoken_for(now, grant)):
        reason = "the person or the office has reviewed it already"
        raise Refused(reason, clause, "grant")
    return grant


def _spoken_for(now: Circumstances, grant: Grant) -> frozenset[str]:
    """The offices awaited that the actor reviews it for; all of them from above."""
    role, instead = now.by.role, now.case.routing.instead
    of_others = {office for office, one in instead.items() if one == role}
    theirs = {role, now.case.edition.kind_of(role), *of_others} & {*now.step.by}
    return grant.awaits & theirs if theirs else grant.awaits
