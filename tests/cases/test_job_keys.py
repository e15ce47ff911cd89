"""Keys of programs: who gives them, for what, until when, and how they end."""

from datetime import date
from hashlib import sha256
from typing import Any, get_args

import pytest
from pydantic import ValidationError
from rules import CODE
from scenario import DAY_0, MEMBER, Scenario, day

from api.permissions import rights_of
from cases.actors import SYSTEM, Actor
from cases.case.case import Case
from cases.commands.job_keys import JOBS, IssueJobKey, JobRight, WithdrawJobKey
from cases.errors import NotPermitted, Refused
from cases.events.job_keys import JobKeyIssued, JobKeyWithdrawn
from cases.rights import COLUMNS, Reach

MANAGER = Actor("manager-1", "access_manager")
DIGEST = sha256(b"a key").hexdigest()
UNTIL = day(30).date()


def give(**said: Any) -> IssueJobKey:
    """A key for a month to everything that programs may see, unless said otherwise."""
    usual = {"digest": DIGEST, "job": "nightly", "role": JOBS, "valid_until": UNTIL}
    rights = {"rights": get_args(JobRight)}
    return IssueJobKey.model_validate(usual | rights | said)


def nothing() -> Scenario:
    return Scenario(Case(CODE))


def given(**said: Any) -> Scenario:
    return nothing().after(give(**said), MANAGER)


def accepted(scenario: Scenario, on: date) -> bool:
    return scenario.case.mandates.job_keys[DIGEST].accepted(on)


def test_a_key_is_accepted_until_its_day() -> None:
    nothing().when(give(), MANAGER).then_happens(JobKeyIssued)
    assert accepted(given(), DAY_0.date())
    assert accepted(given(), day(29).date())
    assert not accepted(given(), UNTIL)


def test_a_key_is_for_what_it_was_given_for() -> None:
    key = given(rights=["clocks", "clocks"]).case.mandates.job_keys[DIGEST]
    assert (key.job, key.role, key.rights) == ("nightly", JOBS, frozenset({"clocks"}))


def test_a_key_that_was_withdrawn_is_accepted_no_more() -> None:
    over = given().after(WithdrawJobKey(digest=DIGEST), SYSTEM)
    assert not accepted(over, DAY_0.date())
    over.when(WithdrawJobKey(digest=DIGEST), MANAGER).then_nothing()
    given().when(WithdrawJobKey(digest=DIGEST), MANAGER).then_happens(JobKeyWithdrawn)


WHY = {
    "role": "keys are for the office of programs",
    "valid_until": "for 366 days at most",
    "job": "no program can be called so",
}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"role": "investigator"}, "role"),
        ({"valid_until": DAY_0.date()}, "valid_until"),
        ({"valid_until": day(367).date()}, "valid_until"),
        ({"job": "system"}, "job"),
        ({"job": "anonymous"}, "job"),
        ({"job": "mailbox-1"}, "job"),
    ],
)
def test_what_no_key_can_be(said: dict[str, Any], field: str) -> None:
    refused = nothing().when(give(**said), MANAGER)
    refused.then_refused(Refused, WHY[field], "not from the code", field)


def test_a_year_is_not_too_long() -> None:
    nothing().when(give(valid_until=day(366).date()), MANAGER).then_happens(
        JobKeyIssued
    )


def test_one_that_was_given_before_another_is_accepted_as_well() -> None:
    other = sha256(b"another key").hexdigest()
    both = given().after(give(digest=other), MANAGER)
    assert both.case.mandates.job_keys.keys() == {DIGEST, other}
    assert accepted(both, DAY_0.date())


def test_a_key_is_given_once_and_only_one_that_was_given_is_withdrawn() -> None:
    again = given().when(give(job="another"), MANAGER)
    again.then_refused(Refused, "already", "", "digest")
    unknown = nothing().when(WithdrawJobKey(digest=DIGEST), MANAGER)
    unknown.then_refused(Refused, "no such key", "", "digest")


@pytest.mark.parametrize("command", [give(), WithdrawJobKey(digest=DIGEST)])
def test_only_who_gives_offices_gives_and_withdraws_keys(command: Any) -> None:
    asked = given(digest="0" * 64).when(command, MEMBER)
    asked.then_refused(NotPermitted, "access_manager")


@pytest.mark.parametrize(
    "said", [{"rights": []}, {"rights": ["texts"]}, {"digest": DIGEST.upper()}]
)
def test_what_is_no_key_at_all(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        give(**said)


def test_a_key_can_be_for_all_that_programs_may_see() -> None:
    reaches = rights_of(CODE, JOBS)
    seen = {right for right in COLUMNS if reaches[right] is not Reach.NONE}
    assert set(get_args(JobRight)) == seen


def test_other_offices_are_untouched_by_keys() -> None:
    assert given().case.mandates.by_office == {}
    assert given().case.mandates.version == 1
