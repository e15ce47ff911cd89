"""What the running, pausing and passing of time limits makes of a case."""

from cases.calendar import Due
from cases.case.case import Case
from cases.case.change import change
from cases.case.replacing import replace
from cases.case.run import Run
from cases.events import procedure


@change.register
def _(event: procedure.ClockStarted, case: Case) -> Case:
    due = Due(event.due_on, event.due_at)
    run = Run(event.clock, event.party, event.started_on, due, event.moments)
    return _with(case, run)


@change.register
def _(event: procedure.ClockWarned, case: Case) -> Case:
    run = case.clocks[event.clock, event.party]
    left = tuple(moment for moment in run.moments if moment != event.moment)
    return _with(case, replace(run, moments=left))


@change.register
def _(event: procedure.ClockPaused, case: Case) -> Case:
    run = case.clocks[event.clock, event.party]
    return _with(case, replace(run, paused_on=event.paused_on))


@change.register
def _(event: procedure.ClockResumed, case: Case) -> Case:
    run = replace(
        case.clocks[event.clock, event.party],
        paused_on=None,
        paused_days=event.paused_days,
        due=Due(event.due_on),
        moments=event.moments,
    )
    return _with(case, run)


@change.register
def _(event: procedure.ClockExtended, case: Case) -> Case:
    run = case.clocks[event.clock, event.party]
    longer = replace(
        run,
        extended=run.extended + 1,
        due=Due(event.due_on),
        moments=event.moments,
    )
    return _with(case, longer)


@change.register(procedure.ClockMissed)
@change.register(procedure.ClockPassed)
def _(event: procedure.ClockMissed, case: Case) -> Case:
    run = case.clocks[event.clock, event.party]
    return _with(case, replace(run, noted=True))


@change.register
def _(event: procedure.ClockEscalated, case: Case) -> Case:
    run = case.clocks[event.clock, event.party]
    return _with(case, replace(run, above=event.office, may_act=event.may_act))


@change.register(procedure.ClockMet)
@change.register(procedure.ClockMetLate)
@change.register(procedure.ClockStopped)
def _(event: procedure.ClockMet, case: Case) -> Case:
    ended = (event.clock, event.party)
    running = {key: run for key, run in case.clocks.items() if key != ended}
    return replace(case, clocks=running)


def _with(case: Case, run: Run) -> Case:
    return replace(case, clocks={**case.clocks, (run.clock, run.party): run})
