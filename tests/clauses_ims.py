"""What shows each row of the IMS Code of Ethics."""

from typing import Final

from clauses import Entries
from ims import (
    BOARD,
    COMPLIANCE,
    DPO,
    EDITION,
    EXTERNAL,
    HR,
    MANAGEMENT,
    OTHER_HR,
    PEOPLE_MANAGER,
    SAID,
    STAFF,
    all_confirmed,
    conflict,
    disclosure,
    every_policy,
    for_staff,
    in_register,
    opened,
    registered,
    signing,
    step,
    to_sign,
    version,
)
from ims_reporting import (
    accused,
    affected,
    allegation,
    authorities,
    consent,
    deliberated,
    established,
    final,
    handed_over,
    handled,
    handler,
    investigated,
    looked,
    measure,
    report,
    reported,
    tied,
    told,
)
from offices import granted, holding
from reacting import settled
from rules import knowing
from scenario import INVESTIGATOR, OWNER, Scenario, day

from cases.actors import Actor
from cases.commands.declaring import DeclareConflict
from cases.commands.evidence import TakeEvidence
from cases.commands.identity import DiscloseIdentity
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.people import AddParty
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.event import Fact

IMS: Final = Entries("ims")


# --- adherence, versions, who is bound (1 to 1.2)


def signed(engagement: str = "employee") -> Scenario:
    """Signed after the introduction, and adherence to all policies confirmed."""
    begun = for_staff(to_sign("onboarding", engagement), HR)
    introduced = begun.after(step("give_introduction", introduced_on="2026-01-05"), HR)
    read = introduced.after(signing(), STAFF)
    return in_register(read, *every_policy()).after(all_confirmed(), STAFF)


@IMS.show(
    "1a",
    clauses="1 ¶2, 1 ¶2 sentence 3",
    by="staff_sign_off.confirm_adherence, policies.staff_handbook",
)
def _() -> Scenario:
    return signed()


def new_version() -> Scenario:
    review = opened(disclosure("code_review", "open_review", occasion="law"), HR)
    approved = review.after(step("draft"), HR).after(step("approve"), BOARD[0])
    return approved.after(step("announce_new_version"), HR)


@IMS.show(
    "1b",
    clauses="1 ¶2 sentence 4",
    by="code_review.announce_new_version, staff_sign_off.new_version, "
    "staff_sign_off.new_policy, policy.publish_policy_version, policy.announce",
)
def _() -> list[Scenario]:
    announced = registered().after(version("it", 2), HR).after(step("announce"), HR)
    again = in_register(for_staff(to_sign("new_policy"), HR), *every_policy(2))
    return [
        new_version(),
        for_staff(to_sign("new_version"), HR),
        announced,
        again.after(all_confirmed(2), STAFF),
    ]


def party(before: Scenario, person: str | None = None) -> Scenario:
    return before.after(AddParty(role="subject", name=SAID, person=person), OWNER)


@IMS.show(
    "1.1a",
    clauses="1.1",
    by="breach_report.determine_applicable_code, engagements.staff, "
    "engagements.board_member, staff_sign_off.onboarding",
)
def _() -> list[Scenario]:
    both = party(party(handled(), "accused-1"), "board-9")
    return [
        both.after(tied("staff", 1), OWNER).after(tied("board_member", 2), OWNER),
        signed("consultant"),
        signed("board_member"),
    ]


def concern(opening: str) -> Scenario:
    return told(report(opening, channel="e_mail"))


@IMS.show(
    "1.1b",
    clauses="1.1 ¶2",
    by="breach_report.report_partner, engagements.partner, "
    "category.breach_of_conditions, measures.payments_withheld, "
    "measures.funds_reclaimed, breach_report.carry_out_measure",
)
def _() -> Scenario:
    case = accused("breach_of_conditions", "partner", concern("report_partner"))
    withheld = established(case).after(measure("payments_withheld"), MANAGEMENT[0])
    decided = withheld.after(measure("funds_reclaimed"), MANAGEMENT[0])
    return final(decided).after(step("carry_out_measure"), PEOPLE_MANAGER)


@IMS.show(
    "1.1c",
    clauses="1.1 ¶2 sentence 2",
    by="breach_report.report_supplier, breach_report.determine_applicable_code, "
    "engagements.supplier, category.breach_of_supplier_code",
)
def _() -> Scenario:
    return accused("breach_of_supplier_code", "supplier", concern("report_supplier"))


# --- onboarding, managers, support and ownership: 1.3


