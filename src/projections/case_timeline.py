"""What happened in a case, in order and in plain words: one row an event."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel

from cases.events.event import Event
from projections.projection import BESIDE_CASES, Projection
from projections.query import Db, Viewer, many

CASE_TIMELINE: Final = Projection(
    name="case_timeline",
    tables={
        "case_timeline": {
            **BESIDE_CASES,
            Event: """
                INSERT INTO case_timeline
                       (case_id, version, position, at, occurred_on, topic, label,
                        step, clause, phase, actor, acting_as, on_behalf_of,
                        party_numbers, items, item_fields, audiences, details)
                VALUES (%(case_id)s, %(version)s, %(position)s, %(recorded_at)s,
                        %(occurred_on)s, %(topic)s, %(label)s, %(step)s, %(clause)s,
                        %(phase)s, %(shown_actor)s, %(acting_as)s, %(on_behalf_of)s,
                        %(party_numbers)s, %(items)s, %(item_fields)s, %(audiences)s,
                        %(details)s)
            """,
        },
    },
)


class Happening(BaseModel):
    """A row of `case_timeline`."""

    case_id: UUID
    version: int
    position: int
    at: datetime
    occurred_on: date | None
    topic: str
    label: str
    step: str | None
    clause: str | None
    phase: str | None
    actor: str | None
    """None for a reporter, whose identity is opened through the door only."""
    acting_as: str
    on_behalf_of: str | None
    party_numbers: tuple[int, ...]
    items: tuple[UUID, ...]
    item_fields: tuple[str, ...]
    audiences: tuple[str, ...]
    details: dict[str, Any]


def timeline(
    db: Db, case_id: UUID, viewer: Viewer, *, since: int = 0, limit: int = 1000
) -> list[Happening]:
    """What happened in the case after version `since`, oldest first.

    Empty when the viewer may not see the case, as when there is none.
    """
    return many(
        db,
        Happening,
        """
        SELECT case_timeline.*
          FROM case_timeline
          JOIN visible(%(viewer)s, %(roles)s, %(everything)s) USING (case_id)
         WHERE case_id = %(case_id)s
           AND version > %(since)s
         ORDER BY version
         LIMIT %(limit)s
        """,
        viewer.row() | {"case_id": case_id, "since": since, "limit": limit},
    )
