"""What an edition says on a clause and local law."""

from datetime import date

from cases.case.case import Case
from cases.edition.citing import anchor
from cases.edition.edition import Edition
from cases.edition.procedure import Act
from cases.edition.terms import LocalLaw
from cases.errors import Refused


def said(edition: Edition, place: str, clause: str, field: str = "place") -> LocalLaw:
    """What comes first by an edition; refused when it does not say."""
    if (rule := edition.local_law_on(place)) is None:
        reason = "the code does not say whether local law comes first"
        raise Refused(reason, clause, field)
    return rule


def local_law_prevails(case: Case, act: Act, today: date) -> None:
    """Local law comes before the clause that it differs from (Responsibilities 4)."""
    named = case.facts.get("clause")
    for place in case.edition.clauses:
        if anchor(place) == named:
            rule = said(case.edition, place, act.clause, "facts.clause")
            if "local_law" not in rule.possible:
                raise Refused("the code comes first", rule.clause, "facts.clause")
