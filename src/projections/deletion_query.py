"""The questions that `deletion_schedule` answers: when texts go, why, what moves it."""

from datetime import date
from typing import Final, Literal
from uuid import UUID

from pydantic import computed_field

from cases.events.retention import Because, Start, What, party_of
from projections.query import Db, Page, Shown, Viewer, many, name, page, place

State = Literal["scheduled", "due", "overdue", "held", "erased"]
"""How a deletion stands today: to come, to be carried out, late, suspended, or done."""

Mover = Literal[
    "a_hold",
    "late_activity",
    "another_rule",
    "another_country",
    "a_decision",
    "a_fact",
    "a_step",
    "all_other_texts",
]
"""What would move the day: `late_activity` is whatever happens in the case shortly
before it, `another_rule` one of a later edition; `all_other_texts` go on theirs, and
who reported is never kept longer."""

BY_START: Final[dict[Start, tuple[Mover, ...]]] = {
    "step_taken": ("a_step",),
    "fact": ("a_fact",),
    "decision_effective": ("a_decision",),
    "decision_expired": ("a_decision",),
}


class Due(Shown):
    """When some texts of a case are to be deleted, and what suspends that now."""

    case_id: UUID
    number: str
    case_type: str
    what: What
    """Which texts: who reported goes first, then what is about one accused party alone
    (`party_2`) if they are not kept as long; all others are `content`."""
    rule: str
    """The retention class of the edition."""
    clause: str
    basis: str
    edition: str
    """Whose rule it is: the one in force when it was computed."""
    country: str | None
    """Whose law gives the period, when it is not the rule's own."""
    violation: bool | None
    """Whether one by the party was established, of texts about them alone."""
    start: Start
    """How the first day of the period was found."""
    started_on: date
    period: str
    not_before: date | None
    """The earliest day, whatever the rule says: after a hold, or late activity."""
    delete_on: date
    """First day on which the texts must no longer be readable."""
    was: date | None
    """The day before it was computed anew."""
    because: Because | None
    """Why it was computed anew."""
    disposal: UUID | None
    """The list by which they were erased."""
    state: State
    """`due` on that day, `overdue` after it, `held` whatever the day is."""
    held: bool
    """A hold keeps all of them; some keep a part of them alone."""
    holds: int
    hold_bases: tuple[str, ...]
    review_on: date | None
    """First day on which one of the holds is to be reviewed."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def party(self) -> int | None:
        """The accused party whom alone the texts are about."""
        return party_of(self.what)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def moved_by(self) -> tuple[Mover, ...]:
        """What would move the day, or suspend the deletion."""
        always: tuple[Mover, ...] = (
            "a_hold",
            "late_activity",
            "another_rule",
            "another_country",
        )
        first: tuple[Mover, ...] = ("all_other_texts",)
        own = BY_START.get(self.start, ())
        identity = self.what == "reporter_identity"
        return (*always, *own, *(first if identity else ()))


SELECT_OUTDATED: Final = """
    SELECT case_id
      FROM case_state
     WHERE status = 'closed'
       AND case_id > %(after)s
       AND NOT EXISTS (SELECT
                         FROM deletion_schedule
                        WHERE deletion_schedule.case_id = case_state.case_id
                          AND deletion_schedule.edition = %(edition)s)
     ORDER BY case_id
     LIMIT %(limit)s
"""


def outdated(db: Db, edition: str, after: UUID, limit: int) -> list[UUID]:
    """Closed cases whose texts are not kept by the rules of an edition, after one.

    Also those that are not scheduled, as the period has not begun; for the system.
    """
    found = db.execute(
        SELECT_OUTDATED, {"edition": edition, "after": after, "limit": limit}
    )
    return [case_id for (case_id,) in found]


SELECT_DUE: Final = """
    SELECT deletion_schedule.*, number, case_type, held.*, standing.state
      FROM deletion_schedule
      JOIN case_state USING (case_id),
           LATERAL (SELECT count(*) FILTER (WHERE parties = '{}'
                                              AND kinds = '{}') > 0 AS held,
                           count(*) AS holds,
                           coalesce(array_agg(DISTINCT deletion_hold.basis),
                                    '{}') AS hold_bases,
                           min(review_on) AS review_on
                      FROM deletion_hold
                     WHERE deletion_hold.case_id = deletion_schedule.case_id
                   ) AS held,
           LATERAL (SELECT CASE WHEN deletion_schedule.disposal IS NOT NULL
                                THEN 'erased'
                                WHEN held.held
                                THEN 'held'
                                WHEN deletion_schedule.delete_on > %(today)s
                                THEN 'scheduled'
                                WHEN deletion_schedule.delete_on = %(today)s
                                THEN 'due'
                                ELSE 'overdue'
                           END AS state) AS standing
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR case_id = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND (%(state)s::text IS NULL OR standing.state = %(state)s)
       AND (%(until)s::date IS NULL OR deletion_schedule.delete_on <= %(until)s)
       AND (%(day)s::date IS NULL
            OR (deletion_schedule.delete_on, case_id)
               > (%(day)s, %(case_id)s::uuid)
            OR (deletion_schedule.delete_on, case_id) = (%(day)s, %(case_id)s::uuid)
               AND what < %(what)s::text)
     ORDER BY deletion_schedule.delete_on, case_id, what DESC
     LIMIT %(limit)s
"""


def schedule(
    db: Db,
    viewer: Viewer,
    *,
    today: date,
    state: State | None = None,
    until: date | None = None,
    cursor: str | None = None,
    limit: int = 1000,
) -> Page[Due]:
    """Texts of closed cases by the day they go, in one state or any; until that day.

    Of one case and day, who reported before all else.

    `today` is the day at the organisation's place: the tables know no clock.
    NoSuchPlace when the cursor is not one that a page gave.
    """
    day, case_id, what = place(cursor, date.fromisoformat, UUID, name)
    asked = {"today": today, "state": state, "until": until}
    after = {"day": day, "case_id": case_id, "what": what, "limit": limit + 1}
    found = many(db, Due, SELECT_DUE, viewer.row() | asked | after)
    return page(found, limit, lambda at: (at.delete_on, at.case_id, at.what))
