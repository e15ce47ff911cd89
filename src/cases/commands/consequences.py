"""What follows from a step by the edition alone: clocks, and the end of the case."""

from collections.abc import Iterator
from datetime import date, datetime

from cases.actors import SYSTEM
from cases.case.case import Case
from cases.case.fold import after
from cases.commands.bars import bars
from cases.edition.edition import Edition
from cases.edition.procedure import Opening, Step
from cases.events.closing import CaseClosed
from cases.events.event import Event
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
)


def consequences(
    case: Case, step: Step, at: datetime, on: date | None = None
) -> Iterator[Event]:
    """The bar and the clocks that a step changes; then the end, if it is one.

    `on` is the day of what the step records, when the command says it: clocks are met
    on it and run from it.
    """
    today = case.edition.calendar.day(at)
    when = at if on in (None, today) else on
    assert when is not None
    yield from bars(case, step)
    for clock in step.meets:
        yield from _met(case, clock, when)
    for clock in step.stops:
        yield from _stopped(case, clock, when)
    if step.closes is None:
        yield from _begun(case, step, when)
        return
    for clock in case.clocks.running:
        if clock not in (*step.meets, *step.stops):
            yield from _stopped(case, clock, at)
    yield _closed(case.edition, step, today)


def _begun(case: Case, step: Step, when: date | datetime) -> Iterator[Event]:
    for clock in step.starts:
        running = clock in case.clocks.running
        if running and clock not in (*step.meets, *step.stops):
            yield from _missed(case, clock, when)
        yield started(case.edition, clock, when)


def started(edition: Edition, clock: str, event: date | datetime) -> ClockStarted:
    """The clock that an event starts: hours from the moment, the rest by day."""
    due = edition.due(clock, event)
    on = edition.calendar.day(event) if isinstance(event, datetime) else event
    clause = edition.clocks[clock].clause
    return ClockStarted(
        clock=clock, clause=clause, started_on=on, due_on=due.on, due_at=due.at
    )


def fulfilled(case: Case, opening: Opening, at: datetime) -> Iterator[Event]:
    """The clocks that opening the case meets, in time or late.

    They run from the day that its facts name, not from today. Raises Refused when
    there was no code yet.
    """
    if opening.since is None:
        return
    since = date.fromisoformat(str(case.facts[opening.since]))
    case.code.in_force(since, f"facts.{opening.since}")
    for clock in opening.meets:
        begun = started(case.edition, clock, since)
        yield begun
        yield from _met(after(case, begun, SYSTEM.id), clock, at)


def _met(case: Case, clock: str, when: date | datetime) -> Iterator[Event]:
    due = case.clocks.running.get(clock)
    if due is None:
        return
    if not over(case, clock, when):
        yield ClockMet(clock=clock)
        return
    yield from _missed(case, clock, when)
    day = case.edition.calendar.day(when) if isinstance(when, datetime) else when
    yield ClockMetLate(clock=clock, days_late=(day - due.on).days)


def _stopped(case: Case, clock: str, when: date | datetime) -> Iterator[Event]:
    if clock in case.clocks.running:
        yield from _missed(case, clock, when)
        yield ClockStopped(clock=clock)


def _missed(case: Case, clock: str, when: date | datetime) -> Iterator[Event]:
    if missed(case, clock, when):
        yield ClockMissed(clock=clock, due_on=case.clocks.running[clock].on)


def over(case: Case, clock: str, when: date | datetime) -> bool:
    """Whether the period of a running clock has ended; the whole last day is in it."""
    due = case.clocks.running[clock]
    if isinstance(when, datetime):
        return case.edition.calendar.has_passed(due, when)
    return when > due.on


def missed(case: Case, clock: str, when: date | datetime) -> bool:
    """Whether a running clock has passed and that is still to be recorded."""
    return (
        over(case, clock, when)
        and clock not in case.clocks.missed
        and not case.edition.clocks[clock].window
    )


def _closed(edition: Edition, step: Step, today: date) -> CaseClosed:
    assert step.closes is not None
    assert step.retention is not None
    return CaseClosed(
        outcome=step.closes,
        closed_on=today,
        retention=step.retention,
        basis=edition.retention[step.retention].basis,
        delete_on=edition.delete_on(step.retention, today),
    )
