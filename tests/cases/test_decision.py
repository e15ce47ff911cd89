from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from rules import (
    CHAIR,
    DETECTIVE,
    MEMBERS,
    NEUTRAL,
    SAID,
    SMALL,
    TODAY,
    allegation,
    convened,
    deliberated,
    determination,
    exhibit,
    hearing,
    in_office,
    investigated,
    measure,
    party,
    proposed,
    step,
    violated,
)
from scenario import COMPLIANCE, OWNER, Scenario

from cases.actors import Actor
from cases.commands.arbitration import DeliverOpinion
from cases.commands.decision import RecuseDecider
from cases.commands.investigation import IssueFindings
from cases.edition.measure import ENDS
from cases.errors import NotPermitted, Refused
from cases.events.decision import (
    DeterminationMade,
    MeasureImposed,
)
from cases.events.procedure import ClockStarted, StepTaken

FIVE = tuple(member.id for member in MEMBERS)


def recused(*persons: str, before: Scenario | None = None) -> Scenario:
    so_far = before or deliberated(*FIVE)
    for person in persons:
        so_far = so_far.after(RecuseDecider(person=person), CHAIR)
    return so_far


def test_a_determination_names_who_made_it_and_on_what() -> None:
    outcome = deliberated().when(determination(), CHAIR).outcome
    assert isinstance(outcome, list)
    assert isinstance(outcome[0], DeterminationMade)
    assert outcome[0].deciders == ("c-1", "c-2", "c-3")
    assert outcome[0].evidence == (1,)


def test_only_a_convened_member_determines() -> None:
    deliberated().when(determination(), MEMBERS[4]).then_refused(
        NotPermitted, "only a convened member", "3"
    )


def test_what_is_established_rests_on_evidence() -> None:
    deliberated().when(determination(evidence=()), CHAIR).then_refused(
        Refused, "rests on evidence", "3"
    )
    for finding in ("insufficient_evidence", "refuted"):
        deliberated().when(determination(finding, evidence=()), CHAIR).then_happens(
            DeterminationMade
        )


def test_evidence_that_the_case_does_not_have_establishes_nothing() -> None:
    deliberated().when(determination(evidence=(1, 2)), CHAIR).then_refused(
        Refused, "no such evidence", "3"
    )


def test_a_number_stands_in_a_list_once() -> None:
    for command in (
        lambda: determination(evidence=(1, 1)),
        lambda: measure(allegations=(1, 1)),
        lambda: convened("c-1", "c-1", "c-2"),
    ):
        with pytest.raises(ValidationError, match="named twice"):
            command()


def test_there_is_no_departing_from_an_opinion_that_nobody_gave() -> None:
    asked = deliberated().when(determination(departs_from_opinion=True), CHAIR)
    asked.then_refused(Refused, "no opinion was given", "3")
    assert getattr(asked.outcome, "field", None) == "departs_from_opinion"


def test_a_finding_against_an_opinion_says_why_it_is_not_followed() -> None:
    opinion = DeliverOpinion(appointment=1, established=(1,), opinion=SAID)
    advised = in_office(proposed(start=deliberated())).after(opinion, NEUTRAL)
    bare = advised.when(determination("refuted"), CHAIR)
    bare.then_refused(Refused, "an opinion says otherwise", "3")
    assert getattr(bare.outcome, "field", None) == "departs_from_opinion"
    departing = determination("refuted", departs_from_opinion=True)
    advised.when(departing, CHAIR).then_happens(DeterminationMade)
    advised.when(determination(), CHAIR).then_happens(DeterminationMade)


def test_what_is_not_shown_by_an_opinion_is_established_only_with_reasons() -> None:
    opinion = DeliverOpinion(appointment=1, not_established=(1,), opinion=SAID)
    advised = in_office(proposed(start=deliberated())).after(opinion, NEUTRAL)
    advised.when(determination(), CHAIR).then_refused(Refused, "says otherwise", "3")
    for finding in ("refuted", "insufficient_evidence"):
        advised.when(determination(finding), CHAIR).then_happens(DeterminationMade)


def test_an_opinion_not_to_be_relied_on_binds_nobody() -> None:
    opinion = DeliverOpinion(appointment=1, not_established=(1,), opinion=SAID)
    advised = in_office(proposed(start=deliberated())).after(opinion, NEUTRAL)
    late = advised.after(party("other", NEUTRAL.id), OWNER)
    late.when(determination(), CHAIR).then_happens(DeterminationMade)


def test_an_opinion_speaks_of_what_is_alleged_and_says_one_thing_of_it() -> None:
    before = in_office(proposed(start=deliberated()))
    for said, reason in (
        ({"established": (2,)}, "no such allegation"),
        ({"not_established": (2,)}, "no such allegation"),
        ({"established": (1,), "not_established": (1,)}, "not both"),
    ):
        opinion = DeliverOpinion.model_validate(
            {"appointment": 1, "opinion": SAID, **said}
        )
        before.when(opinion, NEUTRAL).then_refused(Refused, reason, "3")


def test_an_allegation_is_determined_once() -> None:
    violated().when(determination("refuted"), CHAIR).then_refused(
        Refused, "is settled", "3"
    )
    violated().when(determination(allegation=2), CHAIR).then_refused(
        Refused, "no such allegation", "3"
    )


