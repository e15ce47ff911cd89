"""What shows each row of the IOM Standards of Conduct."""

from typing import Final

from clauses import Entries
from iom import (
    BOARD,
    DIRECTOR,
    ENQUIRER,
    ETHICS,
    HEAD,
    HUMAN_RESOURCES,
    LEGAL,
    MEDIA_UNIT,
    OFFICIAL,
    RELATIONS,
    REPRESENTATIVE,
    REVIEW_BOARD,
    SAID,
    STAFF,
    SUPERVISOR,
    TRAVEL_UNIT,
    disclosure,
    for_staff,
    gift,
    opened,
    step,
)
from iom_reporting import (
    accused_of,
    assessed,
    enquired,
    established,
    finalised,
    handler,
    report,
    reported,
)
from rules import knowing
from scenario import Scenario, day, given

from cases.commands.decision import ImposeMeasure
from cases.commands.people import AddParty
from cases.commands.steps import TakeStep
from cases.errors import Refused
from cases.events.event import Fact

IOM: Final = Entries("iom")


# --- the document, the values, commitment (header to 17)


def revised() -> Scenario:
    review = opened(
        disclosure("standards_review", "open_review", occasion="law"), LEGAL
    )
    drafted = review.after(step("draft"), LEGAL)
    return drafted.after(step("authorise"), DIRECTOR).after(step("publish"), LEGAL)


@IOM.show(
    "Header",
    clauses="header",
    by="standards_review.authorise, standards_review.publish",
)
def _() -> Scenario:
    return revised()


@IOM.show(
    "Promulgation, 4",
    clauses="promulgation, 4",
    by="standards_review.open_review, guidance.ask, guidance.answer, guidance.publish",
)
def _() -> list[Scenario]:
    asked = opened(disclosure("guidance", "ask", about="gifts"))
    answered = asked.after(step("answer"), LEGAL)
    return [revised(), answered.after(step("publish"), LEGAL)]


@IOM.show(
    "1-10",
    clauses="1, 2, 3, 5, 6, 8, 9, 10",
    by="category.values, breach_report.weigh_conduct, commitment.introduce, "
    "commitment.acknowledge, corrective_action.assign",
)
def _() -> list[Scenario]:
    weighed = step("weigh_conduct", factor="aggravating", conduct="earlier_breach")
    return [established("values").after(weighed, BOARD[0]), committed(), corrected()]


@IOM.show("6", clauses="6.3", by="category.misuse_of_assets")
def _() -> Scenario:
    return assessed("misuse_of_assets")


@IOM.show(
    "7, 15",
    clauses="7, 15",
    by="breach_report.complain_of_discrimination, category.discrimination",
)
def _() -> Scenario:
    complaint = report("complain_of_discrimination", ground="religion")
    return accused_of("discrimination", given("iom").after(complaint, STAFF))


@IOM.show(
    "11, 35",
    clauses="11, 35",
    by="independence.report_attempt, independence.address_source",
)
def _() -> Scenario:
    attempt = disclosure(
        "independence",
        "report_attempt",
        source="own_government",
        seconded=True,
        attempted_on="2026-01-02",
    )
    assessed = opened(attempt).after(step("assess_attempt", attempt_found=True), LEGAL)
    return assessed.after(step("address_source"), DIRECTOR)


@IOM.show("12, 13", clauses="12, 13", by="category.outside_instructions")
def _() -> Scenario:
    return assessed("outside_instructions")


def committed() -> Scenario:
    required = for_staff(disclosure("commitment", "require"), HUMAN_RESOURCES)
    introduced = required.after(step("introduce"), HUMAN_RESOURCES)
    trained = introduced.after(step("train"), HUMAN_RESOURCES)
    return trained.after(step("acknowledge", method="signature"), STAFF)


@IOM.show(
    "14, 54",
    clauses="14, 54, 54.3",
    by="commitment.require, commitment.train, commitment.acknowledge, "
    "standards_review.disseminate",
)
def _() -> list[Scenario]:
    return [committed(), revised().after(step("disseminate"), HEAD)]


