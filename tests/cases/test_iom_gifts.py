"""Gifts, honours and payments: clauses 49 to 53 of the IOM Standards of Conduct."""

from datetime import date
from typing import Final

import pytest
from iom import DIRECTOR, EDITION, HEAD, STAFF, gift, opened, step
from rules import knowing, limit
from scenario import Scenario, day, given

from cases.actors import Actor
from cases.errors import CaseNotFound, Refused
from cases.events.closing import CaseClosed
from cases.events.event import Fact
from cases.events.opening import DisclosureMade
from cases.events.procedure import (
    ClockMet,
    ClockMetLate,
    ClockMissed,
    ClockStarted,
    StepTaken,
)
from cases.events.retention import RetentionStarted

ON_BEHALF: Final[dict[str, Fact]] = {
    "source": "government",
    "kind": "gift",
    "unanticipated": True,
    "refusal_would_embarrass": True,
    "received_on": "2026-01-04",
}
INTERESTS: Final = f"person:{STAFF.id}:interests"
MINOR: Final[dict[str, Fact]] = {
    "kind": "gift",
    "value": 5000,
    "currency": "CHF",
    "duty_station": "geneva",
    "received_on": "2026-01-04",
}


# --- on behalf of the Organization (49)


def test_a_governments_gift_may_be_received_on_behalf_of_the_organization() -> None:
    given("iom").when(gift("receive_on_behalf", **ON_BEHALF), STAFF).then_happens(
        DisclosureMade, ClockStarted
    )


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("kind", "remuneration"),
        ("source", "non_governmental"),
        ("unanticipated", False),
        ("refusal_would_embarrass", False),
    ],
)
def test_nothing_else_may_be_received_on_behalf_of_it(fact: str, answer: Fact) -> None:
    command = gift("receive_on_behalf", **{**ON_BEHALF, fact: answer})
    reason = f"does not apply to this {fact.replace('_', ' ')}"
    given("iom").when(command, STAFF).then_refused(Refused, reason, "49.2")


def test_what_becomes_of_an_entrusted_gift_is_decided_by_the_director_general() -> None:
    entrusted = opened(gift("receive_on_behalf", **ON_BEHALF)).after(
        step("entrust"), STAFF
    )
    entrusted.when(step("retain"), HEAD).then_refused(CaseNotFound, "no such case")
    entrusted.when(step("give_to_charity"), DIRECTOR, day(3)).then(
        StepTaken(
            step="give_to_charity",
            clause="49.2",
            phase="closed",
            label="Given to a charitable purpose",
        ),
        ClockMet(**limit("disposition", EDITION)),
        CaseClosed(
            outcome="given_to_charity",
            closed_on=date(2026, 1, 8),
            clause="49.2",
            retention="R10",
        ),
        RetentionStarted(
            what="content",
            rule="R10",
            clause=EDITION.retention["R10"].clause,
            basis=EDITION.retention["R10"].basis,
            edition="2002",
            start=EDITION.retention["R10"].starts.at,
            started_on=date(2026, 1, 8),
            period="3 years",
            delete_on=date(2029, 1, 9),
        ),
    )


# --- with prior approval (49)


def test_nothing_is_accepted_before_it_is_approved() -> None:
    asked = opened(
        gift(
            "request_approval",
            source="non_governmental",
            kind="remuneration",
            because_of_position=True,
        )
    )
    asked.when(step("accept"), STAFF).then_refused(Refused, "'requested'", "49.1")
    approved = asked.after(step("approve"), DIRECTOR)
    approved.when(step("accept"), STAFF).then_happens(StepTaken, CaseClosed)


def test_the_director_general_does_not_approve_their_own_gift() -> None:
    asked = opened(
        gift(
            "request_approval",
            source="government",
            kind="decoration",
            because_of_position=True,
        ),
        Actor(DIRECTOR.id, "member"),
    )
    asked.when(step("approve"), DIRECTOR).then_refused(
        Refused, "for another person than 'opening'", "49.1"
    )


def test_a_gift_that_turns_out_to_be_official_needs_approval() -> None:
    private = opened(
        gift("declare_private_gift", source="government", because_of_position=False)
    )
    private.after(step("find_official"), HEAD).when(
        step("approve"), DIRECTOR
    ).then_happens(StepTaken, ClockMet)


# --- minor gifts (50)


@pytest.mark.parametrize(
    ("facts", "reason", "field"),
    [
        ({"value": 5001}, "the gift is above the nominal value", "value"),
        ({"currency": "EUR"}, "no nominal value is set", "duty_station"),
        ({"duty_station": "other"}, "no nominal value is set", "duty_station"),
        ({"kind": "remuneration"}, "does not apply to this kind", "kind"),
    ],
)
def test_only_a_gift_of_nominal_value_needs_no_approval(
    facts: dict[str, Fact], reason: str, field: str
) -> None:
    asked = gift("disclose_minor_gift", **{**MINOR, **facts})
    refused = given("iom").when(asked, STAFF)
    refused.then_refused(Refused, reason, "50", f"facts.{field}")


def test_whoever_is_refused_a_minor_gift_is_told_what_is_nominal() -> None:
    above = gift("disclose_minor_gift", **{**MINOR, "value": 5001})
    refused = given("iom").when(above, STAFF).outcome
    assert isinstance(refused, Refused)
    assert refused.allowed == ("5000",)


