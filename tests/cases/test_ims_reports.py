"""Reports under the IMS Code of Ethics: the way in, and who is held to which text."""

from typing import Final

import pytest
from ims import (
    COMPLIANCE,
    EDITION,
    EXTERNAL,
    MANAGEMENT,
    OTHER_COMPLIANCE,
    PEOPLE_MANAGER,
    SAID,
    STAFF,
    nothing,
    step,
)
from ims_reporting import (
    CONTRACT,
    accused,
    allegation,
    assessed,
    established,
    final,
    handled,
    investigated,
    looked,
    measure,
    report,
    reported,
    tied,
    told,
)
from scenario import INTAKE, INVESTIGATOR, OWNER, Scenario

from cases.actors import Actor
from cases.commands.identity import DiscloseIdentity
from cases.commands.investigation import SetTermsOfReference
from cases.commands.people import AddParty
from cases.commands.reopening import ReopenCase
from cases.commands.steps import TakeStep
from cases.errors import CaseNotFound, NotPermitted, Refused
from cases.events.allegations import AllegationFramed
from cases.events.decision import MeasureImposed
from cases.events.investigation import InvestigationStepLogged
from cases.events.opening import NoOfficeAsked, ReportReceived
from cases.events.people import ApplicableCodeDetermined
from cases.events.procedure import ClockMet, ClockStarted, ClockStopped, StepTaken

OUTSIDE: Final = ("speak_up", "take_down", "report_safeguarding", "report_irregularity")
ASKED: Final = {
    "report_safeguarding": {"minor_involved": "no"},
    "report_irregularity": {"irregularity": "fraud"},
}


def answered() -> Scenario:
    return reported().after(step("acknowledge_externally"), EXTERNAL)


# --- the external function (3.7)


@pytest.mark.parametrize("opening", OUTSIDE)
def test_what_is_reported_goes_to_the_external_function_first(opening: str) -> None:
    by = EXTERNAL if opening == "take_down" else STAFF
    command = report(opening, ASKED.get(opening))
    hidden = [] if opening == "take_down" else [NoOfficeAsked]
    nothing().when(command, by).then_happens(
        ReportReceived, *hidden, *[ClockStarted] * 5
    )
    case = told(command, by)
    assert case.case.phase == "with_external_function"
    case.when(step("acknowledge"), INTAKE).then_refused(
        Refused, "not possible in the phase 'with_external_function'", "Art. 9(1)(b)"
    )


def test_only_the_external_function_hands_a_report_over() -> None:
    command = step("hand_over", reporter_consents="to_all_but_identity")
    answered().when(command, INTAKE).then_refused(
        NotPermitted, "external_function", "3.7 sentence 3"
    )
    answered().when(command, EXTERNAL).then_happens(StepTaken)


@pytest.mark.parametrize("consent", ["refused", "to_all"])
def test_no_more_is_handed_over_than_the_reporter_consents_to(consent: str) -> None:
    command = step("hand_over", reporter_consents=consent)
    answered().when(command, EXTERNAL).then_refused(
        Refused, "does not apply to this reporter consents", "3.7 sentence 3"
    )


def test_who_reported_is_handed_over_only_if_they_choose_to_be_named() -> None:
    everything = step("hand_over_with_identity", reporter_consents="to_all")
    answered().when(everything, EXTERNAL).then_refused(
        Refused, "has not chosen to be named", "3.7 sentence 3"
    )
    named = answered().after(DiscloseIdentity(agreed=True), STAFF)
    named.when(everything, EXTERNAL).then_happens(StepTaken)


def test_without_consent_a_report_stays_outside_and_ends_there() -> None:
    kept = answered().after(step("keep_outside", reporter_consents="refused"), EXTERNAL)
    kept.when(step("accept_for_assessment"), INTAKE).then_refused(
        Refused, "not possible in the phase 'kept_outside'"
    )
    kept.when(step("close_kept_outside"), EXTERNAL).then_refused(
        Refused, "comes after give_final_feedback"
    )
    fed_back = kept.after(step("give_final_feedback", feedback="given"), EXTERNAL)
    closed = fed_back.after(step("close_kept_outside"), EXTERNAL)
    assert closed.case.closed
    reopened = ReopenCase(new_facts=SAID)
    closed.when(reopened, COMPLIANCE).then_refused(
        Refused, "not possible after keep_outside"
    )


