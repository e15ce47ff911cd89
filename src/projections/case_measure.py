"""What was imposed on whom, and whether it holds: a table of `case_state`."""

from typing import Final

from cases.events.appeal import AppealDecided
from cases.events.closing import CaseReopened
from cases.events.decision import MeasureExpired, MeasureExpunged, MeasureImposed
from cases.events.reviewing import PriorActsReviewed
from projections.projection import On

FALLEN: Final = """
    DELETE FROM case_measure
     USING json_to_recordset(%(rows)s) AS happened (
           case_id uuid, allegations integer[])
     WHERE case_measure.case_id = happened.case_id
       AND allegation = ANY (allegations)
"""
"""A measure answers nothing any more that is no violation, or is open again."""

OVER: Final = """
    UPDATE case_measure
       SET state = '{}'
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, measure text, effective_on date, expires_on date,
           allegations integer[])
     WHERE case_measure.case_id = happened.case_id
       AND case_measure.measure = happened.measure
       AND case_measure.effective_on = happened.effective_on
       AND case_measure.expires_on IS NOT DISTINCT FROM happened.expires_on
       AND allegation = ANY (allegations)
       AND state <> 'expunged'
"""
"""What became of a measure; what was expunged stays so."""

CASE_MEASURE: Final[On] = {
    MeasureImposed: """
        INSERT INTO case_measure
               (case_id, imposed, allegation, party, measure, effective_on, expires_on)
        SELECT case_id, version, allegation, party, measure, effective_on, expires_on
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, version integer, party integer, measure text,
               effective_on date, expires_on date, allegations integer[]),
               unnest(allegations) AS allegation
    """,
    MeasureExpired: OVER.format("expired"),
    MeasureExpunged: OVER.format("expunged"),
    AppealDecided: (
        FALLEN,
        """
        DELETE FROM case_measure
         USING json_to_recordset(%(rows)s) AS happened (
               case_id uuid, party integer, outcome text)
         WHERE case_measure.case_id = happened.case_id
           AND case_measure.party = happened.party
           AND outcome = 'varied'
           AND state = 'in_force'
        """,
    ),
    CaseReopened: FALLEN,
    PriorActsReviewed: """
        DELETE FROM case_measure
         USING json_to_recordset(%(rows)s) AS happened (
               case_id uuid, done_again text[])
         WHERE case_measure.case_id = happened.case_id
           AND 'determine' = ANY (done_again)
    """,
}
