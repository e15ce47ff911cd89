"""Who holds, or held, which office of the organisation: one row for each mandate."""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from cases.events.mandates import RoleMandateEnded, RoleMandateGranted
from projections.projection import Projection
from projections.query import Db, Page, Shown, many, number, page, place

MANDATES: Final = Projection(
    name="mandates",
    tables={
        "mandates": {
            RoleMandateGranted: """
                INSERT INTO mandates
                       (person, role, unit, valid_from, valid_until, clause,
                        granted_by, position)
                SELECT person, role, unit, valid_from, valid_until, clause, actor,
                       position
                  FROM json_to_recordset(%(rows)s) AS happened (
                       person text, role text, unit text, valid_from date,
                       valid_until date, clause text, actor text, position bigint)
            """,
            RoleMandateEnded: """
                UPDATE mandates
                   SET valid_until = greatest(mandates.valid_from,
                                              happened.valid_until),
                       ended_by = happened.actor
                  FROM json_to_recordset(%(rows)s) AS happened (
                       person text, role text, unit text, valid_until date, actor text)
                 WHERE mandates.person = happened.person
                   AND mandates.role = happened.role
                   AND mandates.unit IS NOT DISTINCT FROM happened.unit
                   AND (mandates.valid_until IS NULL
                        OR mandates.valid_until > happened.valid_until)
            """,
        },
    },
)


class Mandate(Shown):
    """A row of `mandates`."""

    person: str
    role: str
    unit: str | None
    """The part of the organisation that it is for; null when for all of it."""
    valid_from: date
    valid_until: date | None
    """First day on which it no longer holds, or held; null until it is ended."""
    clause: str
    granted_by: str
    """The pseudonym of whoever gave the office."""
    ended_by: str | None
    """The pseudonym of whoever ended it before its time."""
    position: Annotated[int, Field(exclude=True)]


SELECT_MANDATES: Final = """
    SELECT *
      FROM mandates
     WHERE (%(role)s::text IS NULL OR role = %(role)s)
       AND (%(person)s::text IS NULL OR person = %(person)s)
       AND (%(on)s::date IS NULL
            OR valid_from <= %(on)s
               AND (valid_until IS NULL OR valid_until > %(on)s))
       AND (%(after)s::bigint IS NULL OR position > %(after)s)
     ORDER BY position
     LIMIT %(limit)s
"""


def mandates(
    db: Db,
    *,
    role: str | None = None,
    holder: str | None = None,
    on: date | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Mandate]:
    """Who held which office: on a day or ever, of one office or person, or of all.

    In the order in which they were given.

    NoSuchPlace when the cursor is not one that a page gave.
    """
    after = {"after": place(cursor, number)[0], "limit": limit + 1}
    row = {"role": role, "person": holder, "on": on} | after
    found = many(db, Mandate, SELECT_MANDATES, row)
    return page(found, limit, lambda last: (last.position,))