@IOM.show(
    "16",
    clauses="16, 16.3",
    by="breach_report.complain_of_harassment, category.harassment, "
    "breach_report.note_systemic_issue, corrective_action.assign",
)
def _() -> list[Scenario]:
    complaint = given("iom").after(report("complain_of_harassment"), STAFF)
    systemic = step("note_systemic_issue", systemic_in="supervision")
    noted = accused_of("harassment", complaint).after(systemic, LEGAL)
    return [noted, corrected("harassment")]


def corrected(concerns: str = "gender_equality") -> Scenario:
    assigned = disclosure("corrective_action", "assign", concerns=concerns)
    completed = opened(assigned, DIRECTOR).after(step("complete"), HEAD)
    return completed.after(step("verify"), ETHICS).after(step("close"), ETHICS)


@IOM.show("17", clauses="17", by="corrective_action.assign, corrective_action.complete")
def _() -> Scenario:
    return corrected()


# --- supervisors and instructions (18 to 20)


@IOM.show("18", clauses="18", by="support.ask, support.give, category.supervision")
def _() -> list[Scenario]:
    asked = disclosure("support", "ask", criticised_by="media", acted_in_function=True)
    supported = opened(asked).after(step("give", support="talk"), SUPERVISOR)
    return [supported, assessed("supervision")]


@IOM.show(
    "19a",
    clauses="19.1, 19.2, 19.3",
    by="breach_report.determine, outside_activity.give_view, "
    "breach_report.note_information, category.supervision",
)
def _() -> list[Scenario]:
    asked = enquired("misuse_of_assets").after(ask_for_information(), ENQUIRER)
    return [
        established("bribery"),
        employment().after(step("give_view"), SUPERVISOR),
        asked.after(step("note_information"), ENQUIRER),
        assessed("supervision"),
    ]


def ask_for_information() -> TakeStep:
    return step("request_information", answer_by="2026-01-20")


@IOM.show("19b", clauses="19.3, 20.1", by="category.instructions_not_followed")
def _() -> Scenario:
    return assessed("instructions_not_followed")


def doubted(opening: str = "raise_doubt", **facts: Fact) -> Scenario:
    doubt = disclosure(
        "instruction_challenge",
        opening,
        doubt_about="rule",
        raised_on="2026-01-05",
        manifestly_unlawful=False,
        **facts,
    )
    return opened(doubt)


def rejected() -> Scenario:
    return doubted().after(step("reject_view"), SUPERVISOR)


@IOM.show(
    "20a",
    clauses="20.2",
    by="instruction_challenge.raise_doubt, instruction_challenge.accept_view, "
    "instruction_challenge.reject_view",
)
def _() -> list[Scenario]:
    accepted = step("accept_view", set_right_by="withdrawing")
    return [doubted().after(accepted, SUPERVISOR), rejected()]


@IOM.show(
    "20b",
    clauses="20.3",
    by="instruction_challenge.ask_for_confirmation, "
    "instruction_challenge.confirm_in_writing, "
    "instruction_challenge.refuse_confirmation",
)
def _() -> list[Scenario]:
    asked = rejected().after(step("ask_for_confirmation"), STAFF)
    answers = ("confirm_in_writing", "refuse_confirmation")
    return [asked.after(step(answer), SUPERVISOR) for answer in answers]


def referred() -> Scenario:
    return rejected().after(step("refer_to_director_general"), STAFF)


@IOM.show(
    "20c",
    clauses="20.3",
    by="instruction_challenge.refer_to_director_general, "
    "instruction_challenge.set_right, instruction_challenge.uphold",
)
def _() -> list[Scenario]:
    set_right = step("set_right", set_right_by="changing")
    return [
        referred().after(set_right, DIRECTOR),
        referred().after(step("uphold"), DIRECTOR),
    ]


@IOM.show(
    "20d",
    clauses="20.3",
    by="instruction_challenge.challenge, instruction_challenge.uphold_on_challenge, "
    "instruction_challenge.set_aside",
)
def _() -> list[Scenario]:
    rejected().when(step("challenge"), STAFF).then_refused(
        Refused, "not possible in the phase 'rejected'", "20.3"
    )
    upheld = referred().after(step("uphold"), DIRECTOR)
    challenged = upheld.after(step("challenge"), STAFF)
    decisions = ("uphold_on_challenge", "set_aside")
    return [challenged.after(step(decision), REVIEW_BOARD) for decision in decisions]


