"""What is alleged in a case, as it stands by now: a table of `case_state`."""

from typing import Final

from cases.events.allegations import (
    AllegationAmended,
    AllegationDropped,
    AllegationFramed,
)
from projections.projection import On

CASE_ALLEGATION: Final[On] = {
    AllegationFramed: """
        INSERT INTO case_allegation (case_id, allegation, category)
        SELECT case_id, allegation, category
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, allegation integer, category text)
    """,
    AllegationAmended: """
        UPDATE case_allegation
           SET category = happened.category
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, allegation integer, category text)
         WHERE case_allegation.case_id = happened.case_id
           AND case_allegation.allegation = happened.allegation
    """,
    AllegationDropped: """
        DELETE FROM case_allegation
         USING json_to_recordset(%(rows)s) AS happened (
               case_id uuid, allegation integer)
         WHERE case_allegation.case_id = happened.case_id
           AND case_allegation.allegation = happened.allegation
    """,
}
