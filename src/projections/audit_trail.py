"""Who did what, when and why: one row for every event of the log, none ever changed."""

from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from cases.events.event import Event, Person
from cases.events.exports import ExportSent, RowsExported
from cases.events.figures import AnnualFiguresRecorded
from cases.events.mandates import MandateEvent
from cases.events.record import (
    CommandRefused,
    EditionPublished,
    LogKeyAnnounced,
    LogRestored,
    OrganisationAdded,
    TextRead,
    TreeBegunAnew,
)
from projections.projection import Projection
from projections.query import Db, Page, Shown, Viewer, many, number, page, place
from projections.taken_out import FOR_PURPOSE

OF_NO_CASE: Final = """
    INSERT INTO audit_trail
           (entry, position, topic, label, stream, version, cases, at, actor,
            acting_as, on_behalf_of, command, correlation, causation, clause)
    SELECT (SELECT coalesce(max(entry), 0) FROM audit_trail)
           + row_number() OVER (ORDER BY position),
           position, topic, label, case_id, version, '{}', recorded_at, shown_actor,
           acting_as, on_behalf_of, command, correlation, causation, clause
      FROM json_to_recordset(%(rows)s) AS happened (
           position bigint, topic text, label text, case_id uuid, version integer,
           recorded_at timestamptz, shown_actor text, acting_as text,
           on_behalf_of text, command uuid, correlation uuid, causation bigint,
           clause text)
"""

AUDIT_TRAIL: Final = Projection(
    name="audit_trail",
    tables={
        "audit_trail": {
            Event: """
                INSERT INTO audit_trail
                       (entry, position, topic, label, stream, version, cases, at,
                        actor, acting_as, on_behalf_of, command, correlation,
                        causation, clause)
                SELECT (SELECT coalesce(max(entry), 0) FROM audit_trail)
                       + row_number() OVER (ORDER BY position),
                       position, topic, label, case_id, version, ARRAY[case_id],
                       recorded_at, shown_actor, acting_as, on_behalf_of, command,
                       correlation, causation, clause
                  FROM json_to_recordset(%(rows)s) AS happened (
                       position bigint, topic text, label text, case_id uuid,
                       version integer,
                       recorded_at timestamptz, shown_actor text, acting_as text,
                       on_behalf_of text, command uuid, correlation uuid,
                       causation bigint, clause text)
            """,
            TextRead: """
                INSERT INTO audit_trail
                       (entry, position, topic, label, stream, version, cases, at,
                        actor, acting_as, on_behalf_of, command, correlation, purpose,
                        items, item_fields)
                SELECT (SELECT coalesce(max(entry), 0) FROM audit_trail)
                       + row_number() OVER (ORDER BY position),
                       position, topic, label, case_id, version, cases, recorded_at,
                       shown_actor, acting_as, on_behalf_of, command, correlation,
                       purpose, items, item_fields
                  FROM json_to_recordset(%(rows)s) AS happened (
                       position bigint, topic text, label text, case_id uuid,
                       version integer,
                       cases uuid[], recorded_at timestamptz, shown_actor text,
                       acting_as text, on_behalf_of text, command uuid,
                       correlation uuid, purpose text, items uuid[],
                       item_fields text[])
            """,
            CommandRefused: """
                INSERT INTO audit_trail
                       (entry, position, topic, label, stream, version, cases, at,
                        actor, acting_as, on_behalf_of, command, correlation,
                        causation, asked, rule, clause)
                SELECT (SELECT coalesce(max(entry), 0) FROM audit_trail)
                       + row_number() OVER (ORDER BY position),
                       position, topic, label, case_id, version,
                       array_remove(ARRAY["case"], NULL), recorded_at, shown_actor,
                       acting_as, on_behalf_of, command, correlation, causation,
                       asked, rule, clause
                  FROM json_to_recordset(%(rows)s) AS happened (
                       position bigint, topic text, label text, case_id uuid,
                       version integer,
                       "case" uuid, recorded_at timestamptz, shown_actor text,
                       acting_as text, on_behalf_of text, command uuid,
                       correlation uuid, causation bigint, asked text, rule text,
                       clause text)
            """,
            OrganisationAdded: OF_NO_CASE,
            MandateEvent: OF_NO_CASE,
            EditionPublished: OF_NO_CASE,
            LogKeyAnnounced: OF_NO_CASE,
            TreeBegunAnew: OF_NO_CASE,
            LogRestored: OF_NO_CASE,
            AnnualFiguresRecorded: OF_NO_CASE,
            RowsExported: FOR_PURPOSE,
            ExportSent: OF_NO_CASE,
        },
    },
)


