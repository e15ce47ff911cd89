"""Each caller has a share of what is asked in a minute, and takes nobody else's."""

from collections.abc import Iterator
from typing import Any

import pytest
from serving import Service

from api.pacing import Pace
from api.problems import Wrong


@pytest.fixture
def seconds() -> list[float]:
    """What a clock says; the test moves it."""
    return [0.0]


@pytest.fixture
def pace(seconds: list[float]) -> Pace:
    return Pace(2, lambda: seconds[0])


def refused(pace: Pace, organisation: str, caller: str) -> str | None:
    """What somebody is told to wait, in seconds; None when nothing."""
    try:
        pace.admit(organisation, caller)
    except Wrong as wrong:
        return (wrong.headers or {})["Retry-After"]
    return None


def test_whoever_has_had_their_share_waits_until_the_minute_is_over(
    pace: Pace, seconds: list[float]
) -> None:
    assert [refused(pace, "ima", "p-1") for _ in range(2)] == [None, None]
    seconds[0] = 14.5
    assert refused(pace, "ima", "p-1") == "46"
    seconds[0] = 59.9
    assert refused(pace, "ima", "p-1") == "1"
    seconds[0] = 60.0
    assert [refused(pace, "ima", "p-1") for _ in range(3)] == [None, None, "60"]


def test_nobody_takes_the_share_of_another_or_in_another_organisation(
    pace: Pace,
) -> None:
    for _ in range(3):
        refused(pace, "ima", "p-1")
    assert refused(pace, "ima", "p-2") is None
    assert refused(pace, "iom", "p-1") is None


def test_nothing_is_kept_of_the_minute_before(pace: Pace, seconds: list[float]) -> None:
    refused(pace, "ima", "p-1")
    seconds[0] = 60.0
    refused(pace, "ima", "p-2")
    assert list(pace._asked) == [("ima", "p-2")]


@pytest.fixture
def hurried(service: Service) -> Iterator[Service]:
    """A service that lets each caller ask twice a minute."""
    state = service.app.state
    before, state.pace = state.pace, Pace(2, lambda: 30.0)
    yield service
    state.pace = before


def test_more_than_that_is_answered_with_429(hurried: Service) -> None:
    auditor = hurried.caller("auditor")
    answers: list[Any] = [auditor.get("/mandates") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    problem = answers[-1].json()
    assert problem["type"].endswith("/too-many")
    assert problem["detail"] == "one caller may ask 2 times a minute"
    assert answers[-1].headers["Retry-After"] == "30"
    # Also in another office: it is the same caller.
    other = hurried.caller("data_protection_officer", auditor.person)
    assert other.get("/mandates").status_code == 429
    assert hurried.caller("administrator").get("/mandates").status_code == 200


def test_of_whoever_speaks_for_themselves_the_refusal_has_no_id(
    hurried: Service,
) -> None:
    named = {}
    for role in ("auditor", "member"):
        caller = hurried.caller(role, f"p-in-a-hurry-{role}")
        *_, last = [caller.get("/cases") for _ in range(3)]
        assert last.status_code == 429
        named[role] = "X-Request-ID" in last.headers
    assert named == {"auditor": True, "member": False}


def test_whoever_has_no_account_is_not_counted_here(hurried: Service) -> None:
    key = hurried.client.get("/v1/organisations/ima/mailbox/new-key").json()
    header = {"Authorization": f"Mailbox {key['mailbox_key']}"}
    at = "/v1/organisations/ima/mailbox"
    answers = [hurried.client.get(at, headers=header) for _ in range(4)]
    assert {answer.status_code for answer in answers} == {answers[0].status_code}
    assert answers[0].status_code != 429
