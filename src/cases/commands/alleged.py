"""What an allegation is of, by the code of the day."""

from cases.case.case import Case
from cases.edition.terms import Category


def alleged(case: Case, allegation: int) -> Category:
    """The category, as the edition says that was in force on the days of the conduct.

    Not from the code: nobody is held to what was written down later. What the procedure
    asks is that of the edition the case was opened under.
    """
    known = case.allegations[allegation]
    return case.code.edition(known.edition).categories[known.category]
