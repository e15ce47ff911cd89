"""What is on a disposal list, and who may see all of it."""

from datetime import date
from typing import Final
from uuid import UUID

from cases.events.disposal import TakenOut
from cases.events.notices import Had, Untold
from cases.events.retention import What
from projections.disposal import State
from projections.query import Db, Shown, Viewer, many


class Recipient(Shown):
    """Somebody who had been given texts, and whether they were told that these go."""

    number: int | None
    """Its place among the recipients of the list; null before the texts are gone."""
    recipient: str
    """What they are known by; of a bundle, who made it and knows to whom it went."""
    had: Had
    """Something of the `case`, the `identity` of who reported, texts in a `bundle` of
    evidence; `named` by an officer in a request of whoever the texts are about."""
    topic: str
    """The kind of event that says so."""
    step: str | None
    """The step of the procedure, where it is one."""
    position: int
    """Where the event stands in the log."""
    given_on: date
    """The day on which it was recorded."""
    told_on: date | None
    """The day on which they were told; null while they were not."""
    because: Untold | None
    """Why they are not told; the reasons are in the history of the list."""


class ListedTexts(Shown):
    """One entry of a disposal list: what goes, and why, without a word of it."""

    entry: int
    case_id: UUID
    number: str
    case_type: str
    what: What
    rule: str | None
    basis: str | None
    clause: str | None
    delete_on: date | None
    """First day on which the texts must no longer be readable."""
    state: State
    because: TakenOut | None
    """Why it stays."""
    items: int
    """Texts made unreadable so far."""
    redact: tuple[UUID, ...]
    """Texts that others are in as well and that are to lose the party: until each has
    a successor, nobody approves the list."""
    recipients: tuple[Recipient, ...] = ()
    """Who had been given any of the texts, or something of the case they are in; once
    they are gone, of bundles those that held one of them."""


SELECT_ENTRIES: Final = """
    SELECT disposal_entry.entry, case_id, number, case_type, what, rule, basis, clause,
           deletion_schedule.delete_on, disposal_entry.state, disposal_entry.because,
           items,
           ARRAY(SELECT DISTINCT item
                   FROM redaction_wanted AS wanted
                  WHERE wanted.case_id = disposal_entry.case_id
                    AND 'party_' || party = disposal_entry.what
                    AND NOT EXISTS (
                        WITH RECURSIVE line AS (
                             SELECT party, successor
                               FROM text_successor
                              WHERE item = wanted.item
                              UNION ALL
                             SELECT later.party, later.successor
                               FROM line
                               JOIN text_successor AS later
                                 ON later.item = line.successor
                        )
                        SELECT
                          FROM line
                         WHERE line.party = wanted.party)
                  ORDER BY item) AS redact
      FROM disposal_entry
      JOIN case_state USING (case_id)
      LEFT JOIN deletion_schedule USING (case_id, what)
     WHERE case_id <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND disposal_entry.disposal
           <> ALL ((SELECT hidden(%(viewer)s, %(roles)s))::uuid[])
       AND (%(everything)s
            OR disposal_entry.disposal = ANY (
               (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                            %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
       AND disposal_entry.disposal = %(disposal)s
     ORDER BY entry
"""

SELECT_WHOLLY: Final = """
    SELECT count(*) > 0
           AND NOT (SELECT hidden(%(viewer)s, %(roles)s))::uuid[]
               && (array_agg(case_id) || %(disposal)s::uuid)
           AND (%(everything)s
                OR %(disposal)s = ANY (
                   (SELECT tied(%(viewer)s, %(roles)s, %(turns)s, %(own)s,
                                %(units)s, %(whole)s, %(right)s, %(at)s))::uuid[]))
      FROM disposal_entry
     WHERE disposal = %(disposal)s
"""

SELECT_OPEN: Final = """
    SELECT case_id
      FROM case_state
     WHERE kind = 'disposal'
       AND status = 'open'
     ORDER BY case_id
"""


def entries(db: Db, viewer: Viewer, *, disposal: UUID) -> list[ListedTexts]:
    """What is on a list; nothing of cases that the viewer may not know of."""
    return many(db, ListedTexts, SELECT_ENTRIES, viewer.row() | {"disposal": disposal})


def wholly_seen(db: Db, viewer: Viewer, *, disposal: UUID) -> bool:
    """Whether there is such a list, and the viewer may know of it and all its cases."""
    seen = db.execute(SELECT_WHOLLY, viewer.row() | {"disposal": disposal}).fetchone()
    return bool(seen and seen[0])


def open_lists(db: Db) -> list[UUID]:
    """The lists that are not at their end; for the system."""
    return [case_id for (case_id,) in db.execute(SELECT_OPEN)]
