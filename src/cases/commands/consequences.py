"""What follows from a step by the edition alone: clocks, and the end of the case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from cases.actors import SYSTEM
from cases.case.case import Case
from cases.case.fold import after
from cases.commands.beyond import beyond
from cases.commands.interim_end import over
from cases.commands.keeping import Keeping
from cases.commands.timing import Timing
from cases.edition.access import OPEN, REVIEW_DUE
from cases.edition.disclosing import NOTICE, READING
from cases.edition.measure import ENDS, RECORD
from cases.edition.procedure import Opening, Step
from cases.events.closing import CaseClosed
from cases.events.event import Event
from cases.events.retention import RetentionTriggered
from cases.events.tasks import TaskEnded

QUIET: Final = frozenset(
    {
        "acknowledge_hold",
        "approve_identity_disclosure",
        "break_glass",
        "defer_disclosure_notice",
        "deny_identity_disclosure",
        "give_disclosure_notice",
        "grant_access",
        "place_hold",
        "propose_identity_disclosure",
        "redact_text",
        "release_hold",
        "reopen_case",
        "review_broken_glass",
        "review_hold",
        "withdraw_access",
        "withdraw_redaction",
    }
)
"""Steps in a closed case after which nobody has to look at it once more."""

HOLD_REVIEW: Final = "hold_review"
"""The clock for looking at a hold again; nobody may take longer than its period."""
OUTLASTING: Final = frozenset(
    {HOLD_REVIEW, ENDS, RECORD, NOTICE, READING, OPEN, REVIEW_DUE}
)
"""Clocks that run on when a case ends: neither a hold nor a measure ends with it, nor
a notice that is owed to its reporter, or what was opened in an emergency."""


def consequences(
    case: Case,
    step: Step,
    at: datetime,
    on: date | None = None,
    party: int | None = None,
) -> Iterator[Event]:
    """What a step changes beyond the case, and of its clocks; then the end, if any.

    `on` is the day of what the step records, when the command says it: clocks are met
    on it and run from it. `party` is whom the step is about, for clocks of their own.
    """
    today = case.edition.calendar.day(at)
    when = at if on in (None, today) else on
    assert when is not None
    yield from beyond(case, step)
    time = Timing(case, when, party)
    yield from _changed(time, step)
    if step.name in case.edition.retention_triggers:
        clause = step.clause
        trigger = RetentionTriggered(trigger=step.name, on=time.on, clause=clause)
        case = after(case, trigger, SYSTEM.id)
        yield trigger
    if step.closes is None:
        yield from _begun(time, step)
    else:
        yield from _ended(Timing(case, at), step)
        yield from _closed(case, step, today)
    if case.closed and step.name not in QUIET:
        yield from _kept_on(case, today)


def _changed(time: Timing, step: Step) -> Iterator[Event]:
    for clocks, change in (
        (step.meets, time.meet),
        (step.stops, time.stop),
        (step.pauses, time.pause),
        (step.resumes, time.resume),
    ):
        for clock in clocks:
            for run in time.runs(clock):
                yield from change(run)


def _begun(time: Timing, step: Step) -> Iterator[Event]:
    for clock in step.starts:
        if clock not in (*step.meets, *step.stops):
            for run in time.runs(clock):
                yield from time.passed(run)
        yield from time.start(clock)


def _ended(time: Timing, step: Step) -> Iterator[Event]:
    for party in time.case.interim:
        yield from over(replace(time, party=party), "closed")
    for run in time.case.clocks.values():
        if run.clock not in (*step.meets, *step.stops, *OUTLASTING):
            yield from time.stop(run)


def closed_along(case: Case, step: Step, at: datetime) -> Iterator[Event]:
    """The end of a merged case, with the step that ends the one it belongs to."""
    time = Timing(case, at)
    for run in case.clocks.values():
        if run.clock not in OUTLASTING:
            yield from time.stop(run)
    yield from _closed(case, step, time.on)


def opened(
    case: Case, opening: Opening, at: datetime, when: date | datetime
) -> Iterator[Event]:
    """The clocks that opening the case meets at a moment, and those it starts."""
    yield from _fulfilled(case, opening, at)
    for clock in opening.starts:
        yield from Timing(case, when).start(clock)


def _fulfilled(case: Case, opening: Opening, at: datetime) -> Iterator[Event]:
    """The clocks that opening the case meets, in time or late.

    They run from the day that its facts name, not from today. Raises Refused when
    there was no code yet.
    """
    if opening.since is None:
        return
    since = date.fromisoformat(str(case.facts[opening.since]))
    case.code.in_force(since, f"facts.{opening.since}")
    for clock in opening.meets:
        for begun in Timing(case, since).start(clock):
            yield begun
            time = Timing(after(case, begun, SYSTEM.id), at)
            for run in time.runs(clock):
                yield from time.meet(run)


def _kept_on(case: Case, today: date) -> Iterator[Event]:
    """Until when texts of a closed case are kept after something late."""
    for moved in Keeping(case, today).anew():
        case = after(case, moved, SYSTEM.id)
        yield moved
    yield from Keeping(case, today).postponed("late_activity", "late_activity")


def _closed(case: Case, step: Step, today: date) -> Iterator[Event]:
    assert step.closes is not None
    assert step.retention is not None
    for number, task in case.tasks.items():
        if task.open:
            yield TaskEnded(task=number, because="closed", clause=step.clause)
    closed = CaseClosed(
        outcome=step.closes,
        closed_on=today,
        clause=step.clause,
        retention=step.retention,
    )
    yield closed
    yield from Keeping(after(case, closed, SYSTEM.id), today).anew()
