"""What shows each row of the IMA Code of Conduct."""

from typing import Final

from clauses import Entries
from ima import (
    CHAIR,
    COMMITTEE,
    NATIONAL,
    NEUTRAL,
    OFFICER,
    SAID,
    SECOND,
    WORDS,
    disclosure,
    for_member,
    joined,
    opened,
    step,
)
from ima_reporting import (
    accepted,
    arbitrated,
    assessed,
    convened,
    declared,
    deliberated,
    determination,
    established,
    finalised,
    handler,
    investigated,
    measure,
    proposed,
    report,
    reported,
)
from rules import knowing
from scenario import (
    COMPLIANCE,
    INTAKE,
    INVESTIGATOR,
    MEMBER,
    OWNER,
    Scenario,
    code,
    day,
    given,
)

from cases.case.case import Case
from cases.commands.arbitration import DeliverOpinion, DischargeArbitrator
from cases.commands.declaring import DeclareConflict
from cases.commands.local_law import DetermineLocalLaw
from cases.commands.mandates import GrantMandates
from cases.commands.people import AddParty
from cases.errors import Refused
from cases.events.beyond import MatterRaised, ParticipantProtected
from cases.events.event import Fact

IMA: Final = Entries("ima")
WEBSITE: Final = "www.ima-network.org"


# --- the text, and to whom it applies


def posted() -> Scenario:
    text = disclosure("publication", "bring_into_force", text_digest=WORDS)
    at = step("post_on_website", posted_at=WEBSITE, posted_on="2026-01-05")
    return opened(text, CHAIR).after(at, CHAIR)


@IMA.show(
    "Intro",
    clauses="Introduction 1, Introduction 2, Introduction 3, Introduction 4",
    by="publication.bring_into_force, category.professional_ethics",
)
def _() -> list[Scenario]:
    return [posted(), assessed("professional_ethics")]


def ended(name: str = "end_membership", **facts: Fact) -> Scenario:
    return joined().after(step(name, ended_on="2026-01-20", **facts), NATIONAL, day(30))


@IMA.show(
    "Resp. 0",
    clauses="Responsibilities",
    by="membership.record_joining, membership.end_membership, category.code_not_upheld",
)
def _() -> list[Scenario]:
    return [ended(ended_because="resigned"), assessed("code_not_upheld")]


@IMA.show(
    "Resp. 1",
    clauses="Responsibilities 1",
    by="acknowledgement.require, acknowledgement.acknowledge, category.code_not_upheld",
)
def _() -> list[Scenario]:
    asked = for_member(disclosure("acknowledgement", "require", occasion="joined"))
    other = step("acknowledge", text_digest="0" * 64, method="online")
    asked.when(other, MEMBER).then_refused(Refused, "not the words")
    sign = step("acknowledge", text_digest=WORDS, method="online")
    return [asked.after(sign, MEMBER), assessed("code_not_upheld")]


# --- personal data (Responsibilities 2)


def in_use() -> Scenario:
    use = disclosure(
        "data_use",
        "register",
        purposes=("event",),
        data=("name", "contact"),
        notice_version=2,
    )
    return opened(use, NATIONAL)


def noticed() -> Scenario:
    drafted = opened(disclosure("privacy_notice", "draft", version=2), CHAIR)
    at = step("post_on_website", posted_at=WEBSITE, posted_on="2026-01-05")
    return drafted.after(step("approve"), SECOND).after(at, CHAIR)


@IMA.show(
    "Resp. 2a",
    clauses="Responsibilities 2a",
    by="data_use.register, privacy_notice.draft, category.misuse_of_personal_data",
)
def _() -> list[Scenario]:
    return [in_use(), noticed(), assessed("misuse_of_personal_data")]