def test_nobody_is_looked_up_for_an_allegation_that_the_case_does_not_have() -> None:
    assert determination(allegation=2).questions(violated().case, CHAIR) == ()


def test_a_measure_says_whether_it_is_disciplinary() -> None:
    for name, disciplinary in (("warning", True), ("training", False)):
        outcome = violated().when(measure(name), CHAIR).outcome
        assert isinstance(outcome, list)
        assert isinstance(outcome[0], MeasureImposed)
        assert outcome[0].disciplinary is disciplinary


def test_a_measure_that_the_code_does_not_have_is_refused() -> None:
    violated().when(measure("flogging"), CHAIR).then_refused(
        Refused, "no such measure", "3"
    )


def test_then_it_is_said_which_there_are_but_for_those_until_it_is_decided() -> None:
    refusal = violated().when(measure("leave"), CHAIR).outcome
    assert isinstance(refusal, Refused)
    assert set(refusal.allowed) == {"warning", "reprimand", "training"}


def test_a_measure_answers_what_was_established_against_that_party() -> None:
    deliberated().when(measure(), CHAIR).then_refused(Refused, "not established", "3")
    refuted = deliberated().after(determination("refuted"), CHAIR)
    refuted.when(measure(), CHAIR).then_refused(Refused, "not established", "3")
    violated().when(measure(allegations=(1, 2)), CHAIR).then_refused(
        Refused, "no such allegation", "3"
    )
    violated().when(measure(party=2), CHAIR).then_refused(
        Refused, "no such allegation", "3"
    )


def test_a_measure_answers_at_least_one_allegation() -> None:
    with pytest.raises(ValidationError):
        measure(allegations=())


def test_a_measure_does_not_end_before_it_begins() -> None:
    ends = {"effective_on": TODAY, "expires_on": TODAY - timedelta(days=1)}
    violated().when(measure(**ends), CHAIR).then_refused(Refused, "ends before", "3")
    violated().when(measure(**{**ends, "expires_on": TODAY}), CHAIR).then_happens(
        MeasureImposed, ClockStarted
    )


def test_a_measure_lasts_as_long_as_the_code_has_it_to_the_day() -> None:
    last = SMALL.due(ENDS, TODAY).on
    violated().when(measure(expires_on=last), CHAIR).then_happens(
        MeasureImposed, ClockStarted
    )
    too_long = measure(expires_on=last + timedelta(days=1))
    refusal = violated().when(too_long, CHAIR).outcome
    assert isinstance(refusal, Refused)
    assert refusal.until == last


def test_a_measure_ends_on_a_day_that_is_known() -> None:
    violated().when(measure(expires_on=date(9998, 1, 1)), CHAIR).then_refused(
        Refused, "the day is after", field="expires_on"
    )


def test_a_measure_may_begin_later() -> None:
    later = measure(effective_on=TODAY + timedelta(days=30))
    violated().when(later, CHAIR).then_happens(MeasureImposed)


def test_a_member_who_stood_down_imposes_nothing_and_others_record() -> None:
    before = recused("c-2", before=violated())
    before.when(measure(), Actor("c-2", "committee_member")).then_refused(
        NotPermitted, "only a convened member", "3"
    )
    before.when(measure(), COMPLIANCE).then_happens(MeasureImposed)


def test_a_violation_without_a_disciplinary_measure_is_not_concluded() -> None:
    violated().when(step("conclude"), CHAIR).then_refused(
        Refused, "no disciplinary measure yet", "3"
    )
    trained = violated().after(measure("training"), CHAIR)
    trained.when(step("conclude"), CHAIR).then_refused(Refused, "no disciplinary", "3")
    warned = violated().after(measure(), CHAIR)
    warned.when(step("conclude"), CHAIR).then_happens(StepTaken)


def test_each_violation_needs_its_own_measure() -> None:
    two = (
        investigated()
        .after(allegation(category="rudeness"), OWNER)
        .after(hearing(), DETECTIVE)
        .after(convened("c-1", "c-2", "c-3"), CHAIR)
    )
    both = (
        two.after(IssueFindings(evidence=(1,), findings=SAID), DETECTIVE)
        .after(determination(), CHAIR)
        .after(determination(allegation=2), CHAIR)
    )
    one = both.after(measure(), CHAIR)
    one.when(step("conclude"), CHAIR).then_refused(Refused, "no disciplinary", "3")
    for_both = both.after(measure(allegations=(1, 2)), CHAIR)
    for_both.when(step("conclude"), CHAIR).then_happens(StepTaken)


def test_a_code_that_does_not_ask_for_a_measure_lets_one_conclude_without() -> None:
    violated().when(step("conclude_freely"), CHAIR).then_happens(StepTaken)


def test_nothing_is_concluded_while_an_allegation_is_open() -> None:
    for name in ("conclude", "conclude_freely"):
        deliberated().when(step(name), CHAIR).then_refused(
            Refused, "not yet determined", "3"
        )


def test_a_second_exhibit_can_be_considered() -> None:
    two = deliberated().after(exhibit(), DETECTIVE)
    two.when(determination(evidence=(1, 2)), CHAIR).then_happens(DeterminationMade)
