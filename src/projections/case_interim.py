"""What measures that hold until it is decided do to the row of their case."""

from typing import Final

from cases.events.interim import (
    InterimMeasuresEnded,
    InterimMeasuresLifted,
    InterimMeasuresOrdered,
)
from projections.case_moving import STEPPED, UPDATED
from projections.projection import On

OVER: Final = """
    UPDATE case_state
       SET interim_measures = array_remove(interim_measures, party)
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, party integer)
     WHERE case_state.case_id = happened.case_id
"""

INTERIM: Final[On] = {
    InterimMeasuresOrdered: (
        """
        UPDATE case_state
           SET interim_measures = interim_measures || party
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, party integer)
         WHERE case_state.case_id = happened.case_id
        """,
        STEPPED,
    ),
    InterimMeasuresLifted: (OVER, STEPPED),
    InterimMeasuresEnded: (OVER, UPDATED),
}