@IMS.show(
    "1.3a",
    clauses="1.3",
    by="staff_sign_off.onboarding, staff_sign_off.give_introduction, "
    "staff_sign_off.sign_off",
)
def _() -> list[Scenario]:
    begun = for_staff(to_sign("new_version"), HR)
    overdue = begun.after(step("pursue"), HR, day(31))
    return [signed(), overdue.after(step("remind"), PEOPLE_MANAGER, day(31))]


@IMS.show(
    "1.3b",
    clauses="1.3 ¶2",
    by="manager_attestation.ask, manager_attestation.attest, "
    "manager_attestation.find_omission, category.manager_failed_to_ensure",
)
def _() -> list[Scenario]:
    period = {"period_from": "2025-01-01", "period_until": "2025-12-31"}
    asked = for_staff(
        disclosure("manager_attestation", "ask", **period), HR, PEOPLE_MANAGER.id
    )
    attested = step(
        "attest",
        code_discussed=True,
        sign_offs_complete=True,
        concerns_passed_on=True,
    )
    manager = Actor(PEOPLE_MANAGER.id, "member")
    return [
        asked.after(attested, manager).after(step("take_note"), HR),
        asked.after(step("find_omission"), HR, day(40)),
        accused("manager_failed_to_ensure"),
    ]


@IMS.show(
    "1.3c",
    clauses="1.3 ¶2 sentence 2",
    by="training.assign, training.attend, training.confirm, guidance.ask, "
    "guidance.provide, measures.training",
)
def _() -> list[Scenario]:
    assigned = for_staff(
        disclosure("training", "assign", topic="pseah", complete_by="2026-02-20"), HR
    )
    attended = assigned.after(step("attend", completed_on="2026-01-05"), STAFF)
    asked = opened(disclosure("guidance", "ask", about="donors"))
    return [
        attended.after(step("confirm"), HR),
        asked.after(step("provide", provided="tool"), HR),
        established(accused("trust")).after(measure("training"), MANAGEMENT[0]),
    ]


def without_hr() -> Scenario:
    """The only one who acts for HR is accused: the office steps aside."""
    before = holding(handled(), granted(HR.id, "human_resources"))
    case = settled(party(before, HR.id)).so_far
    offer = step("offer_support", support="psychological")
    case.when(offer, HR).then_refused(CaseNotFound, "")
    case.when(offer, OTHER_HR).then_refused(CaseNotFound, "")
    before.when(offer, MANAGEMENT[0]).then_refused(NotPermitted, "is for")
    return case.after(offer, MANAGEMENT[0])


@IMS.show("1.3d", clauses="1.3 ¶3", by="substitutes.human_resources")
def _() -> Scenario:
    return without_hr()


# --- values and levels: 2 and 3

VALUES: Final = ("trust", "inclusion", "solidarity", "responsiveness", "ambition")


def assigned() -> Scenario:
    command = disclosure(
        "corrective_action", "assign", concerns="controls", complete_by="2026-03-01"
    )
    return opened(command, MANAGEMENT[0])


def improved(value: str = "trust") -> Scenario:
    """Completed with evidence, verified by somebody else, and a lesson was learnt."""
    shown = TakeEvidence(
        kind="document",
        custodian=PEOPLE_MANAGER.id,
        taken_on=day(0).date(),
        description=SAID,
    )
    completed = (
        assigned().after(shown, PEOPLE_MANAGER).after(step("complete"), PEOPLE_MANAGER)
    )
    lesson = step("record_lesson", value=value, level="organisation")
    verified = completed.after(step("verify"), MANAGEMENT[0])
    return verified.after(lesson, HR).after(step("close"), HR)


@IMS.show(
    "2",
    clauses="2, 2 Trust, 2 Inclusion, 2 Solidarity, 2 Responsiveness, 2 Ambition",
    by="category.trust, category.inclusion, category.solidarity, "
    "category.responsiveness, category.ambition, corrective_action.record_lesson, "
    "policies.global_strategy",
)
def _() -> list[Scenario]:
    return [*map(accused, VALUES), *map(improved, VALUES), signed()]


@IMS.show(
    "3",
    clauses="1, 1.2, 1.2 ¶2, 3",
    by="category.standards, levels.personnel, levels.people_managers, "
    "levels.organisation",
)
def _() -> list[Scenario]:
    one = accused("standards")
    managers = one.after(allegation("trust", level="people_managers"), OWNER)
    itself = party(managers).after(tied("organisation", 2), OWNER)
    systemic = allegation("standards", level="organisation", party=2)
    return [itself.after(systemic, OWNER)]


# --- conflicts of interest (3.1)


