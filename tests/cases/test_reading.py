"""Whose texts somebody has opened: at their turn, or because the case was given."""

from datetime import timedelta
from typing import Final

import pytest
from reacting import settled
from rules import (
    CHAIR,
    CODE,
    DETECTIVE,
    NEUTRAL,
    SAID,
    TODAY,
    deliberated,
    handled,
    in_office,
    report,
    told,
)
from scenario import COMPLIANCE, DAY_0, INTAKE, MEMBER, OWNER, Scenario

from cases.actors import Actor
from cases.case.case import Case
from cases.case.replacing import replace
from cases.commands.access import GrantAccess
from cases.commands.arbitration import DischargeArbitrator
from cases.commands.reading import given, lent, may_open
from cases.rights import Reach

CHIEF: Final = Actor("chief-1", "chief")
READER: Final = Actor("reader-1", "detective")
MANAGER: Final = Actor("manager-1", "access_manager")


def granted(role: str, *rights: str, before: Scenario | None = None) -> Case:
    """A case that a reader was given to read for ten days."""
    command = GrantAccess.model_validate(
        {
            "person": READER.id,
            "role": role,
            "rights": rights,
            "until": TODAY + timedelta(days=10),
            "reasons": SAID,
        }
    )
    return (before or handled()).after(command, MANAGER).case


def opened(case: Case, by: Actor, far: Reach) -> bool:
    return may_open(case, by, far, DAY_0)


def test_who_may_at_their_turn_may_when_a_step_is_theirs() -> None:
    assert opened(told().case, INTAKE, Reach.TURN)
    assert not opened(deliberated().case, INTAKE, Reach.TURN)
    assert opened(deliberated().case, Actor("c-5", CHAIR.role), Reach.TURN)


def test_who_may_only_when_it_was_given_does_not_because_it_is_their_turn() -> None:
    assert not opened(told().case, INTAKE, Reach.GIVEN)
    assert opened(handled().case, OWNER, Reach.GIVEN)


@pytest.mark.parametrize("far", [*Reach])
def test_nobody_else_has_texts_opened_that_others_wrote(far: Reach) -> None:
    given_only = opened(handled().case, OWNER, far)
    assert given_only == (far in {Reach.TURN, Reach.GIVEN})


def test_whoever_may_read_for_a_time_has_texts_opened_where_they_may() -> None:
    assert opened(granted("detective", "read", "texts"), READER, Reach.GIVEN)
    assert not opened(granted("detective", "read"), READER, Reach.GIVEN)


def test_a_case_is_given_to_handlers_and_to_those_who_decide_or_arbitrate() -> None:
    case = deliberated().case
    assert [given(case, one) for one in (OWNER, DETECTIVE, CHAIR)] == [True] * 3
    assert not given(case, Actor("c-5", CHAIR.role))
    assert given(in_office().case, NEUTRAL)
    assert not given(handled().case, NEUTRAL)


def test_an_arbitrator_who_was_discharged_has_it_no_longer() -> None:
    discharged = in_office().after(DischargeArbitrator(appointment=1), COMPLIANCE)
    assert not given(discharged.case, NEUTRAL)


def test_a_case_is_given_to_the_office_that_acts_in_the_place_of_another() -> None:
    rude = Scenario(Case(CODE)).after(report(categories=("rudeness",)), MEMBER)
    assert not given(rude.case, CHIEF)
    assert given(settled(rude).so_far.case, CHIEF)


def test_whoever_was_given_a_case_was_given_those_that_follow_it() -> None:
    follower = told().case
    assert not given(follower, OWNER)
    assert given(replace(follower, host=handled().case), OWNER)


def test_those_that_follow_a_case_are_read_no_further_than_it_is() -> None:
    follower = replace(handled().case, host=granted("detective", "read"))
    assert lent(follower, READER, DAY_0, "read")
    assert not lent(follower, READER, DAY_0, "texts")


def test_what_is_given_for_a_general_role_is_read_in_every_office_that_is_it() -> None:
    case = granted("investigator", "read")
    assert lent(case, READER, DAY_0, "read")
    assert lent(case, Actor(READER.id, "investigator"), DAY_0, "read")
    assert not lent(case, Actor(READER.id, "chief"), DAY_0, "read")