# --- reports: clause 21


@IOM.show(
    "21a",
    clauses="21.1",
    by="breach_report.report, category.failure_to_report",
)
def _() -> Scenario:
    return assessed("failure_to_report")


@IOM.show(
    "21b",
    clauses="21.1",
    by="breach_report.accept_for_assessment, breach_report.refer_for_enquiry, "
    "breach_report.escalate_inaction",
)
def _() -> list[Scenario]:
    waiting = reported("bribery")
    waiting.when(step("escalate_inaction"), STAFF, day(3)).then_refused(
        Refused, "nobody has let a time limit pass", "21.1"
    )
    return [
        enquired("bribery"),
        waiting.after(step("escalate_inaction"), STAFF, day(20)),
    ]


@IOM.show(
    "21c",
    clauses="21.2, 21.3",
    by="breach_report.request_protection, breach_report.agree_protection, "
    "protection.ask, protection.agree, detriment.register, "
    "detriment.check_protection, detriment.justify, "
    "detriment.let_presumption_stand, retaliation_complaint.complain, "
    "retaliation_complaint.establish, category.retaliation",
)
def _() -> list[Scenario]:
    feared = reported("bribery").after(step("request_protection"), STAFF)
    return [
        feared.after(step("agree_protection"), OFFICIAL),
        protected(),
        presumed(),
        retaliated(),
        assessed("retaliation"),
    ]


def protected() -> Scenario:
    ask = disclosure(
        "protection", "ask", because_of="report_to_come", asked_on="2026-01-05"
    )
    risk = step("assess_risk", level="high", assessed_at="intake")
    assessed = opened(ask).after(risk, ETHICS)
    proposed = assessed.after(step("propose_measure", measure="leave"), ETHICS)
    return proposed.after(step("agree"), STAFF)


def presumed() -> Scenario:
    """Dismissed within a year of a doubt, for reasons that convince nobody."""
    dismissal = disclosure(
        "detriment",
        "register",
        affected=STAFF.id,
        ordered_by="boss-1",
        detriment="suspension_or_dismissal",
        effective_on="2026-12-01",
    )
    (doubt, _), *_ = doubted().history
    entry = opened(dismissal, HUMAN_RESOURCES)
    known = knowing(entry, f"person:{STAFF.id}:interests", doubt)
    checked = known.after(step("check_protection"), ETHICS)
    justified = checked.after(step("justify"), HUMAN_RESOURCES)
    return justified.after(step("let_presumption_stand"), ETHICS)


def retaliated() -> Scenario:
    complaint = report(
        "complain", because_of="own_report", detriment="contract_not_renewed"
    ).model_copy(update={"case_type": "retaliation_complaint"})
    accused = AddParty(role="subject", name=SAID, person="boss-1")
    enquired = (
        given("iom")
        .after(complaint, STAFF)
        .after(step("find_prima_facie"), ETHICS)
        .after(accused, LEGAL)
        .after(handler(ENQUIRER.id, "enquirer"), LEGAL)
        .after(step("refer_for_enquiry"), ETHICS)
        .after(step("call_for_reasons"), ENQUIRER)
    )
    reasons = enquired.after(step("note_reasons"), ENQUIRER)
    return reasons.after(step("establish"), ETHICS)


@IOM.show("21d", clauses="21.4", by="category.report_in_bad_faith")
def _() -> Scenario:
    """The board has to show both knowledge and intention; `established` does."""
    return established("report_in_bad_faith")


# --- interests and employment elsewhere: clauses 22 to 26


@IOM.show(
    "22",
    clauses="22, 22.3",
    by="interest.disclose_conflict, interest.agree_mitigation, "
    "interest.confirm_unchanged, category.conflict_of_interest",
)
def _() -> list[Scenario]:
    conflict = disclosure(
        "interest",
        "disclose_conflict",
        enterprise="person-7",
        relation="friend",
        conflict="apparent",
        in_procurement=True,
    )
    mitigated = opened(conflict).after(
        step("agree_mitigation", mitigation="second_signature"), SUPERVISOR
    )
    confirmed = mitigated.after(step("confirm_unchanged"), STAFF, day(350))
    return [confirmed, assessed("conflict_of_interest")]


