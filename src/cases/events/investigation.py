"""What investigators did, within their terms of reference."""

from datetime import date
from typing import Annotated, Literal

from cases.events.event import Item, ProcedureStep, Text

InvestigationKind = Literal[
    "interview", "document", "record_check", "site_visit", "request", "expert"
]
HearingMode = Literal["heard", "declined", "lapsed"]


class TermsOfReferenceSet(ProcedureStep):
    """The limits of the investigation were laid down."""

    allegations: tuple[int, ...]
    scope: Annotated[Text, Item("description")]


class TermsOfReferenceAmended(ProcedureStep):
    """The limits of the investigation were drawn otherwise, and it was said why."""

    allegations: tuple[int, ...]
    """All that is investigated from then on."""
    scope: Annotated[Text, Item("description")]
    reasons: Annotated[Text, Item("reason")]


class InvestigationStepLogged(ProcedureStep):
    """One thing was done to find out what happened."""

    kind: InvestigationKind
    occurred_on: date
    allegations: tuple[int, ...]
    party: int | None = None
    """Who was interviewed or asked, if a party of the case."""
    evidence: tuple[int, ...] = ()
    account: Annotated[Text, Item("statement")]


class SubjectHeard(ProcedureStep):
    """An accused party was heard, or was offered it and declined or let it lapse."""

    party: int
    mode: HearingMode
    occurred_on: date
    account: Annotated[Text | None, Item("statement", about="party")] = None


class FindingsIssued(ProcedureStep):
    """The investigators said what they found, and on which evidence."""

    evidence: tuple[int, ...]
    despite_alteration: bool = False
    """Some of the evidence had been found altered; the findings say why it counts."""
    findings: Annotated[Text, Item("statement")]
