"""What refusals name beside their reasons: the table in refusals.toml."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from cases.errors import Refused

TABLE: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def named_as_it_should(refusal: Refused) -> None:
    """Fail when a refusal that the table has names something else, or too little."""
    named = _named(refusal.reason)
    if "about" in named:
        assert _fits(refusal.field or "", named["about"]), refusal.field
    if "awaits" in named:
        assert refusal.awaits, "it says nothing that it awaits"
        assert all(_fits(step, named["awaits"]) for step in refusal.awaits)
    assert refusal.until or "until" not in named, "it does not say until when"
    assert refusal.allowed or "allowed" not in named, "it does not say what is allowed"


@cache
def _named(reason: str) -> dict[str, Any]:
    """What is said of a reason; of several that fit, by the one with most words."""
    fitting = [known for known in TABLE if _fits(reason, [known])]
    return TABLE[max(fitting, key=len)] if fitting else {}


def _fits(said: str, known: str | Iterable[str]) -> bool:
    patterns = [known] if isinstance(known, str) else known
    return any(
        re.fullmatch(re.escape(one).replace(r"\*", ".+"), said) for one in patterns
    )