@IOM.show(
    "24a",
    clauses="24.1",
    by="interest.declare_association, interest.find_dealings, "
    "interest.end_association, interest.accept_end",
)
def _() -> Scenario:
    association = disclosure(
        "interest", "declare_association", enterprise="firm-1", function="adviser"
    )
    to_end = opened(association).after(
        step("find_dealings", deals_with_organization=True), LEGAL
    )
    ended = to_end.after(step("end_association", ended_on="2026-01-05"), STAFF)
    return ended.after(step("accept_end"), LEGAL)


def shares() -> Scenario:
    measure = disclosure(
        "interest",
        "disclose_financial_interest",
        enterprise="firm-1",
        held_by="self",
        nature="shares",
        share=3,
        value=400_000,
        currency="CHF",
        in_procurement=False,
    )
    return opened(measure)


@IOM.show("24b", clauses="24.2", by="interest.disclose_financial_interest")
def _() -> Scenario:
    return shares()


@IOM.show(
    "24c",
    clauses="24.2",
    by="interest.authorise_interest, interest.refuse_authorisation, "
    "interest.dispose, interest.accept_disposal, interest.withdraw",
)
def _() -> list[Scenario]:
    assert shares().case.barred
    authorised = shares().after(step("authorise_interest"), DIRECTOR)
    assert not authorised.case.barred
    refused = shares().after(step("refuse_authorisation"), DIRECTOR)
    sold = step("dispose", disposed_by="sale", disposed_on="2026-01-05")
    disposed = refused.after(sold, STAFF).after(step("accept_disposal"), LEGAL)
    assert not disposed.case.barred
    withdrawn = refused.after(step("withdraw"), STAFF)
    assert withdrawn.case.barred
    return [authorised, disposed, withdrawn]


@IOM.show(
    "26",
    clauses="26",
    by="employment_negotiation.declare, employment_negotiation.hand_over, "
    "employment_negotiation.end",
)
def _() -> Scenario:
    talks = opened(
        disclosure(
            "employment_negotiation",
            "declare",
            employer="firm-1",
            began_on="2026-01-02",
        )
    )
    assert talks.case.barred
    handed_over = talks.after(step("hand_over"), SUPERVISOR)
    return handed_over.after(
        step("end", outcome="given_up", ended_on="2026-01-05"), STAFF
    )


# --- property and information: clauses 23 to 28


@IOM.show("23", clauses="23", by="category.bribery")
def _() -> Scenario:
    return established("bribery")


@IOM.show("25", clauses="25", by="category.private_gain")
def _() -> Scenario:
    return assessed("private_gain")


@IOM.show("27a", clauses="27.1", by="category.misuse_of_assets")
def _() -> Scenario:
    return assessed("misuse_of_assets")


@IOM.show(
    "27b",
    clauses="27.2",
    by="category.destruction_of_records, breach_report.order_preservation, "
    "breach_report.confirm_preservation",
)
def _() -> Scenario:
    ordered = assessed("destruction_of_records").after(
        step("order_preservation"), LEGAL
    )
    return ordered.after(step("confirm_preservation"), LEGAL)


@IOM.show(
    "28",
    clauses="28",
    by="breach_report.request_information, breach_report.note_information, "
    "breach_report.note_refusal, category.refusal_to_cooperate",
)
def _() -> list[Scenario]:
    asked = enquired("misuse_of_assets").after(ask_for_information(), ENQUIRER)
    given_late = asked.after(step("note_information"), ENQUIRER)
    given_late.when(step("note_refusal"), ENQUIRER, day(30)).then_refused(
        Refused, "nobody has let a time limit pass", "28"
    )
    return [
        given_late,
        asked.after(step("note_refusal"), ENQUIRER, day(30)),
        assessed("refusal_to_cooperate"),
    ]


# --- staff representatives (29, 30)


@IOM.show(
    "29",
    clauses="29",
    by="consultation.ask_to_be_consulted, category.freedom_of_association",
)
def _() -> list[Scenario]:
    asked = disclosure("consultation", "ask_to_be_consulted", matter="welfare")
    return [opened(asked, REPRESENTATIVE), assessed("freedom_of_association")]


