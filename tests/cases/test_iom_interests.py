"""Interests and employment elsewhere: clauses 22, 24 and 26 of the IOM Standards."""

from typing import Final

import pytest
from iom import (
    DIRECTOR,
    EDITION,
    HEAD,
    LEGAL,
    SAID,
    STAFF,
    SUPERVISOR,
    disclosure,
    gift,
    opened,
    step,
)
from iom_reporting import accused_of, handler, reported
from rules import knowing
from scenario import Scenario, day, given

from cases.actors import Actor
from cases.case.parts import Relation
from cases.commands.decision import ConveneDeciders
from cases.commands.investigation import HearSubject
from cases.commands.opening import MakeDisclosure
from cases.errors import Refused
from cases.events.closing import CaseClosed
from cases.events.event import Event, Fact
from cases.events.interests import BarLifted, PersonBarred
from cases.events.opening import DisclosureMade
from cases.events.procedure import (
    ClockMet,
    ClockMissed,
    ClockStarted,
    ClockStopped,
    StepTaken,
)

SHARES: Final[dict[str, Fact]] = {
    "enterprise": "firm-1",
    "held_by": "spouse",
    "nature": "shares",
    "share": 12,
    "value": 250_000,
    "currency": "CHF",
    "in_procurement": True,
}
SOLD: Final = step("dispose", disposed_by="sale", disposed_on="2026-01-05")


def financial() -> Scenario:
    return opened(disclosure("interest", "disclose_financial_interest", **SHARES))


def negotiation() -> MakeDisclosure:
    return disclosure(
        "employment_negotiation", "declare", employer="firm-1", began_on="2026-01-02"
    )


def barred(person: str, *more: Event) -> tuple[Event, ...]:
    bar = PersonBarred(person=person, counterparties=("firm-1",), clause="24.2")
    return (bar, *more)


# --- the measure of an interest, and what binds without an order (24)


@pytest.mark.parametrize("measure", ["held_by", "share", "value", "nature"])
def test_a_financial_interest_is_disclosed_by_its_measure(measure: str) -> None:
    facts = {name: fact for name, fact in SHARES.items() if name != measure}
    unmeasured = disclosure("interest", "disclose_financial_interest", **facts)
    given("iom").when(unmeasured, STAFF).then_refused(Refused, "is missing", "24.2")


def test_whoever_holds_an_interest_is_barred_without_any_order() -> None:
    command = disclosure("interest", "disclose_financial_interest", **SHARES)
    given("iom").when(command, STAFF).then_happens(
        DisclosureMade, PersonBarred, ClockStarted
    )


def test_only_the_director_general_authorises_otherwise() -> None:
    financial().when(step("authorise_interest"), DIRECTOR).then_happens(
        StepTaken, BarLifted, ClockMet, ClockStarted
    )
    assert not financial().after(step("authorise_interest"), DIRECTOR).case.barred


def test_whether_to_dispose_or_to_withdraw_is_the_staff_members_to_say() -> None:
    refused = financial().after(step("refuse_authorisation"), DIRECTOR)
    assert refused.case.barred
    for choice in (SOLD, step("withdraw")):
        refused.when(choice, STAFF).then_happens(StepTaken, ClockMet, ClockStarted)
        financial().when(choice, STAFF).then_happens(
            StepTaken, ClockStopped, ClockStarted
        )


def test_whoever_withdrew_stays_barred() -> None:
    withdrawn = financial().after(step("withdraw"), STAFF)
    assert withdrawn.case.barred
    withdrawn.when(step("retire"), LEGAL).then_happens(
        StepTaken, BarLifted, ClockStopped, CaseClosed
    )


def test_the_bar_ends_when_the_disposal_is_shown_and_not_before() -> None:
    declared = financial().after(SOLD, STAFF)
    assert declared.case.barred
    declared.when(step("reject_disposal"), LEGAL).then_happens(
        StepTaken, ClockMet, ClockStarted
    )
    declared.when(step("accept_disposal"), LEGAL).then_happens(
        StepTaken, BarLifted, ClockMet, CaseClosed
    )


def test_an_authorisation_that_is_not_confirmed_lapses() -> None:
    authorised = financial().after(step("authorise_interest"), DIRECTOR)
    authorised.when(step("lapse"), LEGAL, day(30)).then_refused(Refused, "nobody has")
    authorised.when(step("lapse"), LEGAL, day(400)).then_happens(
        StepTaken, PersonBarred, ClockMissed, ClockStopped, ClockStarted
    )


def test_an_amended_interest_is_to_be_authorised_again() -> None:
    asked = EDITION.procedure("interest").step("amend_interest").asks
    amended = step("amend_interest", **{name: SHARES[name] for name in asked})
    authorised = financial().after(step("authorise_interest"), DIRECTOR)
    authorised.when(amended, STAFF).then_happens(
        StepTaken, PersonBarred, ClockStopped, ClockStarted
    )


# --- whoever is barred takes no part


def concerning_the_firm() -> Scenario:
    """A gift from the enterprise to somebody else, to be approved."""
    return opened(
        gift(
            "request_approval",
            donor="firm-1",
            source="non_governmental",
            kind="gift",
            because_of_position=True,
        )
    )


def knowing_of(start: Scenario, person: str, *events: Event) -> Scenario:
    return knowing(start, f"person:{person}:interests", *events)


def test_whoever_is_barred_approves_nothing_of_that_enterprise() -> None:
    told = concerning_the_firm()
    knowing_of(told, DIRECTOR.id, *barred(DIRECTOR.id)).when(
        step("approve"), DIRECTOR
    ).then_refused(Refused, "not for whoever has an interest", "49.1")
    told.when(step("approve"), DIRECTOR).then_happens(StepTaken, ClockMet)


