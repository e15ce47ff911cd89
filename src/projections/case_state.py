"""The case as it stands now: one row a case, for lists and screens."""

from typing import Final

from cases.events.allegations import AllegationFramed
from cases.events.closing import (
    CaseClosed,
    DeletionRescheduled,
    HoldPlaced,
    HoldReleased,
)
from cases.events.event import Event, ProcedureStep
from cases.events.evidence import EvidenceFoundAltered, EvidenceTaken, EvidenceVerified
from cases.events.opening import DisclosureMade, ReportReceived
from cases.events.people import PartyAdded, PartyMatched
from projections.case_access import CASE_ACCESS
from projections.case_reporter import CASE_REPORTER
from projections.projection import BESIDE_CASES, Projection

STEPPED: Final = """
    UPDATE case_state
       SET version = happened.version, updated_at = happened.recorded_at,
           phase = happened.phase,
           last_step = happened.step, last_label = happened.label
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, recorded_at timestamptz,
           phase text, step text, label text)
     WHERE case_state.case_id = happened.case_id
"""

UPDATED: Final = """
    UPDATE case_state
       SET version = happened.version, updated_at = happened.recorded_at
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, recorded_at timestamptz)
     WHERE case_state.case_id = happened.case_id
       AND case_state.version < happened.version
"""

OPENED: Final = """
    INSERT INTO case_state
           (case_id, number, year, ordinal, case_type, kind, edition, phase,
            last_step, last_label, opened_at, updated_at, opened_position, version)
    SELECT %(case_id)s,
           upper(%(organisation)s::text) || '-' || this.year
           || to_char(next.ordinal, '"-"FM999990000'),
           this.year, next.ordinal, %(case_type)s, %(kind)s, %(edition)s, %(phase)s,
           %(opening)s, %(label)s, %(recorded_at)s, %(recorded_at)s, %(position)s,
           %(version)s
      FROM (SELECT extract(year FROM %(recorded_at)s::timestamptz AT TIME ZONE 'UTC')
                   ::smallint AS year) AS this,
           LATERAL (SELECT coalesce(max(ordinal), 0) + 1 AS ordinal
                      FROM case_state
                     WHERE case_state.year = this.year) AS next
"""

CASE_STATE: Final = Projection(
    name="case_state",
    last=(STEPPED, UPDATED),
    tables={
        "case_state": {
            **BESIDE_CASES,
            Event: UPDATED,
            ProcedureStep: STEPPED,
            ReportReceived: (
                OPENED,
                """
                UPDATE case_state
                   SET categories = %(categories)s, received_on = %(received_on)s
                 WHERE case_id = %(case_id)s
                """,
            ),
            DisclosureMade: OPENED,
            PartyAdded: (
                """
                UPDATE case_state
                   SET parties = parties + 1,
                       unmatched_subjects = unmatched_subjects
                           || ARRAY(SELECT %(party)s::integer
                                     WHERE %(role)s::text = 'subject')
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            PartyMatched: (
                """
                UPDATE case_state
                   SET unmatched_subjects = array_remove(unmatched_subjects, %(party)s)
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            AllegationFramed: (
                """
                UPDATE case_state
                   SET allegations = allegations + 1
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            EvidenceTaken: (
                """
                UPDATE case_state
                   SET evidence = evidence + 1
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            EvidenceFoundAltered: (
                """
                UPDATE case_state
                   SET altered_evidence =
                       array_remove(altered_evidence, %(evidence)s)
                       || %(evidence)s::integer
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            EvidenceVerified: (
                """
                UPDATE case_state
                   SET altered_evidence = array_remove(altered_evidence, %(evidence)s)
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            HoldPlaced: (
                """
                UPDATE case_state
                   SET holds = holds || %(hold)s::integer
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            HoldReleased: (
                """
                UPDATE case_state
                   SET holds = array_remove(holds, %(hold)s)
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            CaseClosed: (
                """
                UPDATE case_state
                   SET status = 'closed', outcome = %(outcome)s,
                       delete_on = %(delete_on)s
                 WHERE case_id = %(case_id)s
                """,
                UPDATED,
            ),
            DeletionRescheduled: (
                """
                UPDATE case_state
                   SET delete_on = %(delete_on)s
                 WHERE case_id = %(case_id)s
                """,
                UPDATED,
            ),
        },
        "case_access": CASE_ACCESS,
        "case_reporter": CASE_REPORTER,
    },
)