@IMA.show(
    "Resp. 2b",
    clauses="Responsibilities 2b",
    by="data_use.use, sharing.share, category.misuse_of_personal_data",
)
def _() -> list[Scenario]:
    other = step("use", used_for="directory", data_used=("name",))
    in_use().when(other, NATIONAL).then_refused(
        Refused, "goes beyond 'purposes'", "Responsibilities 2b"
    )
    used = in_use().after(step("use", used_for="event", data_used=("name",)), NATIONAL)
    return [used, shared(), assessed("misuse_of_personal_data")]


def consented() -> Scenario:
    asked = for_member(
        disclosure(
            "sharing",
            "ask_owner",
            recipient="printer-1",
            purpose="publication",
            data=("photograph",),
        )
    )
    return asked.after(step("consent", until="2026-03-31"), MEMBER)


def shared() -> Scenario:
    share = step(
        "share",
        shared_with="printer-1",
        shared_for="publication",
        data_shared=("photograph",),
        shared_on="2026-01-05",
    )
    return consented().after(share, NATIONAL)


@IMA.show(
    "Resp. 2c",
    clauses="Responsibilities 2c",
    by="sharing.ask_owner, sharing.consent, sharing.refuse, sharing.share, "
    "sharing.withdraw",
)
def _() -> list[Scenario]:
    asked = for_member(
        disclosure(
            "sharing",
            "ask_owner",
            recipient="printer-1",
            purpose="publication",
            data=("name",),
        )
    )
    return [
        shared().after(step("withdraw"), MEMBER),
        asked.after(step("refuse"), MEMBER),
    ]


@IMA.show(
    "Resp. 2d",
    clauses="Responsibilities 2d",
    by="data_use.meet_last_purpose, data_use.delete, data_use.certify, sharing.recall",
)
def _() -> list[Scenario]:
    last = step("meet_last_purpose", met=("event",), a_purpose_is_left=False)
    gone = step("delete", deleted_on="2026-01-06", deleted_from=("lists", "paper"))
    deleted = in_use().after(last, NATIONAL).after(gone, NATIONAL, day(2))
    certified = deleted.after(step("certify"), OFFICER, day(3))
    assert certified.case.delete_on is not None
    recalled = shared().after(step("withdraw"), MEMBER)
    return [certified, recalled.after(step("recall"), NATIONAL)]


@IMA.show(
    "Resp. 2e",
    clauses="Responsibilities 2e",
    by="data_breach.report, data_breach.take_note, data_breach.close_high_risk",
)
def _() -> Scenario:
    told = disclosure(
        "data_breach",
        "report",
        what="lost",
        data=("name",),
        discovered_on="2026-01-05",
    )
    found = step("find_high_risk", people=9, data=("name",))
    return (
        opened(told)
        .after(step("take_note"), CHAIR)
        .after(found, OFFICER)
        .after(step("notify_authority", country="BE"), OFFICER)
        .after(step("inform_people", told_by="mail"), NATIONAL)
        .after(step("contain", contained_on="2026-01-05"), NATIONAL)
        .after(step("remedy"), NATIONAL)
        .after(step("register"), OFFICER)
        .after(step("close_high_risk"), OFFICER)
    )


# --- law, integrity, guidance (Responsibilities 3 to 6 and 8)


@IMA.show(
    "Resp. 3",
    clauses="Responsibilities 3",
    by="category.breach_of_law, breach_report.determine_jurisdiction",
)
def _() -> Scenario:
    told = convened("breach_of_law")
    assert told.case.allegations[1].country == "BE"
    return told


@IMA.show(
    "Resp. 4",
    clauses="Responsibilities 4",
    by="local_law, breach_report.determine_local_law, "
    "local_law_conflict.raise_conflict, local_law_conflict.disapply, "
    "guidance_request.give_guidance",
)
def _() -> list[Scenario]:
    raised = disclosure(
        "local_law_conflict",
        "raise_conflict",
        clause="Responsibilities-2c",
        country="SE",
        law="forbids",
    )
    first = DetermineLocalLaw(
        allegation=1,
        place="Responsibilities 5",
        prevails="local_law",
        reasons=SAID,
    )
    return [
        opened(raised).after(step("disapply"), CHAIR),
        convened("integrity").after(first, OWNER),
        guided(),
    ]


