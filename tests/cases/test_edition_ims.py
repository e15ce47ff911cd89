"""What the IMS Code of Ethics refuses, and what it lets through."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from rules import SAID, TODAY, allegation, handler, party, step
from scenario import (
    COMPLIANCE,
    INTAKE,
    INVESTIGATOR,
    MEMBER,
    OWNER,
    Scenario,
    code,
    day,
)

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.clocks import NoteTime
from cases.commands.investigation import LogInvestigationStep, SetTermsOfReference
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.closing import CaseClosed
from cases.events.investigation import InvestigationStepLogged
from cases.events.opening import DisclosureMade, ReportReceived
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    ClockStopped,
    ClockWarned,
    StepTaken,
)

EXTERNAL: Final = Actor("lawyer-1", "external_function")
MANAGEMENT: Final = Actor("manager-1", "management_member")
HR: Final = Actor("hr-1", "human_resources")
HR_FOR_STAFF: Final = replace(HR, on_behalf_of=MEMBER.id)
OTHER_HR: Final = Actor("hr-2", "human_resources")
OTHER: Final = Actor("member-2", "member")
SYSTEM: Final = Actor("system", "system")
PSEAH: Final = (
    "sexual_harassment",
    "sexual_exploitation",
    "sexual_abuse",
    "sexual_activity_with_a_minor",
)
INFORMAL: Final = step("offer_informal_resolution", affected_agrees=True)
SIGN: Final = step("sign_off", read_and_understood=True)
ASSESSED: Final = (
    (step("acknowledge_externally"), EXTERNAL),
    (step("hand_over", identity_kept="by_external_function"), EXTERNAL),
    (step("accept_for_assessment"), INTAKE),
)


def report(**said: Any) -> ReceiveReport:
    """A report to the external function, unless said otherwise."""
    return ReceiveReport.model_validate(
        {
            "case_type": "breach_report",
            "opening": "speak_up",
            "channel": "external_function",
            "identity_mode": "confidential",
            "received_on": TODAY,
            "account": SAID,
            **said,
        }
    )


def to_sign(opening: str = "new_version") -> MakeDisclosure:
    """The Code, to be signed by the member."""
    return MakeDisclosure.model_validate(
        {
            "case_type": "staff_sign_off",
            "opening": opening,
            "facts": {"engagement": "employee"},
            "account": SAID,
        }
    )


def disclosed(**facts: Any) -> MakeDisclosure:
    """A conflict of interest of the member."""
    said = {
        "conflict": "apparent",
        "nature": "family",
        "arose_on": "2026-01-02",
        "decides_for_ims": True,
        **facts,
    }
    return MakeDisclosure(
        case_type="conflict_of_interest", opening="disclose", facts=said, account=SAID
    )


def nothing() -> Scenario:
    return Scenario(Case(code("ims")))


def reported() -> Scenario:
    return nothing().after(report(), MEMBER)


def assessed() -> Scenario:
    so_far = reported()
    for command, by in ASSESSED:
        so_far = so_far.after(command, by)
    return so_far


def accused(category: str) -> Scenario:
    """Somebody is accused of something in this category; handlers are there."""
    return (
        assessed()
        .after(handler(OWNER.id, "case_owner"), COMPLIANCE)
        .after(handler(INVESTIGATOR.id, "investigator"), COMPLIANCE)
        .after(party(), OWNER)
        .after(allegation(category=category), OWNER)
    )


def investigated(category: str) -> Scenario:
    return accused(category).after(step("authorise_investigation"), MANAGEMENT)


# --- serious misconduct


@pytest.mark.parametrize("category", PSEAH)
def test_serious_misconduct_is_never_resolved_informally(category: str) -> None:
    accused(category).when(INFORMAL, OWNER).then_refused(
        Refused, "informal resolution", "3.3"
    )


def test_one_serious_allegation_among_others_rules_the_informal_way_out() -> None:
    both = accused("bullying").after(allegation(category="sexual_abuse"), OWNER)
    both.when(INFORMAL, OWNER).then_refused(Refused, "informal resolution", "3.3")


def test_bullying_can_be_resolved_informally_if_whoever_is_affected_agrees() -> None:
    bullied = accused("bullying")
    bullied.when(INFORMAL, OWNER).then_happens(StepTaken, ClockStarted)
    forced = step("offer_informal_resolution", affected_agrees=False)
    bullied.when(forced, OWNER).then_refused(Refused, "affected agrees", "not from")


@pytest.mark.parametrize(
    "defence", ["mistaken_age", "local_age_of_consent", "exchange_for_sex_legal_there"]
)
def test_neither_age_mistaken_nor_local_law_is_a_defence(defence: str) -> None:
    case = investigated("sexual_activity_with_a_minor")
    case.when(step("take_up_defence", defence=defence), OWNER).then_refused(
        Refused, "does not apply to this defence", "3.3"
    )


def test_that_the_facts_are_disputed_is_a_defence() -> None:
    case = investigated("sexual_activity_with_a_minor")
    case.when(step("take_up_defence", defence="facts_disputed"), OWNER).then_happens(
        StepTaken
    )


def test_every_category_of_serious_misconduct_is_serious() -> None:
    categories = code("ims").in_force(TODAY).categories
    serious = {name for name, c in categories.items() if "3.3" in c.clauses}
    assert serious == set(PSEAH)
    for name in PSEAH:
        assert categories[name].severity == "serious"
        assert not categories[name].informal_resolution


def test_nobody_can_be_accused_of_having_reported() -> None:
    said = allegation(category="report_in_bad_faith")
    assessed().after(party(), COMPLIANCE).when(said, COMPLIANCE).then_refused(
        Refused, "no such category", "3"
    )


# --- the order of a report


def test_a_report_goes_to_the_external_function_first() -> None:
    command = report()
    nothing().when(command, MEMBER).then_happens(ReportReceived, *[ClockStarted] * 5)
    assert reported().case.phase == "with_external_function"
    reported().when(step("acknowledge"), INTAKE).then_refused(
        Refused, "not possible in the phase 'with_external_function'", "Art. 9(1)(b)"
    )


def test_only_the_external_function_hands_a_report_over() -> None:
    answered = reported().after(step("acknowledge_externally"), EXTERNAL)
    command = step("hand_over", identity_kept="by_external_function")
    answered.when(command, INTAKE).then_refused(
        NotPermitted, "external_function", "3.7"
    )
    answered.when(command, EXTERNAL).then_happens(StepTaken)


def test_a_report_is_not_taken_up_before_it_was_handed_over() -> None:
    answered = reported().after(step("acknowledge_externally"), EXTERNAL)
    answered.when(step("accept_for_assessment"), INTAKE).then_refused(
        Refused, "not possible in the phase 'acknowledged_externally'", "3.7"
    )


def test_a_complaint_names_the_act_that_somebody_was_subject_to() -> None:
    complaint = report(opening="complain", facts={"subjected_to": "bullying"})
    nothing().when(complaint, MEMBER).then_happens(ReportReceived, *[ClockStarted] * 5)
    unnamed = report(opening="complain")
    nothing().when(unnamed, MEMBER).then_refused(Refused, "subjected_to", "3.2")


def test_nothing_is_looked_into_before_the_terms_of_reference_are_set() -> None:
    case = investigated("corruption")
    looked = LogInvestigationStep(
        kind="document", occurred_on=TODAY, allegations=(1,), account=SAID
    )
    case.when(looked, INVESTIGATOR).then_refused(
        Refused, "comes after set_terms_of_reference", "ISO 37002:2021 8.4.1"
    )
    terms = SetTermsOfReference(allegations=(1,), scope=SAID)
    case.after(terms, OWNER).when(looked, INVESTIGATOR).then_happens(
        InvestigationStepLogged
    )


def test_whoever_proposes_to_dismiss_a_report_does_not_confirm_it() -> None:
    proposer = Actor(COMPLIANCE.id, "external_function")
    proposed = (
        reported()
        .after(step("acknowledge_externally"), EXTERNAL)
        .after(step("propose_dismissal", dismissal_reason="out_of_scope"), proposer)
    )
    confirm = step("confirm_dismissal")
    proposed.when(confirm, COMPLIANCE).then_refused(
        Refused, "for another person than 'propose_dismissal'", "a second person"
    )
    second = Actor("compliance-2", "compliance_officer")
    assert proposed.after(confirm, second).case.phase == "dismissed"


# --- signing off


@pytest.mark.parametrize("opening", ["onboarding", "new_version"])
def test_human_resources_ask_for_a_sign_off(opening: str) -> None:
    nothing().when(to_sign(opening), HR_FOR_STAFF).then_happens(
        DisclosureMade, ClockStarted
    )


def test_nobody_signs_before_the_introduction_was_given() -> None:
    begun = nothing().after(to_sign("onboarding"), HR_FOR_STAFF)
    begun.when(SIGN, MEMBER).then_refused(
        Refused, "not possible in the phase 'introduction_due'", "1.3"
    )
    given = begun.after(step("give_introduction", introduced_on="2026-01-05"), HR)
    given.when(SIGN, MEMBER).then_happens(StepTaken, ClockMet)


def test_nobody_signs_for_another_person() -> None:
    due = nothing().after(to_sign(), HR_FOR_STAFF)
    due.when(SIGN, OTHER).then_refused(CaseNotFound, "")
    assistant = Actor(OTHER.id, "member", on_behalf_of=MEMBER.id)
    due.when(SIGN, assistant).then_refused(CaseNotFound, "")
    due.when(SIGN, OTHER_HR).then_refused(NotPermitted, "is for member", "1.3")
    due.when(SIGN, MEMBER).then_happens(StepTaken, ClockMet)


def test_whoever_has_not_understood_has_not_signed() -> None:
    command = step("sign_off", read_and_understood=False)
    nothing().after(to_sign(), HR_FOR_STAFF).when(command, MEMBER).then_refused(
        Refused, "read and understood", "1.3"
    )


def test_a_sign_off_is_overdue_after_thirty_days_and_stays_late() -> None:
    due = nothing().after(to_sign(), HR_FOR_STAFF)
    due.when(NoteTime(), SYSTEM, at=day(30)).then_happens(ClockWarned, ClockWarned)
    due.when(NoteTime(), SYSTEM, at=day(31)).then_happens(ClockMissed)
    late = due.after(NoteTime(), SYSTEM, at=day(31)).after(step("pursue"), HR)
    late.when(SIGN, MEMBER, at=day(33)).then_happens(StepTaken, ClockMetLate)


def test_a_sign_off_is_waived_by_another_person_with_a_reason() -> None:
    due = nothing().after(to_sign(), HR_FOR_STAFF)
    waived = step("waive", waived_because="long_absence")
    due.when(waived, HR).then_refused(
        Refused, "another person than 'new_version'", "1.3"
    )
    due.when(step("waive"), OTHER_HR).then_refused(Refused, "waived_because", "1.3")
    due.when(waived, OTHER_HR).then_happens(StepTaken, ClockStopped, CaseClosed)


# --- conflicts of interest


def test_nobody_assesses_a_conflict_of_their_own() -> None:
    case = nothing().after(disclosed(), MEMBER)
    own = Actor(MEMBER.id, "human_resources")
    case.when(step("find_no_conflict"), own).then_refused(
        Refused, "another person than 'disclose'", "3.1"
    )
    case.when(step("find_no_conflict"), OTHER_HR).then_happens(
        StepTaken, ClockMet, CaseClosed
    )


def test_nobody_amends_the_disclosure_of_another() -> None:
    review = step("agree_mitigation", review_on="2026-06-01")
    case = nothing().after(disclosed(), MEMBER).after(review, OTHER_HR)
    facts = disclosed(nature="other").facts
    case.when(step("amend", **facts), OTHER).then_refused(CaseNotFound, "")
    case.when(step("amend", **facts), OTHER_HR).then_refused(
        NotPermitted, "member", "3.1"
    )
    assert case.after(step("amend", **facts), MEMBER).case.phase == "disclosed"


# --- the edition


def test_what_the_text_does_not_say_is_marked_as_not_from_it() -> None:
    edition = code("ims").in_force(date(2024, 1, 1))
    clocks = {clock.clause for clock in edition.clocks.values()}
    periods = {rule.clause for rule in edition.retention.values()}
    for clause in clocks | periods:
        assert clause.startswith("not from the code: ")
