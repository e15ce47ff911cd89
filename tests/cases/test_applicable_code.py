"""Which text an accused party is held to, and what can be alleged against it then."""

from dataclasses import replace
from typing import Final

from rules import (
    CHAIR,
    DETECTIVE,
    EARLIER,
    SAID,
    SMALL,
    TODAY,
    accused,
    allegation,
    convened,
    determination,
    exhibit,
    handled,
    hearing,
    measure,
    nothing,
    party,
    report,
    step,
)
from scenario import COMPLIANCE, INTAKE, MEMBER, OWNER, Scenario, refusal

from cases.commands.allegations import DropAllegation
from cases.commands.applicable import DetermineApplicableCode
from cases.commands.interim import OrderInterimMeasures
from cases.commands.investigation import IssueFindings, SetTermsOfReference
from cases.commands.people import MatchParty
from cases.edition.code import Code
from cases.edition.measure import Measure
from cases.edition.terms import Category, Engagement, Provision
from cases.errors import Refused
from cases.events.allegations import AllegationFramed
from cases.events.decision import MeasureImposed
from cases.events.interim import InterimMeasuresOrdered
from cases.events.people import ApplicableCodeDetermined
from cases.events.procedure import ClockStarted

TIES: Final = {
    "engagements": {
        "staff": Engagement(label="Staff", clause="1"),
        "partner": Engagement(
            label="Partner",
            clause="2",
            other_code="General conditions",
            contract=True,
            person=False,
        ),
    },
    "levels": {"personnel": Provision(label="Personnel", clause="1")},
    "ruled_out": {"reporting": Provision(label="Having reported", clause="1")},
    "categories": {
        **SMALL.categories,
        "breach_of_contract": Category(
            label="Breach of contract",
            clauses=("2",),
            severity="ordinary",
            informal_resolution=False,
            of=("partner",),
        ),
        "late_answer": Category(
            label="Answered late",
            clauses=("2",),
            severity="ordinary",
            informal_resolution=True,
            when={"outcome": ("answered",)},
        ),
    },
    "measures": {
        **SMALL.measures,
        "contract_ended": Measure(
            label="Contract ended", disciplinary=True, clause="3", of=("partner",)
        ),
        "payments_stopped": Measure(
            label="Payments stopped",
            disciplinary=False,
            interim=True,
            clause="2",
            of=("partner",),
        ),
    },
}
"""A code under which partners are held to their contract."""
PARTNER: Final = DetermineApplicableCode(
    party=1, engagement="partner", contract="C-2026/17"
)
STAFF: Final = DetermineApplicableCode(party=1, engagement="staff")
BREACH: Final = allegation(category="breach_of_contract", level="personnel")
FRAUD: Final = allegation(level="personnel")


def tied(before: Scenario) -> Scenario:
    other = SMALL.model_copy(update=TIES)
    return Scenario(replace(before.case, code=Code("demo", (EARLIER, other))))


def accused_firm() -> Scenario:
    return tied(handled()).after(party(person=None), OWNER)


def accused_person() -> Scenario:
    return tied(handled()).after(party(), OWNER)


def stopped() -> OrderInterimMeasures:
    """No money until it is decided."""
    return OrderInterimMeasures(
        party=1, measures=("payments_stopped",), effective_on=TODAY, reasons=SAID
    )


def violated(alleged: Scenario) -> Scenario:
    """What is alleged is established."""
    terms = SetTermsOfReference(allegations=(1,), scope=SAID)
    return (
        alleged.after(step("investigate"), COMPLIANCE)
        .after(terms, OWNER)
        .after(exhibit(), DETECTIVE)
        .after(hearing(), DETECTIVE)
        .after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
        .after(determination(), CHAIR)
    )


def test_the_text_that_applies_is_recorded_with_its_clause_and_the_contract() -> None:
    accused_firm().when(PARTNER, OWNER).then(
        ApplicableCodeDetermined(
            step="determine_applicable_code",
            clause="2",
            phase="looked_into",
            party=1,
            engagement="partner",
            applies="General conditions",
            basis="2",
            contract="C-2026/17",
            unmatched=False,
        )
    )


def test_whoever_is_bound_by_this_code_is_told_by_its_title() -> None:
    outcome = accused_firm().when(STAFF, OWNER).outcome
    assert isinstance(outcome, list)
    assert (outcome[0].applies, outcome[0].unmatched) == ("Demo Code", True)


def test_nothing_is_alleged_before_it_is_determined_what_applies() -> None:
    accused_firm().when(FRAUD, OWNER).then_refused(
        Refused, "not determined which text applies", "2"
    )
    accused_firm().after(STAFF, OWNER).when(FRAUD, OWNER).then_happens(AllegationFramed)


def test_whom_another_text_binds_is_not_held_to_this_code() -> None:
    partner = accused_firm().after(PARTNER, OWNER)
    partner.when(FRAUD, OWNER).then_refused(Refused, "another text applies", "2")
    assert partner.when(FRAUD, OWNER).outcome.allowed == ("breach_of_contract",)  # type: ignore[union-attr]
    partner.when(BREACH, OWNER).then_happens(AllegationFramed)
    staff = accused_person().after(STAFF, OWNER)
    staff.when(BREACH, OWNER).then_refused(Refused, "another text applies", "2")


def test_where_all_are_bound_alike_nobody_is_asked_what_applies() -> None:
    plain = handled().after(party(), OWNER)
    plain.when(allegation(), OWNER).then_happens(AllegationFramed)
    plain.when(STAFF, OWNER).then_refused(Refused, "no such engagement", "2")


