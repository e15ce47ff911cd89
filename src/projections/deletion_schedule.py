"""When texts of each case must cease to be readable, why, and what suspends that."""

from typing import Final

from cases.events.closing import (
    CaseReopened,
    HoldAcknowledged,
    HoldPlaced,
    HoldReleased,
    HoldReviewed,
)
from cases.events.disposal import TextsErased
from cases.events.redaction import TextRedacted
from cases.events.retention import RetentionRecalculated, RetentionStarted
from projections.projection import Projection

DELETION_SCHEDULE: Final = Projection(
    name="deletion_schedule",
    by_case=True,
    tables={
        "deletion_schedule": {
            RetentionStarted: """
                INSERT INTO deletion_schedule
                       (case_id, what, rule, clause, basis, edition, country,
                        violation, start, started_on, period, not_before, delete_on)
                SELECT case_id, what, rule, clause, basis, edition, country,
                       violation, start, started_on, period, not_before, delete_on
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, what text, rule text, clause text, basis text,
                       edition text, country text, violation boolean, start text,
                       started_on date, period text, not_before date, delete_on date)
                    ON CONFLICT (case_id, what) DO UPDATE
                   SET rule = excluded.rule, clause = excluded.clause,
                       basis = excluded.basis, edition = excluded.edition,
                       country = excluded.country, violation = excluded.violation,
                       start = excluded.start,
                       started_on = excluded.started_on, period = excluded.period,
                       not_before = excluded.not_before,
                       delete_on = excluded.delete_on, was = NULL, because = NULL
            """,
            CaseReopened: """
                DELETE FROM deletion_schedule
                 USING json_to_recordset(%(rows)s) AS happened (case_id uuid)
                 WHERE deletion_schedule.case_id = happened.case_id
            """,
            TextsErased: """
                UPDATE deletion_schedule AS known
                   SET disposal = happened.disposal
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, what text, disposal uuid)
                 WHERE known.case_id = happened.case_id
                   AND known.what = happened.what
            """,
            TextRedacted: """
                UPDATE deletion_schedule AS known
                   SET disposal = NULL
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, party integer)
                 WHERE known.case_id = happened.case_id
                   AND known.what = 'party_' || happened.party
            """,
            RetentionRecalculated: """
                UPDATE deletion_schedule AS known
                   SET rule = happened.rule, clause = happened.clause,
                       basis = happened.basis, edition = happened.edition,
                       country = happened.country, violation = happened.violation,
                       start = happened.start,
                       started_on = happened.started_on, period = happened.period,
                       not_before = happened.not_before,
                       delete_on = happened.delete_on, was = happened.was,
                       because = happened.because,
                       disposal = CASE WHEN happened.because
                                         IN ('hold_released', 'late_activity')
                                       THEN NULL ELSE known.disposal END
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, what text, rule text, clause text, basis text,
                       edition text, country text, violation boolean, start text,
                       started_on date, period text, not_before date, delete_on date,
                       was date,
                       because text)
                 WHERE known.case_id = happened.case_id
                   AND known.what = happened.what
            """,
        },
        "deletion_hold": {
            HoldPlaced: """
                INSERT INTO deletion_hold
                       (case_id, hold, basis, parties, kinds, custodians, awaited,
                        placed_on, review_on)
                SELECT case_id, hold, basis, parties, kinds, custodians, custodians,
                       (recorded_at AT TIME ZONE 'UTC')::date, review_on
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, hold integer, basis text, parties integer[],
                       kinds text[], custodians text[], recorded_at timestamptz,
                       review_on date)
                    ON CONFLICT DO NOTHING
            """,
            HoldAcknowledged: """
                UPDATE deletion_hold
                   SET awaited = array_remove(awaited, custodian)
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, hold integer, custodian text)
                 WHERE deletion_hold.case_id = happened.case_id
                   AND deletion_hold.hold = happened.hold
            """,
            HoldReviewed: """
                UPDATE deletion_hold
                   SET review_on = happened.review_on
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, hold integer, review_on date)
                 WHERE deletion_hold.case_id = happened.case_id
                   AND deletion_hold.hold = happened.hold
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
