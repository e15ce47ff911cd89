"""What may wait for somebody: open cases of theirs, the most urgent first.

Of those that have ended, what was opened there in an emergency and is to be reviewed.
"""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from projections.case_query import WANTED, Wanted
from projections.case_task import ToDo
from projections.query import Db, Page, Shown, Viewer, many, number, page, place

SELECT_WAITING: Final = """
    SELECT case_id, number, case_type, unit, phase, clock, due_on,
           coalesce(missed, false) AS missed, opened_position,
           coalesce(least(due_on, mine.until), '9999-12-31') AS until,
           coalesce(mine.tasks, '[]') AS tasks,
           CASE WHEN %(timed)s THEN coalesce(theirs.alarms, '{}')
                ELSE '{}' END AS alarms
      FROM case_state
      LEFT JOIN LATERAL (
           SELECT clock, due_on, state = 'missed' AS missed
             FROM clocks
            WHERE clocks.case_id = case_state.case_id
              AND state IN ('running', 'missed')
              AND %(timed)s
            ORDER BY due_on, clock, run
            LIMIT 1) AS due ON true
      LEFT JOIN (
           SELECT to_do.case_id, min(until) AS until,
                  jsonb_agg(jsonb_build_object(
                      'task', task, 'until', until, 'item', item,
                      'yours', yours, 'overdue', until < %(today)s)
                      ORDER BY until, task) AS tasks
             FROM to_do(%(viewer)s, %(roles)s) AS to_do
            GROUP BY to_do.case_id) AS mine USING (case_id)
      LEFT JOIN (
           SELECT case_id, array_agg(kind || ': ' || about ORDER BY position) AS alarms,
                  bool_or(kind = 'broken_glass' OR about = 'glass_review') AS glass
             FROM alarms
            WHERE ended_at IS NULL
              AND CASE WHEN reviewers <> '{}' THEN reviewers && %(roles)s
                       ELSE office IS NULL OR office = ANY (%(roles)s) END
            GROUP BY case_id) AS theirs USING (case_id)
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (case_id IN (
               SELECT unnest(tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                                  %(units)s, false, %(right)s, %(at)s)))
            OR %(everything)s
           AND (mine.tasks IS NOT NULL OR theirs.alarms IS NOT NULL)
            OR %(whole)s
           AND mine.tasks IS NOT NULL
           AND case_id IN (SELECT belonging(%(units)s)))
       AND (status = 'open' AND (NOT merged OR mine.tasks IS NOT NULL)
            OR theirs.glass)
"""
"""Cases that are the viewer's, or that an alarm of their office goes on in, or in which
they have something to do: open ones, and any in which a broken glass is to be reviewed
by it."""

SELECT_WORK: Final = (
    SELECT_WAITING
    + WANTED
    + """
       AND (%(day)s::date IS NULL
            OR (coalesce(least(due_on, mine.until), '9999-12-31'), opened_position)
               > (%(day)s, %(opened)s::bigint))
     ORDER BY coalesce(least(due_on, mine.until), '9999-12-31'), opened_position
     LIMIT %(limit)s
"""
)


class YourTask(ToDo):
    """A task that waits for the viewer."""

    yours: bool
    """Whether it is for them; else it is nobody's, and waits for those to whom the case
    was given to be given to somebody."""
    overdue: bool
    """Whether its day is over."""


class Waiting(Shown):
    """An open case that the viewer may have something to do in."""

    case_id: UUID
    number: str
    case_type: str
    unit: str | None
    phase: str
    clock: str | None
    """The time limit that is due first, of those that run or were missed."""
    due_on: date | None
    """Its last day."""
    missed: bool
    """Whether that day is over."""
    tasks: tuple[YourTask, ...]
    """What the caller was asked to do beside the procedure, the most urgent first."""
    alarms: tuple[str, ...]
    """What the caller's office has to see to, as `unassignable: investigator`,
    `overdue: acknowledgement` or `proposed: identity_disclosure`."""
    opened_position: Annotated[int, Field(exclude=True)]
    until: Annotated[date, Field(exclude=True)]


def work(
    db: Db,
    viewer: Viewer,
    wanted: Wanted,
    *,
    timed: bool,
    today: date,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[Waiting]:
    """Open cases that were given to the viewer, or whose turn is theirs, if wanted.

    What is due first comes first, what is not timed last, older cases before newer; a
    task is due on its day, and overdue after it. `timed` says whether they may know of
    time limits and alarms; who sees every case gets those, too, that an alarm of their
    office goes on in, or that a task of theirs is in. NoSuchPlace as `place`.
    """
    day, opened = place(cursor, date.fromisoformat, number)
    asked = {"timed": timed, "today": today, "day": day, "opened": opened}
    row = viewer.row() | wanted.model_dump() | asked | {"limit": limit + 1}
    found = many(db, Waiting, SELECT_WORK, row)
    return page(found, limit, lambda last: (last.until, last.opened_position))