def test_a_minor_gift_disclosed_late_is_disclosed_and_late() -> None:
    lately = gift("disclose_minor_gift", **{**MINOR, "received_on": "2025-12-22"})
    given("iom").when(lately, STAFF).then_happens(
        DisclosureMade, ClockStarted, ClockMissed, ClockMetLate, ClockStarted
    )
    promptly = gift("disclose_minor_gift", **{**MINOR, "received_on": "2025-12-29"})
    given("iom").when(promptly, STAFF).then_happens(
        DisclosureMade, ClockStarted, ClockMet, ClockStarted
    )


def test_the_head_of_the_office_does_not_direct_their_own_gift() -> None:
    disclosed = opened(gift("disclose_minor_gift", **MINOR), Actor(HEAD.id, "member"))
    for direction in ("let_keep", "direct_to_entrust", "direct_to_return"):
        disclosed.when(step(direction), HEAD).then_refused(
            Refused, "for another person", "50"
        )
    disclosed.when(step("direct_to_return"), DIRECTOR).then_happens(
        StepTaken, ClockMet, ClockStarted
    )


def test_a_gift_directed_to_be_returned_cannot_be_kept() -> None:
    directed = opened(gift("disclose_minor_gift", **MINOR)).after(
        step("direct_to_return"), HEAD
    )
    directed.when(step("let_keep"), HEAD).then_refused(CaseNotFound, "no such case")
    directed.when(step("let_keep"), DIRECTOR).then_refused(
        Refused, "'to_be_returned'", "50"
    )
    directed.when(step("return_to_donor"), STAFF).then_happens(
        StepTaken, ClockMet, CaseClosed
    )


# --- awards, payments, functions and travel (51 to 53)


def test_an_award_by_a_government_is_no_award_of_clause_51() -> None:
    given("iom").when(
        gift("request_award", source="government", award="distinction"), STAFF
    ).then_refused(Refused, "does not apply to this source", "51")


def test_benefits_above_the_rates_of_the_un_are_not_covered() -> None:
    command = gift(
        "declare_travel_benefit",
        authorised_activity=True,
        within_un_rates=False,
        accommodation=True,
        travel=False,
        subsistence=False,
    )
    given("iom").when(command, STAFF).then_refused(Refused, "un rates", "53.3")


# --- gifts of the same donor add up (50)


def before(*gifts: dict[str, Fact], by: Actor = STAFF) -> Scenario:
    """Minor gifts that somebody has disclosed already."""
    made = [
        next(
            gift("disclose_minor_gift", **{**MINOR, **facts}).decide(
                given("iom").case, by, day(0)
            )
        )
        for facts in gifts
    ]
    return knowing(given("iom"), INTERESTS, *made)


@pytest.mark.parametrize(
    ("earlier", "value"),
    [
        ([{"value": 3000}], 2001),
        ([{"value": 2000, "received_on": "2025-01-04"}, {"value": 2000}], 1001),
        (
            [{"value": 3000, "duty_station": "geneva", "received_on": "2026-01-05"}],
            2001,
        ),
    ],
)
def test_gifts_of_one_donor_in_twelve_months_are_nominal_together(
    earlier: list[dict[str, Fact]], value: int
) -> None:
    told = before(*earlier)
    nominal = gift("disclose_minor_gift", **{**MINOR, "value": value - 1})
    told.when(nominal, STAFF).then_happens(
        DisclosureMade, ClockStarted, ClockMet, ClockStarted
    )
    split = gift("disclose_minor_gift", **{**MINOR, "value": value})
    told.when(split, STAFF).then_refused(
        Refused, "the gifts of this donor together are above", "50", "facts.value"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"value": 5000, "donor": "donor-2"},
        {"value": 5000, "received_on": "2025-01-03"},
    ],
)
def test_other_donors_and_older_gifts_do_not_count(other: dict[str, Fact]) -> None:
    largest = gift("disclose_minor_gift", **MINOR)
    before(other).when(largest, STAFF).then_happens(
        DisclosureMade, ClockStarted, ClockMet, ClockStarted
    )


def test_what_was_given_in_another_currency_is_not_added() -> None:
    (_, made), *_ = before({"value": 5000}).case.known[INTERESTS].events
    euros = made.model_copy(update={"facts": {**made.facts, "currency": "EUR"}})
    told = knowing(given("iom"), INTERESTS, euros)
    told.when(gift("disclose_minor_gift", **MINOR), STAFF).then_happens(
        DisclosureMade, ClockStarted, ClockMet, ClockStarted
    )


def test_what_somebody_else_was_given_does_not_count() -> None:
    largest = gift("disclose_minor_gift", **MINOR)
    before({"value": 5000}, by=Actor("staff-2", "member")).when(
        largest, STAFF
    ).then_happens(DisclosureMade, ClockStarted, ClockMet, ClockStarted)


def test_only_a_minor_gift_asks_what_was_given_before() -> None:
    theirs = (f"person:{STAFF.id}:interests",)
    case = given("iom").case
    assert gift("disclose_minor_gift", **MINOR).questions(case, STAFF) == theirs
    assert gift("receive_on_behalf", **ON_BEHALF).questions(case, STAFF) == ()
    secretary = Actor("secretary-1", "member", STAFF.id)
    assert gift("disclose_minor_gift", **MINOR).questions(case, secretary) == theirs


def test_a_gift_accepted_without_approval_can_still_be_told() -> None:
    late = {"source": "non_governmental", "kind": "gift", "value": 9000}
    told = opened(
        gift("disclose_accepted", **late, currency="CHF", received_on="2026-01-02")
    )
    told.when(step("order_to_return"), HEAD).then_refused(CaseNotFound, "no such case")
    told.when(step("order_to_return"), DIRECTOR).then_happens(
        StepTaken, ClockMet, ClockStarted
    )