Topic = Annotated[str, StringConstraints(pattern="^[A-Z][A-Za-z]{1,63}$")]
"""The name of a kind of event."""


class Entry(Shown):
    """A row of `audit_trail`."""

    entry: int
    position: int
    topic: str
    label: str
    """What happened, in plain words; of a reading, which texts were read."""
    stream: UUID
    version: int
    cases: tuple[UUID, ...]
    """The case it belongs to; of a reading or a refusal, those it concerns."""
    at: datetime
    actor: str | None
    """Null for a reporter."""
    acting_as: str
    on_behalf_of: str | None
    command: UUID
    correlation: UUID
    causation: int | None
    """The position of what a rule followed up with this; null when somebody asked."""
    purpose: str | None
    """What texts were read for."""
    items: tuple[UUID, ...]
    """The texts that were read, never their words."""
    item_fields: tuple[str, ...]
    """What each of them is in its event, in the same order: `account`, `findings`."""
    asked: str | None
    """The command that was refused."""
    rule: str | None
    clause: str | None


class Sought(BaseModel):
    """Which entries of the trail are wanted; what is left out does not matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_id: UUID | None = None
    """The case that they concern."""
    actor: Person | None = None
    topic: Topic | None = None
    since: AwareDatetime | None = None
    """The first moment of recording."""
    until: AwareDatetime | None = None
    """The moment before which they were recorded."""


ALL_OF_IT: Final = Sought()

SELECT_ENTRIES: Final = """
    SELECT *
      FROM audit_trail
     WHERE (%(after)s::bigint IS NULL OR entry > %(after)s)
       AND (%(case_id)s::uuid IS NULL OR cases @> ARRAY[%(case_id)s::uuid])
       AND (%(topic)s::text IS NULL OR topic = %(topic)s)
       AND (%(actor)s::text IS NULL OR actor = %(actor)s)
       AND (%(since)s::timestamptz IS NULL OR at >= %(since)s)
       AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
       AND NOT cases && (SELECT hidden(%(viewer)s, %(roles)s))
       AND (%(everything)s
            OR actor = %(viewer)s
            OR NOT %(themselves)s
               AND cases <> '{}'
               AND cases <@ (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                                         %(units)s, %(whole)s, %(right)s, %(at)s)))
     ORDER BY entry
     LIMIT %(limit)s
"""


def shows(db: Db, viewer: Viewer, position: int) -> bool:
    """Whether the trail has an entry at a position that the viewer may know of."""
    found = db.execute(
        """
        SELECT FROM audit_trail
         WHERE position = %(position)s
           AND NOT cases && (SELECT hidden(%(viewer)s, %(roles)s))
           AND (%(units)s::text[] IS NULL
                OR cases <> '{}'
               AND cases <@ (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                                         %(units)s, %(whole)s, %(right)s, %(at)s)))
        """,
        viewer.row() | {"position": position},
    )
    return found.fetchone() is not None


def concerning(db: Db, case_id: UUID, until: int) -> dict[int, int | None]:
    """The positions up to one of all that concerns a case, each with its version.

    None for readings and refusals, which have streams of their own.
    """
    found = db.execute(
        """
        SELECT position, CASE WHEN stream = %(case_id)s THEN version END
          FROM audit_trail
         WHERE cases @> ARRAY[%(case_id)s::uuid]
           AND position <= %(until)s
         ORDER BY position
        """,
        {"case_id": case_id, "until": until},
    )
    return dict(found.fetchall())


def kept_away(db: Db, viewer: Viewer) -> bool:
    """Whether there is any case that the viewer may not know of."""
    if viewer.units is not None:
        return True
    found = db.execute(
        "SELECT hidden(%(viewer)s, %(roles)s) <> '{}'", viewer.row()
    ).fetchone()
    return bool(found and found[0])


def entries(
    db: Db,
    viewer: Viewer,
    sought: Sought = ALL_OF_IT,
    *,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Entry]:
    """The trail, oldest first, as far as it is wanted.

    Without everything, what the viewer did, and what concerns cases that the viewer
    may all see; nothing of a case that the viewer is excluded from.
    NoSuchPlace when the cursor is not one that a page gave.
    """
    after = {"after": place(cursor, number)[0], "limit": limit + 1}
    row = viewer.row() | dict(sought) | after
    found = many(db, Entry, SELECT_ENTRIES, row)
    return page(found, limit, lambda last: (last.entry,))
