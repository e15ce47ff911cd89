"""Which units a case belongs to: a table of `case_state`, changed with it."""

from typing import Final

from cases.events.opening import CaseOpened, CasePlaced, PartyPlaced
from projections.projection import On

CASE_UNIT: Final[On] = {
    CaseOpened: """
        INSERT INTO case_unit (case_id, party, unit)
        SELECT case_id, 0, unit
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, unit text)
         WHERE unit IS NOT NULL
    """,
    CasePlaced: """
        INSERT INTO case_unit (case_id, party, unit)
        SELECT case_id, 0, unit
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, unit text)
            ON CONFLICT (case_id, party)
            DO UPDATE SET unit = excluded.unit
    """,
    PartyPlaced: """
        INSERT INTO case_unit (case_id, party, unit)
        SELECT case_id, party, unit
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, party integer, unit text)
            ON CONFLICT (case_id, party)
            DO UPDATE SET unit = excluded.unit
    """,
}
