import pytest
from rules import CODE, disclosure, nothing, report
from scenario import DAY_0, MEMBER

from cases.actors import Actor
from cases.case.case import Case
from cases.errors import Refused
from cases.events.opening import DisclosureMade

SECRETARY = Actor("secretary-1", "intake_officer", on_behalf_of="director-1")


MINOR = {
    "value": 6000,
    "currency": "CHF",
    "duty_station": "gva",
    "received_on": "2026-01-02",
}


def test_a_report_is_not_opened_as_a_disclosure_nor_the_other_way() -> None:
    as_report = report(case_type="gift", opening="declare")
    nothing().when(as_report, MEMBER).then_refused(Refused, "as a disclosure", "4")
    as_gift = disclosure(case_type="report", opening="tell", facts={})
    nothing().when(as_gift, MEMBER).then_refused(Refused, "as a report", "1")


def test_a_disclosure_is_that_of_whoever_makes_it() -> None:
    event = next(disclosure().decide(Case(CODE), MEMBER, DAY_0))
    assert isinstance(event, DisclosureMade)
    assert (event.declarant, event.facts) == (MEMBER.id, {"source": "government"})


def test_a_disclosure_on_behalf_of_somebody_is_theirs() -> None:
    event = next(disclosure().decide(Case(CODE), SECRETARY, DAY_0))
    assert isinstance(event, DisclosureMade)
    assert event.declarant == "director-1"


def test_a_disclosure_touches_the_interests_of_all_it_names() -> None:
    named = disclosure(counterparties=("partner-1", "a-1"))
    event = next(named.decide(Case(CODE), MEMBER, DAY_0))
    assert event.relations() == (
        "person:a-1:interests",
        "person:member-1:interests",
        "person:partner-1:interests",
    )


def test_a_fact_that_is_asked_for_and_missing_is_refused() -> None:
    nothing().when(disclosure(facts={}), MEMBER).then_refused(
        Refused, "'source' is missing", "4"
    )


def test_a_fact_that_is_not_asked_for_is_refused() -> None:
    more = disclosure(facts={"source": "government", "value": 1})
    nothing().when(more, MEMBER).then_refused(Refused, "not asked for", "4")


def test_an_impossible_answer_is_refused() -> None:
    wrong = disclosure(facts={"source": "moon"})
    nothing().when(wrong, MEMBER).then_refused(Refused, "is not one of", "4")


def test_an_answer_to_which_the_clause_does_not_apply_is_refused() -> None:
    company = disclosure(facts={"source": "company"})
    nothing().when(company, MEMBER).then_refused(Refused, "does not apply", "4")


@pytest.mark.parametrize("value", [2**53, -1, True, "much"])
def test_a_value_that_is_no_amount_is_refused(value: object) -> None:
    facts = {**MINOR, "value": value}
    command = disclosure(opening="declare_minor", facts=facts)
    nothing().when(command, MEMBER).then_refused(Refused, "whole number", "4")


def test_a_fact_from_the_future_is_refused() -> None:
    tomorrow = disclosure(
        opening="declare_minor", facts={**MINOR, "received_on": "2026-01-06"}
    )
    nothing().when(tomorrow, MEMBER).then_refused(Refused, "in the future", "4")


def test_a_guard_of_an_opening_is_asked() -> None:
    minor = disclosure(opening="declare_minor", facts=MINOR)
    nothing().when(minor, MEMBER).then_happens(DisclosureMade)
    above = disclosure(opening="declare_minor", facts={**MINOR, "value": 6001})
    nothing().when(above, MEMBER).then_refused(Refused, "above the nominal value", "4")
