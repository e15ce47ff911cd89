"""What the queries of all projections share: who looks, typed rows, pages."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, LiteralString, TypeVar

from psycopg import Connection
from psycopg.rows import class_row
from pydantic import BaseModel

Db = Connection[Any]
"""A connection inside one organisation's schema."""

Found = TypeVar("Found", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes.

    `roles` are the role acted in and the general role whose rights it has;
    `everything` says that it reads all cases but those the person is excluded from;
    `turns` are the phases in which a case is for the role to see, each as
    `edition/case_type/phase`.
    """

    person: str
    roles: tuple[str, ...]
    everything: bool = False
    turns: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The parameters of `hidden` and `tied`, and whether the latter matters."""
        return {
            "viewer": self.person,
            "roles": list(self.roles),
            "everything": self.everything,
            "turns": list(self.turns),
        }


class Page(BaseModel, Generic[Found]):
    """Some of what was found, and where the rest begins."""

    items: list[Found]
    next: str | None = None
    """The cursor of the next page; None on the last."""


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


def page(found: Sequence[Found], limit: int, at: Callable[[Found], int]) -> Page[Found]:
    """The first `limit` of what was found, asked for with one more than that."""
    shown = list(found[:limit])
    more = len(found) > limit
    return Page(items=shown, next=_cursor(at(shown[-1])) if more else None)


def place(cursor: str | None) -> int | None:
    """Where a page ended; ValueError when the cursor is not one that a page gave."""
    if cursor is None:
        return None
    try:
        found = int(base64.b16decode(cursor, casefold=True))
    except (binascii.Error, ValueError) as wrong:
        raise ValueError("the cursor is not one that a page gave") from wrong
    if not 0 <= found < 2**63:
        raise ValueError("the cursor is not one that a page gave")
    return found


def _cursor(place: int) -> str:
    return base64.b16encode(str(place).encode()).decode().lower()
