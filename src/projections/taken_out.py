"""What the trail shows of rows that were taken out: by whom, and for what."""

from typing import Final

FOR_PURPOSE: Final = """
    INSERT INTO audit_trail
           (entry, position, topic, label, stream, version, cases, at, actor,
            acting_as, on_behalf_of, command, correlation, purpose)
    SELECT (SELECT coalesce(max(entry), 0) FROM audit_trail)
           + row_number() OVER (ORDER BY position),
           position, topic, label, case_id, version, '{}', recorded_at, shown_actor,
           acting_as, on_behalf_of, command, correlation, purpose
      FROM json_to_recordset(%(rows)s) AS happened (
           position bigint, topic text, label text, case_id uuid, version integer,
           recorded_at timestamptz, shown_actor text, acting_as text,
           on_behalf_of text, command uuid, correlation uuid, purpose text)
"""
