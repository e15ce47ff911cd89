"""What happened in a case, with the texts that the caller may have opened."""

from collections.abc import Mapping
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from api.accepting import Form
from api.dependencies import Reading
from api.texts import Texts, opened
from cases.errors import CaseNotFound
from projections.case_query import Case, case
from projections.case_timeline import Happening, Part, timeline

NO_TEXTS: Final[Texts] = {}
FEW: Final = 50
"""Entries that are told unless more are asked for."""
MOST: Final = 10_000
"""Entries of a case on one page, or in one bundle."""
MOST_ON_PAPER: Final = 2_000
"""Entries in one PDF, which is made as a whole: some 230 pages, in 140 MB."""
MANY: Final[Mapping[Form, int]] = {
    "json": FEW,
    "page": MOST,
    "paper": MOST_ON_PAPER,
}
"""Entries that are told in each form, unless fewer are asked for."""
Found = TypeVar("Found")


class Told(Happening):
    """Something that happened.

    Whoever reported or is accused gets what they are told: `version` counts that,
    `acting_as` is themselves, `organisation` or `system`, days stand for moments, and
    what is not for them is null or left out.
    """

    told_on: date | None = None
    """The day they came to know it; null for handlers, who know what is recorded."""
    texts: dict[str, str | None] | None = None
    """By field; null for one that is erased. Left out unless a purpose was given."""


def known(reading: Reading, case_id: UUID, right: str) -> Case:
    """The case as it stands; CaseNotFound unless this right shows it to the caller."""
    found = reading.ask(case, case_id, reading.viewer(right))
    if found is None:
        raise CaseNotFound
    return found


def there(found: list[Found]) -> list[Found]:
    """What a case was found to hold; CaseNotFound when that is nothing."""
    if not found:
        raise CaseNotFound
    return found


def history(
    reading: Reading, case_id: UUID, purpose: str | None, part: Part, limit: int
) -> list[Told]:
    """What happened, as far as it is wanted; raises what `known` and `opened` raise."""
    known(reading, case_id, "history")
    viewer = reading.viewer("history")
    rows = reading.ask(timeline, case_id, viewer, part, limit=limit)
    texts = _texts(reading, case_id, purpose, rows)
    return [
        Told(**dict(row), texts=dict(texts.get(row.version, {})) if purpose else None)
        for row in rows
    ]


def _texts(
    reading: Reading, case_id: UUID, purpose: str | None, rows: list[Happening]
) -> Texts:
    if purpose is None or not rows:
        return NO_TEXTS
    versions = {row.version for row in rows}
    return opened(reading.organisation, case_id, reading.by, purpose, versions)
