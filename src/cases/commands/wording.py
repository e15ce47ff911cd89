"""Which words of a code somebody has read, signed, been given or posted."""

from datetime import date

from cases.case.case import Case
from cases.edition.procedure import Act
from cases.errors import Refused


def text_in_force(case: Case, act: Act, today: date) -> None:
    """The words are those of the code in force that day, by their SHA-256."""
    # Not those under which the case was opened: whoever signs late signs what binds.
    if case.facts.get("text_digest") != case.code.in_force(today).text_digest:
        reason = "these are not the words of the code in force"
        raise Refused(reason, act.clause, "facts.text_digest")
