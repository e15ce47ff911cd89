"""Who may read a case for a time: a table of `case_state`, changed with it."""

from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from cases.events.access import (
    AccessGranted,
    AccessLost,
    AccessWithdrawn,
    BrokenGlassReviewed,
    GlassBroken,
    GlassReviewAwaited,
)
from projections.projection import On
from projections.query import Db, Shown, Viewer, many

OVER: Final = """
    UPDATE case_grant
       SET ended_at = coalesce(case_grant.ended_at, happened.recorded_at)
      FROM (SELECT case_id, "grant", min(recorded_at) AS recorded_at
              FROM json_to_recordset(%(rows)s) AS happened (
                   case_id uuid, "grant" integer, recorded_at timestamptz)
             GROUP BY case_id, "grant") AS happened
     WHERE case_grant.case_id = happened.case_id
       AND case_grant."grant" = happened."grant"
"""

CASE_GRANT: Final[On] = {
    AccessGranted: """
        INSERT INTO case_grant
               (case_id, "grant", person, role, rights, given_by, given_at, ends_at,
                until, glass)
        SELECT case_id, "grant", person, role, rights, shown_actor, recorded_at,
               ends_at, until, false
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, "grant" integer, person text, role text, rights text[],
               shown_actor text, recorded_at timestamptz, ends_at timestamptz,
               until date)
            ON CONFLICT DO NOTHING
    """,
    GlassBroken: """
        INSERT INTO case_grant
               (case_id, "grant", person, role, rights, given_by, given_at, ends_at,
                glass)
        SELECT case_id, "grant", person, role, rights, shown_actor, recorded_at,
               ends_at, true
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, "grant" integer, person text, role text, rights text[],
               shown_actor text, recorded_at timestamptz, ends_at timestamptz)
            ON CONFLICT DO NOTHING
    """,
    AccessWithdrawn: OVER,
    AccessLost: OVER,
    GlassReviewAwaited: """
        UPDATE case_grant
           SET reviewers = happened.offices
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, "grant" integer, offices text[])
         WHERE case_grant.case_id = happened.case_id
           AND case_grant."grant" = happened."grant"
    """,
    BrokenGlassReviewed: """
        UPDATE case_grant
           SET justified = coalesce(case_grant.justified, true) AND happened.justified,
               reviewers = '{}',
               ended_at = CASE WHEN happened.justified THEN ended_at
                               ELSE coalesce(ended_at, happened.recorded_at) END
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, "grant" integer, justified boolean,
               recorded_at timestamptz)
         WHERE case_grant.case_id = happened.case_id
           AND case_grant."grant" = happened."grant"
    """,
}


class MayRead(Shown):
    """That somebody may read the case for a time, or could."""

    grant: int
    """Its number in the case."""
    person: str
    """The pseudonym of whoever may."""
    role: str
    """The office in which they may."""
    rights: tuple[str, ...]
    """What they may do, as the table of permissions names it."""
    given_by: str | None
    """The pseudonym of whoever let them."""
    given_at: datetime
    """When."""
    until: date | None
    """The last day; null of a broken glass, which is for hours."""
    ends_at: datetime
    """From when they may not any more."""
    ended_at: datetime | None
    """When it was over before that: taken back, lost by a rule, found unjustified."""
    glass: bool
    """Whether they broke the glass: opened the case for themselves."""
    justified: bool | None
    """What was found of that by others; null until then, false once one finds so."""
    reviewers: tuple[str, ...]
    """The offices that have still to say whether it was, each by itself."""
    state: Literal["holds", "over"]
    """Whether they may read it now."""


SELECT_GRANTS: Final = """
    SELECT "grant", person, role, rights, given_by, given_at, until, ends_at, ended_at,
           glass, justified, reviewers,
           CASE WHEN ended_at IS NULL AND ends_at > %(at)s THEN 'holds'
                ELSE 'over' END AS state
      FROM case_grant
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND case_id = %(case_id)s
     ORDER BY "grant"
"""


def may_read(db: Db, case_id: UUID, viewer: Viewer) -> list[MayRead]:
    """Who may read the case for a time, or could, in the order of its giving."""
    return many(db, MayRead, SELECT_GRANTS, viewer.row() | {"case_id": case_id})
