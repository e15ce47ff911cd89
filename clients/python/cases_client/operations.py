# Made by clients/python/generate.py: not to be changed by hand.
"""Everything that can be asked of the service, a method each."""

from __future__ import annotations

from typing import Any, Literal, cast

from cases_client import answers
from cases_client.calling import Calling


class Client(Calling):
    """The service as one caller has it, in one organisation."""

    def acknowledge_hold(self, case_id: str, command: answers.AcknowledgeHold, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say that one knows of a hold, and keeps what one has, as a custodian of it.

        The step `acknowledge_hold` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/hold-acknowledgements",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def add_file(self, case_id: str, command: answers.NewFile) -> answers.Arriving:
        """Say that a file is going to be sent; it is not in the case before it is whole.

        Its bytes follow in parts (`PATCH …/uploads/{item}`), within a day. What it is
        called is sealed; what it is is seen by its content.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/files",
            body=command,
            accept='application/json',
        )
        return cast('answers.Arriving', found)

    def add_party(self, case_id: str, command: answers.AddParty, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Make somebody part of the case; an accused person is kept away at once.

        The step `add_party` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/parties",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def add_webhook(self, command: answers.AddWebhook, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Noted:
        """Tell a program at an address of its own in which case something happens.

        It is sent the position, the kind, the case and the day of each event, signed, in
        order, each until it was taken: no text, no person.

        The edition says who may, and which offices there are (`mandates`).
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/webhooks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Noted', found)

    def amend_allegation(self, case_id: str, command: answers.AmendAllegation, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Put an accusation into other words, with the reasons, before it is determined.

        All of it is said again; whoever is accused is heard on it again.

        The step `amend_allegation` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/allegation-amendments",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def amend_terms_of_reference(self, case_id: str, command: answers.AmendTermsOfReference, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Draw the limits of the investigation otherwise, wider or closer, and say why.

        The step `amend_terms_of_reference` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/terms-of-reference-amendments",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def appoint_arbitrator(self, case_id: str, command: answers.AppointArbitrator, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Put the candidate into office for this case alone.

        The step `appoint_arbitrator` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/arbitrators",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def approve_identity_disclosure(self, case_id: str, command: answers.ApproveIdentityDisclosure, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Agree, for one of the offices that are asked, that somebody learns who reported.

        No office and no person counts twice, nor whoever proposed it or is to learn it.

        The step `approve_identity_disclosure` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/identity-disclosure-approvals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def assign_cases(self, command: answers.Assignment, *, on_behalf_of: str | None = None, key: str | None = None) -> list[answers.Assigned]:
        """Make somebody responsible for several cases, each with its own outcome.

        In each it is what `POST …/cases/{case_id}/handlers` is: judged by itself, refused
        by itself, with the problem that this would have been answered with. The handler
        declares for each case that they have no conflict in it.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/assignments",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('list[answers.Assigned]', found)

    def break_glass(self, case_id: str, command: answers.BreakGlass, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Open the case for oneself, for some hours, in an emergency and for reasons.

        Only a case whose texts the office otherwise may not have opened. It is recorded,
        an alarm is raised at once, and others have to find it justified or not: one of
        each office that the edition asks.

        The step `break_glass` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/broken-glass",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def challenge_neutrality(self, case_id: str, command: answers.ChallengeNeutrality, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Register a party's objection to the candidate.

        The step `challenge_neutrality` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/neutrality-challenges",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def change_party_role(self, case_id: str, command: answers.ChangePartyRole, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say that a party is in the case in another way, as when a witness is accused.

        Whoever is accused from then on is kept away at once; whoever is accused no longer
        stays away until that is lifted. Who reported is not said so.

        The step `change_party_role` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/party-role-changes",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def check_neutrality(self, case_id: str, command: answers.CheckNeutrality, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Check the candidate's neutrality, in this case and beyond it.

        The step `check_neutrality` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/neutrality-checks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def check_transcript(self, case_id: str, command: answers.CheckTranscript, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Agree, as the reporter, to what was written down, or say what it should say.

        The step `check_transcript` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/transcript-checks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def confirm_adherence(self, case_id: str, command: answers.ConfirmAdherence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Confirm to keep to the policies: each one, in the version in force.

        The step `confirm_adherence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/adherence-confirmations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def consider_withdrawal(self, case_id: str, command: answers.ConsiderWithdrawal, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Decide whether the case goes on although its reporter would withdraw.

        It goes on if the facts justify it. To stop is a reason to dismiss the report, which
        a second person confirms.

        The step `consider_withdrawal` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/withdrawal-decisions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def convene_deciders(self, case_id: str, command: answers.ConveneDeciders, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let the deciding body meet, without those who have a conflict.

        The step `convene_deciders` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/deciders",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def copy_evidence(self, case_id: str, command: answers.CopyEvidence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Make a copy of a piece of evidence, which is kept under a number of its own.

        The step `copy_evidence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/evidence-copies",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def correct_decision(self, case_id: str, command: answers.CorrectDecision, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Put right a slip of the pen in what an accused party was told.

        Finding, measures and days stay as they were decided; who would change them appeals
        or decides anew.

        The step `correct_decision` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/decision-corrections",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def correct_text(self, case_id: str, command: answers.CorrectText, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Put right what is written about whoever asked, in a case that they know of.

        The step `correct_text` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/corrections",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def decide_appeal(self, case_id: str, command: answers.DecideAppeal, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Decide one appeal, by others than those who decided first.

        The step `decide_appeal` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/appeal-decisions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def decide_challenge(self, case_id: str, command: answers.DecideChallenge, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Decide one party's objection to the candidate.

        The step `decide_challenge` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/challenge-decisions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def decide_erasure(self, case_id: str, command: answers.DecideErasure, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Decide what goes of the data of whoever asked, and what stays (GDPR Art. 17).

        The rules decide for each of the texts: what is due goes, once a disposal list of it
        is approved; what is held, or kept still, stays.

        The step `decide_erasure` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/erasure-decisions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def decide_handler_objection(self, case_id: str, command: answers.DecideHandlerObjection, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Decide an objection to handlers: who, if anybody, is kept away from the case.

        Not in the office that is objected to.

        The step `decide_handler_objection` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/handler-objection-decisions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def declare_conflict(self, case_id: str, command: answers.DeclareConflict, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say, as one who decides, whether you have a conflict; with one you do not decide.

        It holds until somebody else becomes a party, or the body meets anew. For an appeal,
        whoever is to be on its panel says so before it is decided.

        The step `declare_conflict` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/conflict-declarations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def declare_neutrality(self, case_id: str, command: answers.DeclareNeutrality, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Declare, as the candidate, to be neutral in this case.

        The step `declare_neutrality` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/neutrality-declarations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def defer_disclosure_notice(self, case_id: str, command: answers.DeferDisclosureNotice, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Put off telling the reporter, as it would jeopardise what it is demanded for.

        Until a day, on which they are told, or it is looked at again.

        The step `defer_disclosure_notice` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/deferred-identity-disclosure-notices",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def deliver_opinion(self, case_id: str, command: answers.DeliverOpinion, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Give the arbitrator's opinion, or the consulted member's advice.

        The step `deliver_opinion` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/opinions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def deny_identity_disclosure(self, case_id: str, command: answers.DenyIdentityDisclosure, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Refuse, for one of the offices that are asked, that somebody learns it.

        The step `deny_identity_disclosure` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/identity-disclosure-refusals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def designate_handler(self, case_id: str, command: answers.DesignateHandler, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Make somebody responsible for the case.

        The step `designate_handler` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/handlers",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def destroy_evidence(self, case_id: str, command: answers.DestroyEvidence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Destroy a copy, or once the case is closed an original, unless a hold keeps it.

        Whoever took it into custody does not destroy it.

        The step `destroy_evidence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/destroyed-evidence",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def determine(self, case_id: str, command: answers.Determine, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Determine whether one allegation is true, on the evidence considered.

        The step `determine` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/determinations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def determine_applicable_code(self, case_id: str, command: answers.DetermineApplicableCode, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say how an accused party is tied to the organisation: what applies to them.

        The step `determine_applicable_code` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/applicable-codes",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def determine_jurisdiction(self, case_id: str, command: answers.DetermineJurisdiction, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say which country's law applies to what is alleged.

        The step `determine_jurisdiction` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/jurisdictions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def determine_local_law(self, case_id: str, command: answers.DetermineLocalLaw, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say what comes first where local law and a clause said to be breached differ.

        The step `determine_local_law` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/local-law-determinations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def discharge_arbitrator(self, case_id: str, command: answers.DischargeArbitrator, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """End the office with its task.

        The step `discharge_arbitrator` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/arbitrator-discharges",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def disclose_identity(self, case_id: str, command: answers.DiscloseIdentity, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Be named as the reporter from now on; it cannot be taken back.

        The step `disclose_identity` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/identity-disclosures",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def drop_allegation(self, case_id: str, command: answers.DropAllegation, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Give up an accusation, with the reason.

        The step `drop_allegation` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/dropped-allegations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def drop_filter(self, name: str, *, after: int | None = None) -> None:
        """Keep a filter no more; harmless to repeat."""
        found = self.call(
            "DELETE",
            f"/v1/organisations/{self.organisation}/filters/{name}",
            query={"after": after},
            accept='*/*',
        )
        return cast('None', found)

    def drop_upload(self, case_id: str, item: str) -> None:
        """Keep nothing of a file that has not arrived whole."""
        found = self.call(
            "DELETE",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/uploads/{item}",
            accept='*/*',
        )
        return cast('None', found)

    def end_mandates(self, command: answers.EndMandates, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Noted:
        """Take an office from one or several persons; what they did in it stays valid.

        Also if it was to begin only later.

        The edition says who may, and which offices there are (`mandates`).
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/ended-mandates",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Noted', found)

    def end_restriction(self, case_id: str, command: answers.EndRestriction, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let data be used again, once whoever asked has been told (GDPR Art. 18(3)).

        The step `end_restriction` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/ended-restrictions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def examine_evidence(self, case_id: str, command: answers.ExamineEvidence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Look into a piece of evidence; a seal that is broken for it is replaced.

        The step `examine_evidence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/evidence-examinations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def exclude_person(self, case_id: str, command: answers.ExcludePerson, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Keep somebody away from the case.

        The step `exclude_person` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/exclusions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def export_rows(self, view: Literal['cases_v1', 'time_limits_v1', 'facts_v1', 'measures_v1', 'deletions_v1'], *, purpose: str, since: int | None = None, after: int | None = None) -> bytes:
        """All rows of a view for reporting, as Apache Parquet, sent while it is read.

        The header `Cases-Export` names the export, whose manifest tells rows and digest
        once all is sent. What the columns mean is in `ops/reporting.md`.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/views/{view}",
            query={"purpose": purpose, "since": since, "after": after},
            accept='application/vnd.apache.parquet',
        )
        return cast('bytes', found)

    def extend_time_limit(self, case_id: str, command: answers.ExtendTimeLimit, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Give a time limit more time, with reasons, before it has passed.

        The step `extend_time_limit` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/time-limit-extensions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def finish_task(self, case_id: str, command: answers.FinishTask, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say that a task is done: whom it is for, who set it, or the case owner.

        The step `finish_task` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/finished-tasks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def follow_events(self, *, since: int | None = None) -> answers.Happened:
        """That something happened in a case: where in the log, what kind, which, what day.

        As server-sent events (`text/event-stream`), each as it comes, none left out and
        none twice, or as JSON, those there are. Of cases that the caller may see at that
        moment; whoever is given a case later is told what happens from then on, and reads
        its history for what was before. No text and no person is in it.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/events",
            query={"since": since},
            accept='application/json',
        )
        return cast('answers.Happened', found)

    def frame_allegation(self, case_id: str, command: answers.FrameAllegation, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Put one accusation against one party into words, against clauses of the code.

        The step `frame_allegation` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/allegations",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def give_disclosure_notice(self, case_id: str, command: answers.GiveDisclosureNotice, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Tell the reporter that somebody learns who they are, and why.

        Before that, or once it jeopardises nothing any more.

        The step `give_disclosure_notice` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/identity-disclosure-notices",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def grant_access(self, case_id: str, command: answers.GrantAccess, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let somebody read the case until a day, in one office, for reasons.

        It ends by itself. Nothing that the office has no right to in any case.

        The step `grant_access` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/access-grants",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def grant_mandates(self, command: answers.GrantMandates, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Noted:
        """Give an office to one or several persons.

        With the first mandate for an office the organisation keeps mandates for it: from
        then on nobody acts in it without one, whatever their token says.

        The edition says who may, and which offices there are (`mandates`).
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/mandates",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Noted', found)

    def grant_reading(self, case_id: str, command: answers.GrantReading, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let somebody read what is restricted in a case, until a day, for reasons.

        It opens nothing that their office does not.

        The step `grant_reading` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/reading-grants",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def hand_over_task(self, case_id: str, command: answers.HandOverTask, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Give a task to somebody else, or another day: whose it is, or who sees to it.

        The step `hand_over_task` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/handed-over-tasks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def hear_subject(self, case_id: str, command: answers.HearSubject, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Hear an accused party, or record that they declined or let the time lapse.

        The step `hear_subject` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/hearings",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def impose_measure(self, case_id: str, command: answers.ImposeMeasure, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let a measure follow from what was established.

        The step `impose_measure` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/measures",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def invite_objections(self, case_id: str, command: answers.InviteObjections, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Tell the parties the name, and until when they may object.

        The step `invite_objections` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/objection-periods",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def issue_findings(self, case_id: str, command: answers.IssueFindings, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say what was found, and on which evidence.

        The step `issue_findings` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/findings",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def issue_job_key(self, command: answers.IssueJobKey, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Noted:
        """Give a program a key to an office that programs have.

        The edition says who may, and which offices there are (`mandates`).
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/job-keys",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Noted', found)

    def lift_exclusion(self, case_id: str, command: answers.LiftExclusion, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let somebody near the case again.

        The step `lift_exclusion` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/lifted-exclusions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def lift_interim_measures(self, case_id: str, command: answers.LiftInterimMeasures, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """End the measures that hold for a party: they are not needed any more.

        The step `lift_interim_measures` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/lifted-interim-measures",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def list_access(self, case_id: str, *, after: int | None = None) -> list[answers.MayRead]:
        """Who may read the case for a time, or could: by whom, until when, and why not now.

        To whom it was given, and who broke the glass. Nobody acts in a case by it.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/access",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.MayRead]', found)

    def list_alarms(self, *, state: Literal['raised', 'ended'] | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.AlarmPage:
        """What somebody has to see to in the cases that the caller may see, oldest first.

        An office that has nobody left in a case, for one; or that somebody is to learn who
        reported, which waits for the offices that weigh it and then for the reporter to be
        told.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/alarms",
            query={"state": state, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.AlarmPage', found)

    def list_breaches(self, *, since: str | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.BreachPage:
        """The register of breaches of personal data, newest first (GDPR Art. 33(5)).

        What happened, what it means for people, what was done, when whom was told and
        within which time, as the steps of the cases say it; their texts are in the
        histories.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/breaches",
            query={"since": since, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.BreachPage', found)

    def list_cases(self, *, filter: str | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None, case_type: str | None = None, category: str | None = None, phase: str | None = None, status: Literal['open', 'closed'] | None = None, outcome: str | None = None, handler: str | None = None, number: str | None = None, unit: str | None = None, opened_since: str | None = None, opened_until: str | None = None, since: int | None = None) -> answers.CasePage:
        """The cases that the caller may see, newest first.

        To whoever accepts lines of JSON (`application/x-ndjson`) or a table (`text/csv`)
        rather than JSON, all of them in one answer, whatever `limit` says.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases",
            query={"filter": filter, "cursor": cursor, "limit": limit, "after": after, "case_type": case_type, "category": category, "phase": phase, "status": status, "outcome": outcome, "handler": handler, "number": number, "unit": unit, "opened_since": opened_since, "opened_until": opened_until, "since": since},
            accept='application/json',
        )
        return cast('answers.CasePage', found)

    def list_clocks(self, *, state: Literal['running', 'paused', 'met', 'missed', 'met_late', 'passed', 'stopped'] | None = None, unit: str | None = None, due_until: str | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.ClockRunPage:
        """Time limits of the cases that the caller may see, by the day they are due.

        As lines of JSON (`application/x-ndjson`) or a table (`text/csv`) all of them.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/clocks",
            query={"state": state, "unit": unit, "due_until": due_until, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.ClockRunPage', found)

    def list_deletions(self, *, state: Literal['scheduled', 'due', 'overdue', 'held', 'erased'] | None = None, until: str | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.DuePage:
        """Closed cases by the day on which they must no longer be readable.

        As lines of JSON (`application/x-ndjson`) or a table (`text/csv`) all of them.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/deletions",
            query={"state": state, "until": until, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.DuePage', found)

    def list_deliveries(self, webhook: str, *, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.DeliveryPage:
        """What became of each event that was sent there, newest first.

        Of what was answered nothing is kept but the status; what was taken is forgotten
        after thirty days.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/webhooks/{webhook}/deliveries",
            query={"cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.DeliveryPage', found)

    def list_disposals(self, *, state: Literal['proposed', 'waiting', 'executing', 'executed', 'telling', 'certified', 'failed', 'abandoned'] | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.DisposalListPage:
        """Disposal lists, newest first: how far each has come, and what failed."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/deletions/lists",
            query={"state": state, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.DisposalListPage', found)

    def list_editions(self) -> list[answers.Named]:
        """The editions of the code of conduct, oldest first; to a browser as a page."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/editions",
            accept='application/json',
        )
        return cast('list[answers.Named]', found)

    def list_files(self, case_id: str, *, purpose: str | None = None, after: int | None = None) -> list[answers.File]:
        """The files of the case that the caller may read, oldest first.

        Handlers read the copy of a file; the original, with all that it says of its making,
        is for whoever sent it and for those who take evidence.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/files",
            query={"purpose": purpose, "after": after},
            accept='application/json',
        )
        return cast('list[answers.File]', found)

    def list_filters(self, *, after: int | None = None) -> list[answers.SavedFilter]:
        """The filters of lists that the caller keeps, by name.

        Of each person their own, in whichever office they come.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/filters",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.SavedFilter]', found)

    def list_holds(self, *, review_by: str | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.StandingHoldPage:
        """Holds that stand, by the day on which they are to be reviewed."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/holds",
            query={"review_by": review_by, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.StandingHoldPage', found)

    def list_job_keys(self, *, after: int | None = None) -> list[answers.GivenKey]:
        """The keys of programs, still accepted or not, in the order of their giving.

        A program sends `Authorization: Job <key>` instead of a token.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/job-keys",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.GivenKey]', found)

    def list_keys(self) -> list[answers.Key]:
        """The keys that checkpoints are signed with, oldest first."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/tree/keys",
            accept='application/json',
        )
        return cast('list[answers.Key]', found)

    def list_mandates(self, *, role: str | None = None, person: str | None = None, on: str | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.MandatePage:
        """Who holds which office, or held it on a day: who could act then.

        Of an office that is not listed at all no mandates are kept: whoever's token names
        it acts in it.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/mandates",
            query={"role": role, "person": person, "on": on, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.MandatePage', found)

    def list_policies(self, *, on: str | None = None, after: int | None = None) -> list[answers.Policy]:
        """The policies beside the code that are in force, each in its latest version.

        For everybody: adherence is confirmed to all of these.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/policies",
            query={"on": on, "after": after},
            accept='application/json',
        )
        return cast('list[answers.Policy]', found)

    def list_possible_steps(self, case_id: str) -> list[answers.Possible]:
        """What the caller can ask for in the case now, and the version to ask it of."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/possible-steps",
            accept='application/json',
        )
        return cast('list[answers.Possible]', found)

    def list_problems(self) -> list[answers.Meaning]:
        """Every kind of problem that the service answers with; to a browser as a page."""
        found = self.call(
            "GET",
            "/problems",
            accept='application/json',
        )
        return cast('list[answers.Meaning]', found)

    def list_timestamps(self, *, limit: int | None = None) -> list[answers.Dated]:
        """When checkpoints were dated by a time-stamping authority, newest first."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/tree/timestamps",
            query={"limit": limit},
            accept='application/json',
        )
        return cast('list[answers.Dated]', found)

    def list_webhooks(self, *, after: int | None = None) -> list[answers.Subscribed]:
        """Where programs are told what happens, and how far each has come."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/webhooks",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.Subscribed]', found)

    def list_work(self, *, filter: str | None = None, cursor: str | None = None, limit: int | None = None, after: int | None = None) -> answers.WorkPage:
        """What waits for the caller, in the office acted in, the most urgent first.

        Open cases that were given to them or have come to their office, each with the
        steps that they can take now, a second office's approval among them; cases in which
        an alarm is for their office, or a task for them. What can be done at any time waits
        for nobody.
        A page may hold fewer than were asked for; `next` says whether it was the last.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/work",
            query={"filter": filter, "cursor": cursor, "limit": limit, "after": after},
            accept='application/json',
        )
        return cast('answers.WorkPage', found)

    def live(self) -> answers.Life:
        """Whether the process runs; if not, start another."""
        found = self.call(
            "GET",
            "/health/live",
            accept='application/json',
        )
        return cast('answers.Life', found)

    def lodge_appeal(self, case_id: str, command: answers.LodgeAppeal, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Ask for what was decided about an accused party to be looked at again.

        The step `lodge_appeal` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/appeals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def log_investigation_step(self, case_id: str, command: answers.LogInvestigationStep, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Record one thing done to find out what happened.

        The step `log_investigation_step` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/investigation-steps",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def make_decision_known(self, case_id: str, command: answers.MakeDecisionKnown, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Tell a party whom no determination concerns what came of the case.

        The step `make_decision_known` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/announcements",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def make_disclosure(self, command: answers.MakeDisclosure, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Declare what the code asks to be declared, or ask for what it lets one ask.

        What can be named here, what it asks for and who may: see the edition.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/disclosures",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def match_party(self, case_id: str, command: answers.MatchParty, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Recognise a party as a person of the organisation.

        The step `match_party` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/party-matches",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def merge_case(self, case_id: str, command: answers.MergeCase, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let a case go on as part of another that is about the same.

        Both are kept. In this one its reporter is still answered, and learns nothing of
        the other.

        The step `merge_case` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/mergers",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def new_mailbox_key(self) -> answers.NewKey:
        """A key by which somebody without an account can report and read the answers.

        It is drawn by chance and not stored; with it, `POST …/reports` begins a report
        whose reporter nobody knows, and `GET …/mailbox` shows what was answered. That
        somebody asked for it is recorded nowhere.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/mailbox/new-key",
            accept='application/json',
        )
        return cast('answers.NewKey', found)

    def new_webhook_secret(self, *, after: int | None = None) -> answers.NewWebhook:
        """A name for a webhook, and the secret that belongs to it.

        Nothing is stored: `POST …/webhooks` adds it. Messages are signed by the Standard
        Webhooks specification (`webhook-id`, `webhook-timestamp`, `webhook-signature`,
        HMAC-SHA256 as `v1`).
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/webhooks/new",
            query={"after": after},
            accept='application/json',
        )
        return cast('answers.NewWebhook', found)

    def notify_appeal_decision(self, case_id: str, command: answers.NotifyAppealDecision, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Tell whoever appealed what became of it, and why.

        The step `notify_appeal_decision` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/appeal-notifications",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def notify_decision(self, case_id: str, command: answers.NotifyDecision, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Tell an accused party, once, what was determined about them and why.

        The step `notify_decision` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/notifications",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def notify_recipients(self, case_id: str, command: answers.NotifyRecipients, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Record that recipients were told that the texts are gone, or why they are not.

        Whoever had been given any of them, as the list says. The list does not end before:
        each is told, unless that is impossible or takes an effort out of all proportion.

        The step `notify_recipients` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/erasure-notices",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def object_to_handler(self, case_id: str, command: answers.ObjectToHandler, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Object, as whoever reported, to those who handle the case in an office.

        They do not read why; somebody in another office decides, and answers.

        The step `object_to_handler` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/handler-objections",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def offer_transcript(self, case_id: str, command: answers.OfferTranscript, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Write down what the reporter said, and let them check it.

        It is taken down for the reporter, who reads it among their own words. What they
        amend is written down anew.

        The step `offer_transcript` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/transcripts",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def order_interim_measures(self, case_id: str, command: answers.OrderInterimMeasures, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let measures hold for an accused party until it is decided, or until a day.

        They are no discipline, and nothing is found by them. The party is told of them,
        so that they know of the case.

        The step `order_interim_measures` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/interim-measures",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def place_hold(self, case_id: str, command: answers.PlaceHold, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Suspend deletion, e.g. for legal proceedings (GDPR Art. 17(3)(e)).

        Of the whole case, or of texts about some parties, or of some kinds of text; what
        is about everybody goes with each of them.

        The step `place_hold` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/holds",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def propose_arbitrator(self, case_id: str, command: answers.ProposeArbitrator, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Propose a member to be consulted or to act as arbitrator.

        The step `propose_arbitrator` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/arbitrator-proposals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def propose_disposal(self, command: answers.ProposeDisposal, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Propose that texts whose time is over be made unreadable.

        What can be named here, what it asks for and who may: see the edition.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/disposals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def propose_identity_disclosure(self, case_id: str, command: answers.ProposeIdentityDisclosure, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Propose that somebody may learn who reported in confidence, until a day.

        A law has to demand it, necessarily and in proportion, for an investigation by an
        authority or for proceedings in court.

        The step `propose_identity_disclosure` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/identity-disclosure-proposals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def prove_consistency(self, *, old: int, new: int | None = None) -> answers.Growth:
        """That the tree of `new` leaves, by default all, begins with that of `old`."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/tree/consistency",
            query={"old": old, "new": new},
            accept='application/json',
        )
        return cast('answers.Growth', found)

    def prove_inclusion(self, position: int, *, after: int | None = None) -> bytes:
        """That an event is in the tree (C2SP tlog-proof), under the published checkpoint.

        503 when it was recorded less than a second ago.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/tree/inclusion/{position}",
            query={"after": after},
            accept='text/plain; charset=utf-8',
        )
        return cast('bytes', found)

    def publish_policy_version(self, case_id: str, command: answers.PublishPolicyVersion, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Publish a version of a policy, to which people are held from a day on.

        The step `publish_policy_version` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/policy-versions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def read_case(self, case_id: str, *, after: int | None = None) -> answers.Case:
        """The case as it stands, without personal text."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}",
            query={"after": after},
            accept='application/json',
        )
        return cast('answers.Case', found)

    def read_certificate(self, case_id: str, *, after: int | None = None) -> bytes:
        """The certificate of a disposal list that came to its end: a zip.

        It needs nothing but `cases-verify erasure`. Of those whom the texts were about it
        holds nothing; the officers who acted are in it by their pseudonyms. 503 while the
        newest entry is not in the audit tree yet.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/deletions/{case_id}/certificate",
            query={"after": after},
            accept='application/zip',
        )
        return cast('bytes', found)

    def read_checkpoint(self) -> bytes:
        """The published checkpoint (C2SP tlog-checkpoint), with its cosignatures."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/tree/checkpoint",
            accept='text/plain; charset=utf-8',
        )
        return cast('bytes', found)

    def read_clocks(self, case_id: str, *, after: int | None = None) -> list[answers.ClockRun]:
        """The time limits of the case, by the day they are due."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/clocks",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.ClockRun]', found)

    def read_deletion_figures(self, *, after: int | None = None) -> list[answers.Figure]:
        """How many texts are due, overdue or held, and how far disposal lists have come.

        Each figure says where those behind it are shown.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/deletions/figures",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.Figure]', found)

    def read_disposal(self, case_id: str, *, after: int | None = None) -> list[answers.ListedTexts]:
        """What is on a disposal list, why it goes or stays, and what became of it.

        With whoever had been given any of it, and whether they were told that it is gone.
        Without a word of the texts.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/deletions/{case_id}",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.ListedTexts]', found)

    def read_edition(self, edition: str) -> answers.Edition:
        """One edition: clauses, offices, measures, time limits, procedures and steps.

        To a browser as a page for people, which quotes the code beside each step.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/editions/{edition}",
            accept='application/json',
        )
        return cast('answers.Edition', found)

    def read_erasure(self, case_id: str, *, after: int | None = None) -> answers.Erasure:
        """What becomes of the data of whoever asked for their erasure, text by text.

        For whoever decides it, as it stands today and as it was decided; for whoever asked,
        what was decided: what goes, what stays, by which rule and until when.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/erasure",
            query={"after": after},
            accept='application/json',
        )
        return cast('answers.Erasure', found)

    def read_evidence(self, case_id: str, *, purpose: str | None = None, after: int | None = None) -> bytes:
        """The case's history as the caller may see it, with the proof of every entry.

        A zip that `cases-verify bundle` checks without us; a page for reading is in it.
        With a purpose it holds the texts that the caller may read, each with the key that
        proves its wording; the reading is recorded first. 503 while the newest entry is
        not in the audit tree yet.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/evidence",
            query={"purpose": purpose, "after": after},
            accept='application/zip',
        )
        return cast('bytes', found)

    def read_figures(self, year: int, *, after: int | None = None) -> answers.AnnualFigures:
        """How often what happened in a year: reports, and what came of them.

        Numbers under five are kept back, with as many others as would give them away. Once
        the year is over they are laid down for good, and do not change when texts are
        erased. As a table (`text/csv`) one number a row; to a browser as a page with
        charts.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/figures/{year}",
            query={"after": after},
            accept='application/json',
        )
        return cast('answers.AnnualFigures', found)

    def read_file(self, case_id: str, item: str, *, purpose: str | None = None, after: int | None = None) -> bytes:
        """One file of the case, as a stream; 410 once it is erased.

        It is read for a `purpose`: 400 without one. Its name is not among the headers: the
        list of files has it.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/files/{item}",
            query={"purpose": purpose, "after": after},
            accept='*/*',
        )
        return cast('bytes', found)

    def read_history(self, case_id: str, *, purpose: str | None = None, limit: int | None = None, audience: Literal['handlers', 'reporter', 'subject'] | None = None, party: int | None = None, after: int | None = None, since: int | None = None, known_after: str | None = None, known_on: str | None = None, happened_by: str | None = None) -> list[answers.Told]:
        """What happened in the case, as it was recorded, oldest first.

        A fact may be recorded days after it happened: `known_on` tells the history as it
        stood on a day, `happened_by` what had happened by a day, as is known now. To a
        browser as a page, and as PDF to whoever accepts `application/pdf`, each with a
        picture of phases and time limits. Whoever reported, also
        by the key of a mailbox, and whoever is accused and was told of it, get what they
        are told, by the day they came to know it.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/history",
            query={"purpose": purpose, "limit": limit, "audience": audience, "party": party, "after": after, "since": since, "known_after": known_after, "known_on": known_on, "happened_by": happened_by},
            accept='application/json',
        )
        return cast('list[answers.Told]', found)

    def read_inventory(self, *, person: str, after: int | None = None) -> list[answers.Held]:
        """What is held about somebody: where, since when, on which basis, until when.

        Without a word of it. That they reported something is not in it, nor is a case
        that the caller may not know of.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/deletions/inventory",
            query={"person": person, "after": after},
            accept='application/json',
        )
        return cast('list[answers.Held]', found)

    def read_mailbox(self, *, after: int | None = None) -> list[answers.Correspondence]:
        """What the caller reported, and what was written to them about it, newest first.

        Asked with `Authorization: Mailbox <mailbox_key>`, or by a reporter with a token. A
        key that nobody reported with shows an empty mailbox. Visits are not recorded.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/mailbox",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.Correspondence]', found)

    def read_manifest(self, export: str, *, after: int | None = None) -> answers.Manifest:
        """What was taken out, by whom and for what, and how to know it again."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/exports/{export}/manifest",
            query={"after": after},
            accept='application/json',
        )
        return cast('answers.Manifest', found)

    def read_own_data(self, case_id: str, *, purpose: str | None = None, after: int | None = None) -> answers.OwnData:
        """The copy that a request about one's own data asks for, and nobody else's data.

        For whoever asked, once it was given to them; before that, and without any text, for
        whoever prepares it. Texts are opened for a purpose, and the reading is recorded.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/own-data",
            query={"purpose": purpose, "after": after},
            accept='application/json',
        )
        return cast('answers.OwnData', found)

    def read_own_texts(self, case_id: str, *, purpose: str | None = None) -> list[answers.Own]:
        """What the caller wrote in the case, or had taken down, oldest first."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/own-texts",
            query={"purpose": purpose},
            accept='application/json',
        )
        return cast('list[answers.Own]', found)

    def read_permissions(self) -> answers.Permissions:
        """The table of permissions that is applied; to a browser as a page."""
        found = self.call(
            "GET",
            "/permissions",
            accept='application/json',
        )
        return cast('answers.Permissions', found)

    def read_problem(self, name: str) -> answers.Meaning:
        """What one kind of problem means; to a browser as a page."""
        found = self.call(
            "GET",
            f"/problems/{name}",
            accept='application/json',
        )
        return cast('answers.Meaning', found)

    def read_record_of_processing(self, edition: str) -> answers.Record:
        """The record of processing activities under an edition (GDPR Art. 30).

        Made from what the edition provides for, with an annex for an impact assessment; to
        a browser as a page.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/editions/{edition}/record-of-processing",
            accept='application/json',
        )
        return cast('answers.Record', found)

    def read_text(self, case_id: str, item: str, *, purpose: str | None = None, after: int | None = None) -> answers.Own:
        """One text of the case, as its history names it; 410 once it is erased.

        Then the answer says by which rule, and where the list is whose certificate proves
        it: also to those who may see the history and open no text. 410 also when it lost
        somebody: `successor` is the text that stands in its place.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/texts/{item}",
            query={"purpose": purpose, "after": after},
            accept='application/json',
        )
        return cast('answers.Own', found)

    def read_tile(self, path: str, *, after: int | None = None) -> bytes:
        """A tile of hashes, or of entries (C2SP tlog-tiles); it never changes.

        Entries are what is recorded, without texts. They are those of all cases, so
        whoever is kept away from a case gets none.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/tree/tile/{path}",
            query={"after": after},
            accept='application/octet-stream',
        )
        return cast('bytes', found)

    def read_trail(self, *, cursor: str | None = None, limit: int | None = None, after: int | None = None, case_id: str | None = None, actor: str | None = None, topic: str | None = None, since: str | None = None, until: str | None = None) -> answers.EntryPage:
        """One entry for every event of the log, oldest first; no personal text.

        Readings say who read which texts for what purpose, refusals which rule said no.
        Whoever holds an office sees what was recorded of them, beside what their office
        sees of others. As lines of JSON (`application/x-ndjson`) or a table (`text/csv`)
        all of them.
        """
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/audit",
            query={"cursor": cursor, "limit": limit, "after": after, "case_id": case_id, "actor": actor, "topic": topic, "since": since, "until": until},
            accept='application/json',
        )
        return cast('answers.EntryPage', found)

    def read_tree(self) -> answers.Standing:
        """Where the audit tree stands."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/tree",
            accept='application/json',
        )
        return cast('answers.Standing', found)

    def read_upload(self, case_id: str, item: str) -> answers.Arriving:
        """How much of a file has arrived; `HEAD` says it in headers alone."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/uploads/{item}",
            accept='application/json',
        )
        return cast('answers.Arriving', found)

    def ready(self) -> answers.Readiness:
        """Whether requests should be sent here: log, keystore and projections answer."""
        found = self.call(
            "GET",
            "/health/ready",
            accept='application/json',
        )
        return cast('answers.Readiness', found)

    def receive_report(self, command: answers.ReceiveReport, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Take in a report of a possible breach.

        What can be named here, what it asks for and who may: see the edition.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/reports",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def recognise_duplicate(self, case_id: str, command: answers.RecogniseDuplicate, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Record that a report tells again what another case is about.

        Nothing ends by that: it is a reason to dismiss the report, which a second person
        confirms. Its reporter is answered, and can add to it.

        The step `recognise_duplicate` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/duplicates",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def record_consent(self, case_id: str, command: answers.RecordConsent, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Record that whoever was affected agrees to the next step of a kind, or does not.

        A consent is for one step: once that is taken, it is asked for anew.

        The step `record_consent` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/consents",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def recuse_decider(self, case_id: str, command: answers.RecuseDecider, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Stand down as a member of the deciding body, or stand somebody down.

        The step `recuse_decider` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/decider-recusals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def recuse_handler(self, case_id: str, command: answers.RecuseHandler, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Stand down as a handler, or stand somebody down.

        The step `recuse_handler` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/handler-recusals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def redact_text(self, case_id: str, command: answers.RedactText, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Write the successor of a text, without one of the people who are in it.

        Once that person's time is over, or it was decided that they be taken out. Whoever
        has the case writes it, and has read the original, which nobody is shown from then
        on.

        The step `redact_text` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/redactions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def release_hold(self, case_id: str, command: answers.ReleaseHold, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """End a suspension of deletion, for reasons.

        The step `release_hold` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/released-holds",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def reopen_case(self, case_id: str, command: answers.ReopenCase, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let a closed case go on, on facts that were not known when it was closed.

        The day of its deletion is withdrawn; what comes before an end is done again.

        The step `reopen_case` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/reopenings",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def replace_handler(self, case_id: str, command: answers.ReplaceHandler, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let another person take over from a handler.

        The step `replace_handler` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/handler-replacements",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def replace_measure(self, case_id: str, command: answers.ReplaceMeasure, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let another measure follow, as the panel that varied the decision.

        The step `replace_measure` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/measure-replacements",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def request_withdrawal(self, case_id: str, command: answers.RequestWithdrawal, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Ask, as the reporter, that the report be withdrawn.

        What was said stays, and so does who may know who said it. The case goes on until
        somebody responsible has weighed the wish.

        The step `request_withdrawal` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/withdrawal-requests",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def restrict_texts(self, case_id: str, command: answers.RestrictTexts, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let nobody read texts about whoever asked but as the officer allows.

        Texts about them alone or with others, in cases that they know of (GDPR Art. 18).

        The step `restrict_texts` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/text-restrictions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def retract_duplicate(self, case_id: str, command: answers.RetractDuplicate, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Take back that a report tells again what another case is about: it does not.

        Both cases go on alone. Whoever was kept away for the other case alone can come
        back; whoever lost an office can be given it anew.

        The step `retract_duplicate` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/retracted-duplicates",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def return_evidence(self, case_id: str, command: answers.ReturnEvidence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Give a piece of evidence back to its owner, unless a hold keeps it.

        The step `return_evidence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/returned-evidence",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def review_broken_glass(self, case_id: str, command: answers.ReviewBrokenGlass, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say, for one of the offices asked, whether it was right to break the glass.

        If not, the case is shut at once. No office and no person counts twice; the office
        above, once the time has passed, speaks for all that have not.

        The step `review_broken_glass` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/broken-glass-reviews",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def review_hold(self, case_id: str, command: answers.ReviewHold, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Look at a hold again, and let it stand until another day, for reasons.

        The step `review_hold` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/hold-reviews",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def review_interim_measures(self, case_id: str, command: answers.ReviewInterimMeasures, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Look again at measures that hold for a party, and let some of them hold on.

        The step `review_interim_measures` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/interim-measure-reviews",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def review_prior_acts(self, case_id: str, command: answers.ReviewPriorActs, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say of each act of somebody with a conflict whether it stands, or is done again.

        Until then the case does not go on to another phase.

        The step `review_prior_acts` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/prior-act-reviews",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def save_filter(self, name: str, command: answers.Filter, *, after: int | None = None) -> answers.SavedFilter:
        """Keep a filter of the list of cases, under a name of one's own.

        `GET …/cases?filter=<name>` then lists what it lets through, of what the caller may
        see, `GET …/work?filter=<name>` what waits of it. One of the same name is replaced.
        """
        found = self.call(
            "PUT",
            f"/v1/organisations/{self.organisation}/filters/{name}",
            body=command,
            query={"after": after},
            accept='application/json',
        )
        return cast('answers.SavedFilter', found)

    def seal_evidence(self, case_id: str, command: answers.SealEvidence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Close a piece of evidence with a numbered seal.

        The step `seal_evidence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/evidence-seals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def send_part(self, case_id: str, item: str, content: bytes, *, offset: int) -> answers.Receipt | None:
        """Send the next part of a file, from `Upload-Offset` on.

        204 says in `Upload-Offset` how much has arrived; 201, after the last part, is the
        receipt of the file in the case. A part that was broken off is kept as far as its
        pieces are whole. Once all has arrived, an empty part asks for the receipt again.
        """
        found = self.call(
            "PATCH",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/uploads/{item}",
            body=content,
            headers={"Upload-Offset": offset},
            accept='application/json',
        )
        return cast('answers.Receipt | None', found)

    def set_task(self, case_id: str, command: answers.SetTask, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Set down something to do in the case, by a day: for oneself or for somebody.

        It waits for them in their work queue, the more urgent the sooner its day is.

        The step `set_task` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/tasks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def set_terms_of_reference(self, case_id: str, command: answers.SetTermsOfReference, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Lay down which allegations are investigated.

        The step `set_terms_of_reference` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/terms-of-reference",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def split_case(self, case_id: str, command: answers.SplitCase, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let some of what a case is about go on as a case of its own.

        It is the same report, under the same edition, with the same people kept away and
        responsible; its time limits are those of this one.

        The step `split_case` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/splits",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def take_evidence(self, case_id: str, command: answers.TakeEvidence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Take a piece of evidence into custody.

        The step `take_evidence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/evidence",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def take_out_texts(self, case_id: str, command: answers.TakeOutTexts, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let some of what was listed stay: it was objected to, or listed by mistake.

        The step `take_out_texts` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/texts-taken-out",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def take_step(self, case_id: str, command: answers.TakeStep, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Carry out one step of the case's procedure, by the name the edition gives it.

        What can be named here, what it asks for and who may: see the edition.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/steps",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def tell_recipient(self, case_id: str, command: answers.TellRecipient, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Record that whoever had been given data was told what became of them.

        Each recipient once; or why they cannot be told. Whoever asked is shown it.

        The step `tell_recipient` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/recipient-notices",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def transfer_custody(self, case_id: str, command: answers.TransferCustody, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Hand a piece of evidence from its custodian to the next.

        The step `transfer_custody` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/custody-transfers",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def verify_deletion(self, case_id: str, *, after: int | None = None) -> list[answers.Checked]:
        """The five checks of a data-protection officer on what a list has erased."""
        found = self.call(
            "GET",
            f"/v1/organisations/{self.organisation}/deletions/{case_id}/verification",
            query={"after": after},
            accept='application/json',
        )
        return cast('list[answers.Checked]', found)

    def verify_evidence(self, case_id: str, command: answers.VerifyEvidence, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Take a file's digest again and compare it with the first.

        The step `verify_evidence` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/evidence-verifications",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def waive_appeal(self, case_id: str, command: answers.WaiveAppeal, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let what was decided stand, as the accused party whom it is about.

        The step `waive_appeal` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/appeal-waivers",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def withdraw_access(self, case_id: str, command: answers.WithdrawAccess, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Take back what somebody was given to read, or opened, before its day.

        The step `withdraw_access` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/withdrawn-access-grants",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def withdraw_appeal(self, case_id: str, command: answers.WithdrawAppeal, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Appeal no longer, as the accused party who did; what was decided stands.

        The step `withdraw_appeal` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/appeal-withdrawals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def withdraw_job_key(self, command: answers.WithdrawJobKey, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Noted:
        """Take a key back: from now on it is not accepted.

        The edition says who may, and which offices there are (`mandates`).
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/withdrawn-job-keys",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Noted', found)

    def withdraw_policy(self, case_id: str, command: answers.WithdrawPolicy, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """End a policy: from a day on nobody is held to it.

        The step `withdraw_policy` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/policy-withdrawals",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def withdraw_redaction(self, case_id: str, command: answers.WithdrawRedaction, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Let a text that was to lose somebody stay as it is, for reasons.

        By the office that decided it, or that proposes lists: for what it wanted itself.
        Before the successor is written, without which no list is approved.

        The step `withdraw_redaction` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/withdrawn-redactions",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def withdraw_task(self, case_id: str, command: answers.WithdrawTask, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Say that a task need not be done: whoever set it, or the case owner.

        The step `withdraw_task` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/withdrawn-tasks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)

    def withdraw_webhook(self, command: answers.WithdrawWebhook, *, on_behalf_of: str | None = None, key: str | None = None) -> answers.Noted:
        """Tell a program nothing more at an address.

        The edition says who may, and which offices there are (`mandates`).
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/withdrawn-webhooks",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key},
            accept='application/json',
        )
        return cast('answers.Noted', found)

    def write_note(self, case_id: str, command: answers.WriteNote, *, version: int, on_behalf_of: str | None = None, key: str | None = None) -> answers.Receipt:
        """Write a note in the case: nobody reads it but those it is for, also later.

        The step `write_note` of a procedure: the edition says who may take it, when, and by which clause.
        """
        found = self.call(
            "POST",
            f"/v1/organisations/{self.organisation}/cases/{case_id}/notes",
            body=command,
            headers={"On-Behalf-Of": on_behalf_of, "Idempotency-Key": key, "If-Match": version},
            accept='application/json',
        )
        return cast('answers.Receipt', found)
