import pytest
from appealing import REVIEWER, answer, answered, appeal
from rules import (
    CHAIR,
    DETECTIVE,
    SAID,
    SMALL,
    TODAY,
    accused,
    allegation,
    cleared,
    convened,
    declared,
    deliberated,
    determination,
    disclosure,
    handled,
    handler,
    hearing,
    investigated,
    measure,
    nothing,
    notified,
    party,
    step,
    violated,
)
from scenario import COMPLIANCE, MEMBER, OWNER, day, refusal

from cases.commands.allegations import DropAllegation
from cases.commands.arbitration import AppointArbitrator
from cases.commands.guards import GUARDS
from cases.commands.investigation import IssueFindings
from cases.commands.notifying import NotifyDecision
from cases.commands.opening import MakeDisclosure
from cases.commands.people import RecuseHandler
from cases.edition import guards as known
from cases.edition.checks import faults
from cases.errors import Refused
from cases.events.closing import CaseClosed
from cases.events.decision import DeterminationMade
from cases.events.opening import DisclosureMade
from cases.events.procedure import (
    ClockPassed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

INVESTIGATE = step("investigate")
DROP = DropAllegation(allegation=1, reason=SAID)
MINOR = {
    "value": 6000,
    "currency": "CHF",
    "duty_station": "gva",
    "received_on": "2026-01-02",
}


def minor(**facts: object) -> MakeDisclosure:
    return disclosure(opening="declare_minor", facts={**MINOR, **facts})


def test_every_guard_that_an_edition_may_name_has_a_meaning() -> None:
    assert GUARDS.keys() == known.GUARDS


def test_every_guard_says_what_it_asks_for() -> None:
    assert all((guard.__doc__ or "").endswith(".") for guard in GUARDS.values())


def test_nothing_is_investigated_before_somebody_is_responsible() -> None:
    nobody = (
        accused()
        .after(RecuseHandler(person=OWNER.id), COMPLIANCE)
        .after(RecuseHandler(person=DETECTIVE.id), COMPLIANCE)
    )
    nobody.when(INVESTIGATE, COMPLIANCE).then_refused(Refused, "nobody is resp", "2")
    again = nobody.after(handler("x-1", "case_owner"), COMPLIANCE)
    again.when(INVESTIGATE, COMPLIANCE).then_happens(StepTaken, ClockStarted)


def test_nothing_is_investigated_against_somebody_who_is_not_known() -> None:
    unknown = accused().after(party(person=None), OWNER)
    unknown.when(INVESTIGATE, COMPLIANCE).then_refused(Refused, "not matched", "2")
    witness = accused().after(party("witness", None), OWNER)
    witness.when(INVESTIGATE, COMPLIANCE).then_happens(StepTaken, ClockStarted)


def test_nothing_is_investigated_that_nobody_has_put_into_words() -> None:
    handled().when(INVESTIGATE, COMPLIANCE).then_refused(Refused, "been framed", "2")
    accused().after(DROP, OWNER).when(INVESTIGATE, COMPLIANCE).then_refused(
        Refused, "been framed", "2"
    )
    accused().when(INVESTIGATE, COMPLIANCE).then_happens(StepTaken, ClockStarted)


def test_only_what_the_code_leaves_to_those_affected_is_settled_informally() -> None:
    settle = step("settle")
    accused().when(settle, COMPLIANCE).then_refused(
        Refused, "no informal resolution", "2"
    )
    rude = accused().after(allegation(category="rudeness"), OWNER)
    rude.when(settle, COMPLIANCE).then_refused(Refused, "no informal resolution", "2")
    only_rude = rude.after(DROP, OWNER)
    assert isinstance(only_rude.when(settle, COMPLIANCE).outcome, list)
    handled().when(settle, COMPLIANCE).then_refused(Refused, "been framed", "2")


def test_the_invented_edition_has_no_fault() -> None:
    assert list(faults(SMALL)) == []


def test_a_party_against_whom_everything_was_dropped_need_not_be_heard() -> None:
    found = IssueFindings(evidence=(1,), findings=SAID)
    two = (
        investigated()
        .after(party(person="accused-2"), OWNER)
        .after(allegation(party=2), OWNER)
        .after(hearing(), DETECTIVE)
    )
    two.when(found, DETECTIVE).then_refused(Refused, "has not been heard", "2")
    drop = DropAllegation(allegation=2, reason=SAID)
    assert isinstance(two.after(drop, OWNER).when(found, DETECTIVE).outcome, list)
    heard = two.after(hearing(2), DETECTIVE)
    assert isinstance(heard.when(found, DETECTIVE).outcome, list)


def test_nobody_determines_before_the_body_was_convened() -> None:
    investigated().when(determination(), CHAIR).then_refused(
        Refused, "has not been convened", "3"
    )
    deliberated().when(determination(), CHAIR).then_happens(DeterminationMade)


def test_a_body_without_quorum_gives_way_to_another_body_where_there_is_one() -> None:
    heard = investigated().after(hearing(), DETECTIVE)
    found = heard.after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
    pair = found.after(convened("c-1", "c-2", body="pair"), CHAIR)
    asked = pair.after(party("witness", "c-2"), OWNER).when(determination(), CHAIR)
    asked.then_refused(Refused, "lost its quorum", "3")
    assert refusal(asked).awaits == ("convene_deciders",)


def test_a_case_closes_with_the_outcome_that_was_determined() -> None:
    violation = violated().after(step("conclude_freely"), CHAIR)
    none = (
        deliberated()
        .after(determination("refuted"), CHAIR)
        .after(step("conclude_freely"), CHAIR)
    )
    close = {name: step(f"close_{name}") for name in ("violation", "no_violation")}
    assert isinstance(violation.when(close["violation"], COMPLIANCE).outcome, list)
    assert isinstance(none.when(close["no_violation"], COMPLIANCE).outcome, list)
    violation.when(close["no_violation"], COMPLIANCE).then_refused(
        Refused, "a violation was determined", "3"
    )
    none.when(close["violation"], COMPLIANCE).then_refused(
        Refused, "no violation was determined", "3"
    )


def test_what_was_dropped_is_settled() -> None:
    dropped = deliberated().after(DROP, OWNER)
    dropped.when(step("conclude_freely"), CHAIR).then_refused(
        Refused, "no allegation has been framed", "3"
    )
    one_left = deliberated().after(allegation(), OWNER).after(determination(), CHAIR)
    one_left.when(step("conclude_freely"), CHAIR).then_refused(
        Refused, "not yet determined", "3"
    )
    settled = one_left.after(DropAllegation(allegation=2, reason=SAID), OWNER)
    settled.when(step("conclude_freely"), CHAIR).then_happens(StepTaken)


def test_nobody_is_appointed_before_somebody_was_cleared() -> None:
    appoint = AppointArbitrator(appointment=1)
    declared().when(appoint, CHAIR).then_refused(Refused, "nobody's neutrality", "3")
    assert isinstance(cleared().when(appoint, CHAIR, at=day(10)).outcome, list)


def test_a_decision_stands_when_nobody_can_appeal_any_more() -> None:
    stand = step("let_stand")
    notified().when(stand, COMPLIANCE, at=day(10)).then_refused(
        Refused, "can still be lodged", "3"
    )
    notified().when(stand, COMPLIANCE, at=day(11)).then_happens(
        StepTaken, ClockPassed, ClockStopped
    )


def test_a_violation_that_must_have_a_measure_has_one() -> None:
    conclude = step("conclude_as_required")
    violated().when(conclude, CHAIR).then_refused(Refused, "it must have", "3")
    violated().after(measure("training"), CHAIR).when(conclude, CHAIR).then_refused(
        Refused, "it must have", "3"
    )
    violated().after(measure(), CHAIR).when(conclude, CHAIR).then_happens(StepTaken)


def test_a_violation_that_may_have_a_measure_needs_none() -> None:
    rude = (
        deliberated()
        .after(allegation(category="rudeness"), OWNER)
        .after(DROP, OWNER)
        .after(determination(allegation=2), CHAIR)
    )
    rude.when(step("conclude_as_required"), CHAIR).then_happens(StepTaken)


def test_nothing_is_finished_before_every_accused_was_told() -> None:
    two = (
        deliberated()
        .after(party(person="accused-2"), OWNER)
        .after(allegation(party=2), OWNER)
        .after(determination("refuted"), CHAIR)
        .after(determination("refuted", allegation=2), CHAIR)
        .after(step("conclude"), CHAIR)
    )
    one = two.after(NotifyDecision(party=1, notified_on=TODAY), COMPLIANCE)
    for before in (two, one):
        before.when(step("finish"), COMPLIANCE).then_refused(
            Refused, "not been told the decision", "3"
        )
    both = one.after(NotifyDecision(party=2, notified_on=TODAY), COMPLIANCE)
    both.when(step("finish"), COMPLIANCE).then_happens(StepTaken)


def test_nothing_is_finished_while_an_appeal_is_open() -> None:
    appealed = notified().after(appeal(party=1), COMPLIANCE)
    appealed.when(step("finish"), COMPLIANCE).then_refused(
        Refused, "an appeal is still to be decided", "3"
    )
    known = appealed.after(answer(), REVIEWER).after(answered(), COMPLIANCE)
    known.when(step("finish"), COMPLIANCE).then_happens(StepTaken)


def test_an_authorisation_runs_out_after_its_last_day() -> None:
    gift = nothing().after(disclosure(), MEMBER)
    gift.when(step("expire"), COMPLIANCE).then_refused(Refused, "not run out", "4")
    until = gift.after(step("authorise", until="2026-01-15"), COMPLIANCE)
    early = until.when(step("expire"), COMPLIANCE, at=day(10))
    early.then_refused(Refused, "not run out", "4")
    assert refusal(early).until == day(10).date()
    until.when(step("expire"), COMPLIANCE, at=day(11)).then_happens(
        StepTaken, ClockPassed, ClockStopped, CaseClosed
    )


def test_a_minor_gift_is_of_nominal_value_where_and_when_it_was_received() -> None:
    nothing().when(minor(), MEMBER).then_happens(DisclosureMade)
    nothing().when(minor(value=6001), MEMBER).then_refused(Refused, "above", "4")
    last_year = minor(received_on="2025-12-31")
    nothing().when(last_year, MEMBER).then_refused(Refused, "above the nominal", "4")
    less = minor(received_on="2025-12-31", value=5000)
    nothing().when(less, MEMBER).then_happens(DisclosureMade)


@pytest.mark.parametrize(
    "facts",
    [{"duty_station": "nbo"}, {"currency": "EUR"}, {"received_on": "2024-12-31"}],
)
def test_where_no_nominal_value_is_set_no_gift_is_minor(facts: dict[str, str]) -> None:
    nothing().when(minor(**facts), MEMBER).then_refused(
        Refused, "no nominal value is set", "4"
    )


@pytest.mark.parametrize("failed", ["compatible_with_duties", "permitted_by_local_law"])
def test_both_tests_must_be_passed(failed: str) -> None:
    gift = nothing().after(disclosure(), MEMBER)
    both = {"compatible_with_duties": True, "permitted_by_local_law": True}
    gift.when(step("allow"), COMPLIANCE).then_refused(Refused, "is not passed", "4")
    one = gift.after(step("test", **{**both, failed: False}), COMPLIANCE)
    one.when(step("allow"), COMPLIANCE).then_refused(Refused, failed, "4")
    gift.after(step("test", **both), COMPLIANCE).when(
        step("allow"), COMPLIANCE
    ).then_happens(StepTaken, CaseClosed)
