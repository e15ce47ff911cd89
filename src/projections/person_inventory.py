"""Where something is held about a person: cases, texts by kind, and since when."""

from datetime import date
from typing import Final
from uuid import UUID

from cases.events.event import Kind
from projections.query import Db, Shown, Viewer, many


class Whereabouts(Shown):
    """A case that has to do with a person, and how."""

    case_id: UUID
    number: str
    case_type: str
    opened_on: date
    """The day, UTC."""
    offices: tuple[str, ...]
    """As whom beside a party: `declarant`, `handler`, `decider`, `arbitrator`."""


class TextsOfKind(Shown):
    """How many texts of one kind there are, and since when."""

    kind: Kind
    """What they are."""
    count: int
    """How many there are."""


SELECT_WHEREABOUTS: Final = """
    SELECT case_id, number, case_type,
           (opened_at AT TIME ZONE 'UTC')::date AS opened_on,
           ARRAY(SELECT DISTINCT relation
                   FROM case_access
                  WHERE case_access.case_id = case_state.case_id
                    AND case_access.person = %(person)s
                    AND relation NOT IN ('excluded', 'kept_away')
                  ORDER BY relation) AS offices
      FROM case_state
     WHERE case_id IN (SELECT case_id
                         FROM case_concerned
                        WHERE person = %(person)s
                        UNION
                       SELECT case_id
                         FROM case_access
                        WHERE person = %(person)s
                          AND relation NOT IN ('excluded', 'kept_away'))
       AND case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
     ORDER BY number
"""

SELECT_TEXTS: Final = """
    SELECT kind, count(*) AS count
      FROM sealed
     WHERE case_id = %(case_id)s
       AND about && %(parties)s::integer[]
     GROUP BY kind
     ORDER BY kind
"""

SELECT_SINCE: Final = """
    SELECT min((at AT TIME ZONE 'UTC')::date)
      FROM case_timeline
     WHERE case_id = %(case_id)s
       AND (party_numbers && %(parties)s::integer[]
            OR details ->> 'person' = %(person)s)
"""


def whereabouts(db: Db, viewer: Viewer, person: str) -> list[Whereabouts]:
    """The cases that somebody has to do with, as far as the viewer may know of them.

    Not that somebody is kept away: from why, it follows who reported.
    """
    return many(db, Whereabouts, SELECT_WHEREABOUTS, viewer.row() | {"person": person})


def texts_by_kind(db: Db, case_id: UUID, parties: list[int]) -> list[TextsOfKind]:
    """How many texts there are about some parties of a case, alone or with others."""
    row = {"case_id": case_id, "parties": parties}
    return many(db, TextsOfKind, SELECT_TEXTS, row)


def since(db: Db, case_id: UUID, parties: list[int], person: str) -> date | None:
    """The day on which somebody came into a case, as a party or in an office.

    None when only those who met are named, or whoever began it.
    """
    row = {"case_id": case_id, "parties": parties, "person": person}
    found = db.execute(SELECT_SINCE, row).fetchone()
    return found[0] if found else None