def test_a_bar_from_another_enterprise_or_a_lifted_one_bars_nobody() -> None:
    other = PersonBarred(person=DIRECTOR.id, counterparties=("firm-2",), clause="24.2")
    over = BarLifted(person=DIRECTOR.id, counterparties=("firm-1",), clause="24.2")
    approve = step("approve")
    told = concerning_the_firm()
    knowing_of(told, DIRECTOR.id, other).when(approve, DIRECTOR).then_happens(
        StepTaken, ClockMet
    )
    one_case = tuple(("case-1", event) for event in barred(DIRECTOR.id, over))
    known = {f"person:{DIRECTOR.id}:interests": Relation(2, one_case)}
    Scenario(told.case.knowing(known)).when(approve, DIRECTOR).then_happens(
        StepTaken, ClockMet
    )


def test_what_is_lifted_in_one_case_still_stands_in_another() -> None:
    over = BarLifted(person=DIRECTOR.id, counterparties=("firm-1",), clause="24.2")
    knowing_of(concerning_the_firm(), DIRECTOR.id, *barred(DIRECTOR.id, over)).when(
        step("approve"), DIRECTOR
    ).then_refused(Refused, "not for whoever has an interest", "49.1")


def test_whoever_gave_does_not_approve() -> None:
    own = Actor("firm-1", "director_general")
    concerning_the_firm().when(step("approve"), own).then_refused(
        Refused, "not for whoever has an interest", "49.1"
    )


def test_a_step_for_the_disinterested_asks_for_their_interests() -> None:
    case = concerning_the_firm().case
    assert step("approve").questions(case, DIRECTOR) == (
        f"person:{DIRECTOR.id}:interests",
    )
    assert step("accept").questions(case, STAFF) == ()


def accused_firm() -> Scenario:
    told = accused_of("bribery", reported("bribery"))
    known = told.case.parties[1]
    assert known.person == "accused-1"
    return told


def test_whoever_is_barred_handles_and_decides_nothing_against_it() -> None:
    bar = PersonBarred(person="owner-1", counterparties=("accused-1",), clause="26")
    designation = handler("owner-1", "case_owner")
    assert designation.questions(accused_firm().case, LEGAL) == (
        "person:owner-1:interests",
    )
    knowing_of(accused_firm(), "owner-1", bar).when(designation, LEGAL).then_refused(
        Refused, "not eligible", "12"
    )
    board = ConveneDeciders(body="director_general", present=("owner-1",))
    assert board.questions(accused_firm().case, LEGAL) == ("person:owner-1:interests",)
    awaiting = to_be_decided()
    assert isinstance(awaiting.when(board, LEGAL).outcome, list)
    knowing_of(awaiting, "owner-1", bar).when(board, LEGAL).then_refused(
        Refused, "somebody named here is not eligible"
    )


def to_be_decided() -> Scenario:
    """The person accused was heard, and nothing is left to find out."""
    heard = HearSubject(party=1, mode="heard", occurred_on=day(0).date(), account=SAID)
    return (
        accused_firm()
        .after(handler("owner-2", "case_owner"), LEGAL)
        .after(heard, Actor("owner-2", "case_owner"))
        .after(step("settle_by_assessment", settled_because="facts_evident"), LEGAL)
    )


# --- management of an enterprise (24, first sentence)


def association() -> Scenario:
    return opened(
        disclosure(
            "interest", "declare_association", enterprise="firm-1", function="director"
        )
    )


def test_association_with_management_is_checked_and_has_to_end() -> None:
    none = step("find_no_dealings", deals_with_organization=False)
    association().when(none, LEGAL).then_happens(
        StepTaken, BarLifted, ClockMet, CaseClosed
    )
    association().when(
        step("find_no_dealings", deals_with_organization=True), LEGAL
    ).then_refused(Refused, "does not apply to this deals with", "24.1")
    deals = step("find_dealings", deals_with_organization=True)
    to_end = association().after(deals, LEGAL)
    ended = to_end.after(step("end_association", ended_on="2026-01-05"), STAFF)
    ended.when(step("accept_end"), LEGAL).then_happens(StepTaken, BarLifted, CaseClosed)
    to_end.when(step("refer"), LEGAL, day(30)).then_happens(
        StepTaken, ClockMissed, ClockStopped, CaseClosed
    )


# --- negotiation of employment (26)


def test_whoever_negotiates_employment_takes_no_part_until_it_ended() -> None:
    given("iom").when(negotiation(), STAFF).then_happens(
        DisclosureMade, PersonBarred, ClockStarted, ClockStarted
    )
    end = step("end", outcome="refused", ended_on="2026-01-05")
    opened(negotiation()).when(end, STAFF).then_happens(
        StepTaken, BarLifted, ClockStopped, ClockStopped, CaseClosed
    )


def test_where_no_conflict_is_possible_nobody_is_barred() -> None:
    possible = step("find_no_conflict", conflict_possible=True)
    opened(negotiation()).when(possible, HEAD).then_refused(Refused, "not apply", "26")
    none = step("find_no_conflict", conflict_possible=False)
    opened(negotiation()).when(none, SUPERVISOR).then_happens(
        StepTaken, BarLifted, ClockMet
    )
    opened(negotiation()).after(none, SUPERVISOR).when(
        step("end", outcome="signed", ended_on="2026-01-05"), STAFF
    ).then_happens(StepTaken, ClockStopped, CaseClosed)