@IOM.show(
    "30",
    clauses="30.1, 30.2",
    by="consultation.consult, consultation.give_views, consultation.decide, "
    "representation.begin_term, category.discrimination",
)
def _() -> list[Scenario]:
    consulted = disclosure("consultation", "consult", matter="conditions_of_work")
    given_views = opened(consulted, HUMAN_RESOURCES).after(
        step("give_views"), REPRESENTATIVE
    )
    term = disclosure(
        "representation",
        "begin_term",
        in_office_from="2026-01-01",
        until="2027-12-31",
    )
    return [
        given_views.after(step("decide", views_followed="partly"), HUMAN_RESOURCES),
        for_staff(term, HUMAN_RESOURCES),
        assessed("discrimination"),
    ]


# --- Governments, the public, the media (31 to 38)


@IOM.show("31", clauses="31, 31.3", by="category.governments")
def _() -> Scenario:
    return assessed("governments")


@IOM.show("32", clauses="32.1, 32.2", by="liaison.request, liaison.accept, liaison.end")
def _() -> Scenario:
    asked = for_staff(disclosure("liaison", "request", until="2026-12-31"), DIRECTOR)
    return asked.after(step("accept"), STAFF).after(step("end"), DIRECTOR)


@IOM.show(
    "33, 34",
    clauses="33, 34",
    by="independence.report_conflict, independence.relieve",
)
def _() -> Scenario:
    conflict = disclosure("independence", "report_conflict", caused_by="organization")
    return opened(conflict).after(step("relieve", relief="other_duties"), DIRECTOR)


@IOM.show("36", clauses="36", by="category.governments")
def _() -> Scenario:
    return assessed("governments")


@IOM.show("37", clauses="37.1, 37.3", by="category.public_statements")
def _() -> Scenario:
    return assessed("public_statements")


@IOM.show(
    "38a",
    clauses="38.2, 38.3, 38.4",
    by="media_contact.ask_to_speak, media_contact.grant_mandate, "
    "media_contact.record_statement",
)
def _() -> Scenario:
    outside = disclosure(
        "media_contact", "ask_to_speak", channel="radio", within_expertise=False
    )
    given("iom").when(outside, STAFF).then_refused(Refused, "expertise", "38.4")
    asked = outside.model_copy(
        update={"facts": {"channel": "radio", "within_expertise": True}}
    )
    mandated = opened(asked).after(
        step("grant_mandate", until="2026-02-01"), MEDIA_UNIT
    )
    spoken = step("record_statement", contact_on="2026-01-05")
    mandated.when(spoken, STAFF, day(60)).then_refused(Refused, "run out", "38.4")
    return mandated.after(spoken, STAFF)


@IOM.show(
    "38b", clauses="38.5", by="media_contact.report_contact, media_contact.review"
)
def _() -> Scenario:
    contact = disclosure(
        "media_contact",
        "report_contact",
        channel="press",
        contact_on="2026-01-02",
        why_not_before="unit_not_reached",
    )
    return opened(contact).after(step("review", follow_up="none"), MEDIA_UNIT)


@IOM.show("38c", clauses="38.6", by="category.public_statements")
def _() -> Scenario:
    return assessed("public_statements")


# --- information, conduct, immunities (39 to 44)


def released(in_service: bool) -> Scenario:
    asked = disclosure(
        "information_release",
        "request",
        information="operational",
        recipient="university-1",
        purpose="research",
        in_service=in_service,
    )
    authorised = opened(asked).after(step("authorise", until="2026-03-01"), DIRECTOR)
    given_out = step("release", released_on="2026-01-05")
    authorised.when(given_out, STAFF, day(90)).then_refused(Refused, "run out", "39.1")
    return authorised.after(given_out, STAFF)


@IOM.show(
    "39a",
    clauses="39.1",
    by="information_release.request, information_release.authorise, "
    "information_release.release, category.confidentiality",
)
def _() -> list[Scenario]:
    return [released(True), assessed("confidentiality")]


@IOM.show("39b", clauses="39.3", by="category.private_gain")
def _() -> Scenario:
    return assessed("private_gain")


