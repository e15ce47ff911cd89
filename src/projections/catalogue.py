"""All projections, in the order in which each batch is applied."""

from typing import Final

from projections.alarms import ALARMS
from projections.audit_trail import AUDIT_TRAIL
from projections.case_state import CASE_STATE
from projections.case_timeline import CASE_TIMELINE
from projections.clocks import CLOCKS
from projections.deletion_schedule import DELETION_SCHEDULE
from projections.disposal import DISPOSAL
from projections.figures import FIGURES
from projections.mandates import MANDATES
from projections.policies import POLICIES
from projections.projection import Projection
from projections.redaction import REDACTION

PROJECTIONS: Final[tuple[Projection, ...]] = (
    CASE_STATE,
    CASE_TIMELINE,
    CLOCKS,
    DELETION_SCHEDULE,
    DISPOSAL,
    REDACTION,
    MANDATES,
    POLICIES,
    ALARMS,
    FIGURES,
    AUDIT_TRAIL,
)
