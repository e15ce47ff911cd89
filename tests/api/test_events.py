"""Whoever follows is told that something happened in their cases: once, and no more."""

import asyncio
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from anyio.lowlevel import checkpoint
from followers import followed, following_as, listened
from reported import Opened, opened_by
from serving import HERE, Caller, Service
from waiting import until

from api import feed, following
from api.following import told
from api.job_keys import new_job_key
from projections.news import Look, News

SAID = {"position", "topic", "case_id", "day"}
SECRET = "MARKER account"


@pytest.fixture(scope="module")
def at(service: Service) -> Iterator[str]:
    """Where the service listens."""
    with listened(service.app) as url:
        yield url


@pytest.fixture
def auditor(service: Service) -> Caller:
    return service.caller("auditor")


def someone(service: Service) -> Caller:
    return service.caller("member", f"p-{uuid4().hex[:8]}")


def reported(service: Service) -> Opened:
    return opened_by(someone(service), account=SECRET)


def head(by: Caller) -> int:
    """Up to where everything is shown."""
    return int(by.get("/events").json()["position"])


def shown(by: Caller, opened: Opened) -> Any:
    """A page of all that happened since the beginning, once this is among it."""
    by.get(opened.at, after=opened.position)
    return by.get("/events", since=0).json()


def histories(by: Caller, cases: set[str]) -> list[Any]:
    """What happened in some cases, in the order of the log."""
    found = [row for one in cases for row in by.get(f"/cases/{one}/history").json()]
    return sorted(found, key=lambda row: row["position"])


def test_all_that_happened_in_cases_is_told_in_order_and_without_a_word_of_it(
    service: Service, auditor: Caller
) -> None:
    opened = reported(service)
    page = shown(auditor, opened)
    events = page["items"]
    assert str(opened.id) in {event["case_id"] for event in events}
    told = histories(auditor, {event["case_id"] for event in events})
    assert [event["position"] for event in events] == [one["position"] for one in told]
    assert [event["topic"] for event in events] == [one["topic"] for one in told]
    assert [event["day"] for event in events] == [one["at"][:10] for one in told]
    assert all(set(event) == SAID for event in events)
    assert page["position"] >= opened.position


