"""/cases: everything that changes a case; the body is the command itself."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import Response
from pydantic_core import to_json

from api.answers import ETAG, LOCATION, TO_COMMANDS, problems, receipt
from api.dependencies import CaseId, ToBegin, ToChange, ToHold
from api.routing import below_organisation
from cases.commands import (
    allegations,
    appeal,
    appeal_panel,
    applicable,
    arbitration,
    clocks,
    closing,
    consent,
    considering,
    correcting,
    decision,
    declaring,
    disposing,
    evidence,
    exclusions,
    identity,
    informing,
    interim,
    investigation,
    local_law,
    merging,
    notifying,
    people,
    policies,
    rectifying,
    reopening,
    restricting,
    reviewing,
    roles,
    splitting,
    steps,
    transcripts,
    withdrawal,
)
from cases.commands.command import Command, StepCommand
from cases.commands.mandates import EndMandates, GrantMandates, MandateCommand
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.request import Noted, Receipt

router = below_organisation("", "commands")

OPENINGS: Final[Mapping[str, type[Command]]] = {
    "reports": ReceiveReport,
    "disclosures": MakeDisclosure,
    "disposals": disposing.ProposeDisposal,
}
"""What begins a case, by the address it is sent to."""

OFFICES: Final[Mapping[str, type[MandateCommand]]] = {
    "mandates": GrantMandates,
    "ended-mandates": EndMandates,
}
"""What gives and ends the offices of the organisation."""

COMMANDS: Final[Mapping[str, type[Command]]] = {
    "steps": steps.TakeStep,
    "identity-disclosures": identity.DiscloseIdentity,
    "transcripts": transcripts.OfferTranscript,
    "transcript-checks": transcripts.CheckTranscript,
    "withdrawal-requests": withdrawal.RequestWithdrawal,
    "withdrawal-decisions": withdrawal.ConsiderWithdrawal,
    "mergers": merging.MergeCase,
    "duplicates": merging.RecogniseDuplicate,
    "retracted-duplicates": merging.RetractDuplicate,
    "splits": splitting.SplitCase,
    "reopenings": reopening.ReopenCase,
    "parties": people.AddParty,
    "party-matches": people.MatchParty,
    "party-role-changes": roles.ChangePartyRole,
    "applicable-codes": applicable.DetermineApplicableCode,
    "exclusions": exclusions.ExcludePerson,
    "lifted-exclusions": exclusions.LiftExclusion,
    "handlers": people.DesignateHandler,
    "handler-recusals": people.RecuseHandler,
    "handler-replacements": people.ReplaceHandler,
    "prior-act-reviews": reviewing.ReviewPriorActs,
    "allegations": allegations.FrameAllegation,
    "consents": consent.RecordConsent,
    "allegation-amendments": allegations.AmendAllegation,
    "dropped-allegations": allegations.DropAllegation,
    "jurisdictions": local_law.DetermineJurisdiction,
    "local-law-determinations": local_law.DetermineLocalLaw,
    "terms-of-reference": investigation.SetTermsOfReference,
    "terms-of-reference-amendments": investigation.AmendTermsOfReference,
    "investigation-steps": investigation.LogInvestigationStep,
    "hearings": investigation.HearSubject,
    "findings": investigation.IssueFindings,
    "evidence": evidence.TakeEvidence,
    "custody-transfers": evidence.TransferCustody,
    "evidence-verifications": evidence.VerifyEvidence,
    "evidence-seals": evidence.SealEvidence,
    "evidence-examinations": evidence.ExamineEvidence,
    "evidence-copies": evidence.CopyEvidence,
    "returned-evidence": evidence.ReturnEvidence,
    "destroyed-evidence": evidence.DestroyEvidence,
    "arbitrator-proposals": arbitration.ProposeArbitrator,
    "neutrality-declarations": arbitration.DeclareNeutrality,
    "neutrality-checks": arbitration.CheckNeutrality,
    "objection-periods": arbitration.InviteObjections,
    "neutrality-challenges": arbitration.ChallengeNeutrality,
    "challenge-decisions": arbitration.DecideChallenge,
    "arbitrators": arbitration.AppointArbitrator,
    "opinions": arbitration.DeliverOpinion,
    "arbitrator-discharges": arbitration.DischargeArbitrator,
    "interim-measures": interim.OrderInterimMeasures,
    "interim-measure-reviews": interim.ReviewInterimMeasures,
    "lifted-interim-measures": interim.LiftInterimMeasures,
    "deciders": decision.ConveneDeciders,
    "conflict-declarations": declaring.DeclareConflict,
    "decider-recusals": decision.RecuseDecider,
    "determinations": decision.Determine,
    "decision-corrections": correcting.CorrectDecision,
    "measures": decision.ImposeMeasure,
    "notifications": notifying.NotifyDecision,
    "announcements": notifying.MakeDecisionKnown,
    "appeals": appeal.LodgeAppeal,
    "appeal-waivers": appeal.WaiveAppeal,
    "appeal-withdrawals": appeal.WithdrawAppeal,
    "appeal-decisions": appeal_panel.DecideAppeal,
    "measure-replacements": appeal_panel.ReplaceMeasure,
    "appeal-notifications": notifying.NotifyAppealDecision,
    "policy-versions": policies.PublishPolicyVersion,
    "policy-withdrawals": policies.WithdrawPolicy,
    "adherence-confirmations": policies.ConfirmAdherence,
    "time-limit-extensions": clocks.ExtendTimeLimit,
    "erasure-decisions": considering.DecideErasure,
    "recipient-notices": informing.TellRecipient,
    "corrections": rectifying.CorrectText,
    "text-restrictions": restricting.RestrictTexts,
    "reading-grants": restricting.GrantReading,
    "ended-restrictions": restricting.EndRestriction,
    "texts-taken-out": disposing.TakeOutTexts,
    "holds": closing.PlaceHold,
    "hold-acknowledgements": closing.AcknowledgeHold,
    "hold-reviews": closing.ReviewHold,
    "released-holds": closing.ReleaseHold,
}
"""What may happen to a case, by the address below it that it is sent to."""

ADDRESSES: Final[Mapping[str, str]] = {
    kind.step_name: noun
    for noun, kind in COMMANDS.items()
    if issubclass(kind, StepCommand)
}
"""Where the steps with a command of their own are asked for; the others at `steps`."""


def opening(kind: type[Command]) -> Callable[..., Response]:
    """The route that begins a case with this command."""

    def open_case(command: Command, sent: ToBegin) -> Response:
        receipt = sent.cases.open(command, sent.by, sent.key)
        organisation = sent.cases.log.organisation
        place = f"/v1/organisations/{organisation}/cases/{receipt.case}"
        return recorded(receipt, Location=place)

    open_case.__annotations__["command"] = kind
    return open_case


def holding(kind: type[MandateCommand]) -> Callable[..., Response]:
    """The route that gives offices, or ends them."""

    def hold(command: MandateCommand, sent: ToHold) -> Response:
        noted = sent.cases.hold(command, sent.by, sent.key)
        return Response(to_json(noted), 201, media_type="application/json")

    hold.__annotations__["command"] = kind
    return hold


def acting(kind: type[Command]) -> Callable[..., Response]:
    """The route that carries out this command on a case."""

    def act(case_id: CaseId, command: Command, sent: ToChange) -> Response:
        return recorded(
            sent.cases.handle(case_id, command, sent.by, sent.version, sent.key)
        )

    act.__annotations__["command"] = kind
    return act


def recorded(receipt: Receipt, **headers: str) -> Response:
    """The answer to a command that was carried out.

    A whole response: the framework would check a mere receipt on another thread.
    """
    headers["ETag"] = f'"{receipt.version}"'
    return Response(to_json(receipt), 201, headers, "application/json")


def described(kind: type[Command]) -> dict[str, Any]:
    """How the documentation presents a command."""
    return {
        "methods": ["POST"],
        "status_code": 201,
        "response_model": Receipt,
        "operation_id": kind.__name__,
        "description": f"{inspect.getdoc(kind)}\n\n{_asked_of_the_edition(kind)}",
    }


def _asked_of_the_edition(kind: type[Command]) -> str:
    """What the documentation says about where the rules of a command are."""
    if issubclass(kind, StepCommand):
        return (
            f"The step `{kind.step_name}` of a procedure: the edition says who may "
            "take it, when, and by which clause."
        )
    if issubclass(kind, MandateCommand):
        return "The edition says who may, and which offices there are (`mandates`)."
    return "What can be named here, what it asks for and who may: see the edition."


for noun, begun in OPENINGS.items():
    router.add_api_route(
        f"/{noun}",
        opening(begun),
        responses=receipt(ETAG | LOCATION) | problems(*TO_COMMANDS, "invalid"),
        **described(begun),
    )
for noun, held in OFFICES.items():
    router.add_api_route(
        f"/{noun}",
        holding(held),
        responses=receipt({}) | problems(*TO_COMMANDS, "invalid"),
        **{**described(held), "response_model": Noted},
    )
for noun, done in COMMANDS.items():
    router.add_api_route(
        f"/cases/{{case_id}}/{noun}",
        acting(done),
        responses=receipt(ETAG)
        | problems(*TO_COMMANDS, "invalid", "outdated", "version-missing"),
        **described(done),
    )
