"""The case as it stands now: one row a case, for lists and screens."""

from typing import Final

from cases.events.allegations import AllegationFramed
from cases.events.appeal import AppealDecided, AppealLodged, AppealWithdrawn
from cases.events.disposal import DisposalProposed
from cases.events.event import Event, ProcedureStep
from cases.events.evidence import (
    EvidenceCopied,
    EvidenceFoundAltered,
    EvidenceTaken,
    EvidenceVerified,
)
from cases.events.links import CaseLinked, CaseUnlinked
from cases.events.opening import CasePlaced, DisclosureMade, ReportReceived
from cases.events.people import (
    ApplicableCodeDetermined,
    PartyAdded,
    PartyMatched,
    PartyRoleChanged,
)
from projections.case_access import CASE_ACCESS
from projections.case_allegation import CASE_ALLEGATION
from projections.case_concerned import CASE_CONCERNED
from projections.case_ending import ENDING
from projections.case_grant import CASE_GRANT
from projections.case_interim import INTERIM
from projections.case_measure import CASE_MEASURE
from projections.case_moving import STEPPED, UPDATED
from projections.case_office import CASE_OFFICE
from projections.case_reporter import CASE_REPORTER
from projections.case_task import CASE_TASK
from projections.case_unit import CASE_UNIT
from projections.projection import BESIDE_CASES, Projection

ONE_MORE_PIECE: Final = (
    """
    UPDATE case_state
       SET evidence = evidence + 1
      FROM json_to_recordset(%(rows)s) AS happened (case_id uuid)
     WHERE case_state.case_id = happened.case_id
    """,
    STEPPED,
)

APPEAL_OVER: Final = (
    """
    UPDATE case_state
       SET open_appeals = array_remove(open_appeals, appeal)
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, appeal integer)
     WHERE case_state.case_id = happened.case_id
    """,
    STEPPED,
)

# An opening is the first that happens in a case, so that one statement takes in all of
# a batch: cases are numbered in the order of the log.
OPENED: Final = """
    INSERT INTO case_state
           (case_id, number, year, ordinal, case_type, kind, edition, unit, phase,
            last_step, last_label, opened_at, updated_at, opened_position, position,
            version)
    SELECT case_id,
           upper(organisation) || '-' || year || to_char(ordinal, '"-"FM999990000'),
           year, ordinal, case_type, kind, edition, unit, phase,
           opening, label, recorded_at, recorded_at, position, position, version
      FROM (SELECT happened.*, this.year,
                   (SELECT coalesce(max(ordinal), 0)
                      FROM case_state
                     WHERE case_state.year = this.year)
                   + row_number() OVER (PARTITION BY this.year ORDER BY position)
                   AS ordinal
              FROM json_to_recordset(%(rows)s) AS happened (
                   case_id uuid, organisation text, case_type text, kind text,
                   edition text, unit text, phase text, opening text, label text,
                   recorded_at timestamptz, position bigint, version integer),
                   LATERAL (SELECT extract(year FROM recorded_at AT TIME ZONE 'UTC')
                                   ::smallint AS year) AS this) AS numbered
"""

CASE_STATE: Final = Projection(
    name="case_state",
    by_case=True,
    last=(STEPPED, UPDATED),
    tables={
        "case_state": {
            **BESIDE_CASES,
            **ENDING,
            **INTERIM,
            Event: UPDATED,
            ProcedureStep: STEPPED,
            DisclosureMade: OPENED,
            DisposalProposed: OPENED,
            ReportReceived: (
                OPENED,
                """
                UPDATE case_state
                   SET categories = happened.categories,
                       received_on = happened.received_on
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, categories text[], received_on date)
                 WHERE case_state.case_id = happened.case_id
                """,
            ),
            PartyAdded: (
                """
                UPDATE case_state
                   SET parties = parties + 1,
                       unmatched_subjects = unmatched_subjects
                           || CASE role WHEN 'subject' THEN ARRAY[party] ELSE '{}' END
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, party integer, role text)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            PartyRoleChanged: (
                """
                UPDATE case_state
                   SET unmatched_subjects =
                       array_remove(unmatched_subjects, party)
                       || CASE WHEN unmatched AND role = 'subject'
                               THEN ARRAY[party] ELSE '{}' END
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, party integer, role text, unmatched boolean)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            PartyMatched: (
                """
                UPDATE case_state
                   SET unmatched_subjects = array_remove(unmatched_subjects, party)
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, party integer)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            ApplicableCodeDetermined: (
                """
                UPDATE case_state
                   SET unmatched_subjects =
                       array_remove(unmatched_subjects, party)
                       || CASE WHEN unmatched THEN ARRAY[party] ELSE '{}' END
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, party integer, unmatched boolean)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            AllegationFramed: (
                """
                UPDATE case_state
                   SET allegations = allegations + 1
                  FROM json_to_recordset(%(rows)s) AS happened (case_id uuid)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            EvidenceTaken: ONE_MORE_PIECE,
            EvidenceCopied: ONE_MORE_PIECE,
            EvidenceFoundAltered: (
                """
                UPDATE case_state
                   SET altered_evidence =
                       array_remove(altered_evidence, happened.evidence)
                       || happened.evidence
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, evidence integer)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            EvidenceVerified: (
                """
                UPDATE case_state
                   SET altered_evidence =
                       array_remove(altered_evidence, happened.evidence)
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, evidence integer)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            AppealLodged: (
                """
                UPDATE case_state
                   SET open_appeals = open_appeals || appeal
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, appeal integer)
                 WHERE case_state.case_id = happened.case_id
                """,
                STEPPED,
            ),
            AppealDecided: APPEAL_OVER,
            AppealWithdrawn: APPEAL_OVER,
            CasePlaced: (
                """
                UPDATE case_state
                   SET unit = happened.unit
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, unit text)
                 WHERE case_state.case_id = happened.case_id
                """,
                UPDATED,
            ),
            CaseLinked: (
                """
                UPDATE case_state
                   SET follows = happened."case",
                       merged = happened.how = 'merged_into'
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, "case" uuid, how text)
                 WHERE case_state.case_id = happened.case_id
                   AND happened.how IN ('merged_into', 'duplicate_of')
                """,
                UPDATED,
            ),
            CaseUnlinked: (
                """
                UPDATE case_state
                   SET follows = NULL
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, "case" uuid)
                 WHERE case_state.case_id = happened.case_id
                   AND case_state.follows = happened."case"
                """,
                UPDATED,
            ),
        },
        "case_access": CASE_ACCESS,
        "case_grant": CASE_GRANT,
        "case_office": CASE_OFFICE,
        "case_reporter": CASE_REPORTER,
        "case_concerned": CASE_CONCERNED,
        "case_unit": CASE_UNIT,
        "case_measure": CASE_MEASURE,
        "case_allegation": CASE_ALLEGATION,
        "case_task": CASE_TASK,
    },
)
