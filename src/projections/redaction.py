"""Texts that are to lose one of several people, and what stands in their place."""

from typing import Final

from cases.events.redaction import (
    RedactionLapsed,
    RedactionWanted,
    RedactionWithdrawn,
    TextRedacted,
)
from projections.projection import Projection

REDACTION: Final = Projection(
    name="redaction",
    tables={
        "redaction_wanted": {
            RedactionWanted: """
                INSERT INTO redaction_wanted (case_id, item, party, ordered_by)
                SELECT case_id, item, party, ordered_by
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, item uuid, party integer, ordered_by uuid)
                    ON CONFLICT DO NOTHING
            """,
            RedactionWithdrawn: """
                DELETE FROM redaction_wanted AS wanted
                 USING json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, item uuid, party integer, ordered_by uuid[])
                 WHERE wanted.case_id = happened.case_id
                   AND wanted.item = happened.item
                   AND wanted.party = happened.party
                   AND wanted.ordered_by = ANY (happened.ordered_by)
            """,
            RedactionLapsed: """
                DELETE FROM redaction_wanted AS wanted
                 USING json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, items uuid[], party integer, ordered_by uuid)
                 WHERE wanted.case_id = happened.case_id
                   AND wanted.item = ANY (happened.items)
                   AND wanted.party = happened.party
                   AND wanted.ordered_by = happened.ordered_by
            """,
        },
        "text_successor": {
            TextRedacted: """
                INSERT INTO text_successor (case_id, item, party, successor)
                SELECT case_id, item, party, successor
                  FROM json_to_recordset(%(rows)s) AS happened (
                       case_id uuid, item uuid, party integer, successor uuid)
            """,
        },
    },
)
