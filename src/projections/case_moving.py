"""What every event does to the row of its case in `case_state`."""

from typing import Final

STEPPED: Final = """
    UPDATE case_state
       SET version = happened.version, position = happened.position,
           updated_at = happened.recorded_at,
           phase = happened.phase,
           last_step = happened.step, last_label = happened.label
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, position bigint, recorded_at timestamptz,
           phase text, step text, label text)
     WHERE case_state.case_id = happened.case_id
"""

UPDATED: Final = """
    UPDATE case_state
       SET version = happened.version, position = happened.position,
           updated_at = happened.recorded_at
      FROM json_to_recordset(%(rows)s) AS happened (
           case_id uuid, version integer, position bigint, recorded_at timestamptz)
     WHERE case_state.case_id = happened.case_id
       AND case_state.version < happened.version
"""
