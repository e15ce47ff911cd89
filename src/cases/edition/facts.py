"""What an opening or a step may ask for, and which answers are possible."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    field_validator,
)

from cases.calendar import LATEST
from cases.events.event import LARGEST_INTEGER, Fact, Name, Word

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
    "digest",
    "host",
    "country",
    "case_number",
    "choice",
    "several",
    "clause",
    "clauses",
]

HEADING: Final = "(heading)"
"""Where the name of a table is put; no key, so that a file cannot give another."""

EARLIEST: Final = date(1900, 1, 1)
"""Nobody who is in a case did anything before."""

_NAMES: Final = TypeAdapter(tuple[Name, ...])
_CURRENCY: Final = re.compile("[A-Z]{3}")
_PSEUDONYM: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_COUNTRY: Final = re.compile("[A-Z]{2}")
_CASE_NUMBER: Final = re.compile(r"[A-Z][A-Z0-9]{1,20}-[0-9]{4}-[0-9]{4,9}")

SEVERAL: Final = "some_of"
"""The key of a fact of which several choices can be right together."""

ONE_OF: Final = frozenset({"choice", "clause"})
SOME_OF: Final = frozenset({"several", "clauses"})
OF_THE_CODE: Final = frozenset({"clause", "clauses"})
"""Kinds whose possible answers are the clauses of the code, as addresses name them."""


class Asked(BaseModel):
    """A fact that a procedure asks for: what kind of answer, and which are possible."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    name: Name = Field(validation_alias=HEADING)
    kind: Kind
    choices: tuple[Word, ...] = Field(default=())
    """The answers that can be chosen; empty where there are too many to list."""

    @field_validator("choices")
    @classmethod
    def _named(cls, choices: tuple[str, ...]) -> object:
        # The clauses of the code, which are no such names, are put in by `among`.
        return _NAMES.validate_python(choices)

    def fault(self, answer: Fact, today: date | None = None) -> str | None:
        """What is wrong with an answer; None when it is a possible one.

        Without `today` nothing is past or future. A day that is asked for as past or
        future may be today.
        """
        if self.kind in ONE_OF:
            possible = isinstance(answer, str) and answer in self.choices
            return None if possible else f"is not one of {', '.join(self.choices)}"
        if self.kind in SOME_OF:
            possible = isinstance(answer, tuple) and self._chosen(answer)
            return None if possible else f"is not some of {', '.join(self.choices)}"
        test, meaning = _POSSIBLE[self.kind]
        if not test(answer):
            return f"is not {meaning}"
        if not self.kind.endswith("date"):
            return None
        return self._misplaced(date.fromisoformat(str(answer)), today)

    def among(self, places: tuple[str, ...]) -> Self:
        """The same, with the clauses of the code to choose from where it is one."""
        if self.kind not in OF_THE_CODE:
            return self
        return self.model_copy(update={"choices": places})

    def _chosen(self, answer: tuple[str, ...]) -> bool:
        """Some of the choices, none of them twice."""
        return {*answer} <= {*self.choices} and len({*answer}) == len(answer) > 0

    def _misplaced(self, day: date, today: date | None) -> str | None:
        if not EARLIEST <= day <= LATEST:
            return f"is not between {EARLIEST} and {LATEST}"
        if today and self.kind == "past_date" and day > today:
            return "is in the future"
        if today and self.kind == "future_date" and day < today:
            return "is in the past"
        return None


def said(answer: Fact | None) -> frozenset[Fact]:
    """What was answered, one or several; nothing when nothing was."""
    if answer is None:
        return frozenset()
    return frozenset(answer) if isinstance(answer, tuple) else frozenset({answer})


def unmet(
    when: Mapping[str, tuple[Fact, ...]], facts: Mapping[str, Fact]
) -> str | None:
    """The first fact that has none of the answers it is to have; None when all do."""
    for name, allowed in when.items():
        if facts.get(name) not in allowed:
            return name
    return None


def _whole(answer: Fact, largest: int) -> bool:
    return type(answer) is int and 0 <= answer <= largest


def _matches(pattern: re.Pattern[str], answer: Fact) -> bool:
    return isinstance(answer, str) and bool(pattern.fullmatch(answer))


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
        lambda answer: _matches(_CURRENCY, answer),
        "a currency code of three capital letters",
    ),
    "date": (_is_date, "a date as 2026-12-31"),
    "past_date": (_is_date, "a date as 2026-12-31"),
    "future_date": (_is_date, "a date as 2026-12-31"),
    "yes_no": (lambda answer: type(answer) is bool, "yes or no"),
    "percentage": (lambda answer: _whole(answer, 100), "a whole number up to 100"),
    "pseudonym": (
        lambda answer: _matches(_PSEUDONYM, answer),
        "a pseudonym of small letters, figures, dots and dashes",
    ),
    "digest": (
        lambda answer: _matches(_DIGEST, answer),
        "a SHA-256 of 64 hexadecimal digits, in small letters",
    ),
    "host": (lambda answer: _matches(_HOST, answer), "a place as www.example.org"),
    "country": (
        lambda answer: _matches(_COUNTRY, answer),
        "a country code of two capital letters",
    ),
    "case_number": (
        lambda answer: _matches(_CASE_NUMBER, answer),
        "the number of a case as IMA-2026-0003",
    ),
    "count": (lambda answer: _whole(answer, LARGEST_INTEGER), "a whole number"),
}


def declared(kinds: object) -> object:
    """Give each fact its name; choices, one or some of them, are kinds of their own."""
    if not isinstance(kinds, dict):
        raise ValueError("facts are a table of kinds")  # noqa: TRY004
    return {name: {HEADING: name, **_kind(kind)} for name, kind in kinds.items()}


def _kind(kind: object) -> dict[str, object]:
    if isinstance(kind, list):
        return {"kind": "choice", "choices": kind}
    if isinstance(kind, dict) and kind.keys() == {SEVERAL}:
        return {"kind": "several", "choices": kind[SEVERAL]}
    return {"kind": kind}
