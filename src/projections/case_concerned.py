"""The cases in which somebody is a party: a table of `case_state`, by their pseudonym.

Of a named reporter, too: it is for no reporting job.
"""

from typing import Final
from uuid import UUID

from pydantic import BaseModel

from cases.events.people import PartyMatched
from projections.projection import On
from projections.query import Db, many

CASE_CONCERNED: Final[On] = {
    PartyMatched: """
        INSERT INTO case_concerned (case_id, person)
        SELECT case_id, person
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, person text)
            ON CONFLICT DO NOTHING
    """,
}


class Concerning(BaseModel):
    """A case in which somebody is a party."""

    case_id: UUID
    number: str


def concerning(db: Db, person: str) -> list[Concerning]:
    """All of them, whether the person may know of the case or not: for their data."""
    return many(
        db,
        Concerning,
        """
        SELECT case_id, number
          FROM case_concerned
          JOIN case_state USING (case_id)
         WHERE person = %(person)s
         ORDER BY number
        """,
        {"person": person},
    )