def test_a_report_is_not_taken_up_before_it_was_handed_over() -> None:
    answered().when(step("accept_for_assessment"), INTAKE).then_refused(
        Refused, "not possible in the phase 'acknowledged_externally'", "3.7"
    )
    assert assessed(reported()).case.phase == "under_assessment"


def test_whoever_proposes_to_dismiss_a_report_does_not_confirm_it() -> None:
    proposer = Actor(COMPLIANCE.id, "external_function")
    proposed = answered().after(
        step("propose_dismissal", dismissal_reason="out_of_scope"), proposer
    )
    confirm = step("confirm_dismissal")
    proposed.when(confirm, COMPLIANCE).then_refused(
        Refused, "for another person than 'propose_dismissal'", "a second person"
    )
    assert proposed.after(confirm, OTHER_COMPLIANCE).case.phase == "dismissed"


# --- complaints: harassment, bullying, discrimination


def complaint(way: str = "informal") -> Scenario:
    said = {"subjected_to": "bullying", "wanted_way": way}
    return told(report("complain", said, channel="web", identity_mode="named"))


def test_a_complaint_names_the_act_and_the_way_that_is_wanted() -> None:
    for missing in ("subjected_to", "wanted_way"):
        said = {"subjected_to": "bullying", "wanted_way": "formal"}
        del said[missing]
        nothing().when(report("complain", said), STAFF).then_refused(
            Refused, missing, "3.2"
        )


def test_discrimination_is_complained_of_by_its_ground() -> None:
    said = {"wanted_way": "formal", "ground": "gender_identity"}
    command = report("complain_of_discrimination", said)
    nothing().when(command, STAFF).then_happens(
        ReportReceived, NoOfficeAsked, *[ClockStarted] * 5
    )
    other = report("complain_of_discrimination", {**said, "ground": "taste"})
    nothing().when(other, STAFF).then_refused(Refused, "ground", "3.4")


def test_the_informal_way_needs_the_agreement_of_whoever_was_affected() -> None:
    bullied = accused("bullying", before=complaint())
    forced = step("offer_informal_resolution", affected_agrees=False)
    bullied.when(forced, OWNER).then_refused(Refused, "affected agrees", "3.2")
    agreed = step("offer_informal_resolution", affected_agrees=True)
    bullied.when(agreed, OWNER).then_happens(StepTaken, ClockStarted)


def test_whoever_complains_leaves_the_informal_way_when_they_like() -> None:
    agreed = step("offer_informal_resolution", affected_agrees=True)
    trying = accused("bullying", before=complaint()).after(agreed, OWNER)
    formal = step("formalise", wanted_way="formal")
    trying.when(formal, OWNER).then_refused(NotPermitted, "reporter, member", "3.2")
    trying.when(formal, STAFF).then_happens(StepTaken, ClockStopped)
    assert trying.after(formal, STAFF).case.phase == "under_assessment"
    trying.when(step("formalise", wanted_way="informal"), STAFF).then_refused(
        Refused, "wanted way", "3.2"
    )


# --- who is held to which text (1.1), and at which level (3)


def named_party(before: Scenario, person: str | None = None) -> Scenario:
    return before.after(AddParty(role="subject", name=SAID, person=person), OWNER)


def test_nothing_is_alleged_before_it_is_determined_which_text_applies() -> None:
    before = named_party(handled())
    before.when(allegation("corruption"), OWNER).then_refused(
        Refused, "not determined which text applies", "3"
    )
    before.after(tied(), OWNER).when(allegation("corruption"), OWNER).then_happens(
        AllegationFramed, ClockMet
    )


@pytest.mark.parametrize(
    ("engagement", "text"),
    [
        ("staff", "IMS Code of Ethics"),
        ("board_member", "IMS Code of Ethics"),
        ("organisation", "IMS Code of Ethics"),
        ("partner", "General conditions of the Partnership contract"),
        ("supplier", "Supplier Code of Conduct"),
    ],
)
def test_the_text_follows_from_the_engagement(engagement: str, text: str) -> None:
    outcome = named_party(handled()).when(tied(engagement), OWNER).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], ApplicableCodeDetermined)
    assert (outcome[0].applies, outcome[0].basis[:3]) == (
        text,
        "3" if engagement == "organisation" else "1.1",
    )


