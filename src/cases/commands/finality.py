"""Guards on a decision becoming final: every accused told, heard again, or content."""

from datetime import date

from cases.case.case import Case
from cases.commands.passing import time_left
from cases.edition.procedure import Act
from cases.errors import Refused


def judged(case: Case) -> frozenset[int]:
    """Accused parties about whom all that is alleged has been determined."""
    alleged = case.allegations.values()
    return case.accused() - {a.party for a in alleged if not a.settled}


def subjects_notified(case: Case, act: Act, today: date) -> None:
    """Every accused party was told what was determined, and what became of appeals."""
    if judged(case) - case.notified.keys():
        reason = "an accused party has not been told the decision"
        raise Refused(reason, act.clause, awaits=["notify_decision"])
    if any(appeal.outcome and not appeal.told for appeal in case.appeals.values()):
        reason = "an accused party has not been told what became of an appeal"
        raise Refused(reason, act.clause, awaits=["notify_appeal_decision"])


def appeals_decided(case: Case, act: Act, today: date) -> None:
    """No appeal of any accused party is still to be decided."""
    if any(appeal.open for appeal in case.appeals.values()):
        reason = "an appeal is still to be decided"
        raise Refused(reason, act.clause, awaits=["decide_appeal"])


def appeal_window_over(case: Case, act: Act, today: date) -> None:
    """No accused party can appeal any more: in the time of each, or by their waiver."""
    if last_day := time_left(case, act, today):
        reason = "an appeal can still be lodged"
        raise Refused(reason, act.clause, until=last_day)


def to_be_determined_anew(case: Case, act: Act, today: date) -> None:
    """Something is to be determined anew, as an appeal was remitted."""
    if case.accused() == judged(case):
        raise Refused("nothing is to be determined anew", act.clause)


def decision_quashed(case: Case, act: Act, today: date) -> None:
    """An appeal left nothing of a violation."""
    if all(appeal.outcome != "quashed" for appeal in case.appeals.values()):
        raise Refused("no decision was quashed", act.clause)


def nothing_determined(case: Case, act: Act, today: date) -> None:
    """Nothing has been determined about anybody, which would end with the rest."""
    if any(allegation.finding for allegation in case.allegations.values()):
        raise Refused("something has been determined", act.clause)
