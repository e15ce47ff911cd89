"""The history of a case as a page: what it shows, and what its picture is made of."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from typing import Any, Final

import pytest
from reported import Opened, excluded, opened_by
from serving import Caller, Service

from api.pages.axis import MOST, Axis
from api.pages.frame import long_page
from api.pages.html import element
from api.pages.lanes import Bar, limits, phases

BROWSER: Final = "text/html,application/xhtml+xml,*/*;q=0.8"
MARKUP: Final = 'MARKER <script>alert("1")</script> & more'


@dataclass
class Told:
    """An entry, as far as a picture is made of it."""

    topic: str
    version: int = 1
    label: str = ""
    phase: str | None = None
    details: dict[str, object] = field(default_factory=dict)


def day(number: int) -> date:
    return date(2026, 3, number)


def began(due: int, **details: object) -> Told:
    said = {"clock": "triage", "started_on": str(day(1)), "due_on": str(day(due))}
    return Told("ClockStarted", details=said | details)


def then(topic: str, **details: object) -> Told:
    return Told(topic, details={"clock": "triage"} | details)


@pytest.mark.parametrize(
    ("happened", "until", "state"),
    [
        ([], 8, "running"),
        ([(3, then("ClockMet"))], 3, "met"),
        ([(9, then("ClockMissed"))], 8, "missed"),
        ([(9, then("ClockMissed")), (12, then("ClockMetLate"))], 12, "met late"),
        ([(5, then("ClockStopped"))], 5, "fell away"),
        ([(5, then("ClockExtended", due_on="2026-03-20"))], 20, "running"),
        ([(5, then("ClockPaused"))], 8, "running"),
        ([(5, Told("ClockMet", details={"clock": "another"}))], 8, "running"),
        ([(5, then("ClockMet", party=2))], 8, "running"),
    ],
)
def test_a_time_limit_is_shown_until_it_ended_or_is_due(
    happened: list[tuple[int, Told]], until: int, state: str
) -> None:
    dated = [(day(1), began(8)), *((day(n), one) for n, one in happened)]
    assert limits(dated) == [Bar("triage", day(1), day(until), state)]


def test_a_time_limit_that_begins_again_is_shown_twice() -> None:
    dated = [(day(1), began(8)), (day(4), began(20)), (day(6), then("ClockMet"))]
    assert [(bar.until, bar.state) for bar in limits(dated)] == [
        (day(8), "running"),
        (day(6), "met"),
    ]


def test_a_phase_lasts_until_the_next_and_the_last_to_the_end() -> None:
    moved = [(1, "received"), (2, None), (4, "received"), (6, "assessment"), (9, None)]
    dated = [(day(n), Told("StepTaken", phase=phase)) for n, phase in moved]
    assert phases(dated) == [
        Bar("received", day(1), day(6), "phase"),
        Bar("assessment", day(6), day(9), "phase"),
    ]
    assert phases([(day(1), Told("CaseClosed"))]) == []


@pytest.mark.parametrize("days", [0, 1, 6, 30, 90, 400, 4000])
def test_few_days_are_named_and_each_stands_in_its_place(days: int) -> None:
    axis = Axis(day(1), day(1) + timedelta(days), 100, 900)
    marks = axis.marks()
    assert 1 <= len(marks) <= MOST + 1
    places = [axis.at(one) for one in marks]
    assert places == sorted(set(places))
    assert axis.at(axis.first) == 100
    assert all(100 <= place <= 900 for place in places)


def page(by: Caller, at: str, **asked: Any) -> Any:
    client = by.service.client
    headers = by.headers() | {"Accept": BROWSER}
    return client.get(by.at(f"{at}/history"), params=asked, headers=headers)


@pytest.fixture
def case(service: Service) -> Opened:
    """A report received weeks before it was recorded, with a text full of markup."""
    officer = service.caller("intake_officer")
    received = (service.today() - timedelta(days=20)).isoformat()
    return opened_by(
        officer,
        opening="pass_on",
        channel="post",
        identity_mode="anonymous",
        received_on=received,
        account=MARKUP,
    )


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_browser_sees_every_entry_and_a_picture(
    service: Service, case: Opened
) -> None:
    owner = service.caller("compliance_officer")
    answer = page(owner, case.at, after=case.position)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    told = owner.get(f"{case.at}/history", limit=200).json()
    assert isinstance(told, list)
    for entry in told:
        assert f'id="entry-{entry["version"]}"' in answer.text
        assert entry["label"] in words(answer.text)
    assert f"happened on {told[0]['occurred_on']}" in words(answer.text)
    assert f"<title>acknowledgement: {told[0]['occurred_on']} to " in answer.text
    assert 'class="later"' in answer.text
    assert "MARKER" not in answer.text


def test_texts_are_shown_for_a_purpose_and_are_never_markup(
    service: Service, case: Opened
) -> None:
    reader = service.caller("intake_officer")
    asked: Mapping[str, Any] = {"after": case.position}
    assert "not opened" in words(page(reader, case.at, **asked).text)
    opened = page(reader, case.at, purpose="triage", **asked)
    assert MARKUP in unescape(opened.text)
    assert "<script" not in opened.text
    assert opened.headers["content-security-policy"].startswith("default-src 'none'")
    assert opened.headers["cache-control"] == "no-store"


def test_a_page_is_shown_to_nobody_who_may_not_see_the_case(
    service: Service, case: Opened
) -> None:
    kept_away = excluded(service, case)
    stranger = service.caller("member", "p-stranger")
    answers = [page(by, case.at) for by in (kept_away, stranger)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert "IMA-" not in answers[0].text


def test_a_page_says_which_part_it_shows_and_that_more_was_recorded(
    service: Service, case: Opened
) -> None:
    owner = service.caller("compliance_officer")
    today = service.today().isoformat()
    asked: Mapping[str, Any] = {"limit": 1, "known_on": today, "after": case.position}
    shown = words(page(owner, case.at, **asked).text)
    assert f"recorded by the end of {today}" in shown
    assert "ask again with since=1." in shown


def test_between_two_days_is_what_came_to_be_known(
    service: Service, case: Opened
) -> None:
    owner = service.caller("compliance_officer")
    recorded = date.fromisoformat(
        owner.get(f"{case.at}/history", after=case.position).json()[0]["at"][:10]
    )
    before, after = (str(recorded + timedelta(days=n)) for n in (-1, 1))
    for known_after, known_on, all_of_it in (
        (before, str(recorded), True),
        (str(recorded), after, False),
        (before, before, False),
    ):
        asked = {"known_after": known_after, "known_on": known_on, "limit": 200}
        told = owner.get(f"{case.at}/history", **asked).json()
        assert bool(told) == all_of_it


def test_a_page_comes_in_pieces_and_is_whole() -> None:
    pieces = (element("li", str(number)) for number in range(3))
    answer = long_page("A title", None, element("h1", "Begun"), pieces)

    async def received() -> list[str]:
        return [str(piece) async for piece in answer.body_iterator]

    start, *some, end = asyncio.run(received())
    assert start.startswith("<!doctype html>")
    assert start.endswith("<h1>Begun</h1>")
    assert some == ["<li>0</li>", "<li>1</li>", "<li>2</li>"]
    assert end == "</main></div></body></html>"
