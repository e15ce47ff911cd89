"""What shows each row of the IMA Code of Conduct."""

from typing import Final

from clauses import Entries

IMA: Final = Entries(
    "ima",
    open={
        "Intro": "no scenario yet",
        "Resp. 0": "no scenario yet",
        "Resp. 1": "no scenario yet",
        "Resp. 2a": "no scenario yet",
        "Resp. 2b": "no scenario yet",
        "Resp. 2c": "no scenario yet",
        "Resp. 2d": "no scenario yet",
        "Resp. 2e": "no scenario yet",
        "Resp. 3": "no scenario yet",
        "Resp. 4": "no scenario yet",
        "Resp. 5": "no scenario yet",
        "Resp. 6, 8": "no scenario yet",
        "Resp. 7": "no scenario yet",
        "Resp. 9": "no scenario yet",
        "Gen. 1": "no scenario yet",
        "Gen. 2": "no scenario yet",
        "Gen. 3": "no scenario yet",
        "Gen. 4a": "no scenario yet",
        "Gen. 4b": "no scenario yet",
        "Gen. 5": "no scenario yet",
        "Conf. 1": "no scenario yet",
        "Conf. 2": "no scenario yet",
        "Social media 1a": "no scenario yet",
        "Social media 1b": "no scenario yet",
        "Admin. 1a": "no scenario yet",
        "Admin. 1b": "no scenario yet",
        "Admin. 2": "no scenario yet",
        "Access a": "no scenario yet",
        "Access b": "no scenario yet",
        "Investigation": "no scenario yet",
        "Decisions a": "no scenario yet",
        "Decisions b": "no scenario yet",
        "Decisions c": "no scenario yet",
        "Decisions d": "no scenario yet",
        "Decisions e": "no scenario yet",
        "Decisions f": "no scenario yet",
    },
)
"""Scenarios are added with `@IMA.show(row, clauses=…, by=…)`."""
