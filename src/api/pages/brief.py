"""A summary made shorter still, for where there is room for a line."""

import re
from typing import Final

DETAIL: Final = re.compile(r"[;:]| \(|(?<=.{20}),")
"""Where a summary goes into detail; a comma near its beginning belongs to it."""


def brief(summary: str) -> str:
    """What comes before the first detail."""
    return DETAIL.split(summary, maxsplit=1)[0]
