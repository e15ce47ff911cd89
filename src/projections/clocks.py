"""Time limits: which run or stand still, which were met, missed, and by how much.

At most one run of a clock, for each whose it is, is running or paused.
"""

from typing import Final

from cases.events.procedure import (
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

CLOCKS: Final = Projection(
    name="clocks",
    tables={
        "clocks": {
            ClockStarted: (
                """
                DELETE FROM clocks
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state IN ('running', 'paused')
                """,
                """
                INSERT INTO clocks
                       (case_id, clock, run, party, clause, started_on, due_on, due_at,
                        moments)
                VALUES (%(case_id)s, %(clock)s, %(version)s, %(party)s, %(clause)s,
                        %(started_on)s, %(due_on)s, %(due_at)s,
                        %(moments)s::timestamptz[])
                """,
            ),
            ClockWarned: """
                UPDATE clocks
                   SET moments = array_remove(moments, %(moment)s::timestamptz),
                       warned_at = %(recorded_at)s
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state IN ('running', 'paused')
            """,
            ClockPaused: """
                UPDATE clocks
                   SET state = 'paused',
                       paused_on = %(paused_on)s
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state = 'running'
            """,
            ClockResumed: """
                UPDATE clocks
                   SET state = 'running',
                       paused_on = NULL,
                       paused_days = %(paused_days)s,
                       due_on = %(due_on)s,
                       moments = %(moments)s::timestamptz[]
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state = 'paused'
            """,
            ClockExtended: """
                UPDATE clocks
                   SET extended = extended + 1,
                       due_on = %(due_on)s,
                       moments = %(moments)s::timestamptz[]
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state IN ('running', 'paused')
            """,
            ClockMet: """
                UPDATE clocks
                   SET state = 'met',
                       met_at = %(recorded_at)s
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state IN ('running', 'paused', 'passed')
                   AND run = (SELECT max(run)
                                FROM clocks
                               WHERE case_id = %(case_id)s
                                 AND clock = %(clock)s
                                 AND party IS NOT DISTINCT FROM %(party)s::integer)
            """,
            ClockMissed: """
                UPDATE clocks
                   SET state = 'missed'
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state = 'running'
            """,
            ClockPassed: """
                UPDATE clocks
                   SET state = 'passed'
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state = 'running'
            """,
            ClockMetLate: """
                UPDATE clocks
                   SET state = 'met_late',
                       met_at = %(recorded_at)s,
                       days_late = %(days_late)s
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state IN ('missed', 'passed')
                   AND run = (SELECT max(run)
                                FROM clocks
                               WHERE case_id = %(case_id)s
                                 AND clock = %(clock)s
                                 AND party IS NOT DISTINCT FROM %(party)s::integer)
            """,
            ClockStopped: """
                UPDATE clocks
                   SET state = 'stopped'
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND party IS NOT DISTINCT FROM %(party)s::integer
                   AND state IN ('running', 'paused')
            """,
        },
    },
)
