"""What goes on in a case that somebody has to see to: raised, and ended."""

from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field

from cases.events.access import BrokenGlassReviewed, GlassBroken, GlassReviewAwaited
from cases.events.closing import CaseClosed
from cases.events.disclosing import (
    DisclosureNoticeDeferred,
    DisclosureNoticeGiven,
    IdentityDisclosureDenied,
)
from cases.events.objecting import HandlerObjectedTo, HandlerObjectionDecided
from cases.events.procedure import (
    ClockEscalated,
    ClockMetLate,
    ClockPassed,
    ClockStarted,
    ClockStopped,
)
from cases.events.routing import OfficeFilled, OfficeSubstituted, Unassignable
from projections.projection import Projection
from projections.query import Db, Page, Shown, Viewer, many, number, page, place

Kind = Literal["unassignable", "overdue", "proposed", "broken_glass", "objection"]

OF_OFFICE_OVER: Final = """
    UPDATE alarms
       SET ended_at = happened.recorded_at
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, office text, recorded_at timestamptz)
     WHERE alarms.case_id = happened.case_id
       AND alarms.kind = '{}'
       AND alarms.about = happened.office
       AND alarms.ended_at IS NULL
"""
"""An alarm of one kind about an office is over."""
SOMEBODY_ACTS: Final = OF_OFFICE_OVER.format("unassignable")

NOT_OVERDUE: Final = """
    UPDATE alarms
       SET ended_at = happened.recorded_at
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, clock text, party integer, recorded_at timestamptz)
     WHERE alarms.case_id = happened.case_id
       AND alarms.kind = 'overdue'
       AND alarms.about = happened.clock
       AND alarms.party IS NOT DISTINCT FROM happened.party
       AND alarms.ended_at IS NULL
"""

PROPOSED: Final = """
    INSERT INTO alarms (case_id, kind, about, clause, raised_at, position)
    SELECT case_id, 'proposed', 'identity_disclosure', clause, recorded_at, position
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, clock text, clause text, recorded_at timestamptz,
           position bigint)
     WHERE happened.clock = 'identity_reading'
"""
"""It is proposed that somebody learns who reported: the time to read runs from then."""

NOT_IN_TIME: Final = """
    UPDATE alarms
       SET ended_at = happened.recorded_at
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, clock text, recorded_at timestamptz)
     WHERE alarms.case_id = happened.case_id
       AND alarms.kind = 'proposed'
       AND happened.clock = 'identity_reading'
       AND alarms.ended_at IS NULL
"""

WEIGHED: Final = """
    UPDATE alarms
       SET ended_at = happened.recorded_at
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, recorded_at timestamptz)
     WHERE alarms.case_id = happened.case_id
       AND alarms.kind = 'proposed'
       AND alarms.ended_at IS NULL
"""