@IMA.show("Resp. 5", clauses="Responsibilities 5", by="category.integrity")
def _() -> Scenario:
    return assessed("integrity")


def guided(opening: str = "ask", topic: str = "the_code") -> Scenario:
    asked = opened(disclosure("guidance_request", opening, topic=topic))
    answer = step(
        "give_guidance",
        relied_on=("Responsibilities-6",),
        local_law="no_conflict",
        advised="disclose",
    )
    assigned = asked.after(step("assign"), COMPLIANCE)
    return assigned.after(step("escalate"), COMPLIANCE).after(answer, CHAIR)


@IMA.show(
    "Resp. 6, 8",
    clauses="Responsibilities 6, Responsibilities 8",
    by="guidance_request.ask, guidance_request.assign, guidance_request.escalate, "
    "guidance_request.give_guidance",
)
def _() -> Scenario:
    return guided()


# --- retaliation (Responsibilities 7)


@IMA.show(
    "Resp. 7",
    clauses="Responsibilities 7",
    by="category.retaliation, retaliation_complaint.complain, "
    "retaliation_complaint.order_interim_measure, retaliation_complaint.establish, "
    "retaliation_complaint.find_other_reasons, protection.ask, protection.agree, "
    "detriment.register, detriment.check_protection, detriment.let_presumption_stand",
)
def _() -> list[Scenario]:
    return [
        assessed("retaliation"),
        retaliated("establish"),
        retaliated("find_other_reasons"),
        protected(),
        presumed(),
    ]


def retaliated(end: str) -> Scenario:
    complaint = report(
        "complain",
        case_type="retaliation_complaint",
        because_of="witness",
        detriment="left_out",
    )
    return (
        given("ima")
        .after(complaint, MEMBER)
        .after(step("find_prima_facie"), COMPLIANCE)
        .after(step("order_interim_measure", measure="no_contact"), CHAIR)
        .after(AddParty(role="subject", name=SAID, person="accused-1"), COMPLIANCE)
        .after(handler(INVESTIGATOR.id, "investigator"), COMPLIANCE)
        .after(step("investigate"), CHAIR)
        .after(step("call_for_reasons"), INVESTIGATOR)
        .after(step("note_reasons"), COMPLIANCE)
        .after(step(end), CHAIR)
    )


def protected() -> Scenario:
    asked = disclosure(
        "protection", "ask", because_of="arbitrator", asked_on="2026-01-05"
    )
    assessed_ = opened(asked).after(step("assess_risk", level="high"), COMPLIANCE)
    offered = assessed_.after(
        step("propose_measure", measure="contact_person"), COMPLIANCE
    )
    return offered.after(step("agree"), MEMBER)


def presumed() -> Scenario:
    """A witness who loses a function within a year, for reasons without weight."""
    entry = disclosure(
        "detriment",
        "register",
        affected="witness-1",
        ordered_by="chair-1",
        detriment="function_withdrawn",
        effective_on="2026-11-01",
    )
    witness = AddParty(role="witness", name=SAID, person="witness-1")
    heard = reported().after(witness, COMPLIANCE).history
    (part,) = [e for e, _ in heard if isinstance(e, ParticipantProtected)]
    known = knowing(opened(entry, NATIONAL), "person:witness-1:interests", part)
    checked = known.after(step("check_protection"), COMPLIANCE)
    justified = checked.after(step("justify"), NATIONAL)
    return justified.after(step("let_presumption_stand"), COMPLIANCE)


@IMA.show("Resp. 9", clauses="Responsibilities 9", by="breach_report.speak_up")
def _() -> Scenario:
    return reported()


# --- General Guidelines


@IMA.show("Gen. 1", clauses="General Guidelines 1", by="category.professional_ethics")
def _() -> Scenario:
    return assessed("professional_ethics")


