"""What was decided on a person's wish that data about them be erased."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.events.closing import HoldBasis
from cases.events.disposal import Listed
from cases.events.event import Clause, Event, ProcedureStep
from cases.events.retention import RetentionClass, What

Stays = Literal["hold", "period", "needed", "erased"]
"""A hold keeps it; its period has not ended; the procedure has not, or what the period
begins with has not happened; there is none of it any more."""


class Considered(BaseModel):
    """Texts of one case, and whether they go."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True
    )

    case: UUID
    """The case whose texts they are."""
    what: What
    """Which of its texts."""
    stays: Stays | None = None
    """Why they stay; null when they go."""
    rule: RetentionClass | None = None
    """By which rule they are kept; null while they are needed."""
    clause: Clause | None = None
    holds: tuple[HoldBasis, ...] = ()
    """On which grounds holds keep them; some may keep a part of them alone."""
    until: date | None = None
    """First day on which they may go; of what a hold keeps, on which that is looked at
    again; null while neither is known."""


class ErasureDecided(ProcedureStep):
    """It was decided what goes of a person's data, and what stays (GDPR Art. 17)."""

    entries: tuple[Considered, ...]


class ErasureListed(Event):
    """What was decided to go was put on a disposal list."""

    disposal: UUID
    texts: tuple[Listed, ...]
