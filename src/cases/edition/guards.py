"""Names that an edition uses and Python gives a meaning to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

GUARDS: Final = frozenset(
    {
        "affected_consented",
        "allegations_determined",
        "allegations_framed",
        "appeal_window_over",
        "appeals_decided",
        "authorised_time_over",
        "authorities_told",
        "both_tests_recorded",
        "conflicts_declared",
        "duplicate_linked",
        "decision_quashed",
        "disposal_final",
        "disposal_waiting_over",
        "each_had_their_time",
        "handler_designated",
        "informal_resolution_allowed",
        "local_law_prevails",
        "measures_in_effect",
        "neutrality_cleared",
        "no_violation_determined",
        "nominal_value",
        "nothing_determined",
        "parties_matched",
        "party_measured",
        "quorum_met",
        "recipients_told",
        "reporter_named",
        "required_measures_imposed",
        "severity_kept",
        "subjects_heard",
        "subjects_notified",
        "successors_written",
        "text_in_force",
        "time_over",
        "to_be_determined_anew",
        "violation_determined",
        "violations_have_measures",
        "withdrawal_considered",
        "within_authorised_time",
    }
)
"""Rules that a step may be guarded by; the functions are in `commands.guards`."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "both_tests_recorded": ("compatible_with_duties", "permitted_by_local_law"),
        "local_law_prevails": ("clause",),
        "text_in_force": ("text_digest",),
    }
)
"""Facts without which a guard can never be content; something has to ask for them."""

DEDICATED: Final = frozenset(
    {
        "acknowledge_hold",
        "add_file",
        "add_party",
        "amend_allegation",
        "amend_terms_of_reference",
        "appoint_arbitrator",
        "approve_identity_disclosure",
        "break_glass",
        "challenge_neutrality",
        "change_party_role",
        "check_neutrality",
        "check_transcript",
        "confirm_adherence",
        "consider_withdrawal",
        "convene_deciders",
        "copy_evidence",
        "correct_decision",
        "correct_text",
        "decide_appeal",
        "decide_challenge",
        "decide_erasure",
        "declare_conflict",
        "declare_neutrality",
        "defer_disclosure_notice",
        "deliver_opinion",
        "deny_identity_disclosure",
        "determine_applicable_code",
        "designate_handler",
        "destroy_evidence",
        "determine",
        "determine_jurisdiction",
        "determine_local_law",
        "discharge_arbitrator",
        "disclose_identity",
        "drop_allegation",
        "end_restriction",
        "examine_evidence",
        "exclude_person",
        "extend_time_limit",
        "finish_task",
        "frame_allegation",
        "give_disclosure_notice",
        "grant_access",
        "grant_reading",
        "hand_over_task",
        "hear_subject",
        "impose_measure",
        "invite_objections",
        "issue_findings",
        "lift_exclusion",
        "lift_interim_measures",
        "lodge_appeal",
        "log_investigation_step",
        "make_decision_known",
        "match_party",
        "merge_case",
        "notify_appeal_decision",
        "notify_decision",
        "notify_recipients",
        "offer_transcript",
        "order_interim_measures",
        "place_hold",
        "propose_arbitrator",
        "propose_identity_disclosure",
        "publish_policy_version",
        "record_consent",
        "recognise_duplicate",
        "recuse_decider",
        "recuse_handler",
        "redact_text",
        "release_hold",
        "reopen_case",
        "replace_handler",
        "replace_measure",
        "request_withdrawal",
        "restrict_texts",
        "retract_duplicate",
        "return_evidence",
        "review_broken_glass",
        "review_prior_acts",
        "review_hold",
        "review_interim_measures",
        "seal_evidence",
        "set_task",
        "set_terms_of_reference",
        "split_case",
        "erase_text",
        "take_evidence",
        "take_out_texts",
        "tell_recipient",
        "transfer_custody",
        "verify_evidence",
        "waive_appeal",
        "withdraw_access",
        "withdraw_appeal",
        "withdraw_policy",
        "withdraw_redaction",
        "withdraw_task",
        "write_note",
        "object_to_handler",
        "decide_handler_objection",
    }
)
"""Steps with a command of their own; all others are taken by `TakeStep`."""

PARTICIPATING: Final = frozenset(
    {
        "add_party",
        "appoint_arbitrator",
        "change_party_role",
        "deliver_opinion",
        "log_investigation_step",
        "match_party",
    }
)
"""Steps by which somebody comes to take part in an investigation."""

FOUND: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"presumption": ("presumed", "presumed_from")}
)
"""Facts that a step finds out by itself; the rules are in `commands.findings`."""

OF_ONE_PARTY: Final = frozenset(
    {
        "add_party",
        "amend_allegation",
        "change_party_role",
        "decide_appeal",
        "determine",
        "drop_allegation",
        "frame_allegation",
        "hear_subject",
        "impose_measure",
        "lift_interim_measures",
        "lodge_appeal",
        "make_decision_known",
        "notify_appeal_decision",
        "notify_decision",
        "order_interim_measures",
        "reopen_case",
        "replace_measure",
        "review_interim_measures",
        "waive_appeal",
        "withdraw_appeal",
    }
)
"""Steps that name a party, or what is alleged of one, who may have their own clocks."""

BY_A_BODY: Final = frozenset({"convene_deciders", "decide_appeal"})
"""Steps that name one of the bodies which the edition lets take them."""

ABOUT_ROLES: Final = frozenset({"make_decision_known"})
"""Steps about parties in those roles that the edition names."""
