"""What was decided when a person wanted data erased, put right, or not used."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from cases.events.closing import HoldBasis
from cases.events.disposal import Listed
from cases.events.event import (
    Clause,
    Event,
    Item,
    Person,
    ProcedureStep,
    Reference,
    Text,
)
from cases.events.retention import RetentionClass, What

Stays = Literal["hold", "period", "needed", "erased"]
"""A hold keeps it; its period has not ended; the procedure has not, or what the period
begins with has not happened, or somebody wants it kept; it is gone."""


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
    """Why they stay; null when they go, what holds keep once those are released."""
    rule: RetentionClass | None = None
    """By which rule they are kept; null while they are needed."""
    clause: Clause | None = None
    holds: tuple[HoldBasis, ...] = ()
    """On which grounds holds keep them; some may keep a part of them alone."""
    until: date | None = None
    """First day on which they may go; where a hold keeps any, on which that is looked
    at again; null while neither is known."""


class ErasureDecided(ProcedureStep):
    """It was decided what goes of a person's data, and what stays (GDPR Art. 17)."""

    entries: tuple[Considered, ...]


class ErasureListed(Event):
    """What was decided to go was put on a disposal list."""

    disposal: UUID
    texts: tuple[Listed, ...]


Ground = Literal["accuracy_contested", "unlawful", "needed_for_claims", "objection"]
"""Why data are kept and not used (GDPR Art. 18(1)(a) to (d))."""


Corrected = Literal["name", "contact", "account"]
"""Which texts about a party are wrong: their name, where they are reached, what they
said, as it was written down."""


class CorrectionMade(ProcedureStep):
    """What is wrong about whoever asked was put right in a case (GDPR Art. 16)."""

    case: UUID
    corrects: Corrected


class ProcessingRestricted(ProcedureStep):
    """Texts about whoever asked are kept, and read only as the officer allows."""

    ground: Ground
    cases: tuple[UUID, ...]
    """In which cases."""


class ReadingAllowed(ProcedureStep):
    """Somebody was allowed to read what is restricted in a case, until a day."""

    case: UUID
    person: Person
    until: date
    reasons: Annotated[Text, Item("reason")]


Right = Literal["erasure", "rectification", "restriction"]
"""What somebody asked for that recipients of their data are told of."""

RecipientKind = Literal["authority", "partner", "processor", "donor", "other"]
"""Who it is that had been given the data."""


class RecipientTold(ProcedureStep):
    """Whoever had been given data was told what became of them (GDPR Art. 19)."""

    of: Right
    recipient: Reference
    """What they are known by elsewhere; never a person's name."""
    kind: RecipientKind
    told_on: date | None = None
    """None when it was impossible, or out of all proportion."""
    reasons: Annotated[Text | None, Item("reason")] = None
    """Why they were not told."""


class RestrictionEnded(ProcedureStep):
    """Data may be used again; whoever asked was told before (GDPR Art. 18(3))."""

    told_on: date
    reasons: Annotated[Text, Item("reason")]


class ToldByRequest(Event):
    """What a request about somebody's own data changes in a case."""

    request: UUID
    clause: Clause


class TextsRestricted(ToldByRequest):
    """Texts about some parties are read only as the officer allows."""

    ground: Ground
    parties: tuple[int, ...]


class ReadingGranted(ToldByRequest):
    """Somebody may read texts that are restricted, until a day."""

    person: Person
    until: date
    """The last day."""


class TextsReleased(ToldByRequest):
    """Texts that were restricted may be read as before."""


class TextCorrected(ToldByRequest):
    """What is written of a party was put right, beside what stays as it was."""

    party: int
    corrects: Corrected
    correction: Annotated[Text, Item("statement", about="party")]
