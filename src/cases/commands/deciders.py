"""Whether those who decide are fit to: each of them has said so."""

from datetime import date

from cases.case.case import Case
from cases.edition.procedure import Act
from cases.errors import Refused


def conflicts_declared(case: Case, act: Act, today: date) -> None:
    """Each convened member has declared to have no conflict (IMA Guidelines 5)."""
    if case.panel.present - case.panel.free:
        reason = "a member who decides has not declared to have no conflict"
        raise Refused(reason, act.clause, awaits=["declare_conflict"])
