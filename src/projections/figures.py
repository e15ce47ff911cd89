"""What the figures of a year are counted from: reports, and what came of them."""

from typing import Final, LiteralString

from cases.events.appeal import AppealDecided
from cases.events.closing import CaseClosed
from cases.events.decision import DeterminationMade, MeasureImposed
from cases.events.interim import InterimMeasuresOrdered
from cases.events.investigation import FindingsIssued, TermsOfReferenceSet
from cases.events.opening import DisclosureMade, ReportReceived
from projections.projection import Projection

BY_ITSELF: Final = """
    INSERT INTO figure_fact (case_id, version, day, fact, part)
    SELECT case_id, version, (recorded_at AT TIME ZONE 'UTC')::date, topic, ''
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, recorded_at timestamptz, topic text)
"""
BY_PART: Final = """
    INSERT INTO figure_fact (case_id, version, day, fact, part)
    SELECT case_id, version, (recorded_at AT TIME ZONE 'UTC')::date, topic, FIELD
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, recorded_at timestamptz, topic text,
           FIELD text)
"""


def _by(field: LiteralString) -> LiteralString:
    """The fact, divided by a field of its event."""
    return BY_PART.replace("FIELD", field)


BY_OUTCOME: Final = _by("outcome")

FIGURES: Final = Projection(
    name="figures",
    by_case=True,
    tables={
        "figure_report": {
            ReportReceived: """
                INSERT INTO figure_report
                       (case_id, day, case_type, channel, identity_mode, categories)
                SELECT case_id, (recorded_at AT TIME ZONE 'UTC')::date, case_type,
                       channel, identity_mode, categories
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, recorded_at timestamptz, case_type text,
                       channel text, identity_mode text, categories text[])
            """,
        },
        "figure_fact": {
            CaseClosed: BY_OUTCOME,
            AppealDecided: BY_OUTCOME,
            TermsOfReferenceSet: BY_ITSELF,
            FindingsIssued: BY_ITSELF,
            InterimMeasuresOrdered: BY_ITSELF,
            DisclosureMade: _by("case_type"),
            DeterminationMade: _by("finding"),
            MeasureImposed: _by("measure"),
        },
    },
)
