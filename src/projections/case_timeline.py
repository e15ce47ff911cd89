"""What happened in a case, in order and in plain words: one row an event."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.events.event import Event
from projections.projection import BESIDE_CASES, Projection
from projections.query import Db, Shown, Viewer, many

CASE_TIMELINE: Final = Projection(
    name="case_timeline",
    tables={
        "case_timeline": {
            **BESIDE_CASES,
            Event: """
                INSERT INTO case_timeline
                       (case_id, version, position, causation, at, occurred_on, topic,
                        label, step, clause, phase, actor, acting_as, on_behalf_of,
                        party_numbers, items, item_fields, audiences, details)
                SELECT case_id, version, position, causation, recorded_at, occurred_on,
                       topic, label, step, clause, phase, shown_actor, acting_as,
                       on_behalf_of, party_numbers, items, item_fields, audiences,
                       details::jsonb
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, version integer, position bigint,
                       causation bigint, recorded_at timestamptz, occurred_on date,
                       topic text, label text, step text, clause text, phase text,
                       shown_actor text, acting_as text, on_behalf_of text,
                       party_numbers integer[], items uuid[], item_fields text[],
                       audiences text[], details text)
            """,
        },
    },
)


class Happening(Shown):
    """A row of `case_timeline`."""

    case_id: UUID
    version: int
    position: int | None
    because_of: int | None
    """The version at which what a rule followed up with this happened in this case;
    null when somebody asked for it, or when it happened elsewhere."""
    corrected_at: tuple[int, ...]
    """The versions at which what its texts say of a party was put right."""
    redacted: tuple[UUID, ...]
    """Those of its texts in whose place a successor stands, without somebody who was
    in them: such a text is not what was taken down then."""
    at: datetime
    occurred_on: date | None
    topic: str
    label: str
    step: str | None
    clause: str | None
    phase: str | None
    actor: str | None
    """Null for a reporter, whose identity is opened through the door only."""
    acting_as: str
    on_behalf_of: str | None
    party_numbers: tuple[int, ...]
    items: tuple[UUID, ...]
    item_fields: tuple[str, ...]
    audiences: tuple[str, ...]
    details: dict[str, Any]


class Part(BaseModel):
    """Which part of a history is wanted; what is left out does not matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: int = 0
    """The version that is known already."""
    known_after: date | None = None
    """What had not been recorded by the end of that day, UTC: from there on, what came
    to be known."""
    known_on: date | None = None
    """What had been recorded by the end of that day, UTC."""
    happened_by: date | None = None
    """What had happened by the end of that day, whenever it was recorded."""


ALL_OF_IT: Final = Part()

SELECT_TIMELINE: Final = """
      WITH correction AS MATERIALIZED (
           SELECT version, party_numbers, details ->> 'corrects' AS field
             FROM case_timeline
            WHERE case_id = %(case_id)s
              AND topic = 'TextCorrected'),
           redaction AS MATERIALIZED (
           SELECT version, (details ->> 'item')::uuid AS item
             FROM case_timeline
            WHERE case_id = %(case_id)s
              AND topic IN ('TextRedacted', 'SuccessorWritten')),
           cause AS MATERIALIZED (
           SELECT version AS because_of, position AS causation
             FROM case_timeline
            WHERE case_id = %(case_id)s)
    SELECT case_timeline.*,
           because_of,
           ARRAY(SELECT correction.version
                   FROM correction
                  WHERE correction.party_numbers && case_timeline.party_numbers
                    AND correction.field = ANY (case_timeline.item_fields)
                  ORDER BY correction.version) AS corrected_at,
           ARRAY(SELECT redaction.item
                   FROM redaction
                  WHERE redaction.item = ANY (case_timeline.items)
                  ORDER BY redaction.version) AS redacted
      FROM case_timeline
      LEFT JOIN cause USING (causation)
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND case_id = %(case_id)s
       AND version > %(since)s
       AND (%(known_after)s::date IS NULL
            OR (at AT TIME ZONE 'UTC')::date > %(known_after)s)
       AND (%(known_on)s::date IS NULL OR (at AT TIME ZONE 'UTC')::date <= %(known_on)s)
       AND (%(happened_by)s::date IS NULL
            OR coalesce(occurred_on, (at AT TIME ZONE 'UTC')::date) <= %(happened_by)s)
     ORDER BY version
     LIMIT %(limit)s
"""


def timeline(
    db: Db,
    case_id: UUID,
    viewer: Viewer,
    part: Part = ALL_OF_IT,
    *,
    limit: int = 1000,
) -> list[Happening]:
    """What happened in the case, as it was recorded, oldest first.

    Empty when the viewer may not see the case, as when there is none.
    """
    row = viewer.row() | dict(part) | {"case_id": case_id, "limit": limit}
    return many(db, Happening, SELECT_TIMELINE, row)
