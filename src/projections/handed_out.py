"""What left in bundles of evidence: who took texts of a case along, and which."""

from datetime import datetime
from typing import Final
from uuid import UUID

from projections.query import Db, Shown, many

SELECT_BUNDLES: Final = """
    SELECT position, topic, at, actor, acting_as, items
      FROM audit_trail
     WHERE cases @> ARRAY[%(case_id)s::uuid]
       AND topic = 'TextHandedOut'
       AND actor IS NOT NULL
     ORDER BY position
"""

SELECT_REQUESTS: Final = """
    SELECT request
      FROM disposal_request
     WHERE disposal = %(disposal)s
     ORDER BY request
"""


class Taken(Shown):
    """That texts were taken along in a bundle."""

    position: int
    topic: str
    at: datetime
    actor: str
    """Who made the bundle."""
    acting_as: str
    items: tuple[UUID, ...]


def bundles(db: Db, case_id: UUID) -> list[Taken]:
    """What was taken along of a case, oldest first; for the system."""
    return many(db, Taken, SELECT_BUNDLES, {"case_id": case_id})


def requests(db: Db, disposal: UUID) -> list[UUID]:
    """The requests in which it was decided what is on a list; for the system."""
    found = db.execute(SELECT_REQUESTS, {"disposal": disposal})
    return [request for (request,) in found]
