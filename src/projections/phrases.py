"""What each kind of event says in plain words, where the edition gave it none."""

from collections.abc import Mapping
from typing import Final

from cases.events import (
    allegations,
    arbitration,
    closing,
    decision,
    evidence,
    interests,
    investigation,
    opening,
    people,
    procedure,
    record,
)
from cases.events.event import Event

PHRASES: Final[Mapping[type[Event], str]] = {
    opening.ReportReceived: "Report received",
    opening.DisclosureMade: "Disclosure made",
    procedure.StepTaken: "Step taken",
    procedure.ClockStarted: "Time limit began",
    procedure.ClockMet: "Time limit met",
    procedure.ClockMissed: "Time limit missed",
    procedure.ClockMetLate: "Time limit met late",
    procedure.ClockStopped: "Time limit fell away",
    interests.PersonBarred: "Person takes no part in matters of those named",
    interests.BarLifted: "Person may take part again",
    people.PartyAdded: "Party added",
    people.PartyMatched: "Party recognised as a person",
    people.PersonExcluded: "Person kept away from the case",
    people.ExclusionLifted: "Person no longer kept away",
    people.HandlerDesignated: "Handler designated",
    people.HandlerRecused: "Handler stood down",
    people.HandlerReplaced: "Handler replaced",
    people.HandlerRemoved: "Handler removed by a rule",
    allegations.AllegationFramed: "Allegation framed",
    allegations.AllegationDropped: "Allegation not pursued",
    investigation.TermsOfReferenceSet: "Terms of reference set",
    investigation.InvestigationStepLogged: "Investigation step logged",
    investigation.SubjectHeard: "Accused party heard",
    investigation.FindingsIssued: "Findings issued",
    evidence.EvidenceTaken: "Evidence taken into custody",
    evidence.CustodyTransferred: "Evidence handed over",
    evidence.EvidenceVerified: "Evidence verified: unaltered",
    evidence.EvidenceFoundAltered: "Evidence found altered",
    evidence.EvidenceReturned: "Evidence given back",
    arbitration.ArbitratorProposed: "Neutral person proposed",
    arbitration.NeutralityDeclared: "Neutrality declared",
    arbitration.NeutralityChecked: "Neutrality checked",
    arbitration.ObjectionsInvited: "Parties asked for objections",
    arbitration.NeutralityChallenged: "Neutrality challenged",
    arbitration.ChallengeDecided: "Challenge decided",
    arbitration.ArbitratorAppointed: "Arbitrator appointed",
    arbitration.OpinionDelivered: "Opinion delivered",
    arbitration.ArbitratorDischarged: "Arbitrator discharged",
    arbitration.ArbitratorRemoved: "Arbitrator removed by a rule",
    decision.DecidersConvened: "Deciding body met",
    decision.DeciderRecused: "Decider stood down",
    decision.QuorumLost: "Too few left to decide",
    decision.DeterminationMade: "Determination made",
    decision.MeasureImposed: "Measure imposed",
    decision.DecisionNotified: "Decision notified",
    decision.AppealLodged: "Appeal lodged",
    decision.AppealDecided: "Appeal decided",
    closing.CaseClosed: "Case closed",
    closing.HoldPlaced: "Deletion suspended",
    closing.HoldReleased: "Suspension of deletion ended",
    closing.DeletionRescheduled: "Day of deletion computed anew",
    record.OrganisationAdded: "Organisation added",
    record.EditionPublished: "Edition made known",
    record.TextRead: "Personal text read",
    record.CommandRefused: "Command refused",
}

NAMED: Final[Mapping[type[Event], str]] = {
    procedure.ClockStarted: "clock",
    procedure.ClockMet: "clock",
    procedure.ClockMissed: "clock",
    procedure.ClockMetLate: "clock",
    procedure.ClockStopped: "clock",
    people.PartyAdded: "role",
    people.HandlerDesignated: "role",
    investigation.InvestigationStepLogged: "kind",
    evidence.EvidenceTaken: "kind",
    decision.DeterminationMade: "finding",
    decision.MeasureImposed: "measure",
    decision.AppealDecided: "outcome",
    record.EditionPublished: "edition",
    record.TextRead: "item_fields",
    record.CommandRefused: "asked",
}
"""The field whose value completes the phrase: which clock, which role, which kind."""


def spoken(topic: str) -> str:
    """What an event of this name says in plain words; the name when it has none."""
    return {event.__name__: said for event, said in PHRASES.items()}.get(topic, topic)
