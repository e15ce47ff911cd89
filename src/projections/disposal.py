"""Disposal lists: what was listed, what stayed and why, what was erased, for good."""

from typing import Final, Literal

from cases.events.closing import CaseClosed
from cases.events.disposal import (
    DisposalProposed,
    ErasureFailed,
    ErasureStarted,
    FinalityReached,
    LeaksSought,
    TextDestroyed,
    TextErased,
    TextsErased,
    TextsTakenOut,
)
from cases.events.notices import RecipientsFound, RecipientsNotified
from cases.events.requests import ErasureListed
from projections.projection import Projection

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
        "disposal_request": {
            ErasureListed: """
                INSERT INTO disposal_request (disposal, request)
                SELECT disposal, case_id
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, disposal uuid)
            """,
        },
        "disposal_recipient": {
            RecipientsFound: """
                INSERT INTO disposal_recipient (disposal, number)
                SELECT happened.case_id,
                       (SELECT count(*)
                          FROM disposal_recipient
                         WHERE disposal = happened.case_id)
                       + row_number() OVER (PARTITION BY happened.case_id
                                            ORDER BY position, place)
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, position bigint, recipients json),
                       json_array_elements(recipients)
                       WITH ORDINALITY AS given (said, place)
            """,
            RecipientsNotified: """
                UPDATE disposal_recipient
                   SET noticed = true
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, recipients integer[])
                 WHERE disposal = happened.case_id
                   AND number = ANY (happened.recipients)
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
