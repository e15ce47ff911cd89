"""What comes first where something grave is reported, whatever else is to be done."""

import pytest
from rules import (
    SAID,
    accused,
    allegation,
    handled,
    handler,
    nothing,
    party,
    report,
    step,
)
from scenario import COMPLIANCE, MEMBER, OWNER

from cases.errors import Refused
from cases.events.procedure import StepTaken


def test_what_is_serious_is_not_classified_as_less() -> None:
    light = step("classify_severity", severity="ordinary")
    handled().when(light, OWNER).then_happens(StepTaken)
    accused().when(light, OWNER).then_refused(Refused, "what is alleged is serious")
    grave = step("classify_severity", severity="serious")
    accused().when(grave, OWNER).then_happens(StepTaken)


def test_a_classification_does_not_outlast_what_is_alleged_after_it() -> None:
    light = handled().after(step("classify_severity", severity="ordinary"), OWNER)
    light.when(step("go_on"), OWNER).then_happens(StepTaken)
    accused().when(step("go_on"), OWNER).then_refused(Refused, "is serious", "2")
    grave = accused().after(step("classify_severity", severity="serious"), OWNER)
    grave.when(step("go_on"), OWNER).then_happens(StepTaken)


def test_a_case_classified_as_serious_admits_no_informal_resolution() -> None:
    rude = handled().after(party(), OWNER).after(allegation(category="rudeness"), OWNER)
    assert rude.after(step("settle"), COMPLIANCE).case.closed
    grave = rude.after(step("classify_severity", severity="serious"), OWNER)
    grave.when(step("settle"), COMPLIANCE).then_refused(Refused, "serious misconduct")


@pytest.mark.parametrize("involved", ["no", "unknown"])
def test_authorities_are_told_of_a_minor_before_anything_goes_on(involved: str) -> None:
    minor = handled().after(step("record_minor", minor_involved="yes"), OWNER)
    minor.when(step("go_on"), OWNER).then_refused(
        Refused, "authorities have not been told", "2"
    )
    told = minor.after(step("tell_authorities_of_minor"), COMPLIANCE)
    told.when(step("go_on"), OWNER).then_happens(StepTaken)
    none = handled().after(step("record_minor", minor_involved=involved), OWNER)
    none.when(step("go_on"), OWNER).then_happens(StepTaken)


def test_a_name_is_passed_on_only_if_the_reporter_chose_to_be_named() -> None:

    named = handled()
    named.when(step("pass_on_name"), OWNER).then_happens(StepTaken)
    unnamed = nothing().after(report(identity_mode="confidential"), MEMBER)
    owned = unnamed.after(handler(OWNER.id, "case_owner"), COMPLIANCE)
    owned.when(step("pass_on_name"), OWNER).then_refused(
        Refused, "has not chosen to be named", "2"
    )


def test_where_facts_alone_are_passed_on_there_is_no_word_beside_them() -> None:
    facts = step("pass_on_facts", outcome="answered")
    handled().when(facts, OWNER).then_happens(StepTaken)
    wordy = facts.model_copy(update={"note": SAID})
    handled().when(wordy, OWNER).then_refused(Refused, "only facts", "2")
