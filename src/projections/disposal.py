"""Disposal lists: what was listed, what stayed and why, what was erased, for good."""

from datetime import date
from typing import Final, Literal
from uuid import UUID

from cases.events.closing import CaseClosed
from cases.events.disposal import (
    DisposalProposed,
    ErasureFailed,
    ErasureStarted,
    FinalityReached,
    LeaksSought,
    TakenOut,
    TextDestroyed,
    TextErased,
    TextsErased,
    TextsTakenOut,
)
from cases.events.retention import What
from projections.projection import Projection
from projections.query import Db, Shown, Viewer, many

State = Literal["listed", "stays", "erased"]
"""What became of an entry so far."""

DISPOSAL: Final = Projection(
    name="disposal",
    tables={
        "disposal_entry": {
            DisposalProposed: """
                INSERT INTO disposal_entry (disposal, entry, case_id, what)
                SELECT happened.case_id, listed.entry, (listed.text ->> 'case')::uuid,
                       listed.text ->> 'what'
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, texts json),
                       json_array_elements(texts) WITH ORDINALITY
                       AS listed (text, entry)
            """,
            TextsTakenOut: """
                UPDATE disposal_entry
                   SET state = 'stays', because = happened.because
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, entries integer[], because text)
                 WHERE disposal_entry.disposal = happened.case_id
                   AND disposal_entry.entry = ANY (happened.entries)
            """,
            TextDestroyed: """
                UPDATE disposal_entry
                   SET items = disposal_entry.items + erased.items
                  FROM (SELECT case_id, entry, count(*) AS items
                          FROM json_to_recordset(%(rows)s) AS happened (
                               case_id uuid, entry integer)
                         GROUP BY case_id, entry) AS erased
                 WHERE disposal_entry.disposal = erased.case_id
                   AND disposal_entry.entry = erased.entry
            """,
            TextsErased: """
                UPDATE disposal_entry
                   SET state = 'erased'
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, what text, disposal uuid)
                 WHERE disposal_entry.disposal = happened.disposal
                   AND disposal_entry.case_id = happened.case_id
                   AND disposal_entry.what = happened.what
            """,
        },
        "erased_text": {
            TextErased: """
                INSERT INTO erased_text
                       (item, case_id, what, disposal, rule, clause, erased_at)
                SELECT item, case_id, what, disposal, rule, clause, recorded_at
                  FROM json_to_recordset(%(rows)s) AS happened (
                       item uuid, case_id uuid, what text, disposal uuid, rule text,
                       clause text, recorded_at timestamptz)
            """,
        },
        "disposal_list": {
            DisposalProposed: """
                INSERT INTO disposal_list (disposal, ground)
                SELECT case_id, ground
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, ground text)
            """,
            ErasureStarted: """
                UPDATE disposal_list
                   SET started_at = happened.recorded_at, meant = happened.meant
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, meant integer, recorded_at timestamptz)
                 WHERE disposal = happened.case_id
            """,
            TextDestroyed: """
                UPDATE disposal_list
                   SET erased = erased + gone.items
                  FROM (SELECT case_id, count(*) AS items
                          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid)
                         GROUP BY case_id) AS gone
                 WHERE disposal = gone.case_id
            """,
            FinalityReached: """
                UPDATE disposal_list
                   SET final = happened.erased, final_at = happened.recorded_at,
                       root_version = happened.root_version, failed_stage = NULL,
                       failed_because = NULL, failed_at = NULL
                  FROM (SELECT DISTINCT ON (case_id) *
                          FROM json_to_recordset(%(rows)s) AS happened (
                               case_id uuid, erased integer, root_version integer,
                               recorded_at timestamptz)
                         ORDER BY case_id, erased DESC) AS happened
                 WHERE disposal = happened.case_id
            """,
            LeaksSought: """
                UPDATE disposal_list
                   SET sought_at = happened.recorded_at,
                       backups_until = happened.backups_until, failed_stage = NULL,
                       failed_because = NULL, failed_at = NULL
                  FROM (SELECT DISTINCT ON (case_id) *
                          FROM json_to_recordset(%(rows)s) AS happened (
                               case_id uuid, backups_until date,
                               recorded_at timestamptz)
                         ORDER BY case_id, recorded_at DESC) AS happened
                 WHERE disposal = happened.case_id
            """,
            ErasureFailed: """
                UPDATE disposal_list
                   SET failed_stage = happened.stage, failed_at = happened.recorded_at,
                       failed_because = happened.because
                  FROM (SELECT DISTINCT ON (case_id) *
                          FROM json_to_recordset(%(rows)s) AS happened (
                               case_id uuid, stage text, because text,
                               recorded_at timestamptz)
                         ORDER BY case_id, recorded_at DESC) AS happened
                 WHERE disposal = happened.case_id
            """,
            CaseClosed: """
                UPDATE disposal_list
                   SET outcome = happened.outcome, failed_stage = NULL,
                       failed_because = NULL, failed_at = NULL
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, outcome text)
                 WHERE disposal = happened.case_id
            """,
        },
    },
)


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
                            %(units)s, %(whole)s))::uuid[]))
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
                                %(units)s, %(whole)s))::uuid[]))
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