@IMS.show(
    "3.1",
    clauses="3.1",
    by="conflict_of_interest.disclose, conflict_of_interest.agree_mitigation, "
    "conflict_of_interest.withdraw_from_matter, conflict_of_interest.retire, "
    "category.conflict_of_interest, policies.conflict_of_interest, "
    "breach_report.declare_conflict, breach_report.recuse_decider",
)
def _() -> list[Scenario]:
    met = deliberated(investigated(accused("conflict_of_interest")))
    stood_down = met.after(DeclareConflict(conflict=True), MANAGEMENT[0])
    mitigated = opened(conflict()).after(
        step("agree_mitigation", review_on="2026-06-01"), HR
    )
    withdrawn = mitigated.after(step("withdraw_from_matter"), STAFF)
    retired = withdrawn.after(step("retire", ended_on="2026-01-05"), HR)
    return [retired, stood_down, signed()]


# --- harassment and bullying: 3.2


@IMS.show(
    "3.2",
    clauses="3.2",
    by="breach_report.complain, breach_report.offer_informal_resolution, "
    "breach_report.agree_informally, breach_report.formalise, category.bullying, "
    "category.harassment",
)
def _() -> list[Scenario]:
    def complaint(act: str) -> Scenario:
        said: dict[str, Fact] = {"subjected_to": act, "wanted_way": "informal"}
        return told(report("complain", said, identity_mode="named"))

    informal = step("offer_informal_resolution", affected_agrees=True)
    bullied = accused("bullying", before=complaint("bullying")).after(informal, OWNER)
    harassed = accused("harassment", before=complaint("harassment"))
    formal = step("formalise", wanted_way="formal")
    return [
        bullied.after(step("agree_informally"), OWNER),
        harassed.after(informal, OWNER).after(formal, STAFF),
    ]


# --- sexual exploitation, abuse and harassment (3.3)


def safeguarding(minor: str = "no") -> Scenario:
    return told(report("report_safeguarding", {"minor_involved": minor}))


@IMS.show(
    "3.3a",
    clauses="3.3",
    by="breach_report.report_safeguarding, breach_report.classify_severity, "
    "category.sexual_abuse, category.sexual_harassment",
)
def _() -> list[Scenario]:
    shown = []
    for category in ("sexual_abuse", "sexual_harassment"):
        case = accused(category, before=safeguarding())
        case.when(step("classify_severity", severity="ordinary"), OWNER).then_refused(
            Refused, "what is alleged is serious", "3.3"
        )
        case.when(
            step("offer_informal_resolution", affected_agrees=True), OWNER
        ).then_refused(Refused, "no informal resolution")
        shown.append(investigated(case))
    return shown


def placed(category: str) -> Scenario:
    """The conduct was legal where it happened, or so it is said."""
    case = accused(category, before=safeguarding())
    return case.after(DetermineJurisdiction(allegation=1, country="PH"), OWNER)


def code_first(case: Scenario, place: str) -> Scenario:
    """Local law does not come first, by rule, and that is put on record."""
    said = DetermineLocalLaw(allegation=1, place=place, prevails="code", reasons=SAID)
    other = said.model_copy(update={"prevails": "local_law"})
    case.when(other, OWNER).then_refused(Refused, "the code comes first", place)
    return case.after(said, OWNER)


@IMS.show(
    "3.3b",
    clauses="3.3 sentence 2",
    by="category.sexual_exploitation, breach_report.determine_local_law",
)
def _() -> Scenario:
    return code_first(placed("sexual_exploitation"), "3.3 sentence 2")


@IMS.show(
    "3.3c",
    clauses="3.3 sentence 3, 3.3 sentence 4",
    by="breach_report.record_minor, breach_report.tell_authorities_of_minor, "
    "category.sexual_activity_with_a_minor, breach_report.determine_local_law, "
    "breach_report.reject_defence",
)
def _() -> list[Scenario]:
    case = code_first(placed("sexual_activity_with_a_minor"), "3.3 sentence 3")
    case.after(step("classify_severity", severity="serious"), OWNER).when(
        step("authorise_investigation"), MANAGEMENT[0]
    ).then_refused(Refused, "authorities have not been told")
    inquiry = investigated(case)
    mistaken = step("take_up_defence", defence="mistaken_age")
    inquiry.when(mistaken, OWNER).then_refused(Refused, "defence", "3.3 sentence 4")
    return [inquiry.after(step("reject_defence", defence="mistaken_age"), OWNER)]