@IOM.show(
    "39c", clauses="39.4", by="information_release.request, category.confidentiality"
)
def _() -> list[Scenario]:
    return [released(False), assessed("confidentiality")]


@IOM.show("40", clauses="40", by="category.local_customs")
def _() -> Scenario:
    return assessed("local_customs")


@IOM.show("41", clauses="41, 41.4", by="category.personal_conduct")
def _() -> Scenario:
    return assessed("personal_conduct")


@IOM.show(
    "42",
    clauses="42.1, 42.2, 42.4",
    by="category.sexual_exploitation, breach_report.offer_support, "
    "breach_report.impose_measure, "
    "breach_report.hold_partner_accountable",
)
def _() -> list[Scenario]:
    censure = ImposeMeasure(
        party=1,
        measure="summary_dismissal",
        allegations=(1,),
        effective_on=day(1).date(),
        reasons=SAID,
    )
    supported = assessed("sexual_exploitation").after(step("offer_support"), OFFICIAL)
    referred = step("refer", referred_to="national_authority")
    final = finalised(established("sexual_exploitation").after(censure, BOARD[0]))
    accountable = step("hold_partner_accountable", remedy="agreement_ended")
    return [supported.after(referred, OFFICIAL), final.after(accountable, LEGAL)]


@IOM.show("43a", clauses="43.2", by="category.private_obligations")
def _() -> Scenario:
    letter = given("iom").after(report("pass_on", channel="post"), LEGAL)
    return accused_of("private_obligations", letter)


@IOM.show(
    "43b",
    clauses="43.3",
    by="immunity_waiver.request, immunity_waiver.waive, "
    "immunity_waiver.inform_of_waiver, immunity_waiver.maintain",
)
def _() -> list[Scenario]:
    asked = disclosure(
        "immunity_waiver",
        "request",
        staff_member="staff-9",
        authority="court",
        matter="civil",
    )
    waived = opened(asked, LEGAL).after(
        step("waive", scope="these_proceedings"), DIRECTOR
    )
    return [
        waived.after(step("inform_of_waiver"), LEGAL),
        opened(asked, LEGAL).after(step("maintain"), DIRECTOR),
    ]


@IOM.show("44", clauses="44, 44.2", by="category.governments")
def _() -> Scenario:
    return assessed("governments")


# --- outside and political activities (45 to 48)


def employment() -> Scenario:
    return outside("request_authorisation", "employment")


def outside(opening: str, activity: str) -> Scenario:
    asked = disclosure(
        "outside_activity",
        opening,
        activity=activity,
        remunerated=True,
        starts_on="2026-03-01",
    )
    return opened(asked)


def tested(asked: Scenario) -> Scenario:
    lawful = step(
        "check_local_law", permitted_by_local_law=True, local_law_of="duty_station"
    )
    compatible = step("assess_compatibility", compatible_with_duties=True)
    return asked.after(compatible, DIRECTOR).after(lawful, LEGAL)


@IOM.show(
    "45",
    clauses="45.1, 45.2, 45.3",
    by="outside_activity.request_authorisation, outside_activity.ask, "
    "outside_activity.answer, category.outside_activity",
)
def _() -> list[Scenario]:
    query = opened(disclosure("outside_activity", "ask"))
    return [
        employment(),
        query.after(step("answer"), DIRECTOR),
        assessed("outside_activity"),
    ]


@IOM.show(
    "46a",
    clauses="46.1",
    by="outside_activity.assess_compatibility, outside_activity.check_local_law, "
    "outside_activity.authorise",
)
def _() -> Scenario:
    return tested(employment()).after(step("authorise", until="2026-12-31"), DIRECTOR)


@IOM.show(
    "46b",
    clauses="46.2",
    by="outside_activity.request_publication, outside_activity.approve_publication",
)
def _() -> Scenario:
    article = tested(outside("request_publication", "publication"))
    return article.after(step("approve_publication", until="2026-12-31"), RELATIONS)


