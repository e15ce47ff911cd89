"""Time limits: which run or stand still, which were met, missed, and by how much.

At most one run of a clock, for each whose it is, is running or paused.
"""

from typing import Final

from cases.events.procedure import (
    ClockEscalated,
    ClockExtended,
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockPassed,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
)
from projections.projection import Projection

# `(SELECT 'running')`: an index of those that run is taken for small until the table
# has statistics, and would be read whole; a clock is looked up by its key.
CLOCKS: Final = Projection(
    name="clocks",
    by_case=True,
    tables={
        "clocks": {
            ClockStarted: (
                """
                DELETE FROM clocks
                 USING json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state IN ('running', 'paused')
                """,
                """
                INSERT INTO clocks
                       (case_id, clock, run, party, clause, started_on, due_on, due_at,
                        moments)
                SELECT case_id, clock, version, party, clause, started_on, due_on,
                       due_at, moments
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, version integer, party integer,
                       clause text, started_on date, due_on date, due_at timestamptz,
                       moments timestamptz[])
                """,
            ),
            ClockWarned: """
                UPDATE clocks
                   SET moments = array_remove(moments, moment),
                       warned_at = recorded_at
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer,
                       moment timestamptz, recorded_at timestamptz)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state IN ('running', 'paused')
            """,
            ClockPaused: """
                UPDATE clocks
                   SET state = 'paused',
                       paused_on = happened.paused_on
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer,
                       paused_on date)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state = (SELECT 'running')
            """,
            ClockResumed: """
                UPDATE clocks
                   SET state = 'running',
                       paused_on = NULL,
                       paused_days = happened.paused_days,
                       due_on = happened.due_on,
                       moments = happened.moments
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer,
                       paused_days integer, due_on date, moments timestamptz[])
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state = 'paused'
            """,
            ClockExtended: """
                UPDATE clocks
                   SET extended = extended + 1,
                       due_on = happened.due_on,
                       moments = happened.moments
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer,
                       due_on date, moments timestamptz[])
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state IN ('running', 'paused')
            """,
            ClockMet: """
                UPDATE clocks
                   SET state = 'met',
                       met_at = recorded_at
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer,
                       recorded_at timestamptz)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state IN ('running', 'paused', 'passed')
                   AND run = (SELECT max(run)
                                FROM clocks
                               WHERE clocks.case_id = happened.case_id
                                 AND clocks.clock = happened.clock
                                 AND clocks.party IS NOT DISTINCT FROM happened.party)
            """,
            ClockMissed: """
                UPDATE clocks
                   SET state = 'missed'
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state = (SELECT 'running')
            """,
            ClockEscalated: """
                UPDATE clocks
                   SET escalated_at = recorded_at,
                       escalated_to = office,
                       may_act = happened.may_act
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer,
                       recorded_at timestamptz, office text, may_act boolean)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state = 'missed'
                   AND run = (SELECT max(run)
                                FROM clocks
                               WHERE clocks.case_id = happened.case_id
                                 AND clocks.clock = happened.clock
                                 AND clocks.party IS NOT DISTINCT FROM happened.party)
            """,
            ClockPassed: """
                UPDATE clocks
                   SET state = 'passed'
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state = (SELECT 'running')
            """,
            ClockMetLate: """
                UPDATE clocks
                   SET state = 'met_late',
                       met_at = recorded_at,
                       days_late = happened.days_late
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer,
                       recorded_at timestamptz, days_late integer)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state IN ('missed', 'passed')
                   AND run = (SELECT max(run)
                                FROM clocks
                               WHERE clocks.case_id = happened.case_id
                                 AND clocks.clock = happened.clock
                                 AND clocks.party IS NOT DISTINCT FROM happened.party)
            """,
            ClockStopped: """
                UPDATE clocks
                   SET state = 'stopped'
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, clock text, party integer)
                 WHERE clocks.case_id = happened.case_id
                   AND clocks.clock = happened.clock
                   AND clocks.party IS NOT DISTINCT FROM happened.party
                   AND state IN ('running', 'paused')
            """,
        },
    },
)
