"""The view of whoever answers for deletion: figures, and the lists behind them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Final, Literal, get_args
from uuid import UUID

from pydantic import Field, computed_field

from cases.events.disposal import Ground, Stage, WhyFailed
from projections.deletion_query import SELECT_DUE, State
from projections.query import Db, Page, Shown, Viewer, many, number, page, place

ListState = Literal[
    "proposed",
    "waiting",
    "executing",
    "executed",
    "telling",
    "certified",
    "failed",
    "abandoned",
]
"""Still to be approved, to be objected to, being carried out; every key gone and the
search for what is left to come; nothing left, and recipients still to be told; at its
end, with its certificate; failed and tried again; given up."""

FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "deletions?state=": get_args(State),
    "deletions/lists?state=": (
        *("proposed", "waiting", "executing", "executed", "telling"),
        *("certified", "failed"),
    ),
}
"""Where those behind each figure are listed: texts of closed cases by how they stand,
lists by how far they have come."""


class DisposalList(Shown):
    """A disposal list, and how far it has come."""

    disposal: UUID
    """The list, a case of its own."""
    number: str
    """Of the list, as a case."""
    ground: Ground
    """Why texts were to go."""
    state: ListState
    """How far it has come."""
    entries: int
    """How many were listed."""
    stays: int
    """Entries that were taken out."""
    meant: int
    """Texts that the rest meant when it began to be carried out."""
    erased: int
    """Texts made unreadable so far."""
    final: int
    """Texts of which no key can be had any more."""
    waiting_until: date | None
    """Last day on which it can be objected to; null before it is approved."""
    started_at: datetime | None
    """When it began to be carried out."""
    final_at: datetime | None
    """When the last key was gone."""
    sought_at: datetime | None
    """When it was looked for what might be left."""
    backups_until: date | None
    """First day on which no backup is left from before the erasure."""
    recipients: int
    """How many were found to have been given any of them, once they were gone."""
    untold: int
    """How many of these were not told yet, nor is it said why."""
    failed_stage: Stage | None
    """At which stage the last attempt failed; null when none has since."""
    failed_because: WhyFailed | None
    """Why it did."""
    failed_at: datetime | None
    """When it did."""
    opened_position: Annotated[int, Field(exclude=True)]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def evidence(self) -> str:
        """Where it is shown, below the organisation; its certificate once there is."""
        below = "/certificate" if self.state == "certified" else ""
        return f"deletions/{self.disposal}{below}"


class Counted(Shown):
    """How many texts of closed cases stand in one way."""

    name: str
    """How they stand."""
    count: int
    """How many there are."""


class Figure(Counted):
    """How many texts of closed cases, or lists, stand in one way today."""

    evidence: str
    """Where each of them is shown, below the organisation."""


SELECT_LISTS: Final = """
    SELECT *
      FROM (SELECT disposal_list.*, number, opened_position, listed.entries,
                   listed.stays, waiting.due_on AS waiting_until,
                   found.recipients, found.untold,
                   CASE WHEN status = 'closed' AND started_at IS NULL
                        THEN 'abandoned'
                        WHEN status = 'closed'
                        THEN 'certified'
                        WHEN failed_stage IS NOT NULL
                        THEN 'failed'
                        WHEN found.untold > 0
                        THEN 'telling'
                        WHEN final_at IS NOT NULL AND final >= erased
                        THEN 'executed'
                        WHEN started_at IS NOT NULL
                        THEN 'executing'
                        WHEN waiting.due_on IS NOT NULL
                        THEN 'waiting'
                        ELSE 'proposed'
                   END AS state
              FROM disposal_list
              JOIN case_state ON case_state.case_id = disposal_list.disposal
              LEFT JOIN (SELECT case_id, max(due_on) AS due_on
                           FROM clocks
                          WHERE clock = 'disposal_waiting'
                          GROUP BY case_id) AS waiting
                     ON waiting.case_id = disposal_list.disposal,
                   LATERAL (SELECT count(*) AS entries,
                                   count(*) FILTER (WHERE state = 'stays') AS stays,
                                   array_agg(case_id) AS cases
                              FROM disposal_entry
                             WHERE disposal_entry.disposal = disposal_list.disposal
                           ) AS listed,
                   LATERAL (SELECT count(*) AS recipients,
                                   count(*) FILTER (WHERE NOT noticed) AS untold
                              FROM disposal_recipient
                             WHERE disposal_recipient.disposal = disposal_list.disposal
                           ) AS found
             WHERE NOT (SELECT hidden(%(viewer)s, %(roles)s))::uuid[]
                       && (listed.cases || disposal_list.disposal)
               AND (%(everything)s
                    OR disposal_list.disposal = ANY (
                       (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                                    %(units)s, %(whole)s, %(right)s,
                                    %(at)s))::uuid[]))) AS standing
     WHERE (%(state)s::text IS NULL OR state = %(state)s)
       AND (%(before)s::bigint IS NULL OR opened_position < %(before)s)
     ORDER BY opened_position DESC
     LIMIT %(limit)s
"""


COUNT_BY_STATE: Final = """
    SELECT state AS name, count(*) AS count
      FROM (rows) AS listed
     GROUP BY state
"""
"""How many of `rows`, in whose place a list stands, are in each state."""
NARROWER: Final = ("state", "until", "day", "case_id", "what", "before", "limit")
"""What a list can be asked to leave out."""


def lists(
    db: Db,
    viewer: Viewer,
    *,
    state: ListState | None = None,
    cursor: str | None = None,
    limit: int = 1000,
) -> Page[DisposalList]:
    """Disposal lists, newest first, of which the viewer may know every case.

    NoSuchPlace when the cursor is not one that a page gave.
    """
    before = {"before": place(cursor, number)[0], "limit": limit + 1}
    row = viewer.row() | before | {"state": state}
    found = many(db, DisposalList, SELECT_LISTS, row)
    return page(found, limit, lambda last: (last.opened_position,))


def figures(db: Db, viewer: Viewer, *, today: date) -> list[Figure]:
    """How many texts and lists stand in each way, as far as the viewer may know.

    Counted are the rows of the lists to which the figures lead.
    """
    row = viewer.row() | dict.fromkeys(NARROWER) | {"today": today}
    counts = {
        one.name: one.count
        for rows in (SELECT_DUE, SELECT_LISTS)
        for one in many(db, Counted, COUNT_BY_STATE.replace("rows", rows), row)
    }
    return [
        Figure(name=name, count=counts.get(name, 0), evidence=where + name)
        for where, names in FIGURES.items()
        for name in names
    ]
