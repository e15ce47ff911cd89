"""The names by which an edition speaks of reading a case for a time."""

from typing import Final

GRANT: Final = "grant_access"
"""The step that gives a case to read."""
LONGEST: Final = "case_access"
"""The clock whose period is the longest that a case is given for."""
BREAK: Final = "break_glass"
"""The step by which an office opens for itself a case that it may not read."""
OPEN: Final = "broken_glass"
"""The clock for how long it may read then, in hours."""
REVIEW: Final = "review_broken_glass"
"""The step of whoever looks at whether that was right."""
REVIEW_DUE: Final = "glass_review"
"""The clock for that."""
