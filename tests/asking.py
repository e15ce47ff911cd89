"""What to ask for to have a step taken: one right command for each kind of step."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from cases.actors import OWN_ONLY
from cases.case.case import Case
from cases.commands.access import GrantAccess, WithdrawAccess
from cases.commands.allegations import AmendAllegation, DropAllegation, FrameAllegation
from cases.commands.appeal import LodgeAppeal, WaiveAppeal, WithdrawAppeal
from cases.commands.appeal_panel import DecideAppeal, ReplaceMeasure
from cases.commands.applicable import DetermineApplicableCode
from cases.commands.arbitration import (
    AppointArbitrator,
    ChallengeNeutrality,
    CheckNeutrality,
    DecideChallenge,
    DeclareNeutrality,
    DeliverOpinion,
    DischargeArbitrator,
    InviteObjections,
    ProposeArbitrator,
)
from cases.commands.clocks import ExtendTimeLimit
from cases.commands.closing import (
    AcknowledgeHold,
    PlaceHold,
    ReleaseHold,
    ReviewHold,
)
from cases.commands.command import Command
from cases.commands.consent import RecordConsent
from cases.commands.considering import DecideErasure
from cases.commands.correcting import CorrectDecision
from cases.commands.decision import (
    ConveneDeciders,
    Determine,
    ImposeMeasure,
    RecuseDecider,
)
from cases.commands.declaring import DeclareConflict
from cases.commands.disclosing import (
    ApproveIdentityDisclosure,
    DeferDisclosureNotice,
    DenyIdentityDisclosure,
    GiveDisclosureNotice,
    ProposeIdentityDisclosure,
)
from cases.commands.evidence import (
    CopyEvidence,
    DestroyEvidence,
    ExamineEvidence,
    ReturnEvidence,
    SealEvidence,
    TakeEvidence,
    TransferCustody,
    VerifyEvidence,
)
from cases.commands.exclusions import ExcludePerson, LiftExclusion
from cases.commands.files import AddFile
from cases.commands.forgoing import WithdrawRedaction
from cases.commands.glass import BreakGlass, ReviewBrokenGlass
from cases.commands.identity import DiscloseIdentity
from cases.commands.informing import TellRecipient
from cases.commands.interim import (
    LiftInterimMeasures,
    OrderInterimMeasures,
    ReviewInterimMeasures,
)
from cases.commands.investigation import (
    AmendTermsOfReference,
    HearSubject,
    IssueFindings,
    LogInvestigationStep,
    SetTermsOfReference,
)
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.merging import MergeCase, RecogniseDuplicate, RetractDuplicate
from cases.commands.notes import WriteNote
from cases.commands.notifying import (
    MakeDecisionKnown,
    NotifyAppealDecision,
    NotifyDecision,
)
from cases.commands.objecting import DecideHandlerObjection, ObjectToHandler
from cases.commands.order import BY_ASSIGNMENT
from cases.commands.people import (
    AddParty,
    DesignateHandler,
    MatchParty,
    RecuseHandler,
    ReplaceHandler,
)
from cases.commands.policies import (
    ConfirmAdherence,
    PublishPolicyVersion,
    WithdrawPolicy,
)
from cases.commands.rectifying import CorrectText
from cases.commands.redacting import RedactText
from cases.commands.reopening import ReopenCase
from cases.commands.restricting import EndRestriction, GrantReading, RestrictTexts
from cases.commands.reviewing import ReviewPriorActs
from cases.commands.roles import ChangePartyRole
from cases.commands.splitting import SplitCase
from cases.commands.tasks import FinishTask, HandOverTask, SetTask, WithdrawTask
from cases.commands.transcripts import CheckTranscript, OfferTranscript
from cases.commands.withdrawal import ConsiderWithdrawal, RequestWithdrawal
from cases.edition.accusing import binds
from cases.edition.edition import Edition
from cases.edition.procedure import Procedure
from cases.events.disposal import Listed
from cases.events.event import Personal

SAID: Final = Personal("Something was said.")
DECLARANT: Final = "declarant-1"
ACCUSED: Final = "accused-1"
NEUTRAL: Final = "neutral-1"
STRANGER: Final = "stranger-1"
DIGEST: Final = "a" * 64
OTHER: Final = UUID("0190f1c2-0000-7000-8000-00000000000f")
"""Another case."""
OFFICE_HOLDERS: Final = 4
"""Persons in each office; enough for a body, and for those who decide an appeal."""

Asked = Iterator[Command]


def holders(edition: Edition, role: str) -> tuple[str, ...]:
    """Who can act in a role; of those who speak for themselves there is one."""
    kind = edition.kind_of(role)
    alone = {"subject": ACCUSED, "arbitrator": NEUTRAL}
    if kind in alone or kind in OWN_ONLY:
        return (alone.get(kind, DECLARANT),)
    return tuple(f"{role}-{n}" for n in range(1, OFFICE_HOLDERS + 1))


def assigned(edition: Edition, procedure: Procedure) -> list[str]:
    """The offices of a procedure that see no case that was not given to them."""
    acts = (*procedure.openings.values(), *procedure.acts())
    kinds = BY_ASSIGNMENT - {"arbitrator"}
    roles = {role for act in acts for role in act.by}
    return sorted(role for role in roles if edition.kind_of(role) in kinds)


def _designate(case: Case, today: date) -> Asked:
    for role in assigned(case.edition, case.procedure):
        for person in holders(case.edition, role)[:3]:
            yield DesignateHandler(
                person=person, role=role, conflict_declared_absent=True
            )


def _replace(case: Case, today: date) -> Asked:
    for role in assigned(case.edition, case.procedure)[:1]:
        _, _, leaving, successor, *_ = holders(case.edition, role)
        yield ReplaceHandler(
            person=leaving,
            successor=successor,
            role=role,
            conflict_declared_absent=True,
        )


def _recuse(case: Case, today: date) -> Asked:
    for role in assigned(case.edition, case.procedure)[:1]:
        yield RecuseHandler(person=holders(case.edition, role)[1])


def _add(case: Case, today: date) -> Asked:
    yield AddParty(role="subject", name=SAID)
    if {"make_decision_known", "record_consent"} & case.procedure.steps.keys():
        yield AddParty(role="affected", name=SAID)


def _match(case: Case, today: date) -> Asked:
    yield MatchParty(party=1, person=ACCUSED)


def _determine_code(case: Case, today: date) -> Asked:
    name, engagement = next(iter(case.edition.engagements.items()))
    contract = "C-17" if engagement.contract else None
    yield DetermineApplicableCode(party=1, engagement=name, contract=contract)


def _consent(case: Case, today: date) -> Asked:
    for step in case.procedure.acts():
        if "affected_consented" in step.guards:
            yield RecordConsent(party=2, to=step.name, given=True)


def _publish(case: Case, today: date) -> Asked:
    policy = next(iter(case.edition.policies))
    yield PublishPolicyVersion(policy=policy, number=1, in_force_on=today)


def _withdraw(case: Case, today: date) -> Asked:
    yield WithdrawPolicy(withdrawn_on=today)


def _confirm(case: Case, today: date) -> Asked:
    yield ConfirmAdherence(versions={next(iter(case.edition.policies)): 1})


def _frame(case: Case, today: date) -> Asked:
    edition = case.edition
    engagement = case.parties[1].engagement if 1 in case.parties else None
    fitting = {
        name: category
        for name, category in edition.categories.items()
        if binds(edition, category.of, engagement) and not category.when
    }
    mild = [name for name, known in fitting.items() if known.informal_resolution]
    began = case.edition.in_force_from
    yield FrameAllegation(
        party=1,
        category=[*mild, *fitting, *edition.categories][0],
        level=next(iter(edition.levels), None),
        conduct_from=began,
        conduct_until=began + timedelta(days=1),
        text=SAID,
    )


def _amend(case: Case, today: date) -> Asked:
    for framed in _frame(case, today):
        said = framed.model_dump(exclude={"party"})
        yield AmendAllegation.model_validate({**said, "allegation": 1, "reasons": SAID})


def _convene(case: Case, today: date) -> Asked:
    name = case.procedure.step("convene_deciders").bodies[0]
    role = case.procedure.step("determine").by[0]
    present = holders(case.edition, role)[: case.edition.bodies[name].quorum]
    yield ConveneDeciders(body=name, present=present)


def _determine(case: Case, today: date) -> Asked:
    for finding in ("established", "refuted"):
        yield Determine.model_validate(
            {"allegation": 1, "finding": finding, "evidence": (1,), "reasons": SAID}
        )


def _measure(case: Case, today: date) -> Asked:
    party = case.parties.get(1)
    engagement = party.engagement if party else None
    for name, measure in case.edition.measures.items():
        if measure.disciplinary and binds(case.edition, measure.of, engagement):
            yield ImposeMeasure(
                party=1,
                measure=name,
                allegations=(1,),
                effective_on=today,
                reasons=SAID,
            )
            return


def _order_interim(case: Case, today: date) -> Asked:
    party = case.parties.get(1)
    engagement = party.engagement if party else None
    for name, measure in case.edition.measures.items():
        if measure.interim and binds(case.edition, measure.of, engagement):
            yield OrderInterimMeasures(
                party=1, measures=(name,), effective_on=today, reasons=SAID
            )
            return


def _review_interim(case: Case, today: date) -> Asked:
    for number, held in case.interim.items():
        kept = tuple(sorted(held.measures))
        yield ReviewInterimMeasures(party=number, measures=kept, reasons=SAID)


def _decide_appeal(case: Case, today: date) -> Asked:
    step = case.procedure.step("decide_appeal")
    first = case.decided | case.panel.present
    body = case.edition.bodies[step.bodies[0]]
    panel = [p for p in holders(case.edition, step.by[0]) if p not in first]
    for outcome in ("upheld", "varied", "quashed", "remitted"):
        yield DecideAppeal.model_validate(
            {
                "appeal": len(case.appeals) or 1,
                "body": step.bodies[0],
                "panel": panel[: body.members],
                "outcome": outcome,
                "reasons": SAID,
            }
        )


def _replace_measure(case: Case, today: date) -> Asked:
    for imposed in _measure(case, today):
        said = imposed.model_dump(exclude={"party"})
        yield ReplaceMeasure.model_validate({**said, "appeal": len(case.appeals) or 1})


def _notify_appeal_decision(case: Case, today: date) -> Asked:
    if case.appeals:
        yield NotifyAppealDecision(appeal=len(case.appeals), notified_on=today)


def _log(case: Case, today: date) -> Asked:
    yield LogInvestigationStep(
        kind="document",
        occurred_on=today,
        allegations=tuple(case.allegations),
        account=SAID,
    )


def _evidence(case: Case, today: date) -> Asked:
    yield TakeEvidence(
        kind="file",
        digest=DIGEST,
        custodian=STRANGER,
        taken_on=today,
        description=SAID,
    )


def _extend(case: Case, today: date) -> Asked:
    for clock in case.procedure.step("extend_time_limit").extends:
        yield ExtendTimeLimit(clock=clock, reasons=SAID)


def _hold(case: Case, today: date) -> Asked:
    soon = today + timedelta(days=30)
    first = case.procedure.step("acknowledge_hold").by[0]
    keepers = holders(case.edition, first)[:1]
    yield PlaceHold(basis="audit", review_on=soon, reason=SAID, custodians=keepers)


def _review(case: Case, today: date) -> Asked:
    later = today + timedelta(days=40)
    yield ReviewHold(hold=1, review_on=later, reason=SAID)


def _review_glass(case: Case, today: date) -> Asked:
    for number, grant in case.grants.items():
        if grant.waits:
            yield ReviewBrokenGlass(grant=number, justified=True, reasons=SAID)


def _review_acts(case: Case, today: date) -> Asked:
    for person, acts in case.routing.to_review.items():
        stands = tuple(sorted(acts))
        yield ReviewPriorActs(person=person, stands=stands, reasons=SAID)


def _local_law(case: Case, today: date) -> Asked:
    """What leaves every clause in place is tried first: an end may need one."""
    clauses = sorted(case.allegations[1].clauses) if case.allegations else ["1"]
    for prevails in ("code", "local_law"):
        yield DetermineLocalLaw.model_validate(
            {
                "allegation": 1,
                "place": clauses[0],
                "prevails": prevails,
                "reasons": SAID,
            }
        )


def _declare(case: Case, today: date) -> Asked:
    pending = [n for n, appeal in case.appeals.items() if appeal.outcome is None]
    several = OFFICE_HOLDERS if pending else len(case.panel.present)
    declared = DeclareConflict(conflict=False, appeal=pending[0] if pending else None)
    yield from [declared] * several


COMMANDS: Final[Mapping[str, Callable[[Case, date], Asked]]] = MappingProxyType(
    {
        "add_party": _add,
        "review_broken_glass": _review_glass,
        "designate_handler": _designate,
        "replace_handler": _replace,
        "recuse_handler": _recuse,
        "match_party": _match,
        "determine_applicable_code": _determine_code,
        "record_consent": _consent,
        "publish_policy_version": _publish,
        "confirm_adherence": _confirm,
        "withdraw_policy": _withdraw,
        "frame_allegation": _frame,
        "amend_allegation": _amend,
        "convene_deciders": _convene,
        "determine_local_law": _local_law,
        "declare_conflict": _declare,
        "determine": _determine,
        "impose_measure": _measure,
        "order_interim_measures": _order_interim,
        "review_interim_measures": _review_interim,
        "decide_appeal": _decide_appeal,
        "replace_measure": _replace_measure,
        "notify_appeal_decision": _notify_appeal_decision,
        "log_investigation_step": _log,
        "take_evidence": _evidence,
        "extend_time_limit": _extend,
        "place_hold": _hold,
        "review_hold": _review,
        "review_prior_acts": _review_acts,
    }
)
"""Commands that depend on the case or the edition, by step."""


def plain(today: date) -> Mapping[str, Command]:
    """The other commands, by step; numbers are those of the first of each thing."""
    return {
        "disclose_identity": DiscloseIdentity(agreed=True),
        "propose_identity_disclosure": ProposeIdentityDisclosure(
            recipient=STRANGER,
            basis="judicial_proceedings",
            obligation="BE/CIC/46bis",
            until=today,
            reasons=SAID,
        ),
        "approve_identity_disclosure": ApproveIdentityDisclosure(),
        "deny_identity_disclosure": DenyIdentityDisclosure(reasons=SAID),
        "give_disclosure_notice": GiveDisclosureNotice(notice=SAID),
        "defer_disclosure_notice": DeferDisclosureNotice(review_on=today, reasons=SAID),
        "exclude_person": ExcludePerson(person=STRANGER, reason="conflict_declared"),
        "lift_exclusion": LiftExclusion(person=STRANGER, reason=SAID),
        "change_party_role": ChangePartyRole(party=1, role="witness", reasons=SAID),
        "amend_terms_of_reference": AmendTermsOfReference(
            allegations=(1,), scope=SAID, reasons=SAID
        ),
        "seal_evidence": SealEvidence(evidence=1, seal="S-1"),
        "examine_evidence": ExamineEvidence(
            evidence=1, examined_on=today, account=SAID
        ),
        "copy_evidence": CopyEvidence(
            original=1, digest=DIGEST, custodian=STRANGER, copied_on=today, reason=SAID
        ),
        "destroy_evidence": DestroyEvidence(
            evidence=2, destroyed_on=today, reason=SAID
        ),
        "drop_allegation": DropAllegation(allegation=1, reason=SAID),
        "determine_jurisdiction": DetermineJurisdiction(allegation=1, country="BE"),
        "set_terms_of_reference": SetTermsOfReference(allegations=(1,), scope=SAID),
        "hear_subject": HearSubject(
            party=1, mode="heard", occurred_on=today, account=SAID
        ),
        "issue_findings": IssueFindings(evidence=(1,), findings=SAID),
        "transfer_custody": TransferCustody(
            evidence=1, giver=STRANGER, receiver="keeper-1", reason=SAID
        ),
        "verify_evidence": VerifyEvidence(evidence=1, digest=DIGEST),
        "return_evidence": ReturnEvidence(evidence=1, reason=SAID),
        "propose_arbitrator": ProposeArbitrator(kind="appointed", person=NEUTRAL),
        "declare_neutrality": DeclareNeutrality(appointment=1),
        "check_neutrality": CheckNeutrality(appointment=1),
        "invite_objections": InviteObjections(appointment=1),
        "challenge_neutrality": ChallengeNeutrality(
            appointment=1, party=1, grounds=SAID
        ),
        "decide_challenge": DecideChallenge(appointment=1, upheld=False, reasons=SAID),
        "appoint_arbitrator": AppointArbitrator(appointment=1),
        "deliver_opinion": DeliverOpinion(appointment=1, opinion=SAID),
        "discharge_arbitrator": DischargeArbitrator(appointment=1),
        "lift_interim_measures": LiftInterimMeasures(party=1, reasons=SAID),
        "notify_decision": NotifyDecision(party=1, notified_on=today),
        "make_decision_known": MakeDecisionKnown(party=2, told_on=today),
        "lodge_appeal": LodgeAppeal(grounds=SAID),
        "waive_appeal": WaiveAppeal(),
        "acknowledge_hold": AcknowledgeHold(hold=1),
        "grant_access": GrantAccess(
            person="reader-1",
            role="investigator",
            rights=("read", "texts"),
            until=today,
            reasons=SAID,
        ),
        "withdraw_access": WithdrawAccess(grant=1, reasons=SAID),
        "break_glass": BreakGlass(reasons=SAID),
        "write_note": WriteNote(text=SAID),
        "object_to_handler": ObjectToHandler(office="investigator", reasons=SAID),
        "decide_handler_objection": DecideHandlerObjection(
            objection=1, upheld=False, reasons=SAID
        ),
        "set_task": SetTask(text=SAID, until=today),
        "finish_task": FinishTask(task=1),
        "withdraw_task": WithdrawTask(task=1),
        "hand_over_task": HandOverTask(
            task=1, person="keeper-1", role="compliance_officer", until=today
        ),
        "release_hold": ReleaseHold(hold=1, reason=SAID),
        "withdraw_appeal": WithdrawAppeal(),
        "correct_decision": CorrectDecision(
            party=1, slip="date", decided_as_before=True, text=SAID
        ),
        "offer_transcript": OfferTranscript(spoken="phone", spoken_on=today, text=SAID),
        "check_transcript": CheckTranscript(transcript=1, outcome="agreed"),
        "request_withdrawal": RequestWithdrawal(reasons=SAID),
        "consider_withdrawal": ConsiderWithdrawal(decision="continue", reasons=SAID),
        "reopen_case": ReopenCase(new_facts=SAID),
        "tell_recipient": TellRecipient(
            recipient="authority-be", kind="authority", told_on=today
        ),
        "add_file": AddFile(
            file=OTHER,
            media_type="text/plain",
            size=5,
            digest=DIGEST,
            scanned=False,
            name=SAID,
        ),
        "redact_text": RedactText(item=OTHER, party=1, successor=SAID),
        "withdraw_redaction": WithdrawRedaction(item=OTHER, party=1, reasons=SAID),
        "correct_text": CorrectText(case=OTHER, corrects="name", correction=SAID),
        "restrict_texts": RestrictTexts(ground="objection", cases=(OTHER,)),
        "grant_reading": GrantReading(
            case=OTHER, person="reader-1", until=today, reasons=SAID
        ),
        "end_restriction": EndRestriction(told_on=today, reasons=SAID),
        "decide_erasure": DecideErasure(texts=(Listed(case=OTHER, what="content"),)),
        "merge_case": MergeCase(into=OTHER, reasons=SAID),
        "recognise_duplicate": RecogniseDuplicate(of=OTHER, reasons=SAID),
        "retract_duplicate": RetractDuplicate(reasons=SAID),
        "split_case": SplitCase(account=SAID, reasons=SAID),
    }


def asked(case: Case, step: str, today: date) -> tuple[Command, ...]:
    """What asks for a step that has a command of its own; several for several ways."""
    if step == "recuse_decider":
        present = sorted(case.panel.present)[-1:]
        return tuple(RecuseDecider(person=person) for person in present)
    if make := COMMANDS.get(step):
        return tuple(make(case, today))
    return (plain(today)[step],)