ALARMS: Final = Projection(
    name="alarms",
    by_case=True,
    tables={
        "alarms": {
            Unassignable: """
                INSERT INTO alarms (case_id, kind, about, clause, raised_at, position)
                SELECT case_id, 'unassignable', office, clause, recorded_at, position
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, office text, clause text,
                       recorded_at timestamptz, position bigint)
            """,
            OfficeFilled: SOMEBODY_ACTS,
            OfficeSubstituted: SOMEBODY_ACTS,
            ClockEscalated: """
                INSERT INTO alarms
                       (case_id, kind, about, party, office, clause, raised_at,
                        position)
                SELECT case_id, 'overdue', clock, party, office, clause, recorded_at,
                       position
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer, office text,
                       clause text, recorded_at timestamptz, position bigint)
            """,
            ClockMetLate: NOT_OVERDUE,
            ClockStopped: (NOT_OVERDUE, NOT_IN_TIME),
            ClockStarted: (NOT_OVERDUE, PROPOSED),
            ClockPassed: NOT_IN_TIME,
            GlassBroken: """
                INSERT INTO alarms
                       (case_id, kind, about, office, clause, raised_at, position)
                SELECT case_id, 'broken_glass', "grant"::text, role, clause,
                       recorded_at, position
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, "grant" integer, role text, clause text,
                       recorded_at timestamptz, position bigint)
            """,
            GlassReviewAwaited: """
                UPDATE alarms
                   SET reviewers = happened.offices,
                       ended_at = NULL
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, "grant" integer, offices text[])
                 WHERE alarms.case_id = happened.case_id
                   AND alarms.kind = 'broken_glass'
                   AND alarms.about = happened."grant"::text
            """,
            BrokenGlassReviewed: """
                UPDATE alarms
                   SET ended_at = happened.recorded_at,
                       reviewers = '{}'
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, "grant" integer, recorded_at timestamptz)
                 WHERE alarms.case_id = happened.case_id
                   AND alarms.kind = 'broken_glass'
                   AND alarms.about = happened."grant"::text
                   AND alarms.ended_at IS NULL
            """,
            HandlerObjectedTo: """
                INSERT INTO alarms (case_id, kind, about, clause, raised_at, position)
                SELECT case_id, 'objection', office, clause, recorded_at, position
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, office text, clause text,
                       recorded_at timestamptz, position bigint)
            """,
            HandlerObjectionDecided: OF_OFFICE_OVER.format("objection"),
            IdentityDisclosureDenied: WEIGHED,
            DisclosureNoticeGiven: WEIGHED,
            DisclosureNoticeDeferred: WEIGHED,
            CaseClosed: """
                UPDATE alarms
                   SET ended_at = happened.recorded_at
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, recorded_at timestamptz)
                 WHERE alarms.case_id = happened.case_id
                   AND alarms.kind NOT IN ('proposed', 'broken_glass')
                   AND alarms.about <> 'glass_review'
                   AND alarms.ended_at IS NULL
            """,
        },
    },
)


class Alarm(Shown):
    """A row of `alarms`."""

    case_id: UUID
    number: str
    case_type: str
    kind: Kind
    """What is the matter."""
    about: str
    """The office that has nobody left in the case, the missed time limit, what is
    proposed and waits for those who weigh it (`identity_disclosure`), the office whose
    handlers the reporter objects to, or the number of what somebody opened for
    themselves, and others have to review."""
    party: int | None
    """Whose time limit it is, when each party has their own."""
    office: str | None
    """The office above that was told of a missed time limit, or the one that broke the
    glass."""
    reviewers: tuple[str, ...]
    """The offices that have still to review what was opened, each by itself."""
    clause: str
    """The clause of the rule that says so."""
    raised_at: datetime
    """When it was recorded."""
    ended_at: datetime | None
    """When it was over; null while it goes on."""
    position: Annotated[int, Field(exclude=True)]


SELECT_ALARMS: Final = """
    SELECT alarms.*, number, case_type
      FROM alarms
      JOIN case_state USING (case_id)
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND (%(state)s::text IS NULL
            OR (ended_at IS NULL) = (%(state)s = 'raised'))
       AND (%(after)s::bigint IS NULL OR alarms.position > %(after)s)
     ORDER BY alarms.position
     LIMIT %(limit)s
"""


def alarms(
    db: Db,
    viewer: Viewer,
    *,
    state: Literal["raised", "ended"] | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Alarm]:
    """What is to be seen to, in the cases that the viewer may see, oldest first.

    NoSuchPlace when the cursor is not one that a page gave.
    """
    after = {"after": place(cursor, number)[0], "limit": limit + 1}
    found = many(db, Alarm, SELECT_ALARMS, viewer.row() | {"state": state} | after)
    return page(found, limit, lambda last: (last.position,))


def raised(db: Db) -> int:
    """How many go on, whoever may see them."""
    (count,) = db.execute(
        """
        SELECT count(*)
          FROM alarms
         WHERE ended_at IS NULL
        """
    ).fetchall()
    return int(count[0])
