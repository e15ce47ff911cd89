"""What shows each row of the IMS Code of Ethics."""

from typing import Final

from clauses import Entries

IMS: Final = Entries(
    "ims",
    open={
        "1a": "no scenario yet",
        "1b": "no scenario yet",
        "1.1a": "no scenario yet",
        "1.1b": "no scenario yet",
        "1.1c": "no scenario yet",
        "1.3a": "no scenario yet",
        "1.3b": "no scenario yet",
        "1.3c": "no scenario yet",
        "1.3d": "no scenario yet",
        "2": "no scenario yet",
        "3": "no scenario yet",
        "3.1": "no scenario yet",
        "3.2": "no scenario yet",
        "3.3a": "no scenario yet",
        "3.3b": "no scenario yet",
        "3.3c": "no scenario yet",
        "3.3d": "no scenario yet",
        "3.4": "no scenario yet",
        "3.5a": "no scenario yet",
        "3.5b": "no scenario yet",
        "3.5c": "no scenario yet",
        "3.6a": "no scenario yet",
        "3.6b": "no scenario yet",
        "3.7a": "no scenario yet",
        "3.7b": "no scenario yet",
        "3.7c": "no scenario yet",
        "Footers": "no scenario yet",
    },
)
"""Scenarios are added with `@IMS.show(row, clauses=…, by=…)`."""
