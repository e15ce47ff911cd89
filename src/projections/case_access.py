"""Who is tied to a case, and by what: a table of `case_state`, changed with it."""

from typing import Final

from cases.events.arbitration import (
    ArbitratorAppointed,
    ArbitratorDischarged,
    ArbitratorRemoved,
)
from cases.events.decision import AppealDecided, DeciderRecused, DecidersConvened
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
     WHERE case_id = %(case_id)s
       AND person = %(person)s
       AND relation = 'handler'
"""

NO_ARBITRATOR: Final = """
    DELETE FROM case_access
     WHERE case_id = %(case_id)s
       AND appointment = %(appointment)s
       AND relation = 'arbitrator'
"""

CASE_ACCESS: Final[On] = {
    DisclosureMade: """
        INSERT INTO case_access (case_id, person, relation)
        VALUES (%(case_id)s, %(declarant)s, 'declarant')
    """,
    PersonExcluded: """
        INSERT INTO case_access (case_id, person, relation)
        VALUES (%(case_id)s, %(person)s, 'excluded')
            ON CONFLICT DO NOTHING
    """,
    ExclusionLifted: """
        DELETE FROM case_access
         WHERE case_id = %(case_id)s
           AND person = %(person)s
           AND relation = 'excluded'
    """,
    HandlerDesignated: """
        INSERT INTO case_access (case_id, person, relation, role)
        VALUES (%(case_id)s, %(person)s, 'handler', %(role)s)
            ON CONFLICT DO NOTHING
    """,
    HandlerReplaced: (
        """
        DELETE FROM case_access
         WHERE case_id = %(case_id)s
           AND person = %(person)s
           AND relation = 'handler'
           AND role = %(role)s
        """,
        """
        INSERT INTO case_access (case_id, person, relation, role)
        VALUES (%(case_id)s, %(successor)s, 'handler', %(role)s)
            ON CONFLICT DO NOTHING
        """,
    ),
    HandlerRecused: NO_HANDLER,
    HandlerRemoved: NO_HANDLER,
    ArbitratorAppointed: """
        INSERT INTO case_access (case_id, person, relation, appointment)
        VALUES (%(case_id)s, %(person)s, 'arbitrator', %(appointment)s)
            ON CONFLICT (case_id, person, relation, role)
            DO UPDATE SET appointment = excluded.appointment
    """,
    ArbitratorDischarged: NO_ARBITRATOR,
    ArbitratorRemoved: NO_ARBITRATOR,
    DecidersConvened: """
        INSERT INTO case_access (case_id, person, relation)
        SELECT %(case_id)s, unnest(%(present)s::text[]), 'decider'
            ON CONFLICT DO NOTHING
    """,
    DeciderRecused: """
        DELETE FROM case_access
         WHERE case_id = %(case_id)s
           AND person = %(person)s
           AND relation = 'decider'
    """,
    AppealDecided: """
        INSERT INTO case_access (case_id, person, relation)
        SELECT %(case_id)s, unnest(%(panel)s::text[]), 'decider'
            ON CONFLICT DO NOTHING
    """,
}
