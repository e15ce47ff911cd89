"""An office that is held for a unit is for the cases of that unit, and no others."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from ima import CHAIR, MEMBER, NATIONAL, disclosure, step
from ima_reporting import established, finalised, handler, measure, report, reported
from rules import SMALL, handled
from scenario import COMPLIANCE, DAY_0, INTAKE, OWNER, Scenario, given

from cases.actors import Actor
from cases.case.case import Case
from cases.commands.merging import RecogniseDuplicate
from cases.commands.opening import MakeDisclosure, ReceiveReport
from cases.commands.steps import TakeStep
from cases.commands.units import UNIT_ONLY, covers, units_of
from cases.edition.code import Code
from cases.errors import Refused
from cases.events.event import Personal
from cases.events.links import CaseLinked
from cases.events.mandates import RoleMandateGranted
from cases.events.opening import CaseOpened, CasePlaced, PartyPlaced
from cases.events.procedure import StepTaken
from cases.mandates import Mandates

TODAY = DAY_0.date()
FOR_MEMBER = Actor(NATIONAL.id, NATIONAL.role, MEMBER.id)
NEPAL, KENYA = "nepal", "kenya"


def held(
    *units: str | None, by: Actor = NATIONAL, until: date | None = None
) -> Mandates:
    """The office that somebody has, for these units."""
    mandates = Mandates()
    for unit in units:
        mandates = mandates.after(
            RoleMandateGranted(
                person=by.id,
                role=by.role,
                unit=unit,
                clause="Administration 1a",
                valid_from=date(2025, 1, 1),
                valid_until=until,
            )
        )
    return mandates


def joined(committee: str = NEPAL) -> MakeDisclosure:
    return disclosure(
        "membership",
        "record_joining",
        national_committee=committee,
        joined_on="2026-01-05",
    )


def of_nepal() -> Case:
    return given("ima").after(joined(), FOR_MEMBER).case


def beginning(mandates: Mandates) -> Scenario:
    nobody = given("ima")
    return replace(nobody, case=replace(nobody.case, mandates=mandates))


def unit(scenario: Scenario) -> str | None:
    (opened,) = [e for e in scenario.outcome or () if isinstance(e, CaseOpened)]
    return opened.unit


@pytest.mark.parametrize(
    ("mandates", "covered"),
    [
        (Mandates(), True),
        (held(NEPAL), True),
        (held(KENYA), False),
        (held(KENYA, NEPAL), True),
        (held(KENYA, None), True),
        (held(NEPAL, until=date(2025, 12, 1)), False),
        (held(None, by=Actor("national-2", NATIONAL.role)), False),
    ],
)
def test_a_case_of_a_unit_is_for_whoever_holds_the_office_for_it(
    mandates: Mandates, covered: bool
) -> None:
    assert covers(mandates, of_nepal(), NATIONAL, TODAY) == covered


@pytest.mark.parametrize(
    ("mandates", "covered"), [(held(NEPAL), False), (held(None), True)]
)
def test_a_case_of_no_unit_is_for_the_whole_organisation(
    mandates: Mandates, covered: bool
) -> None:
    assert covers(mandates, reported().case, NATIONAL, TODAY) == covered


def test_whoever_speaks_for_themselves_does_so_in_no_unit() -> None:
    assert covers(held(KENYA, by=MEMBER), of_nepal(), MEMBER, TODAY)
    assert covers(held(KENYA, by=MEMBER), reported().case, MEMBER, TODAY)


def test_whoever_disclosed_something_finds_it_in_every_office_they_hold() -> None:
    own = disclosure("suggestion", "suggest", alteration="add", part="Investigation")
    case = given("ima").after(own, NATIONAL).case
    assert covers(held(KENYA), case, NATIONAL, TODAY)
    assert not covers(held(KENYA), case, Actor("national-2", NATIONAL.role), TODAY)


def test_what_follows_another_case_is_of_the_unit_of_that_one() -> None:
    following = replace(reported().case, unit=KENYA, host=of_nepal())
    assert covers(held(NEPAL), following, NATIONAL, TODAY)
    assert not covers(held(KENYA), following, NATIONAL, TODAY)


# --- to which unit a case belongs


def test_a_case_belongs_to_the_unit_that_a_fact_names() -> None:
    assert unit(beginning(held(NEPAL)).when(joined(), FOR_MEMBER)) == NEPAL


def test_nobody_begins_a_case_of_a_unit_that_their_office_is_not_for() -> None:
    beginning(held(KENYA)).when(joined(), FOR_MEMBER).then_refused(
        Refused, "held for another unit", UNIT_ONLY
    )
    refusal = beginning(held(KENYA)).when(joined(), FOR_MEMBER).outcome
    assert isinstance(refusal, Refused)
    assert refusal.field == "facts.national_committee"


def asked_of(where: str | None = None) -> MakeDisclosure:
    command = disclosure("acknowledgement", "require", occasion="joined")
    return command.model_copy(update={"unit": where})


@pytest.mark.parametrize(
    ("mandates", "said", "belongs"),
    [
        (held(KENYA), None, KENYA),
        (held(KENYA), KENYA, KENYA),
        (held(KENYA, NEPAL), NEPAL, NEPAL),
        (held(None), None, None),
        (held(None), NEPAL, NEPAL),
        (Mandates(), NEPAL, NEPAL),
    ],
)
def test_a_case_belongs_to_the_unit_that_its_opener_says_or_acts_for(
    mandates: Mandates, said: str | None, belongs: str | None
) -> None:
    begun = beginning(mandates).when(asked_of(said), FOR_MEMBER)
    assert unit(begun) == belongs


def test_whoever_holds_an_office_for_several_units_says_for_which_they_act() -> None:
    both = beginning(held(KENYA, NEPAL)).when(asked_of(), FOR_MEMBER)
    both.then_refused(Refused, "no unit is named", UNIT_ONLY, "unit")
    assert isinstance(both.outcome, Refused)
    assert both.outcome.allowed == (KENYA, NEPAL)
    beginning(held(KENYA)).when(asked_of(NEPAL), FOR_MEMBER).then_refused(
        Refused, "held for another unit", UNIT_ONLY, "unit"
    )


def test_what_the_facts_say_of_the_unit_is_not_contradicted() -> None:
    said = joined().model_copy(update={"unit": KENYA})
    other = beginning(held(None)).when(said, FOR_MEMBER)
    other.then_refused(Refused, "another unit", "Responsibilities", "unit")
    assert isinstance(other.outcome, Refused)
    assert other.outcome.allowed == (NEPAL,)


def committee_told(where: str) -> TakeStep:
    return step("inform_national_committee", national_committee=where)


def measured() -> Scenario:
    """An accused person on whom a measure was imposed, for good."""
    return finalised(established("integrity").after(measure("written_warning"), CHAIR))


def test_a_step_that_names_the_unit_of_a_party_places_the_case_there_too() -> None:
    told = committee_told(NEPAL)
    placed = PartyPlaced(party=1, unit=NEPAL, clause="Decisions and Discipline 2")
    _, event = measured().when(told, CHAIR).outcome or ()
    assert event == placed
    there = measured().after(told, CHAIR)
    assert units_of(there.case) == {NEPAL}
    there.when(told, CHAIR).then_happens(StepTaken)


def test_a_case_is_of_the_units_of_all_its_accused_and_of_where_it_was_received() -> (
    None
):
    before = measured()
    received = replace(before, case=replace(before.case, unit=KENYA))
    there = received.after(committee_told(NEPAL), CHAIR).case
    assert units_of(there) == {KENYA, NEPAL}
    second = {**there.parties, 7: replace(there.parties[1], unit="peru")}
    both = replace(there, parties=second)
    assert units_of(both) == {KENYA, NEPAL, "peru"}
    for where, covered in ((KENYA, True), (NEPAL, True), ("peru", True), ("x", False)):
        assert covers(held(where), both, NATIONAL, TODAY) == covered


def test_what_was_said_wrongly_of_a_party_is_said_anew() -> None:
    wrong = measured().after(committee_told(KENYA), CHAIR)
    right = wrong.after(committee_told(NEPAL), CHAIR)
    assert units_of(right.case) == {NEPAL}


def test_a_report_can_be_of_a_unit_from_the_beginning() -> None:
    said = ReceiveReport.model_validate({**dict(report()), "unit": KENYA})
    assert unit(given("ima").when(said, MEMBER)) == KENYA


# --- who is given a case, and which cases are linked


def test_nobody_is_given_a_case_that_does_not_exist_for_their_office() -> None:
    case = replace(reported().case, unit=NEPAL, mandates=held(KENYA, by=OWNER))
    Scenario(case).when(handler(OWNER.id, OWNER.role), COMPLIANCE).then_refused(
        Refused, "held for another unit", UNIT_ONLY, "person"
    )
    there = replace(case, unit=KENYA)
    assert not isinstance(
        Scenario(there).when(handler(OWNER.id, OWNER.role), COMPLIANCE).outcome, Refused
    )


@pytest.mark.parametrize("where", [NEPAL, KENYA])
def test_a_case_of_another_unit_cannot_be_linked_because_it_is_unknown(
    where: str,
) -> None:
    other = UUID(int=2)
    here = replace(
        reported().after(step("acknowledge"), INTAKE).case,
        unit=NEPAL,
        mandates=held(NEPAL, by=COMPLIANCE),
        others={other: replace(reported().case, unit=where)},
    )
    repeats = RecogniseDuplicate(of=other, reasons=Personal("It is the same."))
    outcome = Scenario(here).when(repeats, COMPLIANCE)
    if where == NEPAL:
        outcome.then_happens(CaseLinked)
    else:
        outcome.then_refused(Refused, "there is no such case")


# --- a step that says to which unit the case belongs


def test_a_step_about_no_party_places_the_case_once() -> None:
    units = SMALL.procedures["report"].model_copy(update={"unit": "severity"})
    edition = SMALL.model_copy(
        update={"procedures": {**SMALL.procedures, "report": units}}
    )
    case = replace(handled().case, code=Code("demo", (edition,)))
    told = step("classify_severity", severity="serious")
    placed = Scenario(case).when(told, OWNER).outcome
    assert isinstance(placed, list)
    assert placed[1:] == [CasePlaced(unit="serious", clause="2")]
    there = replace(case, unit="serious")
    Scenario(there).when(told, OWNER).then_happens(StepTaken)


# --- a step about a party of the unit


CARRY_OUT = TakeStep(step="carry_out_measure", party=1)


def committee(unit: str, so_far: Scenario) -> Scenario:
    """The case, when the committee of a unit acts in it."""
    return replace(so_far, case=replace(so_far.case, mandates=held(unit)))


def test_a_measure_is_carried_out_by_the_committee_of_whom_it_concerns() -> None:
    told = step("inform_national_committee", national_committee=NEPAL)
    so_far = measured().after(told, OWNER)
    committee(NEPAL, so_far).when(CARRY_OUT, NATIONAL).then_happens(StepTaken)
    other = committee(KENYA, so_far).when(CARRY_OUT, NATIONAL)
    other.then_refused(Refused, "another unit than that of the party", "Decisions")
    assert isinstance(other.outcome, Refused)
    assert other.outcome.field == "party"
    so_far.when(CARRY_OUT, CHAIR).then_happens(StepTaken)


def test_another_step_about_them_is_taken_by_whoever_has_the_case() -> None:
    told = TakeStep(
        step="inform_national_committee",
        party=1,
        facts={"national_committee": NEPAL},
    )
    of_kenya = replace(measured().case, mandates=held(KENYA, by=OWNER))
    Scenario(of_kenya).when(told, OWNER).then_happens(StepTaken, PartyPlaced)


def test_of_whom_no_unit_is_known_that_of_the_case_counts() -> None:
    of_kenya = replace(measured(), case=replace(measured().case, unit=KENYA))
    committee(KENYA, of_kenya).when(CARRY_OUT, NATIONAL).then_happens(StepTaken)
    for somewhere in (measured(), of_kenya):
        other = committee(NEPAL, somewhere).when(CARRY_OUT, NATIONAL)
        other.then_refused(Refused, "another unit than that of the party", "Decisions")


def test_whoever_has_the_office_for_all_carries_out_any_measure() -> None:
    for_all = replace(measured(), case=replace(measured().case, mandates=held(None)))
    for_all.when(CARRY_OUT, NATIONAL).then_happens(StepTaken)
