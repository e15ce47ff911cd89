"""Demo cases of IMS about what it owes: to donors, to data subjects, to reporters."""

from typing import Final

from api.demo.cast import COMPLIANCE, INVESTIGATOR
from api.demo.ims_inquiries import ACCUSED, MANAGEMENT
from api.demo.ims_reports import EXTERNAL
from api.demo.ims_staff import HR, MANAGER, STAFF
from api.demo.story import Story, person
from cases.commands.evidence import TakeEvidence
from cases.commands.people import AddParty, DesignateHandler
from cases.events.event import Fact, Personal

DPO: Final = "data_protection_officer"


def begun(story: Story, role: str, case: str, account: str, **facts: Fact) -> Story:
    """A case of a type, by one of its openings: `case_type.opening`."""
    case_type, _, opening = case.partition(".")
    return story.disclose(
        role, account, case_type=case_type, opening=opening, facts=facts
    )


def donor_told(story: Story) -> Story:
    """A donor is told within the time of its rules, by facts alone."""
    begun(
        story,
        COMPLIANCE,
        "donor_notification.require",
        "The donor's agreement asks for a notice within thirty days.",
        donor="demo.donor",
        tell_by=story.day(30),
    )
    story.wait(9).take(
        COMPLIANCE,
        "notify_donor",
        matter="donation_misused",
        stage="under_investigation",
        happened_in=story.day(-60),
        concerned="ims",
        amount=1_250_000,
        currency="DKK",
    )
    return story.wait(6).take(COMPLIANCE, "note_answer", answer="more_asked")


def breached(story: Story) -> Story:
    """A list went to the wrong address; the risk is high, and all are told."""
    begun(
        story,
        "member",
        "data_breach.report",
        "I sent the list of the scholarship to a wrong address.",
        became_known_on=story.day(0),
        what_happened="disclosed",
    )
    story.take(DPO, "contain", contained_by="recipient_erased")
    story.take(
        DPO,
        "find_risk",
        risk="high_risk",
        persons_concerned=34,
        special_categories=True,
    )
    story.wait(2).take(DPO, "notify_authority_of_high_risk")
    return story.wait(1).take(DPO, "tell_persons", told_persons_by="e_mail")


def asked_for_data(story: Story) -> Story:
    """Somebody asks for the data about them; some of it is about others, too."""
    begun(
        story,
        "member",
        "data_subject_request.ask",
        "Please send me what you hold about me.",
        right="access",
        asked_on=story.day(0),
    )
    story.wait(4).take(DPO, "ask_for_identity", "The address was another one.")
    story.wait(3).take(DPO, "verify_identity", identity_shown_by="called_back")
    return story.wait(9).take(
        DPO,
        "fulfil_in_part",
        "What others said of themselves is left out.",
        withheld_for="rights_of_others",
        told_of_remedies=True,
    )


def corrected(story: Story) -> Story:
    """What went wrong is put right, checked by somebody else, and learnt from."""
    begun(
        story,
        MANAGEMENT,
        "corrective_action.assign",
        "Invoices above a limit need a second signature from now on.",
        concerns="controls",
        complete_by=story.day(30),
    )
    shown = TakeEvidence(
        kind="document",
        custodian=person(MANAGER),
        taken_on=story.wait(18).today,
        description=Personal("The new instruction."),
    )
    story.does(MANAGER, shown).take(MANAGER, "complete")
    story.wait(5).take(MANAGEMENT, "verify")
    lesson = "record_lesson"
    story.take(HR, lesson, "Two see more.", value="trust", level="organisation")
    return story.wait(1).take(HR, "close")


def protected(story: Story) -> Story:
    """A fear is reason enough to be protected."""
    begun(
        story,
        "member",
        "protection.ask",
        "I will report my manager, and my contract is to be renewed in May.",
        because_of="report_to_come",
        asked_on=story.day(0),
    )
    story.wait(2).take(COMPLIANCE, "assess_risk", level="medium", assessed_at="intake")
    story.wait(1).take(COMPLIANCE, "propose_measure", measure="other_manager")
    return story.wait(1).take("member", "agree").wait(2).take(HR, "apply_measure")


def registered(story: Story) -> Story:
    """A detriment that befalls somebody protected, for reasons that do not hold."""
    begun(
        story,
        HR,
        "detriment.register",
        "The contract is not to be renewed.",
        affected=STAFF,
        ordered_by=ACCUSED,
        detriment="contract_not_renewed",
        effective_on=story.day(20),
    )
    story.wait(1).take(COMPLIANCE, "check_protection")
    story.wait(4).take(HR, "justify", "The post is needed no longer.")
    return story.wait(3).take(COMPLIANCE, "let_presumption_stand", "It was filled.")


def punished_for_it(story: Story) -> Story:
    """Whoever acted has to show that it was for other reasons than the report."""
    story.report(
        "reporter",
        "Since I wrote to the lawyers nobody invites me to a meeting.",
        case_type="retaliation_complaint",
        opening="complain",
        channel="e_mail",
        identity_mode="confidential",
        facts={"because_of": "own_report", "detriment": "coercion_or_harassment"},
    )
    story.wait(2).take(COMPLIANCE, "acknowledge")
    story.wait(4).take(COMPLIANCE, "find_prima_facie")
    accused = AddParty(role="subject", name=Personal("Person P"), person=ACCUSED)
    handler = DesignateHandler(
        person=person(INVESTIGATOR), role=INVESTIGATOR, conflict_declared_absent=True
    )
    story.does(COMPLIANCE, accused).does(COMPLIANCE, handler)
    story.wait(1).take(COMPLIANCE, "authorise_investigation")
    return story.wait(5).take(INVESTIGATOR, "call_for_reasons")


def partner_concern(story: Story, account: str) -> Story:
    """A concern about a partner, which answers by its contract."""
    story.report(
        MANAGER,
        account,
        case_type="breach_report",
        opening="report_partner",
        channel="meeting",
        identity_mode="named",
        categories=("breach_of_conditions",),
    )
    return story.wait(2).take("intake_officer", "acknowledge", "We look into it.")


def told_of_survivor(story: Story, account: str) -> Story:
    """A survivor is helped before anything else is asked of them."""
    story.report(
        "reporter",
        account,
        case_type="breach_report",
        opening="report_safeguarding",
        channel="web",
        identity_mode="anonymous",
        facts={"minor_involved": "unknown"},
        categories=("sexual_exploitation",),
    )
    story.wait(1).take(EXTERNAL, "acknowledge_externally", "You are not alone.")
    return story.take(EXTERNAL, "offer_support", support="psychological")


def shared(story: Story) -> Story:
    """A photograph for the report to a donor, as far as its owner agreed."""
    story.begin(
        HR,
        ("sharing", "ask_owner"),
        "May your photograph go into the report to the donor?",
        STAFF,
        recipient="demo.donor",
        purpose="report_to_donor",
        data=("photograph", "name"),
    )
    story.wait(3).take("member", "consent", until=story.day(100))
    return story.wait(2).take(
        HR,
        "share",
        shared_with="demo.donor",
        shared_for="report_to_donor",
        data_shared=("photograph",),
        shared_on=story.day(0),
    )