@IMA.show(
    "Gen. 2",
    clauses="General Guidelines 2",
    by="breach_report.complain_of_discrimination, category.discrimination",
)
def _() -> Scenario:
    complaint = report("complain_of_discrimination", ground=("nationality", "age"))
    return assessed("discrimination", given("ima").after(complaint, MEMBER))


@IMA.show("Gen. 3", clauses="General Guidelines 3", by="category.unfair_treatment")
def _() -> Scenario:
    return assessed("unfair_treatment")


def conflict(opening: str = "disclose", **facts: Fact) -> Scenario:
    told = disclosure(
        "conflict_of_interest",
        opening,
        conflict="apparent",
        nature="relation",
        decides_for_ima=True,
        since="2025-12-01",
        **facts,
    )
    return opened(told.model_copy(update={"counterparties": ("caterer-1",)}))


@IMA.show(
    "Gen. 4a",
    clauses="General Guidelines 4, General Guidelines 5",
    by="conflict_of_interest.disclose, conflict_of_interest.agree_mitigation, "
    "conflict_of_interest.ask_to_withdraw, conflict_of_interest.withdraw_from_matter, "
    "category.conflict_of_interest",
)
def _() -> list[Scenario]:
    agreed = step("agree_mitigation", review_on="2026-06-01")
    apart = conflict().after(step("ask_to_withdraw"), CHAIR)
    apart = apart.after(step("withdraw_from_matter"), MEMBER)
    assert apart.case.barred
    return [conflict().after(agreed, CHAIR), apart, assessed("conflict_of_interest")]


@IMA.show(
    "Gen. 4b",
    clauses="General Guidelines 5",
    by="breach_report.declare_conflict, breach_report.recuse_decider",
)
def _() -> Scenario:
    told = convened("integrity")
    told.when(determination(), CHAIR).then_refused(Refused, "has not declared")
    return told.after(DeclareConflict(conflict=True), COMMITTEE[4])


@IMA.show(
    "Gen. 5",
    clauses="General Guidelines 6",
    by="guidance_request.ask_about_conflict, conflict_of_interest.disclose_as_advised",
)
def _() -> list[Scenario]:
    advised = conflict("disclose_as_advised", guidance="IMA-2026-0007")
    return [guided("ask_about_conflict", "conflict_of_interest"), advised]


# --- confidential information, social media


@IMA.show(
    "Conf. 1",
    clauses="Confidential Information 1",
    by="information_release.request, information_release.authorise, "
    "information_release.release, category.breach_of_confidentiality",
)
def _() -> list[Scenario]:
    asked = disclosure(
        "information_release",
        "request",
        information="minutes",
        recipient="partner-1",
        purpose="cooperation",
    )
    given_away = step("release", released_to="partner-1", released_on="2026-01-05")
    allowed = opened(asked).after(step("authorise", until="2026-02-01"), CHAIR)
    return [allowed.after(given_away, MEMBER), assessed("breach_of_confidentiality")]


@IMA.show(
    "Conf. 2",
    clauses="Confidential Information 2",
    by="privacy_notice.post_on_website, privacy_notice.give, privacy_notice.confirm, "
    "category.misuse_of_personal_data",
)
def _() -> list[Scenario]:
    told = disclosure(
        "privacy_notice", "give", version=2, given_on="2026-01-05", given_by="mail"
    )
    known = for_member(told).after(step("confirm"), MEMBER)
    return [noticed(), known, assessed("misuse_of_personal_data")]


def authorised() -> Scenario:
    asked = disclosure("speaking_mandate", "ask", channel=("event",), scope=("events",))
    return opened(asked).after(step("grant", until="2026-03-31"), NATIONAL)


