"""The case as it stands now: one row a case, for lists and screens."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cases.events.allegations import AllegationFramed
from cases.events.closing import (
    CaseClosed,
    DeletionRescheduled,
    HoldPlaced,
    HoldReleased,
)
from cases.events.event import Event, Name, Person, ProcedureStep
from cases.events.evidence import EvidenceTaken
from cases.events.opening import DisclosureMade, ReportReceived
from cases.events.people import PartyAdded, PartyMatched
from projections.case_access import CASE_ACCESS
from projections.projection import BESIDE_CASES, Projection
from projections.query import Db, Page, Viewer, many, number, one, page, place

STEPPED: Final = """
    UPDATE case_state
       SET version = happened.version, updated_at = happened.recorded_at,
           phase = happened.phase,
           last_step = happened.step, last_label = happened.label
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, recorded_at timestamptz,
           phase text, step text, label text)
     WHERE case_state.case_id = happened.case_id
"""

UPDATED: Final = """
    UPDATE case_state
       SET version = happened.version, updated_at = happened.recorded_at
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, recorded_at timestamptz)
     WHERE case_state.case_id = happened.case_id
       AND case_state.version < happened.version
"""

OPENED: Final = """
    INSERT INTO case_state
           (case_id, number, year, ordinal, case_type, kind, edition, phase,
            last_step, last_label, opened_at, updated_at, opened_position, version)
    SELECT %(case_id)s,
           upper(%(organisation)s::text) || '-' || this.year
           || to_char(next.ordinal, '"-"FM999990000'),
           this.year, next.ordinal, %(case_type)s, %(kind)s, %(edition)s, %(phase)s,
           %(opening)s, %(label)s, %(recorded_at)s, %(recorded_at)s, %(position)s,
           %(version)s
      FROM (SELECT extract(year FROM %(recorded_at)s::timestamptz AT TIME ZONE 'UTC')
                   ::smallint AS year) AS this,
           LATERAL (SELECT coalesce(max(ordinal), 0) + 1 AS ordinal
                      FROM case_state
                     WHERE case_state.year = this.year) AS next
"""

CASE_STATE: Final = Projection(
    name="case_state",
    last=(STEPPED, UPDATED),
    tables={
        "case_state": {
            **BESIDE_CASES,
            Event: UPDATED,
            ProcedureStep: STEPPED,
            ReportReceived: (
                OPENED,
                """
                UPDATE case_state
                   SET categories = %(categories)s, received_on = %(received_on)s
                 WHERE case_id = %(case_id)s
                """,
            ),
            DisclosureMade: OPENED,
            PartyAdded: (
                """
                UPDATE case_state
                   SET parties = parties + 1,
                       unmatched_subjects = unmatched_subjects
                           || ARRAY(SELECT %(party)s::integer
                                     WHERE %(role)s::text = 'subject')
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            PartyMatched: (
                """
                UPDATE case_state
                   SET unmatched_subjects = array_remove(unmatched_subjects, %(party)s)
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            AllegationFramed: (
                """
                UPDATE case_state
                   SET allegations = allegations + 1
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            EvidenceTaken: (
                """
                UPDATE case_state
                   SET evidence = evidence + 1
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            HoldPlaced: (
                """
                UPDATE case_state
                   SET holds = holds || %(hold)s::integer
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            HoldReleased: (
                """
                UPDATE case_state
                   SET holds = array_remove(holds, %(hold)s)
                 WHERE case_id = %(case_id)s
                """,
                STEPPED,
            ),
            CaseClosed: (
                """
                UPDATE case_state
                   SET status = 'closed', outcome = %(outcome)s,
                       delete_on = %(delete_on)s
                 WHERE case_id = %(case_id)s
                """,
                UPDATED,
            ),
            DeletionRescheduled: (
                """
                UPDATE case_state
                   SET delete_on = %(delete_on)s
                 WHERE case_id = %(case_id)s
                """,
                UPDATED,
            ),
        },
        "case_access": CASE_ACCESS,
    },
)


CaseNumber = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{1,20}-[0-9]{4}-[0-9]{4,9}$")
]
"""The number of a case, as people write it: `IMA-2026-0003`."""


class Case(BaseModel):
    """A row of `case_state`."""

    case_id: UUID
    number: str
    case_type: str
    kind: Literal["report", "disclosure"]
    edition: str
    categories: tuple[str, ...]
    received_on: date | None
    phase: str
    status: Literal["open", "closed"]
    outcome: str | None
    last_step: str
    last_label: str
    parties: int
    allegations: int
    evidence: int
    exclusion_not_enforceable: bool
    """An accused party is not yet recognised as a person, so nobody is kept away."""
    held: bool
    delete_on: date | None
    opened_at: datetime
    updated_at: datetime
    opened_position: Annotated[int, Field(exclude=True)]
    version: int


class Wanted(BaseModel):
    """Which cases a list is to hold; what is left out does not matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_type: Name | None = None
    phase: Name | None = None
    status: Literal["open", "closed"] | None = None
    handler: Person | None = None
    number: CaseNumber | None = None
    opened_since: date | None = None
    """First day of opening, UTC."""


SELECT_CASE: Final = """
    SELECT case_state.*
      FROM case_state
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s))::uuid[]))
       AND case_id = %(case_id)s
"""


def case(db: Db, case_id: UUID, viewer: Viewer) -> Case | None:
    """The case as it stands; None when unknown, not projected yet, or hidden."""
    return one(db, Case, SELECT_CASE, viewer.row() | {"case_id": case_id})


SELECT_CASES: Final = """
    SELECT case_state.*
      FROM case_state
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s))::uuid[]))
       AND (%(before)s::bigint IS NULL OR opened_position < %(before)s)
       AND (%(number)s::text IS NULL OR number = upper(%(number)s))
       AND (%(case_type)s::text IS NULL OR case_type = %(case_type)s)
       AND (%(phase)s::text IS NULL OR phase = %(phase)s)
       AND (%(status)s::text IS NULL OR status = %(status)s)
       AND (%(opened_since)s::date IS NULL
            OR opened_at >= %(opened_since)s::date::timestamp AT TIME ZONE 'UTC')
       AND (%(handler)s::text IS NULL
            OR EXISTS (SELECT
                         FROM case_access
                        WHERE case_access.case_id = case_state.case_id
                          AND case_access.person = %(handler)s
                          AND case_access.relation = 'handler'))
     ORDER BY opened_position DESC
     LIMIT %(limit)s
"""


def cases(
    db: Db,
    viewer: Viewer,
    wanted: Wanted,
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Case]:
    """The cases that the viewer may see, newest first. NoSuchPlace as `place`."""
    before = {"before": place(cursor, number)[0], "limit": limit + 1}
    row = viewer.row() | wanted.model_dump() | before
    found = many(db, Case, SELECT_CASES, row)
    return page(found, limit, lambda last: (last.opened_position,))
