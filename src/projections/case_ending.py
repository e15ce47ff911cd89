"""What the end of a case, and what suspends its deletion, do to `case_state`."""

from typing import Final

from cases.events.closing import (
    CaseClosed,
    CaseReopened,
    HoldPlaced,
    HoldReleased,
)
from cases.events.retention import RetentionRecalculated, RetentionStarted
from projections.case_moving import STEPPED, UPDATED
from projections.projection import On

SCHEDULED: Final = (
    """
    UPDATE case_state
       SET delete_on = happened.delete_on
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, what text, delete_on date)
     WHERE case_state.case_id = happened.case_id
       AND what = 'content'
    """,
    UPDATED,
)

ENDING: Final[On] = {
    HoldPlaced: (
        """
        UPDATE case_state
           SET holds = holds || hold
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, hold integer)
         WHERE case_state.case_id = happened.case_id
        """,
        STEPPED,
    ),
    HoldReleased: (
        """
        UPDATE case_state
           SET holds = array_remove(holds, hold)
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, hold integer)
         WHERE case_state.case_id = happened.case_id
        """,
        STEPPED,
    ),
    CaseClosed: (
        """
        UPDATE case_state
           SET status = 'closed', outcome = happened.outcome
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, outcome text)
         WHERE case_state.case_id = happened.case_id
        """,
        UPDATED,
    ),
    CaseReopened: (
        """
        UPDATE case_state
           SET status = 'open', outcome = NULL, delete_on = NULL
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid)
         WHERE case_state.case_id = happened.case_id
        """,
        STEPPED,
    ),
    RetentionStarted: SCHEDULED,
    RetentionRecalculated: SCHEDULED,
}
