"""When each closed case must cease to be readable, and what suspends that."""

from datetime import date
from typing import Final, Literal
from uuid import UUID

from cases.events.closing import (
    CaseClosed,
    CaseReopened,
    DeletionRescheduled,
    HoldPlaced,
    HoldReleased,
)
from projections.projection import Projection
from projections.query import Db, Page, Shown, Viewer, many, page, place

State = Literal["scheduled", "due", "overdue", "held"]
"""How a deletion stands today: to come, to be carried out, late, or suspended."""

DELETION_SCHEDULE: Final = Projection(
    name="deletion_schedule",
    by_case=True,
    tables={
        "deletion_schedule": {
            CaseClosed: """
                INSERT INTO deletion_schedule
                       (case_id, retention, basis, closed_on, delete_on)
                SELECT case_id, retention, basis, closed_on, delete_on
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, retention text, basis text, closed_on date,
                       delete_on date)
                    ON CONFLICT (case_id) DO UPDATE
                   SET retention = excluded.retention,
                       basis = excluded.basis,
                       closed_on = excluded.closed_on,
                       delete_on = excluded.delete_on,
                       rescheduled_by = NULL
            """,
            CaseReopened: """
                DELETE FROM deletion_schedule
                 USING json_to_recordset(%(rows)s) AS happened (case_id uuid)
                 WHERE deletion_schedule.case_id = happened.case_id
            """,
            DeletionRescheduled: """
                UPDATE deletion_schedule
                   SET delete_on = happened.delete_on,
                       rescheduled_by = rule
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, delete_on date, rule text)
                 WHERE deletion_schedule.case_id = happened.case_id
            """,
        },
        "deletion_hold": {
            HoldPlaced: """
                INSERT INTO deletion_hold (case_id, hold, basis, review_on)
                SELECT case_id, hold, basis, review_on
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, hold integer, basis text, review_on date)
                    ON CONFLICT DO NOTHING
            """,
            HoldReleased: """
                DELETE FROM deletion_hold
                 USING json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, hold integer)
                 WHERE deletion_hold.case_id = happened.case_id
                   AND deletion_hold.hold = happened.hold
            """,
        },
    },
)


class Due(Shown):
    """When a case is to be deleted: a row of `deletion_schedule` and its holds."""

    case_id: UUID
    number: str
    case_type: str
    retention: str
    """The retention class of the edition."""
    basis: str
    closed_on: date
    delete_on: date
    """First day on which the case must no longer be readable."""
    state: State
    """`due` on that day, `overdue` after it, `held` whatever the day is."""
    rescheduled_by: str | None
    held: bool
    holds: int
    hold_bases: tuple[str, ...]
    review_on: date | None
    """First day on which one of the holds is to be reviewed."""


SELECT_DUE: Final = """
    SELECT deletion_schedule.*, number, case_type, held.*, standing.state
      FROM deletion_schedule
      JOIN case_state USING (case_id),
           LATERAL (SELECT count(*) > 0 AS held,
                           count(*) AS holds,
                           coalesce(array_agg(DISTINCT deletion_hold.basis),
                                    '{}') AS hold_bases,
                           min(review_on) AS review_on
                      FROM deletion_hold
                     WHERE deletion_hold.case_id = deletion_schedule.case_id
                   ) AS held,
           LATERAL (SELECT CASE WHEN held.held
                                THEN 'held'
                                WHEN deletion_schedule.delete_on > %(today)s
                                THEN 'scheduled'
                                WHEN deletion_schedule.delete_on = %(today)s
                                THEN 'due'
                                ELSE 'overdue'
                           END AS state) AS standing
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s))::uuid[]))
       AND (%(state)s::text IS NULL OR standing.state = %(state)s)
       AND (%(until)s::date IS NULL OR deletion_schedule.delete_on <= %(until)s)
       AND (%(day)s::date IS NULL
            OR (deletion_schedule.delete_on, case_id)
               > (%(day)s, %(case_id)s::uuid))
     ORDER BY deletion_schedule.delete_on, deletion_schedule.case_id
     LIMIT %(limit)s
"""


def schedule(
    db: Db,
    viewer: Viewer,
    *,
    today: date,
    state: State | None = None,
    until: date | None = None,
    cursor: str | None = None,
    limit: int = 1000,
) -> Page[Due]:
    """Closed cases by the day they go, in one state or any; to the end of `until`.

    `today` is the day at the organisation's place: the tables know no clock.
    NoSuchPlace when the cursor is not one that a page gave.
    """
    day, case_id = place(cursor, date.fromisoformat, UUID)
    asked = {"today": today, "state": state, "until": until}
    after = {"day": day, "case_id": case_id, "limit": limit + 1}
    found = many(db, Due, SELECT_DUE, viewer.row() | asked | after)
    return page(found, limit, lambda last: (last.delete_on, last.case_id))
