"""What a party of a case is told of it, when they ask what is held about them."""

from collections.abc import Iterator, Mapping
from typing import Final

from cases.case.case import Case
from cases.events.allegations import AllegationAmended, AllegationFramed
from cases.events.appeal import (
    AppealDecisionNotified,
    AppealLodged,
    AppealWaived,
    AppealWithdrawn,
    DecisionMadeKnown,
    DecisionNotified,
)
from cases.events.consent import ConsentRecorded
from cases.events.decision import (
    DeterminationMade,
    MeasureExpired,
    MeasureExpunged,
    MeasureImposed,
    MeasureOver,
)
from cases.events.event import Event, Sealed, personal_fields
from cases.events.interim import (
    InterimMeasuresEnded,
    InterimMeasuresLifted,
    InterimMeasuresOrdered,
    InterimMeasuresReviewed,
)
from cases.events.investigation import InvestigationStepLogged, SubjectHeard
from cases.events.people import PartyAdded
from cases.events.requests import TextCorrected

FACTS: Final[Mapping[type[Event], tuple[str, ...]]] = {
    PartyAdded: ("role",),
    InvestigationStepLogged: ("kind", "occurred_on"),
    SubjectHeard: ("occurred_on",),
    ConsentRecorded: (),
    AllegationFramed: ("category", "clauses", "conduct_from", "conduct_until"),
    AllegationAmended: ("category", "clauses", "conduct_from", "conduct_until"),
    DeterminationMade: ("allegation", "finding"),
    MeasureImposed: ("measure", "allegations", "effective_on", "expires_on"),
    MeasureExpired: ("measure", "allegations", "ended_on"),
    MeasureExpunged: ("measure", "allegations", "ended_on"),
    InterimMeasuresOrdered: ("measures", "effective_on", "until"),
    InterimMeasuresReviewed: ("measures", "until"),
    InterimMeasuresLifted: (),
    InterimMeasuresEnded: ("because", "ended_on"),
    DecisionNotified: ("notified_on",),
    DecisionMadeKnown: ("told_on",),
    AppealWaived: (),
    AppealLodged: ("lodged_on",),
    AppealWithdrawn: ("withdrawn_on",),
    AppealDecisionNotified: ("notified_on",),
    TextCorrected: ("corrects",),
}
"""What is told of whatever happened to a party; nothing else is."""
SAID_OR_TOLD: Final = (
    PartyAdded,
    SubjectHeard,
    ConsentRecorded,
    InterimMeasuresOrdered,
    InterimMeasuresReviewed,
    InterimMeasuresLifted,
    DecisionNotified,
    DecisionMadeKnown,
    AppealWaived,
    AppealLodged,
    AppealWithdrawn,
    AppealDecisionNotified,
    TextCorrected,
)
"""What has the person's own words, or words to them; what is alleged may be others'."""


def is_told(case: Case, event: Event, parties: frozenset[int]) -> bool:
    """Whether it is about the person, and they know of it already."""
    party = getattr(event, "party", None)
    if type(event) not in FACTS or party not in parties:
        return False
    if isinstance(event, AllegationFramed | AllegationAmended):
        return party in case.heard or party in case.notified
    if isinstance(event, DeterminationMade | MeasureImposed | MeasureOver):
        return party in case.notified
    return True


def about_them(event: Event) -> Iterator[tuple[str, Sealed]]:
    """The texts of an event that are about its party and nobody else."""
    if type(event) not in SAID_OR_TOLD:
        return
    for field, item in personal_fields(type(event)):
        sealed = getattr(event, field)
        if item.about == "party" and isinstance(sealed, Sealed):
            yield field, sealed
