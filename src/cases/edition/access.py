"""The names by which an edition speaks of reading a case for a time."""

from typing import Final

from cases.edition.procedure import Opening, Step

GRANT: Final = "grant_access"
"""The step that gives a case to read."""
LONGEST: Final = "case_access"
"""The clock whose period is the longest that a case is given for."""
BREAK: Final = "break_glass"
"""The step by which an office opens for itself a case that it may not read."""
OPEN: Final = "broken_glass"
"""The clock for how long it may read then, in hours."""
REVIEW: Final = "review_broken_glass"
"""The step of those who look at whether that was right: each of its offices does."""
REVIEW_DUE: Final = "glass_review"
"""The clock for that."""


def met_by(act: Opening | Step) -> frozenset[str]:
    """The clocks that an act fulfils, by itself or with those of others."""
    together = {REVIEW_DUE} if act.name == REVIEW else set[str]()
    return frozenset(together.union(act.meets))
