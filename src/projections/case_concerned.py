"""The cases in which somebody is a party, recognised by their pseudonym."""

from uuid import UUID

from pydantic import BaseModel

from projections.query import Db, many


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
        SELECT DISTINCT case_id, number
          FROM case_access
          JOIN case_state USING (case_id)
         WHERE person = %(person)s
           AND relation = 'concerned'
         ORDER BY number
        """,
        {"person": person},
    )
