"""Rules about how a report ends without being followed up; named by editions."""

from datetime import date

from cases.case.case import Case
from cases.edition.procedure import Act
from cases.errors import Refused


def duplicate_linked(case: Case, act: Act, today: date) -> None:
    """What is dismissed because it repeats another report names that one."""
    repeats = case.links.follows is not None and not case.links.merged
    if case.facts.get("dismissal_reason") == "duplicate" and not repeats:
        reason = "it is not said which case the report repeats"
        awaits = ["recognise_duplicate"]
        raise Refused(reason, act.clause, "facts.dismissal_reason", awaits=awaits)


def withdrawal_considered(case: Case, act: Act, today: date) -> None:
    """A wish to withdraw the report was weighed; it ends the case only by that."""
    awaits = ["consider_withdrawal"]
    if case.withdrawal == "asked":
        reason = "the reporter's wish to withdraw is still to be considered"
        raise Refused(reason, act.clause, awaits=awaits)
    withdrawn = case.facts.get("dismissal_reason") == "withdrawn"
    if withdrawn and case.withdrawal != "stop":
        reason = "it was not decided that the case stops because its reporter withdraws"
        raise Refused(reason, act.clause, "facts.dismissal_reason", awaits=awaits)