@IMA.show(
    "Social media 1a",
    clauses="Online Public Forums and Social Media",
    by="speaking_mandate.ask, speaking_mandate.grant, speaking_mandate.call_upon, "
    "speaking_mandate.speak, speaking_mandate.revoke, speaking_mandate.expire",
)
def _() -> list[Scenario]:
    spoken = step(
        "speak",
        spoken_on="2026-01-05",
        spoken_through="event",
        spoken_about="events",
    )
    called = disclosure(
        "speaking_mandate",
        "call_upon",
        channel=("press",),
        scope=("network",),
        until="2026-02-01",
    )
    return [
        authorised().after(spoken, MEMBER).after(step("expire"), NATIONAL, day(90)),
        for_member(called, CHAIR).after(step("revoke"), CHAIR),
    ]


@IMA.show(
    "Social media 1b",
    clauses="Online Public Forums and Social Media",
    by="category.social_media",
)
def _() -> Scenario:
    return assessed("social_media")


# --- administration of the Code


@IMA.show(
    "Admin. 1a",
    clauses="Administration 1a",
    by="mandates, code_review.open_review, membership.pursue",
)
def _() -> list[Scenario]:
    office = GrantMandates(
        role="intake_officer", persons=(MEMBER.id,), valid_from=day(0).date()
    )
    overdue = joined().after(step("pursue"), CHAIR, day(60))
    return [Scenario(Case(code("ima"))).after(office, CHAIR), reviewed(), overdue]


def reviewed() -> Scenario:
    return (
        opened(disclosure("code_review", "open_review"), CHAIR)
        .after(step("note_law", development="new_law", country="BE"), COMPLIANCE)
        .after(step("note_good_practice", practice="standard"), NATIONAL)
    )


@IMA.show(
    "Admin. 1b",
    clauses="Administration 1b",
    by="code_review.open_review, code_review.note_law, code_review.note_good_practice, "
    "code_review.conclude_unchanged, code_review.begin_next, clocks.yearly_review",
)
def _() -> Scenario:
    concluded = reviewed().after(step("conclude_unchanged"), CHAIR)
    return concluded.after(step("begin_next"), CHAIR, day(360))


@IMA.show(
    "Admin. 2",
    clauses="Administration 2",
    by="suggestion.suggest, suggestion.consider, suggestion.adopt, suggestion.reject, "
    "code_review.conclude_unchanged",
)
def _() -> list[Scenario]:
    asked = disclosure(
        "suggestion", "suggest", alteration="change", part="Responsibilities-7"
    )
    considered = opened(asked).after(step("consider"), COMPLIANCE)
    raised = MatterRaised(matter="suggestion", clause="Administration 2")
    waiting = knowing(reviewed(), "matter:suggestion", raised)
    conclude = step("conclude_unchanged")
    waiting.when(conclude, CHAIR).then_refused(Refused, "not settled yet (1 in all)")
    return [
        considered.after(step("adopt"), CHAIR),
        considered.after(step("reject"), CHAIR),
        reviewed().after(conclude, CHAIR),
    ]


@IMA.show(
    "Access a",
    clauses="Access to the Code",
    by="publication.post_on_website, publication.find_in_force",
)
def _() -> Scenario:
    return posted().after(step("find_in_force", text_digest=WORDS), COMPLIANCE)


@IMA.show(
    "Access b",
    clauses="Access to the Code 2",
    by="membership.record_joining, membership.provide_hard_copy, "
    "membership.confirm_receipt, membership.pursue",
)
def _() -> list[Scenario]:
    provided = step(
        "provide_hard_copy", provided_on="2026-01-05", provided_by="handed_over"
    )
    received = joined().after(provided, NATIONAL).after(step("confirm_receipt"), MEMBER)
    assert received.case.facts["national_committee"] == "committee-be"
    return [received, joined().after(step("pursue"), CHAIR, day(60))]


# --- investigation, decisions and discipline


