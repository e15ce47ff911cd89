"""What follows from a step by the edition alone: clocks, and the end of the case."""

from collections.abc import Iterator
from datetime import date, datetime

from cases.case.case import Case
from cases.edition.edition import Edition
from cases.edition.procedure import Step
from cases.events.closing import CaseClosed
from cases.events.event import Event
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
)


def consequences(case: Case, step: Step, at: datetime) -> Iterator[Event]:
    """The clocks that a step meets, stops and starts; then the end, if it is one."""
    today = case.edition.calendar.day(at)
    for clock in step.meets:
        yield from _met(case, clock, today)
    for clock in step.stops:
        yield from _stopped(case, clock, today)
    if step.closes is None:
        for clock in step.starts:
            yield started(case.edition, clock, at)
        return
    for clock in case.clocks.running:
        if clock not in (*step.meets, *step.stops):
            yield from _stopped(case, clock, today)
    yield _closed(case.edition, step, today)


def started(edition: Edition, clock: str, event: date | datetime) -> ClockStarted:
    """The clock that an event starts: hours from the moment, the rest by day."""
    due = edition.due(clock, event)
    on = edition.calendar.day(event) if isinstance(event, datetime) else event
    clause = edition.clocks[clock].clause
    return ClockStarted(
        clock=clock, clause=clause, started_on=on, due_on=due.on, due_at=due.at
    )


def _met(case: Case, clock: str, today: date) -> Iterator[Event]:
    due = case.clocks.running.get(clock)
    if due is None:
        return
    if today <= due:
        yield ClockMet(clock=clock)
        return
    if missed(case, clock, today):
        yield ClockMissed(clock=clock, due_on=due)
    yield ClockMetLate(clock=clock, days_late=(today - due).days)


def _stopped(case: Case, clock: str, today: date) -> Iterator[Event]:
    due = case.clocks.running.get(clock)
    if due is None:
        return
    if missed(case, clock, today):
        yield ClockMissed(clock=clock, due_on=due)
    yield ClockStopped(clock=clock)


def missed(case: Case, clock: str, today: date) -> bool:
    """Whether a running clock has passed and that is still to be recorded."""
    return (
        today > case.clocks.running[clock]
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
