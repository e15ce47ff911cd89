"""The register of breaches of personal data (GDPR Art. 33(5)), made of their cases.

Facts, effects and what was done, as they were recorded step by step, without a word of
the texts; when whom was told, and the time limits that ran.
"""

from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from projections.clock_query import State
from projections.query import Db, Page, Shown, Viewer, many, number, page, place


class Done(Shown):
    """A step that was taken because of a breach."""

    recorded_on: date
    """The day, UTC."""
    step: str | None
    """Null for what began the case."""
    label: str
    """In the edition's words."""
    clause: str
    """Where the code or the law provides for it."""
    facts: dict[str, Any]
    """What was said with it, in answers of the edition: what happened, how many people
    are concerned, who was told and how."""


class Limit(Shown):
    """A time limit that ran because of a breach."""

    clock: str
    """Which, by its name in the edition."""
    clause: str
    """Where it stands."""
    started_on: date
    """The day after which it counts."""
    due_at: datetime | None
    """Last instant, for a period counted in hours."""
    due_on: date
    """Last day of the period."""
    state: State
    """Whether it runs, was met, missed, met late, or fell away."""
    met_at: datetime | None
    """When what it was for was done."""
    days_late: int | None
    """Null when it was not late."""


class Breach(Shown):
    """A row of the register."""

    case_id: UUID
    """The case."""
    number: str
    """Of the case, as people write it."""
    phase: str
    """How grave it was found to be, in the edition's words, or how far it has come."""
    status: str
    """Whether the case is open or closed."""
    outcome: str | None
    """How it ended; null while it is open."""
    opened_at: datetime
    """When the organisation recorded it."""
    facts: dict[str, Any]
    """What is known of it by now: what was said last of each fact."""
    done: list[Done]
    """What was done about it, oldest first."""
    limits: list[Limit]
    """Time limits that run or ran: within which the authority is to be told, and those
    whom it concerns."""
    opened_position: Annotated[int, Field(exclude=True)]


SELECT_BREACHES: Final = """
    SELECT case_id, number, phase, status, outcome, opened_at, opened_position,
           coalesce((SELECT jsonb_object_agg(fact.key, fact.value ORDER BY version)
                       FROM case_timeline,
                            jsonb_each(details -> 'facts') AS fact
                      WHERE case_timeline.case_id = case_state.case_id),
                    '{}') AS facts,
           ARRAY(SELECT jsonb_build_object(
                            'recorded_on', (at AT TIME ZONE 'UTC')::date,
                            'step', step,
                            'label', label,
                            'clause', clause,
                            'facts', coalesce(details -> 'facts', '{}'))
                   FROM case_timeline
                  WHERE case_timeline.case_id = case_state.case_id
                    AND topic IN ('DisclosureMade', 'StepTaken')
                  ORDER BY version) AS done,
           ARRAY(SELECT to_jsonb(clocks)
                   FROM clocks
                  WHERE clocks.case_id = case_state.case_id
                  ORDER BY run, clock) AS limits
      FROM case_state
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND edition || '/' || case_type = ANY (%(types)s)
       AND (%(since)s::date IS NULL
            OR opened_at >= %(since)s::date::timestamp AT TIME ZONE 'UTC')
       AND (%(before)s::bigint IS NULL OR opened_position < %(before)s)
     ORDER BY opened_position DESC
     LIMIT %(limit)s
"""


def breaches(
    db: Db,
    viewer: Viewer,
    types: list[str],
    *,
    since: date | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[Breach]:
    """Breaches that the viewer may know of, newest first; recorded since a day.

    `types` are those types of cases, each as `edition/case_type`.
    NoSuchPlace when the cursor is not one that a page gave.
    """
    asked = {"types": types, "since": since}
    before = {"before": place(cursor, number)[0], "limit": limit + 1}
    found = many(db, Breach, SELECT_BREACHES, viewer.row() | asked | before)
    return page(found, limit, lambda last: (last.opened_position,))
