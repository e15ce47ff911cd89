"""What is to be done in a case, beside its procedure: a table of `case_state`."""

from datetime import date
from typing import Final
from uuid import UUID

from cases.events.tasks import (
    TaskEnded,
    TaskFinished,
    TaskHandedOver,
    TaskLeft,
    TaskSet,
    TaskWithdrawn,
)
from projections.projection import On
from projections.query import Shown

OVER: Final = """
    DELETE FROM case_task
     USING json_to_recordset(%(rows)s) AS happened (case_id uuid, task integer)
     WHERE case_task.case_id = happened.case_id
       AND case_task.task = happened.task
"""

CASE_TASK: Final[On] = {
    TaskSet: """
        INSERT INTO case_task
               (case_id, task, person, role, set_by, until, party, item)
        SELECT case_id, task, person, role, set_by, until, party, text
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, task integer, person text, role text, set_by text,
               until date, party integer, text uuid)
            ON CONFLICT DO NOTHING
    """,
    TaskHandedOver: """
        UPDATE case_task
           SET person = happened.person,
               role = happened.role,
               until = happened.until
          FROM (SELECT DISTINCT ON (case_id, task) *
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, task integer, person text, role text,
                       until date, position bigint)
                 ORDER BY case_id, task, position DESC) AS happened
         WHERE case_task.case_id = happened.case_id
           AND case_task.task = happened.task
    """,
    TaskLeft: """
        UPDATE case_task
           SET person = NULL
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, task integer)
         WHERE case_task.case_id = happened.case_id
           AND case_task.task = happened.task
    """,
    TaskFinished: OVER,
    TaskWithdrawn: OVER,
    TaskEnded: OVER,
}


class ToDo(Shown):
    """Something that is to be done in a case, by a day."""

    task: int
    """Its number in the case."""
    until: date
    """The last day for it."""
    item: UUID
    """The text that says what, for `texts`."""


class OpenTask(ToDo):
    """A task that is neither finished nor withdrawn."""

    person: str | None
    """The pseudonym of whom it is for; null once they may not do it any more, and it
    waits to be given to another."""
    role: str
    """The office in which they are to do it."""
    set_by: str
    """The pseudonym of whoever set it."""
    party: int | None
    """The number of the one party that it is about."""
