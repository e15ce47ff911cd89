"""The questions that `case_state` answers: one case, or those of a kind."""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from cases.events.event import Name, Person
from projections.case_task import OpenTask
from projections.query import (
    CaseNumber,
    Db,
    Page,
    Shown,
    Viewer,
    many,
    number,
    one,
    page,
    place,
)


class Case(Shown):
    """A row of `case_state`.

    Whoever reported sees whether it is open; what is done in it is null for them.
    """

    case_id: UUID
    number: str
    case_type: str
    kind: Literal["report", "disclosure", "disposal"]
    edition: str
    unit: str | None
    """The unit of the organisation that it was received in, or was said to be of."""
    units: tuple[str, ...]
    """All that it belongs to: that one, and those of its accused parties; none when to
    the whole organisation."""
    categories: tuple[str, ...]
    alleged: tuple[str, ...] | None
    """The categories of what is alleged, as it stands by now."""
    received_on: date | None
    phase: str | None
    status: Literal["open", "closed"]
    outcome: str | None
    last_step: str | None
    last_label: str | None
    parties: int | None
    allegations: int | None
    evidence: int | None
    altered_evidence: tuple[int, ...] | None
    """Pieces that were not the same any more when they were last looked at."""
    exclusion_not_enforceable: bool | None
    """An accused party is not yet recognised as a person, so nobody is kept away."""
    interim_measures: tuple[int, ...] | None
    """Accused parties for whom measures hold until it is decided, by their numbers."""
    measures: tuple[str, ...] | None
    """What was imposed on accused parties and has not fallen, each by the party's
    number: `1: reprimand, in force`, `in force until 2026-12-31`, `expired`, or
    `expunged`."""
    tasks: tuple[OpenTask, ...] | None
    """What is to be done beside the procedure, the most urgent first; null for whoever
    reported or disclosed."""
    open_appeals: tuple[int, ...]
    """Appeals that are still to be decided, by their numbers."""
    alarms: tuple[str, ...]
    """What somebody has to see to, as `unassignable: investigator`,
    `overdue: acknowledgement` or `proposed: identity_disclosure`."""
    held: bool
    delete_on: date | None
    opened_at: datetime
    updated_at: datetime
    opened_position: Annotated[int, Field(exclude=True)]
    version: int
    position: int | None
    """Where in the log stands what happened last."""


UNSHOWN: Final[dict[str, object]] = {
    **dict.fromkeys(("phase", "last_step", "last_label", "unit", "parties")),
    "units": (),
    **dict.fromkeys(("allegations", "evidence", "altered_evidence")),
    **dict.fromkeys(("exclusion_not_enforceable", "interim_measures", "position")),
    **dict.fromkeys(("measures", "alleged")),
    "alarms": (),
}
"""What a reporter is told in words, in their feedback, or not at all: whoever accused
somebody could follow here what becomes of it, and who else did."""


class Wanted(BaseModel):
    """Which cases a list is to hold; what is left out does not matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case_type: Name | None = None
    phase: Name | None = None
    status: Literal["open", "closed"] | None = None
    handler: Person | None = None
    number: CaseNumber | None = None
    unit: Person | None = None
    category: Name | None = None
    outcome: Name | None = None
    opened_since: date | None = None
    """First day of opening, UTC."""
    opened_until: date | None = None
    """Last day of opening, UTC."""
    since: int | None = None
    """The position of the log after which something happened in them."""


SELECT_SEEN: Final = """
    SELECT case_state.*,
           ARRAY(SELECT kind || ': ' || about
                   FROM alarms
                  WHERE alarms.case_id = case_state.case_id
                    AND ended_at IS NULL
                  ORDER BY position) AS alarms,
           ARRAY(SELECT DISTINCT
                        party || ': ' || measure || ', '
                        || CASE state
                           WHEN 'in_force'
                           THEN coalesce('in force until ' || expires_on, 'in force')
                           ELSE state END
                   FROM case_measure
                  WHERE case_measure.case_id = case_state.case_id
                  ORDER BY 1) AS measures,
           ARRAY(SELECT DISTINCT category
                   FROM case_allegation
                  WHERE case_allegation.case_id = case_state.case_id
                  ORDER BY 1) AS alleged,
           coalesce((SELECT jsonb_agg(to_jsonb(case_task) - 'case_id'
                                      ORDER BY until, task)
                       FROM case_task
                      WHERE case_task.case_id = case_state.case_id), '[]') AS tasks,
           ARRAY(SELECT DISTINCT case_unit.unit
                   FROM case_unit
                  WHERE case_unit.case_id = case_state.case_id
                  ORDER BY case_unit.unit) AS units
      FROM case_state
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
"""
"""The cases that the viewer may see, with what belongs to them."""

SELECT_CASE: Final = (
    SELECT_SEEN
    + """
       AND case_id = %(case_id)s