@IMS.show(
    "3.3d",
    clauses="3.3",
    by="breach_report.offer_support, breach_report.arrange_support",
)
def _() -> list[Scenario]:
    survivor = affected(accused("sexual_abuse", before=safeguarding()))
    offered = survivor.after(step("offer_support", support="medical"), OWNER)
    arrange = step("arrange_support", support="medical")
    offered.when(arrange, OWNER).then_refused(Refused, "has not consented", "3.3")
    arranged = offered.after(consent("arrange_support"), OWNER).after(arrange, OWNER)
    arranged.when(arrange, OWNER).then_refused(Refused, "has not consented", "3.3")
    agreed = survivor.after(consent("tell_authorities"), OWNER)
    return [arranged, agreed.after(authorities("tell_authorities"), COMPLIANCE)]


# --- diversity, corruption and donors: 3.4 and 3.5


@IMS.show(
    "3.4",
    clauses="3.4",
    by="breach_report.complain_of_discrimination, category.discrimination",
)
def _() -> Scenario:
    said: dict[str, Fact] = {"ground": "disability", "wanted_way": "formal"}
    return accused(
        "discrimination", before=told(report("complain_of_discrimination", said))
    )


def irregularity(irregularity: str = "bribery") -> Scenario:
    return told(report("report_irregularity", {"irregularity": irregularity}))


@IMS.show(
    "3.5a",
    clauses="3.5",
    by="breach_report.report_irregularity, category.corruption, "
    "breach_report.estimate_loss, breach_report.record_recovery",
)
def _() -> Scenario:
    case = investigated(accused("corruption", before=irregularity()))
    lost = case.after(step("estimate_loss", loss=900_000, currency="DKK"), OWNER)
    back = step(
        "record_recovery", recovered=400_000, currency="DKK", recovered_by="repayment"
    )
    return lost.after(back, OWNER)


@IMS.show(
    "3.5b",
    clauses="3.5 sentence 3, 3.5 sentence 4",
    by="breach_report.log_investigation_step, category.financial_records, "
    "category.misuse_of_donations, measures.funds_reclaimed",
)
def _() -> list[Scenario]:
    records = investigated(accused("financial_records", before=irregularity("fraud")))
    checked = records.after(looked("record_check"), INVESTIGATOR)
    partner = accused("breach_of_conditions", "partner")
    reclaimed = established(partner).after(measure("funds_reclaimed"), MANAGEMENT[0])
    return [checked, established(accused("misuse_of_donations")), reclaimed]


def donor() -> Scenario:
    required = disclosure(
        "donor_notification", "require", donor="donor-1", tell_by="2026-01-20"
    )
    notify = step(
        "notify_donor",
        matter="donation_misused",
        stage="established",
        happened_in="2025-11-30",
        concerned="ims",
        amount=120_000,
        currency="EUR",
    )
    return opened(required, COMPLIANCE).after(notify, COMPLIANCE)


@IMS.show(
    "3.5c",
    clauses="3.5 sentence 5",
    by="donor_notification.require, donor_notification.notify_donor, "
    "category.misuse_of_donations",
)
def _() -> list[Scenario]:
    return [donor(), accused("misuse_of_donations", before=irregularity("donor_rules"))]


# --- equipment, personal data (3.6)


@IMS.show(
    "3.6a",
    clauses="3.6, 3.6 sentence 2",
    by="breach_report.report_it_misuse, category.misuse_of_equipment, "
    "category.breach_of_data_protection",
)
def _() -> list[Scenario]:
    def misuse(what: str) -> Scenario:
        return told(report("report_it_misuse", {"misused": what}))

    return [
        accused("misuse_of_equipment", before=misuse("network")),
        accused("breach_of_data_protection", before=misuse("proprietary_information")),
    ]


@IMS.show(
    "3.6b",
    clauses="3.6 sentence 2",
    by="data_breach.report, data_breach.close, data_subject_request.ask, "
    "data_subject_request.give_copy",
)
def _() -> list[Scenario]:
    leak = disclosure(
        "data_breach", "report", became_known_on="2026-01-05", what_happened="lost"
    )
    none = opened(leak).after(step("find_no_risk", risk="none"), DPO)
    contained = none.after(step("contain", contained_by="recovered"), DPO)
    access = disclosure(
        "data_subject_request", "ask", right="access", asked_on="2026-01-05"
    )
    entry = step("register").model_copy(update={"note": SAID})
    closed = contained.after(entry, DPO).after(step("close"), DPO)
    period = EDITION.retention["R13"].period
    kept_until = EDITION.calendar.delete_on(period, day(0).date())
    assert closed.case.delete_on == kept_until
    return [closed, opened(access).after(step("give_copy"), DPO)]


