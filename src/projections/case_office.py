"""Which office acts in place of which: a table of `case_state`, changed with it."""

from typing import Final

from cases.events.routing import OfficeFilled, OfficeSubstituted, Unassignable
from projections.projection import On

ACTS_ITSELF: Final = """
    DELETE FROM case_office
     USING json_to_recordset(%(rows)s) AS happened (case_id uuid, office text)
     WHERE case_office.case_id = happened.case_id
       AND case_office.office = happened.office
"""

CASE_OFFICE: Final[On] = {
    OfficeSubstituted: """
        INSERT INTO case_office (case_id, office, substitute)
        SELECT case_id, office, substitute
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, office text, substitute text)
            ON CONFLICT (case_id, office)
            DO UPDATE SET substitute = excluded.substitute
    """,
    Unassignable: ACTS_ITSELF,
    OfficeFilled: ACTS_ITSELF,
}
