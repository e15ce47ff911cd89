"""What happened in cases after a position: which case, what kind of event, no more."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from projections.position import shown_up_to
from projections.query import Db, Shown, Viewer, many

AT_ONCE: Final = 1000
"""Entries of the trail that one look goes through, whoever may see them."""


class News(Shown):
    """That something happened in a case."""

    position: int
    """Its place in the log; positions grow, with gaps."""
    topic: str
    """What kind of event it is, as the history of the case names it."""
    case_id: UUID
    day: date
    """The day of recording, UTC."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, and the position up to which nothing else is to be told."""

    news: list[News]
    reached: int


SELECT_REACHED: Final = """
    SELECT max(position)
      FROM (SELECT position
              FROM audit_trail
             WHERE position > %(since)s
               AND position <= %(shown)s
             ORDER BY position
             LIMIT %(at_once)s) AS next
"""

SELECT_NEWS: Final = """
    SELECT position, topic, stream AS case_id, (at AT TIME ZONE 'UTC')::date AS day
      FROM audit_trail
     WHERE position > %(since)s
       AND position <= %(reached)s
       AND cases = ARRAY[stream]
       AND stream <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR stream = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
     ORDER BY position
"""


def news(db: Db, viewer: Viewer, since: int, at_once: int = AT_ONCE) -> Look:
    """What happened after a position in cases that the viewer may see now, in order.

    A part of it, when there is much: `reached` is then where the next look goes on.
    Nothing that is not shown everywhere yet: who may see a case is known as far.
    """
    asked = {"since": since, "shown": shown_up_to(db), "at_once": at_once}
    ((reached,),) = db.execute(SELECT_REACHED, asked).fetchall()
    if reached is None:
        return Look([], since)
    row = viewer.row() | asked | {"reached": reached}
    return Look(many(db, News, SELECT_NEWS, row), reached)