@IOM.show(
    "47",
    clauses="47, 47.3",
    by="political_activity.declare, political_activity.find_incompatible, "
    "political_activity.cease, political_activity.report_candidacy, "
    "category.political_activity",
)
def _() -> list[Scenario]:
    declared = disclosure("political_activity", "declare", activity="party_office")
    told = opened(declared).after(step("find_incompatible"), DIRECTOR)
    candidacy = disclosure(
        "political_activity", "report_candidacy", activity="candidacy"
    )
    return [
        told.after(step("cease", ceased_on="2026-01-05"), STAFF),
        opened(candidacy),
        assessed("political_activity"),
    ]


@IOM.show(
    "48",
    clauses="48",
    by="political_activity.ask_about_membership, political_activity.find_consistent",
)
def _() -> Scenario:
    asked = opened(disclosure("political_activity", "ask_about_membership"))
    assert "party" not in "".join(asked.case.procedure.facts)
    return asked.after(step("find_consistent"), LEGAL)


# --- gifts (49 to 53)


def given_gift(opening: str, **facts: Fact) -> Scenario:
    return opened(gift(opening, **facts))


def medal() -> Scenario:
    return given_gift(
        "request_approval",
        source="government",
        kind="decoration",
        because_of_position=True,
    )


def carpet() -> Scenario:
    return given_gift(
        "receive_on_behalf",
        source="government",
        kind="gift",
        unanticipated=True,
        refusal_would_embarrass=True,
        received_on="2025-12-29",
    )


@IOM.show("49a", clauses="49.1", by="gift.request_approval, gift.approve, gift.accept")
def _() -> Scenario:
    return medal().after(step("approve"), DIRECTOR).after(step("accept"), STAFF)


@IOM.show("49b", clauses="49.2", by="gift.receive_on_behalf, gift.entrust")
def _() -> Scenario:
    return carpet().after(step("entrust"), STAFF)


@IOM.show(
    "49c",
    clauses="49.2",
    by="gift.retain, gift.dispose_for_organization, gift.give_to_charity",
)
def _() -> list[Scenario]:
    entrusted = carpet().after(step("entrust"), STAFF)
    ends = ("retain", "dispose_for_organization", "give_to_charity")
    return [entrusted.after(step(end), DIRECTOR) for end in ends]


@IOM.show(
    "50",
    clauses="50",
    by="gift.disclose_minor_gift, gift.let_keep, gift.direct_to_entrust, "
    "gift.entrust, gift.direct_to_return, gift.return_to_donor",
)
def _() -> list[Scenario]:
    pen = given_gift(
        "disclose_minor_gift",
        kind="gift",
        value=4_000,
        currency="CHF",
        duty_station="geneva",
        received_on="2026-01-04",
    )
    entrusted = pen.after(step("direct_to_entrust"), HEAD).after(step("entrust"), STAFF)
    returned = pen.after(step("direct_to_return"), HEAD)
    return [
        pen.after(step("let_keep"), HEAD),
        entrusted,
        returned.after(step("return_to_donor"), STAFF),
    ]


@IOM.show(
    "51",
    clauses="51",
    by="gift.request_award, gift.authorise_award, gift.accept_award",
)
def _() -> Scenario:
    award = given_gift("request_award", source="university", award="academic_award")
    authorised = award.after(step("authorise_award"), DIRECTOR)
    return authorised.after(step("accept_award"), STAFF)


@IOM.show("52", clauses="52", by="gift.declare_payment, gift.find_at_variance")
def _() -> Scenario:
    payment = given_gift(
        "declare_payment", source="government", value=1, currency="CHF"
    )
    return payment.after(step("find_at_variance"), LEGAL)


@IOM.show("53a", clauses="53.2", by="gift.declare_hospitality, gift.exempt_hospitality")
def _() -> Scenario:
    dinner = given_gift("declare_hospitality", occasion="reception")
    return dinner.after(step("exempt_hospitality"), HEAD)


@IOM.show(
    "53b",
    clauses="53.3, 53.4",
    by="gift.declare_travel_benefit, gift.reduce_allowance",
)
def _() -> Scenario:
    hotel = given_gift(
        "declare_travel_benefit",
        authorised_activity=True,
        within_un_rates=True,
        accommodation=True,
        travel=False,
        subsistence=False,
    )
    reduced = step("reduce_allowance", reduced_by=30_000, currency="CHF")
    return hotel.after(reduced, TRAVEL_UNIT)
