"""Holds that stand: what each keeps and why, who keeps what, when it is reviewed."""

from datetime import date
from typing import Final
from uuid import UUID

from cases.events.closing import HoldBasis
from cases.events.event import Kind
from projections.query import Db, Page, Shown, Viewer, many, number, page, place


class StandingHold(Shown):
    """A suspension of deletion that nobody has released."""

    case_id: UUID
    number: str
    case_type: str
    hold: int
    """Its number in the case."""
    basis: HoldBasis
    parties: tuple[int, ...]
    """Whose texts are kept, by their numbers in the case; none means everybody's."""
    kinds: tuple[Kind, ...]
    """Which kinds of text are kept; none means all."""
    placed_on: date
    """The day, UTC."""
    review_on: date
    """On which it is looked at again."""
    custodians: tuple[str, ...]
    """Who keeps something outside this system, by their pseudonyms."""
    awaited: tuple[str, ...]
    """Those of them who have not said yet that they know of it."""


SELECT_HOLDS: Final = """
    SELECT deletion_hold.*, number, case_type
      FROM deletion_hold
      JOIN case_state USING (case_id)
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND (%(until)s::date IS NULL OR review_on <= %(until)s)
       AND (%(day)s::date IS NULL
            OR (review_on, case_id, hold)
               > (%(day)s, %(case_id)s::uuid, %(hold)s::integer))
     ORDER BY review_on, case_id, hold
     LIMIT %(limit)s
"""


def standing_holds(
    db: Db,
    viewer: Viewer,
    *,
    until: date | None = None,
    cursor: str | None = None,
    limit: int = 1000,
) -> Page[StandingHold]:
    """Holds by the day on which they are to be reviewed, up to one.

    NoSuchPlace when the cursor is not one that a page gave.
    """
    day, case_id, hold = place(cursor, date.fromisoformat, UUID, number)
    after = {"day": day, "case_id": case_id, "hold": hold}
    asked = {"until": until, "limit": limit + 1}
    found = many(db, StandingHold, SELECT_HOLDS, viewer.row() | after | asked)
    return page(found, limit, lambda at: (at.review_on, at.case_id, at.hold))