def test_an_engagement_that_the_code_does_not_know_is_none() -> None:
    unknown = STAFF.model_copy(update={"engagement": "pirate"})
    asked = accused_person().when(unknown, OWNER)
    asked.then_refused(Refused, "no such engagement", "2", "engagement")
    assert isinstance(asked.outcome, Refused)
    assert "staff" in asked.outcome.allowed


def test_only_of_an_accused_party_is_it_determined() -> None:
    witness = tied(handled()).after(party("witness", "w-1"), OWNER)
    witness.when(STAFF, OWNER).then_refused(Refused, "not accused", "2")


def test_a_contract_is_named_where_one_says_what_applies_and_nowhere_else() -> None:
    unnamed = DetermineApplicableCode(party=1, engagement="partner")
    accused_firm().when(unnamed, OWNER).then_refused(Refused, "a contract is named")
    named = DetermineApplicableCode(party=1, engagement="staff", contract="C-1")
    accused_firm().when(named, OWNER).then_refused(Refused, "a contract is named")


def test_a_person_is_no_organisation_and_an_organisation_no_person() -> None:
    accused_person().when(PARTNER, OWNER).then_refused(Refused, "is a person", "2")
    firm = accused_firm().after(PARTNER, OWNER)
    firm.when(MatchParty(party=1, person="p-9"), OWNER).then_refused(
        Refused, "is an organisation", "2"
    )


def test_an_organisation_that_is_accused_holds_nothing_up_unmatched() -> None:
    firm = accused_firm().after(PARTNER, OWNER).after(BREACH, OWNER)
    firm.when(step("investigate"), COMPLIANCE)
    assert firm.after(step("investigate"), COMPLIANCE).case.phase == "investigated"
    unknown = accused_firm().after(STAFF, OWNER).after(FRAUD, OWNER)
    unknown.when(step("investigate"), COMPLIANCE).then_refused(Refused, "not matched")


def test_the_text_does_not_change_under_what_is_alleged_by_it() -> None:
    alleged = accused_firm().after(PARTNER, OWNER).after(BREACH, OWNER)
    alleged.when(STAFF, OWNER).then_refused(Refused, "alleged against the text", "2")
    other = DetermineApplicableCode(party=1, engagement="partner", contract="C-18")
    alleged.when(other, OWNER).then_happens(ApplicableCodeDetermined)
    dropped = alleged.after(DropAllegation(allegation=1, reason=SAID), OWNER)
    dropped.when(STAFF, OWNER).then_happens(ApplicableCodeDetermined)


def test_a_measure_is_for_those_who_are_tied_so() -> None:
    firm = violated(accused_firm().after(PARTNER, OWNER).after(BREACH, OWNER))
    firm.when(measure("warning"), CHAIR).then_refused(Refused, "not for a party", "3")
    firm.when(measure("contract_ended"), CHAIR).then_happens(MeasureImposed)
    person = violated(accused_person().after(STAFF, OWNER).after(FRAUD, OWNER))
    other = person.when(measure("contract_ended"), CHAIR)
    other.then_refused(Refused, "not for a party", "3")
    assert isinstance(other.outcome, Refused)
    assert other.outcome.allowed == ("warning", "reprimand", "training")
    person.when(measure("warning"), CHAIR).then_happens(MeasureImposed)


def test_until_it_is_decided_those_hold_that_are_for_those_who_are_tied_so() -> None:
    firm = accused_firm().after(PARTNER, OWNER).after(BREACH, OWNER)
    firm.when(stopped(), COMPLIANCE).then_happens(InterimMeasuresOrdered, ClockStarted)
    person = accused_person().after(STAFF, OWNER).after(FRAUD, OWNER)
    other = person.when(stopped(), COMPLIANCE)
    other.then_refused(Refused, "not for a party", "2", "measures")
    assert refusal(other).allowed == ("leave",)


def test_an_allegation_stands_at_one_of_the_levels_where_there_are_any() -> None:
    staff = accused_person().after(STAFF, OWNER)
    for level in (None, "world"):
        asked = staff.when(allegation(level=level), OWNER)
        asked.then_refused(Refused, "no such level", "2")
        assert isinstance(asked.outcome, Refused)
        assert asked.outcome.allowed == ("personnel",)
    outcome = staff.when(FRAUD, OWNER).outcome
    assert isinstance(outcome, list)
    assert outcome[0].level == "personnel"
    accused().when(FRAUD, OWNER).then_refused(Refused, "no such level", "2")


def test_what_the_code_rules_out_is_alleged_against_nobody() -> None:
    staff = accused_person().after(STAFF, OWNER)
    staff.when(allegation(category="reporting"), OWNER).then_refused(
        Refused, "nobody is ever accused of this", "1"
    )
    tied(nothing()).when(report(categories=("reporting",)), MEMBER).then_refused(
        Refused, "nobody is ever accused of this", "1"
    )


def test_what_needs_a_fact_is_not_alleged_before_it_is_recorded() -> None:
    late = allegation(category="late_answer", level="personnel")
    staff = accused_person().after(STAFF, OWNER)
    staff.when(late, OWNER).then_refused(Refused, "before outcome is recorded", "2")
    answered = staff.after(step("give_feedback", outcome="answered"), INTAKE)
    answered.when(late, OWNER).then_happens(AllegationFramed)
    unanswered = staff.after(step("give_feedback", outcome="unanswered"), INTAKE)
    unanswered.when(late, OWNER).then_refused(Refused, "before outcome", "2")
