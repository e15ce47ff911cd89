"""What depends on other cases of IOM: in a log, with others writing meanwhile."""

from dataclasses import replace

import pytest
from iom import DIRECTOR, STAFF, disclosure, gift, step
from meeting import at_once, disturbed, meeting
from scenario import code

from cases.actors import Actor
from cases.commands.opening import MakeDisclosure
from cases.errors import Refused
from cases.handling import Cases
from cases.request import Receipt

LATER = Actor("staff-2", "member")


@pytest.fixture
def iom(cases: Cases) -> Cases:
    return replace(cases, code=code("iom"))


def pen() -> MakeDisclosure:
    return gift(
        "disclose_minor_gift",
        kind="gift",
        value=3_000,
        currency="CHF",
        duty_station="geneva",
        received_on="2026-01-04",
    )


def official_gift(donor: str) -> MakeDisclosure:
    return gift(
        "request_approval",
        donor=donor,
        source="non_governmental",
        kind="gift",
        because_of_position=True,
    )


def test_of_two_gifts_too_many_told_at_once_one_is_refused(iom: Cases) -> None:
    both = meeting(iom)
    answers = at_once(*2 * [lambda: both.open(pen(), STAFF)])
    assert sorted(type(answer).__name__ for answer in answers) == ["Receipt", "Refused"]
    assert isinstance(iom.open(pen(), LATER), Receipt)


def test_whoever_holds_an_interest_is_barred_in_all_other_cases(iom: Cases) -> None:
    waiting = iom.open(official_gift("firm-1"), STAFF).case
    interest = disclosure(
        "interest",
        "disclose_financial_interest",
        enterprise="firm-1",
        held_by="self",
        nature="shares",
        share=1,
        value=1_000_000,
        currency="CHF",
        in_procurement=False,
    )
    own = iom.open(interest, Actor(DIRECTOR.id, "member")).case
    with pytest.raises(Refused, match="not for whoever has an interest"):
        iom.handle(waiting, step("approve"), DIRECTOR)
    other = iom.open(official_gift("firm-2"), STAFF).case
    iom.handle(other, step("approve"), DIRECTOR)
    another_director = Actor("director-2", "director_general")
    iom.handle(own, step("authorise_interest"), another_director)
    iom.handle(waiting, step("approve"), DIRECTOR)


def test_whoever_becomes_interested_meanwhile_does_not_decide(iom: Cases) -> None:
    waiting = iom.open(official_gift("firm-1"), STAFF).case
    talks = disclosure(
        "employment_negotiation", "declare", employer="firm-1", began_on="2026-01-02"
    )
    own = Actor(DIRECTOR.id, "member")
    late = disturbed(iom, lambda: iom.open(talks, own))
    with pytest.raises(Refused, match="not for whoever has an interest"):
        late.handle(waiting, step("approve"), DIRECTOR)
