"""Who reported a case: a table of `case_state`, by name only of those who are named."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from cases.events.opening import IdentityDisclosed, ReportReceived
from projections.projection import On
from projections.query import Db

CASE_REPORTER: Final[On] = {
    ReportReceived: """
        INSERT INTO case_reporter (case_id, person, concealed, mark)
        SELECT case_id, reporter, concealed, mark
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, reporter text, concealed uuid, mark text)
         WHERE reporter IS NOT NULL
            OR mark IS NOT NULL
    """,
    IdentityDisclosed: """
        INSERT INTO case_reporter (case_id, person)
        SELECT case_id, reporter
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, reporter text)
            ON CONFLICT (case_id)
            DO UPDATE SET person = excluded.person, concealed = NULL, mark = NULL
    """,
}


def in_confidence(db: Db) -> Mapping[UUID, tuple[UUID, str]]:
    """All cases reported in confidence: the sealed item, and the reporter's mark."""
    found = db.execute(
        """
        SELECT case_id, concealed, mark
          FROM case_reporter
         WHERE mark IS NOT NULL
        """
    )
    return {case: (item, mark) for case, item, mark in found}
