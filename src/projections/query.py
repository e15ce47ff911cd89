"""What the queries of all projections share: who looks, typed rows, pages."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Generic, LiteralString, TypeVar
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row
from pydantic import BaseModel, ConfigDict, StringConstraints

Db = Connection[Any]
"""A connection inside one organisation's schema."""

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
CURSOR: Final = r"^([0-9a-f]{2}){1,200}$"
"""The form of what `page` gives as `next`."""

CaseNumber = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{1,20}-[0-9]{4}-[0-9]{4,9}$")
]
"""The number of a case, as people write it: `IMA-2026-0003`."""

Found = TypeVar("Found", bound=BaseModel)


class NoSuchPlace(ValueError):
    """The cursor is not one that a page gave."""

    def __init__(self) -> None:
        super().__init__("the cursor is not one that a page gave")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes.

    `roles` are the role acted in and the general role whose rights it has;
    `everything` says that it reads all cases but those the person is excluded from;
    `turns` are the phases in which a case is for the role to see, each as
    `edition/case_type/phase`; `own` are the cases that the person reported in
    confidence. `themselves`: of the trail, only what the person did. `units` are those
    that the office is held for, and whose cases alone it sees; None for all. `right`
    is what they want to do, and `at` when: of cases that are theirs only for a time.
    """

    person: str
    roles: tuple[str, ...]
    everything: bool = False
    turns: tuple[str, ...] = ()
    own: tuple[UUID, ...] = ()
    themselves: bool = False
    units: tuple[str, ...] | None = None
    right: str = ""
    at: datetime | None = None

    @property
    def as_reporter(self) -> bool:
        """Whether they look at what they reported or disclosed, in no office."""
        return self.roles == ("reporter",)

    def row(self) -> dict[str, Any]:
        """The parameters of `hidden` and `tied`, and whether the latter matters."""
        return {
            "viewer": self.person,
            "roles": list(self.roles),
            "everything": self.everything and self.units is None,
            "whole": self.everything and self.units is not None,
            "units": None if self.units is None else list(self.units),
            "turns": list(self.turns),
            "own": list(self.own),
            "themselves": self.themselves,
            "as_reporter": self.as_reporter,
            "right": self.right,
            "at": self.at,
        }


class Shown(BaseModel):
    """What a query finds; the words below its fields describe them."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Page(Shown, Generic[Found]):
    """Some of what was found, and where the rest begins."""

    items: list[Found]
    next: str | None = None
    """The cursor of the next page; null on the last."""


def many(
    db: Db, kind: type[Found], sql: LiteralString, row: dict[str, Any]
) -> list[Found]:
    """All rows that the query finds."""
    with db.cursor(row_factory=class_row(kind)) as cursor:
        # Planned for what is asked: who sees everything needs another way than who
        # sees little, and a kept plan would be one for both.
        return cursor.execute(sql, row, prepare=False).fetchall()


def one(
    db: Db, kind: type[Found], sql: LiteralString, row: dict[str, Any]
) -> Found | None:
    """The first row that the query finds, if any."""
    with db.cursor(row_factory=class_row(kind)) as cursor:
        return cursor.execute(sql, row).fetchone()


def page(
    found: Sequence[Found], limit: int, at: Callable[[Found], Iterable[object]]
) -> Page[Found]:
    """The first `limit` of what was found, asked for with one more than that.

    `at` gives what the rows are sorted by, without which a page could not go on.
    """
    shown = list(found[:limit])
    if len(found) <= limit:
        return Page(items=shown)
    words = "/".join(str(part) for part in at(shown[-1]))
    return Page(items=shown, next=base64.b16encode(words.encode()).decode().lower())


def place(cursor: str | None, *kinds: Callable[[str], Any]) -> list[Any]:
    """Where a page ended, each part of its kind; nothing but None without a cursor.

    Raises NoSuchPlace.
    """
    if cursor is None:
        return [None] * len(kinds)
    try:
        words = base64.b16decode(cursor, casefold=True).decode("ascii").split("/")
        return [kind(word) for kind, word in zip(kinds, words, strict=True)]
    except (binascii.Error, ValueError) as wrong:
        raise NoSuchPlace from wrong


def number(word: str) -> int:
    """A whole number that a column can hold; ValueError for any other."""
    found = int(word)
    if not 0 <= found < 2**63:
        raise ValueError("beyond any column")
    return found


def name(word: str) -> str:
    """A name of an edition; ValueError for any other text."""
    if not NAME.fullmatch(word):
        raise ValueError("not a name")
    return word
