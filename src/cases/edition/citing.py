"""How a clause is named where its own name cannot stand: in addresses and facts."""

import re
from typing import Final

_ELSE: Final = re.compile(r"[^A-Za-z0-9.]+")


def anchor(place: str) -> str:
    """A place of the code as one word: `3.7 sentence 2` is `3.7-sentence-2`."""
    return _ELSE.sub("-", place).strip("-")