def test_parties_of_one_case_are_held_to_different_texts() -> None:
    both = named_party(named_party(handled(), "accused-1"))
    both = both.after(tied("staff", 1), OWNER).after(tied("supplier", 2), OWNER)
    both.when(allegation("breach_of_supplier_code"), OWNER).then_refused(
        Refused, "another text applies", "3"
    )
    both.when(allegation("discrimination", party=2), OWNER).then_refused(
        Refused, "another text applies", "3"
    )
    both.when(allegation("breach_of_supplier_code", party=2), OWNER).then_happens(
        AllegationFramed, ClockMet
    )


def test_a_partner_answers_with_its_contract() -> None:
    partner = established(accused("breach_of_conditions", "partner"))
    partner.when(measure("reprimand"), MANAGEMENT[0]).then_refused(
        Refused, "not for a party with this engagement"
    )
    partner.when(measure("contract_ended"), MANAGEMENT[0]).then_happens(MeasureImposed)
    staff = established(accused("corruption"))
    staff.when(measure("contract_ended"), MANAGEMENT[0]).then_refused(
        Refused, "not for a party with this engagement", "1.1 ¶2"
    )


def test_a_partner_is_named_with_its_contract_or_not_at_all() -> None:
    unnamed = tied("partner").model_copy(update={"contract": None})
    named_party(handled()).when(unnamed, OWNER).then_refused(
        Refused, "a contract is named", "1.1 ¶2"
    )
    outcome = named_party(handled()).when(tied("partner"), OWNER).outcome
    assert isinstance(outcome, list)
    assert outcome[0].contract == CONTRACT


def test_a_remedy_is_applied_once_the_decision_is_final() -> None:
    decided = established(accused("breach_of_conditions", "partner")).after(
        measure("payments_withheld"), MANAGEMENT[0]
    )
    decided.when(step("carry_out_measure"), PEOPLE_MANAGER).then_refused(
        CaseNotFound, ""
    )
    final(decided).when(step("carry_out_measure"), PEOPLE_MANAGER).then_happens(
        StepTaken
    )


@pytest.mark.parametrize("level", [*EDITION.levels])
def test_an_allegation_says_whose_commitment_it_is_about(level: str) -> None:
    before = named_party(handled(), "accused-1").after(tied(), OWNER)
    outcome = before.when(allegation("corruption", level=level), OWNER).outcome
    assert isinstance(outcome, list)
    assert outcome[0].level == level
    before.when(allegation("corruption", level=None), OWNER).then_refused(
        Refused, "no such level", "3"
    )


# --- investigation


def test_nothing_is_looked_into_before_the_terms_of_reference_are_set() -> None:
    case = accused("corruption").after(
        step("classify_severity", severity="serious"), OWNER
    )
    case = case.after(step("authorise_investigation"), MANAGEMENT[0])
    case.when(looked(), INVESTIGATOR).then_refused(
        Refused, "comes after set_terms_of_reference", "3.7"
    )
    terms = SetTermsOfReference(allegations=(1,), scope=SAID)
    case.after(terms, OWNER).when(looked(), INVESTIGATOR).then_happens(
        InvestigationStepLogged
    )


def test_financial_records_are_checked_as_a_step_of_the_investigation() -> None:
    checked = investigated(accused("misuse_of_donations"))
    outcome = checked.when(looked("record_check"), INVESTIGATOR).outcome
    assert isinstance(outcome, list)
    assert outcome[0].kind == "record_check"
    assert "3.5 sentence 4" in outcome[0].clause


def test_nothing_is_investigated_before_it_is_said_how_grave_it_is() -> None:
    case = accused("corruption")
    case.when(step("authorise_investigation"), MANAGEMENT[0]).then_refused(
        Refused, "comes after classify_severity"
    )


def test_what_came_back_is_recorded_once_the_loss_is_estimated() -> None:
    case = investigated(accused("corruption"))
    back = step("record_recovery", recovered=4, currency="EUR", recovered_by="court")
    case.when(back, OWNER).then_refused(Refused, "comes after estimate_loss", "3.5")
    lost = case.after(step("estimate_loss", loss=9, currency="EUR"), OWNER)
    lost.when(back, OWNER).then_happens(StepTaken)


def test_an_investigation_stands_still_while_it_is_suspended() -> None:
    case = investigated(accused("corruption"))
    because = TakeStep(step="suspend_investigation", note=SAID)
    still = case.after(because, OWNER)
    (run,) = (r for r in still.case.clocks.values() if r.clock == "investigation")
    assert run.paused_on is not None
