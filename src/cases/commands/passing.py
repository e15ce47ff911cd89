"""How much is left of the time limits of an act, and who may act when nothing is."""

from datetime import date

from cases.case.case import Case
from cases.edition.access import met_by
from cases.edition.procedure import Act, Step


def running(case: Case, act: Act) -> list[date]:
    """The last days of the running clocks that the act stops, whosever they are."""
    stopped = act.stops if isinstance(act, Step) else ()
    return [run.due.on for run in case.clocks.values() if run.clock in stopped]


def time_left(case: Case, act: Act, today: date) -> date | None:
    """The last of the days that are still to come; None when all have passed."""
    last_day = max(running(case, act), default=date.min)
    return last_day if today <= last_day else None


def is_for(case: Case, step: Step, office: str) -> bool:
    """Whether a step is for an office, or for one above as its time was missed."""
    return case.edition.allows(step, office) or any(
        run.may_act and run.above == office and run.clock in met_by(step)
        for run in case.clocks.values()
    )
