"""The names by which an edition speaks of measures that hold until it is decided."""

from typing import Final

ORDER: Final = "order_interim_measures"
"""The step that orders them, under whose clause they end."""
END: Final = "interim_measures"
"""The clock for those that hold until a day; its period is the longest they may."""
REVIEW: Final = "interim_review"
"""The clock for looking at those again that hold until it is decided."""
