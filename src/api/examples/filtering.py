"""A filter that somebody keeps: what it lets through, and what it is called."""

from typing import Any, Final

FILTER: Final[dict[str, Any]] = {"status": "open", "handler": "demo.investigator"}
NAME: Final = "my_open_cases"
FILTERING: Final = ("save_filter", "drop_filter")
"""The operations that change something."""