@IMA.show(
    "Investigation",
    clauses="Investigation",
    by="breach_report.pass_on, breach_report.accept_for_assessment, "
    "breach_report.frame_allegation, breach_report.authorise_investigation, "
    "breach_report.escalate_inaction, breach_report.refuse_dismissal",
)
def _() -> list[Scenario]:
    letter = report("pass_on").model_copy(
        update={"identity_mode": "anonymous", "channel": "post"}
    )
    proposal = step("propose_dismissal", dismissal_reason="insufficient")
    refused = accepted(reported()).after(proposal, OWNER)
    return [
        investigated("integrity"),
        given("ima").after(letter, INTAKE),
        reported().after(step("escalate_inaction"), MEMBER, day(20)),
        refused.after(step("refuse_dismissal"), CHAIR),
    ]


@IMA.show(
    "Decisions a",
    clauses="Decisions and Discipline",
    by="breach_report.convene_deciders, breach_report.determine, "
    "breach_report.conclude_decision, breach_report.close_without_violation",
)
def _() -> Scenario:
    refuted = deliberated("integrity").after(determination("refuted"), CHAIR)
    final = finalised(refuted).after(
        step("give_final_feedback", feedback="given"), OWNER, day(61)
    )
    return final.after(step("close_without_violation"), OWNER, day(61))


def terminated() -> Scenario:
    imposed = established("integrity").after(
        measure("termination_of_membership"), CHAIR
    )
    final = finalised(imposed)
    told = step("give_final_feedback", feedback="given")
    return (
        final.after(
            step("inform_national_committee", national_committee="nepal"),
            CHAIR,
            day(61),
        )
        .after(step("carry_out_measure"), NATIONAL, day(62))
        .after(told, OWNER, day(62))
        .after(step("close_with_violation"), OWNER, day(63))
    )


@IMA.show(
    "Decisions b",
    clauses="Decisions and Discipline 2",
    by="breach_report.impose_measure, breach_report.close_with_violation",
)
def _() -> Scenario:
    established("integrity").when(step("conclude_decision"), CHAIR).then_refused(
        Refused, "has no disciplinary measure"
    )
    return terminated()


@IMA.show(
    "Decisions c",
    clauses="Decisions and Discipline 2",
    by="measures.termination_of_membership, breach_report.inform_national_committee, "
    "breach_report.carry_out_measure, membership.terminate_membership",
)
def _() -> list[Scenario]:
    return [terminated(), ended("terminate_membership", decided_in="IMA-2026-0003")]


@IMA.show(
    "Decisions d",
    clauses="Decisions and Discipline 3",
    by="breach_report.propose_arbitrator, breach_report.declare_neutrality, "
    "breach_report.check_neutrality, breach_report.deliver_opinion",
)
def _() -> Scenario:
    consulted = proposed("consulted", convened("integrity"))
    return consulted.after(DeliverOpinion(appointment=1, opinion=SAID), NEUTRAL)


@IMA.show(
    "Decisions e",
    clauses="Decisions and Discipline 3",
    by="breach_report.propose_arbitrator, breach_report.declare_neutrality, "
    "breach_report.check_neutrality, breach_report.appoint_arbitrator, "
    "breach_report.deliver_opinion, breach_report.discharge_arbitrator",
)
def _() -> Scenario:
    heard = arbitrated(convened("integrity"))
    return heard.after(DischargeArbitrator(appointment=1), CHAIR, day(13))


@IMA.show(
    "Decisions f",
    clauses="Decisions and Discipline 3, General Guidelines 5",
    by="breach_report.recuse_decider, breach_report.appoint_arbitrator",
)
def _() -> Scenario:
    """An accused member of the committee is kept away, and then its quorum is gone."""
    told = convened("integrity", COMMITTEE[:3])
    accused = AddParty(role="subject", name=SAID, person=COMMITTEE[2].id)
    alone = declared(told.after(accused, COMPLIANCE), *COMMITTEE[:2])
    assert not alone.case.panel.complete
    alone.when(determination(), CHAIR).then_refused(Refused, "lost its quorum")
    heard = arbitrated(alone)
    decided = determination()
    assert isinstance(heard.when(decided, CHAIR, day(13)).outcome, list)
    return heard
