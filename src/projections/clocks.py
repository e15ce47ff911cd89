"""Time limits: which run, which were met, which were missed, and by how much."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field

from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
)
from projections.projection import Projection
from projections.query import Db, Page, Shown, Viewer, many, name, number, page, place

State = Literal["running", "met", "missed", "met_late", "stopped"]

CLOCKS: Final = Projection(
    name="clocks",
    tables={
        "clocks": {
            ClockStarted: (
                """
                DELETE FROM clocks
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND state = 'running'
                """,
                """
                INSERT INTO clocks
                       (case_id, clock, run, clause, started_on, due_on, due_at)
                VALUES (%(case_id)s, %(clock)s, %(version)s, %(clause)s,
                        %(started_on)s, %(due_on)s, %(due_at)s)
                """,
            ),
            ClockMet: """
                UPDATE clocks
                   SET state = 'met',
                       met_at = %(recorded_at)s
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND state = 'running'
            """,
            ClockMissed: """
                UPDATE clocks
                   SET state = 'missed'
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND state = 'running'
            """,
            ClockMetLate: """
                UPDATE clocks
                   SET state = 'met_late',
                       met_at = %(recorded_at)s,
                       days_late = %(days_late)s
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND state = 'missed'
                   AND run = (SELECT max(run)
                                FROM clocks
                               WHERE case_id = %(case_id)s
                                 AND clock = %(clock)s)
            """,
            ClockStopped: """
                UPDATE clocks
                   SET state = 'stopped'
                 WHERE case_id = %(case_id)s
                   AND clock = %(clock)s
                   AND state = 'running'
            """,
        },
    },
)


class ClockRun(Shown):
    """One run of a time limit: a row of `clocks`."""

    case_id: UUID
    number: str
    case_type: str
    clock: str
    clause: str
    started_on: date
    due_on: date
    """Last day of the period."""
    due_at: datetime | None
    """Last instant, for a period counted in hours."""
    state: State
    met_at: datetime | None
    days_late: int | None
    run: Annotated[int, Field(exclude=True)]


SELECT_CLOCKS: Final = """
    SELECT clocks.*, number, case_type
      FROM clocks
      JOIN case_state USING (case_id)
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s))::uuid[]))
       AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
       AND (%(state)s::text IS NULL OR state = %(state)s)
       AND (%(due_until)s::date IS NULL OR due_on <= %(due_until)s)
       AND (%(day)s::date IS NULL
            OR (due_on, case_id, clock, run)
               > (%(day)s, %(after_case)s::uuid, %(clock)s::text, %(run)s::bigint))
     ORDER BY due_on, case_id, clock, run
     LIMIT %(limit)s
"""


def clocks(
    db: Db,
    viewer: Viewer,
    *,
    case_id: UUID | None = None,
    state: State | None = None,
    due_until: date | None = None,
    cursor: str | None = None,
    limit: int = 1000,
) -> Page[ClockRun]:
    """Time limits by the day they are due: of one case or all, in one state or any.

    NoSuchPlace when the cursor is not one that a page gave.
    """
    day, after_case, clock, run = place(cursor, date.fromisoformat, UUID, name, number)
    wanted = {"case_id": case_id, "state": state, "due_until": due_until}
    after = {"day": day, "after_case": after_case, "clock": clock, "run": run}
    row = viewer.row() | wanted | after | {"limit": limit + 1}
    found = many(db, ClockRun, SELECT_CLOCKS, row)
    return page(found, limit, lambda at: (at.due_on, at.case_id, at.clock, at.run))
