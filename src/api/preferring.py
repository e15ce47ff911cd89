"""What a caller would rather have, where there is a choice: `Prefer` (RFC 7240)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Returned = Literal["minimal", "representation"]

APPLIED: Final = "Preference-Applied"
LONGEST: Final = 1024
"""Signs of all preferences; more are not read."""
WORD: Final = r"[\w!#$%&'*+.^`|~-]+"
EACH: Final = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^",])+', re.DOTALL)
"""One of several, with its parameters; a comma in quotation marks ends none."""
PREFERENCE: Final = re.compile(
    rf'\s*({WORD})\s*=\s*(?:({WORD})|"([^"\\]*)")\s*(?:;.*)?', re.ASCII | re.DOTALL
)
SECONDS: Final = re.compile(r"[0-9]{1,9}")
RETURNED: Final[Mapping[str, Returned]] = {
    "minimal": "minimal",
    "representation": "representation",
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is preferred, of what there is a choice in."""

    returned: Returned | None = None
    """Of a command: no body at all, or the case as it stands after it."""
    wait: int | None = None
    """Seconds that the caller would wait at most."""


NONE: Final = Preferences()


def preferences(given: Sequence[str]) -> Preferences:
    """What the headers say, as far as it is known here; the rest is ignored.

    Of what is given twice the first counts (RFC 7240, 2).
    """
    if not given or sum(map(len, given)) >= LONGEST:
        return NONE
    found: dict[str, str] = {}
    for name, value in _read(", ".join(given)):
        found.setdefault(name, value)
    wait = found.get("wait", "")
    return Preferences(
        returned=RETURNED.get(found.get("return", "")),
        wait=int(wait) if SECONDS.fullmatch(wait) else None,
    )


def _read(text: str) -> Iterator[tuple[str, str]]:
    for one in EACH.findall(text):
        if said := PREFERENCE.fullmatch(one):
            yield said[1].lower(), said[2] or said[3]
