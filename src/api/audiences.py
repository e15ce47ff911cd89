"""Who asks for what: the operations in the order in which people need them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Audience:
    """What belongs together because the same people need it."""

    title: str
    text: str
    operations: tuple[str, ...]
    """By the names that the description gives them."""


AUDIENCES: Final = (
    Audience(
        "To begin with",
        "For everybody. The edition of the code is the map: which cases there are, how "
        "they open, which steps follow, who may take them, and by which clause.",
        (
            "list_editions",
            "read_edition",
            "read_permissions",
            "list_problems",
            "read_problem",
        ),
    ),
    Audience(
        "Reporting and disclosing",
        "For whoever has seen something, asks something, or has something to declare; "
        "and for whoever writes it down for them. Both open a case.",
        ("new_mailbox_key", "ReceiveReport", "read_mailbox", "MakeDisclosure"),
    ),
    Audience(
        "Reading cases",
        "For everybody who has to do with a case. What somebody may not know of is not "
        "there for them.",
        (
            *("list_work", "list_cases", "list_filters", "save_filter", "drop_filter"),
            *("read_case", "read_history", "read_clocks", "list_alarms"),
        ),
    ),
    Audience(
        "Having to do with a case oneself",
        "For whoever reported, disclosed or is accused: their own words, and what they "
        "can do now, without the case. Handlers, too, are told what they can do.",
        (
            "read_own_texts",
            "read_own_data",
            "read_erasure",
            "read_text",
            "list_possible_steps",
            *("add_file", "send_part", "read_upload", "drop_upload"),
            *("list_files", "read_file"),
            "DiscloseIdentity",
            "RequestWithdrawal",
            "ObjectToHandler",
            "CheckTranscript",
        ),
    ),
    Audience(
        "Taking cases forward",
        "For intake officers, case owners and compliance officers: the steps of the "
        "procedure, and the people who belong to a case or are kept away from it.",
        (
            "TakeStep",
            *("DesignateHandler", "assign_cases"),
            "ReplaceHandler",
            "RecuseHandler",
            "AddParty",
            "MatchParty",
            "ChangePartyRole",
            "ExcludePerson",
            "LiftExclusion",
            "ConsiderWithdrawal",
            "OfferTranscript",
            *("MergeCase", "RecogniseDuplicate"),
            *("RetractDuplicate", "SplitCase"),
            "ReopenCase",
            "ReviewPriorActs",
            *("WriteNote", "DecideHandlerObjection"),
            *("SetTask", "FinishTask", "HandOverTask", "WithdrawTask"),
        ),
    ),
    Audience(
        "Reading a case for a time",
        "For whoever gives cases to read; for whoever has to look into one in an "
        "emergency, and for those who review that.",
        (
            "list_access",
            *("GrantAccess", "WithdrawAccess"),
            *("BreakGlass", "ReviewBrokenGlass"),
        ),
    ),
    Audience(
        "Keeping to policies",
        "For those who publish the policies beside the code, and for all who confirm "
        "to keep to them.",
        ("list_policies", "ConfirmAdherence", "PublishPolicyVersion", "WithdrawPolicy"),
    ),
    Audience(
        "Investigating",
        "For case owners and investigators: what is alleged, what was done, what was "
        "found, and who has had the evidence.",
        (
            "DetermineApplicableCode",
            *("FrameAllegation", "AmendAllegation"),
            "DropAllegation",
            "DetermineJurisdiction",
            "DetermineLocalLaw",
            "SetTermsOfReference",
            "AmendTermsOfReference",
            "RecordConsent",
            "LogInvestigationStep",
            "HearSubject",
            *("TakeEvidence", "TransferCustody"),
            *("VerifyEvidence", "SealEvidence"),
            *("ExamineEvidence", "CopyEvidence"),
            "ReturnEvidence",
            "DestroyEvidence",
            "IssueFindings",
            "ExtendTimeLimit",
        ),
    ),
    Audience(
        "Asking somebody neutral",
        "For whoever needs advice or an arbitrator, for the candidates, and for the "
        "parties, who may object.",
        (
            "ProposeArbitrator",
            *("DeclareNeutrality", "CheckNeutrality"),
            "InviteObjections",
            "ChallengeNeutrality",
            "DecideChallenge",
            "AppointArbitrator",
            "DeliverOpinion",
            "DischargeArbitrator",
        ),
    ),
    Audience(
        "Deciding",
        "For the deciding body, for those whom it tells its decision, and for those "
        "who decide an appeal.",
        (
            "OrderInterimMeasures",
            *("ReviewInterimMeasures", "LiftInterimMeasures"),
            "ConveneDeciders",
            "DeclareConflict",
            "RecuseDecider",
            "Determine",
            "ImposeMeasure",
            "NotifyDecision",
            "CorrectDecision",
            "MakeDecisionKnown",
            *("LodgeAppeal", "WaiveAppeal"),
            *("WithdrawAppeal", "DecideAppeal"),
            "ReplaceMeasure",
            "NotifyAppealDecision",
        ),
    ),
    Audience(
        "Protecting data",
        "For data protection officers and compliance officers: what is deleted when, "
        "what suspends that, and who has read what.",
        (
            "list_deletions",
            "read_deletion_figures",
            "list_disposals",
            "read_inventory",
            "DecideErasure",
            "CorrectText",
            "RedactText",
            "WithdrawRedaction",
            "TellRecipient",
            "RestrictTexts",
            "GrantReading",
            "EndRestriction",
            "ProposeDisposal",
            "read_disposal",
            "read_certificate",
            "verify_deletion",
            "TakeOutTexts",
            "NotifyRecipients",
            "list_holds",
            *("PlaceHold", "AcknowledgeHold"),
            "ReviewHold",
            "ReleaseHold",
            "list_breaches",
            "read_trail",
            "read_record_of_processing",
        ),
    ),
    Audience(
        "Making known who reported",
        "For whoever proposes it because a law demands it, for the offices that the "
        "edition asks, and for those who tell the reporter. What a reporter agrees to "
        "themselves stands above.",
        (
            "ProposeIdentityDisclosure",
            "ApproveIdentityDisclosure",
            "DenyIdentityDisclosure",
            "GiveDisclosureNotice",
            "DeferDisclosureNotice",
        ),
    ),
    Audience(
        "Giving offices",
        "For whoever the code lets give offices, and for those who have to know who "
        "could act on a day. Of an office for which no mandate was ever given, the "
        "token alone says who holds it.",
        (
            *("GrantMandates", "EndMandates", "list_mandates"),
            *("IssueJobKey", "WithdrawJobKey", "list_job_keys"),
            *("new_webhook_secret", "AddWebhook", "WithdrawWebhook"),
            *("list_webhooks", "list_deliveries"),
        ),
    ),
    Audience(
        "Reporting jobs",
        "For programs that make figures: rows without personal text, page by page, and "
        "the figures of a year; cases and deletions are listed above. And for programs "
        "that do something whenever something happens.",
        (
            *("list_clocks", "read_figures", "export_rows", "read_manifest"),
            "follow_events",
        ),
    ),
    Audience(
        "Auditing",
        "For auditors: the tree over everything that was recorded, and proofs that "
        "nothing was changed, which `cases-verify` checks.",
        (
            *("read_tree", "list_keys", "read_checkpoint", "prove_inclusion"),
            *("prove_consistency", "read_tile", "list_timestamps", "read_evidence"),
        ),
    ),
    Audience(
        "Running the service",
        "For whoever starts, stops and watches it.",
        ("live", "ready"),
    ),
)

AUDIENCE_OF: Final[Mapping[str, Audience]] = {
    operation: audience for audience in AUDIENCES for operation in audience.operations
}
"""To whom an operation belongs."""