"""
)


def case(db: Db, case_id: UUID, viewer: Viewer) -> Case | None:
    """The case as it stands; None when unknown, not projected yet, or hidden."""
    found = one(db, Case, SELECT_CASE, viewer.row() | {"case_id": case_id})
    return _as_shown(found, viewer) if found else None


def numbered(db: Db, case_id: UUID) -> str | None:
    """The number of a case, for whoever may know of it anyway; None when unknown."""
    found = db.execute(
        """
        SELECT number
          FROM case_state
         WHERE case_id = %(case_id)s
        """,
        {"case_id": case_id},
    ).fetchone()
    return found[0] if found else None


WANTED: Final = """
       AND (%(case_type)s::text IS NULL OR case_type = %(case_type)s)
       AND (%(phase)s::text IS NULL
            OR phase = %(phase)s
           AND (kind = 'disclosure' OR NOT %(as_reporter)s))
       AND (%(unit)s::text IS NULL
            OR EXISTS (SELECT
                         FROM case_unit
                        WHERE case_unit.case_id = case_state.case_id
                          AND case_unit.unit = %(unit)s)
           AND (kind = 'disclosure' OR NOT %(as_reporter)s))
       AND (%(status)s::text IS NULL OR status = %(status)s)
       AND (%(since)s::bigint IS NULL
            OR position > %(since)s
           AND (kind = 'disclosure' OR NOT %(as_reporter)s))
       AND (%(opened_since)s::date IS NULL
            OR opened_at >= %(opened_since)s::date::timestamp AT TIME ZONE 'UTC')
       AND (%(opened_until)s::date IS NULL
            OR opened_at < (%(opened_until)s::date + 1)::timestamp AT TIME ZONE 'UTC')
       AND (%(category)s::text IS NULL
            OR %(category)s = ANY (categories)
            OR EXISTS (SELECT
                         FROM case_allegation
                        WHERE case_allegation.case_id = case_state.case_id
                          AND case_allegation.category = %(category)s)
           AND (kind = 'disclosure' OR NOT %(as_reporter)s))
       AND (%(outcome)s::text IS NULL OR outcome = %(outcome)s)
       AND (%(handler)s::text IS NULL
            OR NOT %(as_reporter)s
           AND EXISTS (SELECT
                         FROM case_access
                        WHERE case_access.case_id = case_state.case_id
                          AND case_access.person = %(handler)s
                          AND case_access.relation = 'handler'))
"""
"""Those that are asked for; nobody learns by asking what is not shown to them."""

SELECT_CASES: Final = (
    SELECT_SEEN
    + """
       AND (%(before)s::bigint IS NULL OR opened_position < %(before)s)
       AND (%(number)s::text IS NULL OR number = upper(%(number)s))
"""
    + WANTED
    + """
     ORDER BY opened_position DESC
     LIMIT %(limit)s
"""
)


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
    rows = many(db, Case, SELECT_CASES, row)
    found = [_as_shown(case, viewer) for case in rows]
    return page(found, limit, lambda last: (last.opened_position,))


def _as_shown(found: Case, viewer: Viewer) -> Case:
    if not viewer.as_reporter:
        return found
    unshown = UNSHOWN if found.kind == "report" else {}
    return found.model_copy(update={**unshown, "tasks": None})