# --- accountability, the external function, no punishment (3.7)


@IMS.show(
    "3.7a",
    clauses="3.7, 3.7 sentence 2",
    by="corrective_action.assign, corrective_action.complete, "
    "corrective_action.record_lesson, corrective_action.close, "
    "corrective_action.escalate, category.not_accountable",
)
def _() -> list[Scenario]:
    escalated = step("escalate", complete_by="2026-06-01")
    return [
        improved(),
        assigned().after(escalated, COMPLIANCE, day(60)),
        accused("not_accountable"),
    ]


@IMS.show(
    "3.7b",
    clauses="3.7 sentence 3",
    by="breach_report.speak_up, breach_report.take_down, breach_report.hand_over, "
    "breach_report.hand_over_with_identity",
)
def _() -> list[Scenario]:
    anonymous = told(report("take_down", identity_mode="anonymous"), EXTERNAL)
    withheld = anonymous.after(
        step("withhold_externally", why_not_acknowledged="no_way_to_reach"), EXTERNAL
    )
    unknown = step("hand_over", reporter_consents="cannot_be_asked")
    answered = reported().after(step("acknowledge_externally"), EXTERNAL)
    everything = step("hand_over_with_identity", reporter_consents="to_all")
    answered.when(everything, EXTERNAL).then_refused(Refused, "chosen to be named")
    named = answered.after(DiscloseIdentity(agreed=True), STAFF)
    outside = step("keep_outside", reporter_consents="refused")
    return [
        handed_over(reported()),
        withheld.after(unknown, EXTERNAL),
        named.after(everything, EXTERNAL),
        answered.after(outside, EXTERNAL),
    ]


def presumed() -> Scenario:
    """Dismissed within a year of a report, for reasons that convince nobody."""
    dismissal = disclosure(
        "detriment",
        "register",
        affected=STAFF.id,
        ordered_by="boss-1",
        detriment="suspension_or_dismissal",
        effective_on="2026-12-01",
    )
    (named, _), *_ = told(report(identity_mode="named", channel="web")).history
    known = knowing(opened(dismissal, HR), f"person:{STAFF.id}:interests", named)
    checked = known.after(step("check_protection"), COMPLIANCE)
    justified = checked.after(step("justify"), HR)
    return justified.after(step("let_presumption_stand"), COMPLIANCE)


def retaliated() -> Scenario:
    facts: dict[str, Fact] = {"because_of": "own_report", "detriment": "blacklisting"}
    complaint = report("complain", facts, case_type="retaliation_complaint")
    return (
        told(complaint)
        .after(step("find_prima_facie"), COMPLIANCE)
        .after(AddParty(role="subject", name=SAID, person="boss-1"), COMPLIANCE)
        .after(handler(INVESTIGATOR.id, "investigator"), COMPLIANCE)
        .after(step("authorise_investigation"), COMPLIANCE)
        .after(step("call_for_reasons"), INVESTIGATOR)
        .after(step("note_reasons"), INVESTIGATOR)
        .after(step("establish"), COMPLIANCE)
    )


def protected() -> Scenario:
    ask = disclosure(
        "protection", "ask", because_of="report_to_come", asked_on="2026-01-05"
    )
    risk = step("assess_risk", level="high", assessed_at="intake")
    assessed = opened(ask).after(risk, COMPLIANCE)
    proposed = assessed.after(step("propose_measure", measure="leave"), COMPLIANCE)
    return proposed.after(step("agree"), STAFF)


@IMS.show(
    "3.7c",
    clauses="3.7 sentence 4",
    by="protection.ask, protection.agree, detriment.register, "
    "detriment.check_protection, detriment.let_presumption_stand, "
    "retaliation_complaint.complain, retaliation_complaint.establish, "
    "category.retaliation",
)
def _() -> list[Scenario]:
    before = party(handled(), "member-9").after(tied(), OWNER)
    before.when(allegation("report_in_bad_faith"), OWNER).then_refused(
        Refused, "nobody is ever accused of this", "3.7 sentence 4"
    )
    return [protected(), presumed(), retaliated(), accused("retaliation")]


@IMS.show(
    "Footers",
    clauses="footers",
    by="policy.register, policy.publish_policy_version",
)
def _() -> Scenario:
    first = registered().after(version("whistleblower", 1), HR)
    later = in_register(first, *(e for e, _ in first.history))
    later.when(version("whistleblower", 1), HR).then_refused(Refused, "a later one")
    return later.after(version("whistleblower", 2), HR)
