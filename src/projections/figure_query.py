"""How often something happened in a year, in the cases that somebody may know of."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from projections.query import Db, Shown, Viewer, many

REPORTS: Final = "ReportReceived"
ACKNOWLEDGED: Final = "acknowledgement"
FEEDBACK: Final = "feedback"
MISSED: Final = "missed"


class Counted(Shown):
    """How often one thing happened, and how long it took."""

    fact: str
    """The kind of event; of time limits, which."""
    by: str
    part: str
    count: int
    median_days: int | None = None
    """Half of them took no longer."""


COUNT: Final = """
    WITH hidden_case AS MATERIALIZED (
        SELECT unnest(hidden(%(viewer)s, %(roles)s)) AS case_id
    ), report AS MATERIALIZED (
        SELECT case_id, case_type, channel, identity_mode, categories
          FROM figure_report
         WHERE day >= %(first)s
           AND day <= %(last)s
           AND case_id NOT IN (SELECT case_id FROM hidden_case)
    ), met AS MATERIALIZED (
        SELECT CASE clock WHEN 'acknowledgement' THEN clock ELSE 'feedback' END AS fact,
               state,
               (met_at AT TIME ZONE 'UTC')::date - started_on AS days
          FROM clocks
          JOIN figure_report USING (case_id)
         WHERE clock IN ('acknowledgement', 'feedback',
                         'feedback_without_acknowledgement')
           AND state IN ('met', 'met_late')
           AND (met_at AT TIME ZONE 'UTC')::date BETWEEN %(first)s AND %(last)s
           AND case_id NOT IN (SELECT case_id FROM hidden_case)
    )
    SELECT 'ReportReceived' AS fact, 'channel' AS by, channel AS part,
           count(*) AS count, NULL::integer AS median_days
      FROM report
     GROUP BY channel
     UNION ALL
    SELECT 'ReportReceived', 'identity_mode', identity_mode, count(*), NULL
      FROM report
     GROUP BY identity_mode
     UNION ALL
    SELECT 'ReportReceived', 'case_type', case_type, count(*), NULL
      FROM report
     GROUP BY case_type
     UNION ALL
    SELECT 'ReportReceived', 'category', category, count(DISTINCT case_id), NULL
      FROM report, unnest(categories) AS category
     GROUP BY category
     UNION ALL
    SELECT fact, 'part', part, count(*), NULL
      FROM figure_fact
     WHERE day >= %(first)s
       AND day <= %(last)s
       AND case_id NOT IN (SELECT case_id FROM hidden_case)
       AND (fact = 'DisclosureMade'
            OR EXISTS (SELECT
                         FROM figure_report
                        WHERE figure_report.case_id = figure_fact.case_id))
     GROUP BY fact, part
     UNION ALL
    SELECT fact, 'part', CASE state WHEN 'met' THEN 'in_time' ELSE 'late' END, count(*),
           NULL
      FROM met
     GROUP BY fact, state
     UNION ALL
    SELECT fact, 'all', '', count(*),
           percentile_disc(0.5) WITHIN GROUP (ORDER BY days)
      FROM met
     GROUP BY fact
     UNION ALL
    SELECT 'missed', 'part',
           CASE clock WHEN 'acknowledgement' THEN clock ELSE 'feedback' END, count(*),
           NULL
      FROM clocks
      JOIN figure_report USING (case_id)
     WHERE clock IN ('acknowledgement', 'feedback', 'feedback_without_acknowledgement')
       AND state IN ('missed', 'met_late')
       AND due_on BETWEEN %(first)s AND %(last)s
       AND case_id NOT IN (SELECT case_id FROM hidden_case)
     GROUP BY 3
     UNION ALL
    SELECT 'CaseClosed', 'all', '', count(*),
           percentile_disc(0.5) WITHIN GROUP (
               ORDER BY figure_fact.day - figure_report.day)
      FROM figure_fact
      JOIN figure_report USING (case_id)
     WHERE fact = 'CaseClosed'
       AND figure_fact.day BETWEEN %(first)s AND %(last)s
       AND case_id NOT IN (SELECT case_id FROM hidden_case)
"""


def counted(db: Db, viewer: Viewer, *, year: int) -> Mapping[str, list[Counted]]:
    """What happened in a year, by the kind of event; all of it is in UTC.

    What was recorded in it counts, whenever it happened. Nothing of a case that is not
    to be known to the viewer: it is as if that were not there.
    """
    days = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    found: dict[str, list[Counted]] = {}
    for one in many(db, Counted, COUNT, viewer.row() | days):
        found.setdefault(one.fact, []).append(one)
    return found
