"""Who is tied to a case, and by what: a table of `case_state`, changed with it."""

from typing import Final

from cases.events.appeal import AppealDecided
from cases.events.arbitration import (
    ArbitratorAppointed,
    ArbitratorDischarged,
    ArbitratorRemoved,
)
from cases.events.decision import DeciderRecused, DecidersConvened
from cases.events.links import CaseLinked, CaseUnlinked
from cases.events.opening import DisclosureMade
from cases.events.people import (
    ExclusionLifted,
    HandlerDesignated,
    HandlerRecused,
    HandlerRemoved,
    HandlerReplaced,
    PersonExcluded,
)
from projections.projection import On

NO_HANDLER: Final = """
    DELETE FROM case_access
     USING json_to_recordset(%(rows)s) AS happened (case_id uuid, person text)
     WHERE case_access.case_id = happened.case_id
       AND case_access.person = happened.person
       AND relation = 'handler'
"""

ONE_OFFICE_LESS: Final = """
    DELETE FROM case_access
     USING json_to_recordset(%(rows)s) AS happened (
           case_id uuid, person text, role text)
     WHERE case_access.case_id = happened.case_id
       AND case_access.person = happened.person
       AND (happened.role IS NULL OR case_access.role = happened.role)
       AND relation = 'handler'
"""

NO_ARBITRATOR: Final = """
    DELETE FROM case_access
     USING json_to_recordset(%(rows)s) AS happened (case_id uuid, appointment integer)
     WHERE case_access.case_id = happened.case_id
       AND case_access.appointment = happened.appointment
       AND relation = 'arbitrator'
"""

CASE_ACCESS: Final[On] = {
    DisclosureMade: """
        INSERT INTO case_access (case_id, person, relation)
        SELECT case_id, declarant, 'declarant'
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, declarant text)
    """,
    PersonExcluded: """
        INSERT INTO case_access (case_id, person, relation)
        SELECT case_id, person, 'excluded'
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, person text)
            ON CONFLICT DO NOTHING
    """,
    CaseLinked: """
        INSERT INTO case_access (case_id, person, relation)
        SELECT case_id, unnest(kept_away), 'kept_away'
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, kept_away text[])
            ON CONFLICT DO NOTHING
    """,
    CaseUnlinked: (
        """
        DELETE FROM case_access
         USING json_to_recordset(%(rows)s) AS happened (case_id uuid)
         WHERE case_access.case_id = happened.case_id
           AND relation = 'kept_away'
        """,
        """
        INSERT INTO case_access (case_id, person, relation)
        SELECT case_id, unnest(kept_away), 'kept_away'
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, kept_away text[])
            ON CONFLICT DO NOTHING
        """,
    ),
    ExclusionLifted: """
        DELETE FROM case_access
         USING json_to_recordset(%(rows)s) AS happened (case_id uuid, person text)
         WHERE case_access.case_id = happened.case_id
           AND case_access.person = happened.person
           AND relation = 'excluded'
    """,
    HandlerDesignated: """
        INSERT INTO case_access (case_id, person, relation, role)
        SELECT case_id, person, 'handler', role
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, person text, role text)
            ON CONFLICT DO NOTHING
    """,
    HandlerReplaced: (
        """
        DELETE FROM case_access
         USING json_to_recordset(%(rows)s) AS happened (
               case_id uuid, person text, role text)
         WHERE case_access.case_id = happened.case_id
           AND case_access.person = happened.person
           AND case_access.role = happened.role
           AND relation = 'handler'
        """,
        """
        INSERT INTO case_access (case_id, person, relation, role)
        SELECT case_id, successor, 'handler', role
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, successor text, role text)
            ON CONFLICT DO NOTHING
        """,
    ),
    HandlerRecused: NO_HANDLER,
    HandlerRemoved: ONE_OFFICE_LESS,
    ArbitratorAppointed: """
        INSERT INTO case_access (case_id, person, relation, appointment)
        SELECT case_id, person, 'arbitrator', appointment
          FROM json_to_recordset(%(rows)s) AS happened (
               case_id uuid, person text, appointment integer)
            ON CONFLICT (case_id, person, relation, role)
            DO UPDATE SET appointment = excluded.appointment
    """,
    ArbitratorDischarged: NO_ARBITRATOR,
    ArbitratorRemoved: NO_ARBITRATOR,
    DecidersConvened: """
        INSERT INTO case_access (case_id, person, relation)
        SELECT case_id, unnest(present), 'decider'
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, present text[])
            ON CONFLICT DO NOTHING
    """,
    DeciderRecused: """
        DELETE FROM case_access
         USING json_to_recordset(%(rows)s) AS happened (case_id uuid, person text)
         WHERE case_access.case_id = happened.case_id
           AND case_access.person = happened.person
           AND relation = 'decider'
    """,
    AppealDecided: """
        INSERT INTO case_access (case_id, person, relation)
        SELECT case_id, unnest(panel), 'decider'
          FROM json_to_recordset(%(rows)s) AS happened (case_id uuid, panel text[])
            ON CONFLICT DO NOTHING
    """,
}
