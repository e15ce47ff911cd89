"""The questions that `clocks` answers: time limits, and those that wait for a word."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from projections.query import Db, Page, Shown, Viewer, many, name, number, page, place

State = Literal["running", "paused", "met", "missed", "met_late", "passed", "stopped"]


class Waiting(BaseModel):
    """A case of which the passing of time has something to say."""

    case_id: UUID


class ClockRun(Shown):
    """One run of a time limit: a row of `clocks`."""

    case_id: UUID
    number: str
    case_type: str
    unit: str | None
    """The unit that the case was received in, where there are some."""
    clock: str
    party: int | None
    """Whose it is, when each party has their own."""
    clause: str
    started_on: date
    due_on: date
    """Last day of the period."""
    due_at: datetime | None
    """Last instant, for a period counted in hours."""
    state: State
    warned_at: datetime | None
    """When somebody was last warned that it is about to pass."""
    paused_on: date | None
    """Since when it stands still."""
    paused_days: int
    """How long it has stood still before."""
    extended: int
    """How often it was given more time."""
    escalated_at: datetime | None
    """When the office above was told that it was missed."""
    escalated_to: str | None
    """That office."""
    may_act: bool
    """Whether it may now do what the time limit is for."""
    met_at: datetime | None
    days_late: int | None
    run: Annotated[int, Field(exclude=True)]


SELECT_WAITING: Final = """
    SELECT DISTINCT case_id
      FROM clocks
     WHERE state = 'running'
       AND moments[1] <= %(now)s
       AND case_id > %(after)s
     ORDER BY case_id
     LIMIT %(limit)s
"""

SELECT_UNTOLD: Final = """
    SELECT DISTINCT case_id
      FROM clocks
      JOIN case_state USING (case_id)
     WHERE state = 'missed'
       AND escalated_at IS NULL
       AND status = 'open'
       AND (edition, case_type, clock)
           IN (SELECT * FROM unnest(%(editions)s::text[], %(case_types)s::text[],
                                    %(clocks)s::text[]))
       AND case_id > %(after)s
     ORDER BY case_id
     LIMIT %(limit)s
"""

SELECT_CLOCKS: Final = """
    SELECT clocks.*, number, case_type, unit
      FROM clocks
      JOIN case_state USING (case_id)
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
       AND (%(state)s::text IS NULL OR state = %(state)s)
       AND (%(unit)s::text IS NULL
            OR EXISTS (SELECT
                         FROM case_unit
                        WHERE case_unit.case_id = clocks.case_id
                          AND case_unit.unit = %(unit)s))
       AND (%(due_until)s::date IS NULL OR due_on <= %(due_until)s)
       AND (%(day)s::date IS NULL
            OR (due_on, case_id, clock, run)
               > (%(day)s, %(after_case)s::uuid, %(clock)s::text, %(run)s::bigint))
     ORDER BY due_on, case_id, clock, run
     LIMIT %(limit)s
"""


def waiting(db: Db, now: datetime, after: UUID, limit: int) -> list[UUID]:
    """Cases of which the passing of time has something to say, after one of them.

    A warning or an end of a time limit has come; for the system, which sees them all.
    """
    return [
        found.case_id
        for found in many(
            db,
            Waiting,
            SELECT_WAITING,
            {"now": now, "after": after, "limit": limit},
        )
    ]


def untold(
    db: Db, told: Sequence[tuple[str, str, str]], after: UUID, limit: int
) -> list[UUID]:
    """Open cases in which something was missed and the office above not told of it.

    `told` are the clocks of which it is, each with its edition and its type of case.
    """
    editions, case_types, names = zip(*told, strict=True) if told else ((), (), ())
    of = {"editions": [*editions], "case_types": [*case_types], "clocks": [*names]}
    row = {**of, "after": after, "limit": limit}
    return [found.case_id for found in many(db, Waiting, SELECT_UNTOLD, row)]


def clocks(
    db: Db,
    viewer: Viewer,
    *,
    case_id: UUID | None = None,
    state: State | None = None,
    unit: str | None = None,
    due_until: date | None = None,
    cursor: str | None = None,
    limit: int = 1000,
) -> Page[ClockRun]:
    """Time limits by the day they are due: of one case or all, in one state or any.

    NoSuchPlace when the cursor is not one that a page gave.
    """
    day, after_case, clock, run = place(cursor, date.fromisoformat, UUID, name, number)
    wanted = {"case_id": case_id, "state": state, "unit": unit, "due_until": due_until}
    after = {"day": day, "after_case": after_case, "clock": clock, "run": run}
    row = viewer.row() | wanted | after | {"limit": limit + 1}
    found = many(db, ClockRun, SELECT_CLOCKS, row)
    return page(found, limit, lambda at: (at.due_on, at.case_id, at.clock, at.run))
