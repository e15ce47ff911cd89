"""Guards that look at each accused party by themselves."""

from datetime import date

from cases.case.case import Case
from cases.commands.measure_end import imposed_on
from cases.edition.procedure import Act, Step
from cases.errors import Refused


def each_had_their_time(case: Case, act: Act, today: date) -> None:
    """Each accused party was asked, and has answered or let their own time pass."""
    clocks = set(act.stops if isinstance(act, Step) else ())
    asking = [s.name for s in case.procedure.acts() if clocks & set(s.starts)]
    asked = frozenset().union(*(case.done_here.get(step, ()) for step in asking))
    if case.accused() - asked:
        reason = "an accused party has not been asked"
        raise Refused(reason, act.clause, awaits=asking)
    left = [
        run.due.on
        for run in case.clocks.values()
        if run.clock in clocks and run.party in asked and run.due.on >= today
    ]
    if left:
        reason = "an accused party still has time to answer"
        raise Refused(reason, act.clause, until=max(left))


def party_measured(case: Case, act: Act, today: date) -> None:
    """A measure that is not over was imposed on the party that the step is about."""
    theirs = [one for one, _ in imposed_on(case, case.about)]
    if not theirs:
        raise Refused("no measure was imposed on the party", act.clause, "party")
    if all(one.over(today) for one in theirs):
        raise Refused("what was imposed on the party is over", act.clause, "party")
