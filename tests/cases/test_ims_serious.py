"""Serious misconduct under 3.3 of the IMS Code of Ethics, and those it befell."""

from typing import Final

import pytest
from ims import (
    COMPLIANCE,
    EDITION,
    EXTERNAL,
    MANAGEMENT,
    OTHER_COMPLIANCE,
    SAID,
    SYSTEM,
    step,
)
from ims_reporting import (
    PSEAH,
    accused,
    affected,
    allegation,
    authorities,
    consent,
    handled,
    investigated,
    looked,
    report,
    reported,
    tied,
    told,
)
from scenario import INVESTIGATOR, OWNER, day

from cases.commands.clocks import NoteTime
from cases.commands.local_law import DetermineJurisdiction, DetermineLocalLaw
from cases.commands.people import AddParty
from cases.errors import Refused
from cases.events.allegations import AllegationFramed, LocalLawPrecedenceDetermined
from cases.events.consent import ConsentRecorded
from cases.events.investigation import InvestigationStepLogged
from cases.events.procedure import (
    ClockMet,
    ClockMissed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

INFORMAL: Final = step("offer_informal_resolution", affected_agrees=True)
MINOR: Final = "sexual_activity_with_a_minor"


def test_every_category_of_serious_misconduct_is_serious() -> None:
    serious = {
        name
        for name, category in EDITION.categories.items()
        if any(clause.startswith("3.3") for clause in category.clauses)
    }
    assert serious == set(PSEAH)
    for name in PSEAH:
        assert EDITION.categories[name].severity == "serious"
        assert not EDITION.categories[name].informal_resolution


@pytest.mark.parametrize("category", PSEAH)
def test_serious_misconduct_is_never_resolved_informally(category: str) -> None:
    accused(category).when(INFORMAL, OWNER).then_refused(
        Refused, "admits no informal resolution", "3.2"
    )


def test_one_serious_allegation_among_others_rules_the_informal_way_out() -> None:
    both = accused("bullying").after(allegation("sexual_abuse"), OWNER)
    both.when(INFORMAL, OWNER).then_refused(Refused, "informal resolution", "3.2")


@pytest.mark.parametrize("category", PSEAH)
def test_serious_misconduct_is_classified_as_nothing_less(category: str) -> None:
    light = step("classify_severity", severity="ordinary")
    accused(category).when(light, OWNER).then_refused(Refused, "is serious", "3.3")


def test_what_is_alleged_later_raises_the_severity_before_anything_goes_on() -> None:
    light = accused("bullying").after(
        step("classify_severity", severity="ordinary"), OWNER
    )
    grave = light.after(allegation("sexual_abuse"), OWNER)
    grave.when(step("authorise_investigation"), MANAGEMENT[0]).then_refused(
        Refused, "what is alleged is serious"
    )
    raised = grave.after(step("classify_severity", severity="serious"), OWNER)
    raised.when(step("authorise_investigation"), MANAGEMENT[0]).then_happens(
        StepTaken, ClockStarted
    )


# --- what counts for nothing in defence


def law(number: int = 1) -> DetermineJurisdiction:
    return DetermineJurisdiction(allegation=number, country="PH")


def first(prevails: str, place: str, number: int = 1) -> DetermineLocalLaw:
    return DetermineLocalLaw.model_validate(
        {
            "allegation": number,
            "place": place,
            "prevails": prevails,
            "reasons": SAID,
        }
    )


@pytest.mark.parametrize(
    ("category", "place"),
    [("sexual_exploitation", "3.3 sentence 2"), (MINOR, "3.3 sentence 3")],
)
def test_neither_what_is_legal_elsewhere_nor_its_age_of_consent_comes_first(
    category: str, place: str
) -> None:
    case = accused(category).after(law(), OWNER)
    case.when(first("local_law", place), OWNER).then_refused(
        Refused, "the code comes first", place
    )
    case.when(first("code", place), OWNER).then_happens(LocalLawPrecedenceDetermined)


def test_each_allegation_is_seen_by_its_own_clauses() -> None:
    both = accused("sexual_exploitation").after(allegation("corruption"), OWNER)
    placed = both.after(law(1), OWNER).after(law(2), OWNER)
    placed.when(first("local_law", "3.3 sentence 2", 1), OWNER).then_refused(
        Refused, "the code comes first"
    )
    placed.when(first("local_law", "3.5", 2), OWNER).then_happens(
        LocalLawPrecedenceDetermined
    )


def test_an_age_mistaken_is_no_defence_and_noted_as_none() -> None:
    inquiry = investigated(accused(MINOR))
    mistaken = {"defence": "mistaken_age"}
    inquiry.when(step("take_up_defence", **mistaken), OWNER).then_refused(
        Refused, "does not apply to this defence", "3.3 sentence 4"
    )
    inquiry.when(step("reject_defence", **mistaken), OWNER).then_happens(StepTaken)


def test_that_the_facts_are_disputed_is_a_defence() -> None:
    inquiry = investigated(accused(MINOR))
    disputed = step("take_up_defence", defence="facts_disputed")
    inquiry.when(disputed, OWNER).then_happens(StepTaken)


# --- persons under 18


def test_sexual_activity_with_a_minor_is_alleged_once_the_age_is_recorded() -> None:
    party = AddParty(role="subject", name=SAID, person="accused-1")
    before = handled().after(party, OWNER).after(tied(), OWNER)
    before.when(allegation(MINOR), OWNER).then_refused(
        Refused, "not alleged before minor involved is recorded"
    )
    known = before.after(step("record_minor", minor_involved="yes"), OWNER)
    known.when(allegation(MINOR), OWNER).then_happens(AllegationFramed, ClockMet)


@pytest.mark.parametrize(
    ("name", "by", "facts"),
    [
        ("authorise_investigation", MANAGEMENT[0], {}),
        ("refer", COMPLIANCE, {"referred_to": "other_organisation"}),
    ],
)
def test_authorities_are_told_of_a_minor_before_the_case_goes_on(
    name: str, by: object, facts: dict[str, str]
) -> None:
    case = accused(MINOR).after(step("classify_severity", severity="serious"), OWNER)
    command = step(name, **facts).model_copy(update={"note": SAID})
    case.when(command, by).then_refused(  # type: ignore[arg-type]
        Refused, "authorities have not been told that a minor is involved"
    )
    told_of = case.after(authorities(), COMPLIANCE)
    told_of.after(command, by)  # type: ignore[arg-type]


def test_no_report_about_a_minor_is_dismissed_before_authorities_are_told() -> None:
    case = accused(MINOR).after(
        step("propose_dismissal", dismissal_reason="insufficient"), OWNER
    )
    confirm = step("confirm_dismissal")
    case.when(confirm, COMPLIANCE).then_refused(Refused, "authorities have not been")
    case.after(authorities(), COMPLIANCE).when(confirm, OTHER_COMPLIANCE)
    done = case.after(authorities(), COMPLIANCE).after(confirm, OTHER_COMPLIANCE)
    assert done.case.phase == "dismissed"


def test_a_report_about_a_minor_does_not_stay_outside_either() -> None:
    minor = report("report_safeguarding", {"minor_involved": "yes"})
    answered = told(minor).after(step("acknowledge_externally"), EXTERNAL)
    outside = step("keep_outside", reporter_consents="refused")
    answered.when(outside, EXTERNAL).then_refused(Refused, "authorities have not been")
    answered.after(authorities(), EXTERNAL).when(outside, EXTERNAL)
    kept = answered.after(authorities(), EXTERNAL).after(outside, EXTERNAL)
    assert kept.case.phase == "kept_outside"


def test_authorities_are_told_within_a_day() -> None:
    case = reported().after(step("record_minor", minor_involved="yes"), EXTERNAL)
    case.when(authorities(), EXTERNAL).then_happens(StepTaken, ClockMet)
    late = case.when(NoteTime(), SYSTEM, at=day(2)).outcome
    assert isinstance(late, list)
    assert ClockMissed in {type(event) for event in late}


def test_nobody_finds_alone_that_no_minor_is_involved() -> None:
    case = reported().after(step("record_minor", minor_involved="yes"), COMPLIANCE)
    none = step("find_no_minor", minor_involved="no")
    case.when(none, COMPLIANCE).then_refused(Refused, "another person", "3.3")
    case.when(none, OTHER_COMPLIANCE).then_happens(StepTaken, ClockStopped)


def test_authorities_are_not_told_of_a_minor_where_there_is_none() -> None:
    reported().when(authorities(), EXTERNAL).then_refused(Refused, "minor involved")


# --- survivors


def test_support_is_offered_to_everybody_and_arranged_for_those_who_agree() -> None:
    survivor = affected(accused("sexual_abuse"))
    offer = step("offer_support", support="medical")
    offered = survivor.after(offer, OWNER)
    arrange = step("arrange_support", support="medical")
    offered.when(arrange, OWNER).then_refused(Refused, "has not consented", "3.3")
    agreed = offered.after(consent("arrange_support"), OWNER)
    agreed.when(arrange, OWNER).then_happens(StepTaken)
    arranged = agreed.after(arrange, OWNER)
    arranged.when(arrange, OWNER).then_refused(Refused, "has not consented", "3.3")


def test_a_survivor_is_interviewed_only_with_consent_each_time() -> None:
    inquiry = affected(investigated(accused("sexual_abuse")))
    asked = looked("interview", party=2)
    inquiry.when(asked, INVESTIGATOR).then_refused(Refused, "to be interviewed")
    agreed = inquiry.after(consent("log_investigation_step"), INVESTIGATOR)
    agreed.when(asked, INVESTIGATOR).then_happens(InvestigationStepLogged)
    again = agreed.after(asked, INVESTIGATOR)
    again.when(asked, INVESTIGATOR).then_refused(Refused, "to be interviewed")


@pytest.mark.parametrize("to", ["tell_authorities", "refer"])
def test_what_a_survivor_said_leaves_the_organisation_only_with_consent(
    to: str,
) -> None:
    survivor = affected(accused("sexual_abuse"))
    command = (
        authorities("tell_authorities")
        if to == "tell_authorities"
        else step("refer", referred_to="public_authority").model_copy(
            update={"note": SAID}
        )
    )
    survivor.when(command, COMPLIANCE).then_refused(Refused, "has not consented")
    refused = survivor.after(consent(to, given=False), OWNER)
    refused.when(command, COMPLIANCE).then_refused(Refused, "has not consented")
    survivor.after(consent(to), OWNER).after(command, COMPLIANCE)


def test_of_a_minor_authorities_are_told_whoever_consents_or_not() -> None:
    minor = affected(accused(MINOR))
    minor.when(authorities(), COMPLIANCE).then_happens(StepTaken, ClockMet)


def test_the_external_function_records_a_consent_as_well() -> None:
    survivor = reported().after(AddParty(role="affected", name=SAID), EXTERNAL)
    survivor.when(consent("arrange_support", 1), EXTERNAL).then_happens(ConsentRecorded)
