"""The sealed texts that an entry of a disposal list means, as far as they are there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from psycopg.rows import class_row

from cases.events.disposal import Listed
from cases.events.event import IDENTIFYING, Kind
from cases.events.retention import party_of
from projections.query import Db


@dataclass(frozen=True, slots=True)
class SealedText:
    """A row of `sealed`, without its bytes; `digest` is their SHA-256, in hex."""

    item: UUID
    kind: Kind
    about: tuple[int, ...]
    digest: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "about", tuple(self.about))


SELECT_TEXTS: Final = """
    SELECT item, kind, about, encode(sha256(blob), 'hex') AS digest
      FROM sealed
     WHERE case_id = %(case)s
       AND CASE WHEN %(party)s::integer IS NULL
                THEN %(identity)s = (kind = ANY (%(kinds)s)
                     AND (about = '{}' OR about && %(reporters)s::integer[]))
                ELSE about = ARRAY[%(party)s::integer]
                     OR item = ANY (%(originals)s)
           END
     ORDER BY item
"""


def texts_of(
    db: Db, listed: Listed, reporters: Sequence[int], originals: Collection[UUID]
) -> list[SealedText]:
    """Those about one party alone, those that say who reported, or all others.

    `reporters` are parties' numbers; `originals` are texts of others as well, in whose
    place a successor without the one party stands.

    What identifies somebody and is about nobody named is the reporter's.
    """
    asked = {
        "case": listed.case,
        "party": party_of(listed.what),
        "identity": listed.what == "reporter_identity",
        "kinds": list(IDENTIFYING),
        "reporters": list(reporters),
        "originals": list(originals),
    }
    with db.cursor(row_factory=class_row(SealedText)) as cursor:
        return cursor.execute(SELECT_TEXTS, asked).fetchall()