def test_an_event_comes_as_it_happens(
    service: Service, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody looks by themselves: whoever follows is woken.
    monkeypatch.setattr(following, "HEARTBEAT", 10_000.0)
    officer = service.caller("intake_officer")
    with following_as(at, officer) as stream:
        assert stream.answer.headers["content-type"].startswith("text/event-stream")
        assert stream.answer.headers["cache-control"] == "no-store"
        begun = stream.beginning()
        opened = reported(service)
        (event,) = stream.first(1)
    assert set(event) == SAID
    assert event["case_id"] == str(opened.id)
    assert begun < event["position"] <= opened.position


def test_whoever_comes_again_misses_nothing_and_hears_nothing_twice(
    service: Service, auditor: Caller, at: str
) -> None:
    for _ in range(3):
        opened = reported(service)
    everything = shown(auditor, opened)["items"]
    heard: list[Any] = []
    while len(heard) < len(everything):
        last = heard[-1]["position"] if heard else 0
        with following_as(at, auditor, last) as stream:
            heard += stream.first(min(2, len(everything) - len(heard)))
    assert heard == everything


def test_the_last_event_that_came_is_stronger_than_what_the_address_says(
    service: Service, auditor: Caller, at: str
) -> None:
    opened = reported(service)
    last = shown(auditor, opened)["items"][-1]
    with following_as(at, auditor, last["position"], since=0) as stream:
        newer = reported(service)
        (event,) = stream.first(1)
    assert event["case_id"] == str(newer.id)


@pytest.mark.parametrize("fresh", [-1.0, 1.0])
def test_who_may_see_what_is_asked_again_while_it_is_sent(
    service: Service,
    auditor: Caller,
    at: str,
    monkeypatch: pytest.MonkeyPatch,
    fresh: float,
) -> None:
    everything = shown(auditor, reported(service))["items"]
    monkeypatch.setattr(following, "FRESH", fresh)
    with following_as(at, auditor, since=0) as stream:
        assert stream.first(len(everything)) == everything


def test_whoever_is_kept_away_hears_of_the_case_no_more(
    service: Service, at: str
) -> None:
    officer = service.caller("compliance_officer")
    away = service.caller("compliance_officer", f"p-{uuid4().hex[:8]}")
    with following_as(at, away) as stream:
        stream.beginning()
        opened = reported(service)
        heard = stream.first(opened.version)
        body = {"person": away.person, "reason": "relative"}
        done = officer.post(f"{opened.at}/exclusions", body, opened.version)
        assert done.status_code == 201, done.text
        other = reported(service)
        (event,) = stream.first(1)
    assert {one["case_id"] for one in heard} == {str(opened.id)}
    assert event["case_id"] == str(other.id)
    since = away.get("/events", since=0).json()["items"]
    assert str(opened.id) not in {one["case_id"] for one in since}


def test_a_handler_hears_of_what_was_given_to_them_and_of_nothing_else(
    service: Service, at: str
) -> None:
    owner = service.caller("case_owner", f"p-{uuid4().hex[:8]}")
    officer = service.caller("compliance_officer")
    with following_as(at, owner) as stream:
        stream.beginning()
        reported(service)
        opened = reported(service)
        handler = {
            "person": owner.person,
            "role": "case_owner",
            "conflict_declared_absent": True,
        }
        done = officer.post(f"{opened.at}/handlers", handler, opened.version)
        assert done.status_code == 201, done.text
        (event,) = stream.first(1)
    assert event["case_id"] == str(opened.id)


@pytest.mark.parametrize("role", ["member", "unit_head", "access_manager"])
def test_who_has_no_right_to_it_follows_nothing(service: Service, role: str) -> None:
    assert service.caller(role).get("/events").status_code in (403, 404)


def program(service: Service, *rights: str) -> tuple[dict[str, str], str]:
    """The credentials of a program, and the digest of its key."""
    key = new_job_key()
    digest = sha256(key.encode()).hexdigest()
    given = {
        "digest": digest,
        "job": "nightly",
        "role": "reporting_job",
        "rights": rights,
        "valid_until": f"{service.today().year + 1}-01-01",
    }
    manager = service.caller("executive_committee_member")
    assert manager.post("/job-keys", given).status_code == 201
    headers = {"Authorization": f"Job {key}"}
    path = f"/v1/organisations/{HERE}/events"
    until(lambda: service.client.get(path, headers=headers).status_code != 401)
    return headers, digest


def test_a_program_follows_with_a_key_for_it_until_the_key_is_withdrawn(
    service: Service, at: str
) -> None:
    headers, digest = program(service, "follow")
    path = f"/v1/organisations/{HERE}/events"
    with followed(at, headers, path) as stream:
        stream.beginning()
        opened = reported(service)
        assert stream.first(1)[0]["case_id"] == str(opened.id)
        manager = service.caller("executive_committee_member")
        manager.post("/withdrawn-job-keys", {"digest": digest})
        until(lambda: service.client.get(path, headers=headers).status_code == 401)
        # What was told before the end was told while the key was good.
        reported(service)
        assert len(list(stream.events())) < 2 * opened.version


def test_a_key_for_something_else_is_not_for_following(service: Service) -> None:
    headers, _ = program(service, "read")
    path = f"/v1/organisations/{HERE}/events"
    assert service.client.get(path, headers=headers).status_code == 403


def test_one_caller_follows_on_a_few_connections(
    service: Service, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "EACH", 1)
    one, other = (service.caller("auditor", f"p-{uuid4().hex[:8]}") for _ in range(2))
    with following_as(at, one) as stream:
        stream.beginning()
        with following_as(at, one) as second:
            assert second.answer.status_code == 429
            assert second.answer.headers["retry-after"]
            problem = second.answer.read().decode()
        assert "/problems/too-many" in problem
        with following_as(at, other) as third:
            third.beginning()


def test_a_connection_that_is_closed_is_forgotten(
    service: Service, auditor: Caller, at: str
) -> None:
    here = service.app.state.feeds[HERE]
    with following_as(at, auditor) as stream:
        stream.beginning()
        assert len(here._followers) == 1
    until(lambda: not here._followers and not here._listening)


def test_silence_is_broken_by_a_comment(
    auditor: Caller, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "HEARTBEAT", 0.01)
    with following_as(at, auditor) as stream:
        stream.beginning()
        assert next(stream.blocks()) == {"": "nothing new"}


@pytest.mark.parametrize("last", ["x", "-1", "1.5", "٣"])
def test_an_id_that_is_no_position_is_refused(auditor: Caller, last: str) -> None:
    headers = auditor.headers() | {"Last-Event-ID": last.encode()}  # type: ignore[dict-item]
    answer = auditor.service.client.get(auditor.at("/events"), headers=headers)
    assert (answer.status_code, answer.json()["rule"]) == (400, "last_event_id")


def test_a_position_that_was_never_given_is_refused(auditor: Caller) -> None:
    answer = auditor.get("/events", since=2**53 - 1)
    assert (answer.status_code, answer.json()["rule"]) == (400, "since")


class Slow:
    """Somebody who follows and is never woken."""

    ended = False

    def look(self) -> None:
        """Nothing changes."""


def test_nothing_is_read_ahead_for_whoever_reads_slowly(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = service.today()
    looks: list[int] = []

    def look(_asked: object, since: int) -> Look:
        looks.append(since)
        found = [
            News(position=since + n, topic="StepTaken", case_id=uuid4(), day=day)
            for n in (1, 2, 3)
        ]
        return Look(found, since + 5)

    async def asking(_request: object) -> None:
        await checkpoint()

    monkeypatch.setattr(following, "look", look)
    monkeypatch.setattr(following, "asking", asking)
    stream: Any = told(None, Slow(), 0)  # type: ignore[arg-type]

    async def taken(count: int) -> list[bytes]:
        return [await anext(stream) for _ in range(count)]

    async def slowly() -> list[bytes]:
        blocks = await taken(4)
        assert looks == [0]
        blocks += await taken(3)
        assert looks == [0, 5]
        await stream.aclose()
        return blocks

    blocks = asyncio.run(slowly())
    ids = [block.decode().partition("id: ")[2].partition("\n")[0] for block in blocks]
    assert ids == ["0", "1", "2", "3", "6", "7", "8"]
