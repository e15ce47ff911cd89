"""Of which events whoever reported is told, of which whoever is accused, and what.

A table of the whole catalogue: an event that stands nowhere here fails a test. Handlers
are told of all of them, as `projections.row` shows them.
"""

from collections.abc import Mapping
from typing import Final

from api.told import FACTS
from cases.events.arbitration import NeutralityChallenged, ObjectionsInvited
from cases.events.closing import CaseClosed, CaseReopened
from cases.events.disclosing import DisclosureNoticeGiven
from cases.events.event import Event
from cases.events.files import FileAdded, FileSent
from cases.events.objecting import HandlerObjectedTo, HandlerObjectionDecided
from cases.events.opening import DisclosureMade, IdentityDisclosed, ReportReceived
from cases.events.procedure import ReporterTold, StepTaken
from cases.events.transcripts import TranscriptChecked, TranscriptOffered
from cases.events.withdrawal import WithdrawalRequested

Facts = Mapping[type[Event], tuple[str, ...]]
"""Which facts of each kind of event are told; texts have rules of their own."""

TO_REPORTER: Final[Facts] = {
    ReportReceived: ("channel", "identity_mode", "received_on", "categories"),
    DisclosureMade: ("facts",),
    ReporterTold: (),
    TranscriptOffered: ("spoken", "spoken_on"),
    DisclosureNoticeGiven: (),
    FileSent: (),
    HandlerObjectionDecided: ("upheld",),
    ObjectionsInvited: ("until",),
    CaseClosed: ("outcome", "closed_on"),
    CaseReopened: (),
}
"""What the organisation tells whoever reported, and with what their case began."""

OF_REPORTER: Final[Facts] = {
    StepTaken: ("facts",),
    FileAdded: ("media_type", "size"),
    IdentityDisclosed: (),
    NeutralityChallenged: (),
    TranscriptChecked: ("outcome",),
    WithdrawalRequested: (),
    HandlerObjectedTo: ("office",),
}
"""What they did themselves."""

TO_SUBJECT: Final[Facts] = {**FACTS, ObjectionsInvited: ("until",)}
"""What an accused party is told: what is about them, once they know of it."""

OF_SUBJECT: Final[Facts] = {
    StepTaken: ("facts",),
    FileAdded: ("media_type", "size"),
    NeutralityChallenged: (),
}
"""What they did themselves."""

OF_THE_HANDLING: Final = """
NoOfficeAsked CasePlaced PartyPlaced PartyMatched PartyRoleChanged
ApplicableCodeDetermined PersonExcluded ExclusionLifted HandlerDesignated
HandlerRecused HandlerReplaced HandlerRemoved OfficeSubstituted Unassignable
OfficeFilled ReviewOfPriorActsRequired PriorActsReviewed AccessGranted
NoteWritten TaskSet TaskFinished TaskWithdrawn TaskHandedOver TaskLeft TaskEnded
AccessWithdrawn AccessLost GlassBroken GlassReviewAwaited BrokenGlassReviewed
IdentityDisclosureProposed IdentityDisclosureApproved IdentityDisclosureDenied
DisclosureNoticeDeferred ClockStarted ClockWarned ClockPaused ClockResumed
ClockExtended ClockMet ClockMissed ClockMetLate ClockEscalated ClockPassed
ClockStopped PersonBarred BarLifted MatterRaised MatterSettled PersonBound
PersonReleased ParticipantProtected AllegationDropped JurisdictionDetermined
LocalLawPrecedenceDetermined PolicyVersionPublished PolicyWithdrawn
AdherenceConfirmed TermsOfReferenceSet TermsOfReferenceAmended FindingsIssued
EvidenceTaken CustodyTransferred EvidenceVerified EvidenceFoundAltered
EvidenceSealed EvidenceExamined EvidenceCopied EvidenceReturned EvidenceDestroyed
FileCleaned ArbitratorProposed NeutralityDeclared NeutralityChecked ChallengeDecided
ArbitratorAppointed OpinionDelivered ArbitratorDischarged ArbitratorRemoved
DecidersConvened DeciderRecused ConflictDeclared QuorumLost DecisionCorrected
WithdrawalConsidered CaseLinked CaseUnlinked AppealDecided HoldPlaced
HoldAcknowledged HoldReviewed HoldReleased RetentionStarted RetentionRecalculated
RetentionTriggered DisposalProposed TextsTakenOut ErasureStarted EntryInventoried
ProjectionsAcknowledged LeaksSought ErasureFailed TextErased TextsErased
TextDestroyed EntryDone FinalityReached RecipientsFound RecipientsNotified
RedactionDecided RedactionWanted RedactionForgone RedactionWithdrawn RedactionLapsed
SuccessorWritten TextRedacted ErasureDecided ErasureListed CorrectionMade
RecipientTold ProcessingRestricted ReadingAllowed RestrictionEnded TextsRestricted
ReadingGranted TextsReleased RoleMandateGranted RoleMandateGivenAhead
RoleMandateBegan RoleMandateEnded RoleMandateOver JobKeyIssued JobKeyWithdrawn
WebhookAdded WebhookWithdrawn OrganisationAdded EditionPublished LogKeyAnnounced
TreeBegunAnew LogRestored RowsExported ExportSent AnnualFiguresRecorded TextRead
TextHandedOut CommandRefused
"""
TO_NEITHER: Final = frozenset(OF_THE_HANDLING.split())
"""Of these neither is told: how the case is handled, by whom, and what of others."""
