"""What an opening or a step may ask for, and which answers are possible."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from cases.calendar import LATEST
from cases.events.event import LARGEST_INTEGER, Fact, Name

Kind = Literal[
    "amount",
    "currency",
    "date",
    "past_date",
    "future_date",
    "yes_no",
    "percentage",
    "count",
    "pseudonym",
    "choice",
]

HEADING: Final = "(heading)"
"""Where the name of a table is put; no key, so that a file cannot give another."""

EARLIEST: Final = date(1900, 1, 1)
"""Nobody who is in a case did anything before."""

_CURRENCY: Final = re.compile("[A-Z]{3}")
_PSEUDONYM: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class Asked(BaseModel):
    """A fact that a procedure asks for: what kind of answer, and which are possible."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    name: Name = Field(validation_alias=HEADING)
    kind: Kind
    choices: tuple[Name, ...] = Field(default=())
    """The answers that can be chosen; empty for every other kind."""

    def fault(self, answer: Fact, today: date | None = None) -> str | None:
        """What is wrong with an answer; None when it is a possible one.

        Without `today` nothing is past or future. A day that is asked for as past or
        future may be today.
        """
        if self.kind == "choice":
            possible = isinstance(answer, str) and answer in self.choices
            return None if possible else f"is not one of {', '.join(self.choices)}"
        test, meaning = _POSSIBLE[self.kind]
        if not test(answer):
            return f"is not {meaning}"
        if not self.kind.endswith("date"):
            return None
        return self._misplaced(date.fromisoformat(str(answer)), today)

    def _misplaced(self, day: date, today: date | None) -> str | None:
        if not EARLIEST <= day <= LATEST:
            return f"is not between {EARLIEST} and {LATEST}"
        if today and self.kind == "past_date" and day > today:
            return "is in the future"
        if today and self.kind == "future_date" and day < today:
            return "is in the past"
        return None


def _whole(answer: Fact, largest: int) -> bool:
    return type(answer) is int and 0 <= answer <= largest


def _is_date(answer: Fact) -> bool:
    try:
        return date.fromisoformat(str(answer)).isoformat() == answer
    except ValueError:
        return False


_POSSIBLE: Final[dict[str, tuple[Callable[[Fact], bool], str]]] = {
    "amount": (
        lambda answer: _whole(answer, LARGEST_INTEGER),
        "a whole number of the currency's smallest unit",
    ),
    "currency": (
        lambda answer: isinstance(answer, str) and bool(_CURRENCY.fullmatch(answer)),
        "a currency code of three capital letters",
    ),
    "date": (_is_date, "a date as 2026-12-31"),
    "past_date": (_is_date, "a date as 2026-12-31"),
    "future_date": (_is_date, "a date as 2026-12-31"),
    "yes_no": (lambda answer: type(answer) is bool, "yes or no"),
    "percentage": (lambda answer: _whole(answer, 100), "a whole number up to 100"),
    "pseudonym": (
        lambda answer: isinstance(answer, str) and bool(_PSEUDONYM.fullmatch(answer)),
        "a pseudonym of small letters, figures, dots and dashes",
    ),
    "count": (lambda answer: _whole(answer, LARGEST_INTEGER), "a whole number"),
}
