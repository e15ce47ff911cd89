"""Lists as a whole, for jobs: as lines of JSON, and as tables."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from reported import opened_by
from serving import Caller, Service

from api import exporting
from api.exporting import LINES, POSITION, TABLE, columns
from projections.case_query import Case

LISTS = {
    "/cases": "reporting_job",
    "/clocks": "reporting_job",
    "/deletions": "data_protection_officer",
    "/audit": "auditor",
}


@pytest.fixture(scope="module")
def position(service: Service) -> int:
    """Five cases are there, up to here."""
    return [opened_by(service.caller("member")) for _ in range(5)][-1].position


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows at once, so that a list of a few is read in several turns."""
    monkeypatch.setattr(exporting, "ROWS", 2)


def fetched(by: Caller, path: str, form: str, **asked: Any) -> Any:
    headers = by.headers() | {"Accept": form}
    return by.service.client.get(by.at(path), params=asked, headers=headers)


def paged(by: Caller, path: str, after: int) -> Iterator[Any]:
    """The same, a page at a time."""
    asked: dict[str, Any] = {"limit": 200, "after": after}
    while True:
        page = by.get(path, **asked).json()
        yield from page["items"]
        if page["next"] is None:
            return
        asked = {"limit": 200, "cursor": page["next"]}


def lines(answer: Any) -> list[Any]:
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize(("path", "role"), LISTS.items())
def test_lines_are_the_rows_of_all_pages(
    service: Service, position: int, path: str, role: str
) -> None:
    by = service.caller(role)
    answer = fetched(by, path, LINES, after=position, limit=1)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == LINES
    assert int(answer.headers[POSITION]) >= position
    assert lines(answer) == list(paged(by, path, position))
    assert path == "/deletions" or len(lines(answer)) > 2


@pytest.mark.parametrize(("path", "role"), LISTS.items())
def test_a_table_holds_the_same(
    service: Service, position: int, path: str, role: str
) -> None:
    by = service.caller(role)
    answer = fetched(by, path, TABLE, after=position)
    assert answer.headers["content-type"].startswith(TABLE)
    header, *rows = csv.reader(io.StringIO(answer.text, newline=""))
    told = list(paged(by, path, position))
    assert len(rows) == len(told)
    for row, one in zip(rows, told, strict=True):
        assert header == list(one)
        for cell, value in zip(row, one.values(), strict=True):
            plain = isinstance(value, str) or value is None
            assert cell == ((value or "") if plain else json.dumps(value))


def test_a_table_of_nothing_still_says_what_its_columns_are(service: Service) -> None:
    job = service.caller("reporting_job")
    answer = fetched(job, "/cases", TABLE, number="IMA-1999-0001")
    assert list(csv.reader(io.StringIO(answer.text))) == [columns(Case)]
    assert "opened_position" not in answer.text
    assert fetched(job, "/cases", LINES, number="IMA-1999-0001").text == ""


def test_the_next_job_gets_what_happened_since(service: Service, position: int) -> None:
    job = service.caller("reporting_job")
    before = fetched(job, "/cases", LINES, after=position)
    since = int(before.headers[POSITION])
    assert lines(fetched(job, "/cases", LINES, since=since)) == []
    old = lines(before)[-1]
    officer = service.caller("intake_officer")
    step = {"step": "acknowledge"}
    done = officer.post(f"/cases/{old['case_id']}/steps", step, old["version"])
    assert done.status_code == 201, done.text
    after = done.json()["position"]
    (changed,) = lines(fetched(job, "/cases", LINES, since=since, after=after))
    assert changed["case_id"] == old["case_id"]
    assert changed["position"] == after > old["position"]


@pytest.mark.parametrize("form", [LINES, TABLE])
def test_nobody_gets_more_in_one_answer_than_page_by_page(
    service: Service, position: int, form: str
) -> None:
    stranger = service.caller("member", "p-nobody")
    found = fetched(stranger, "/cases", form, after=position).text
    assert "IMA-" not in found
    for path in ("/audit", "/deletions"):
        refused = fetched(service.caller("investigator"), path, form)
        told = service.caller("investigator").get(path)
        assert refused.status_code == told.status_code


def test_what_is_wrong_is_said_before_the_first_row(service: Service) -> None:
    job = service.caller("reporting_job")
    for asked in ({"cursor": "00"}, {"cases": "all"}, {"since": -1}):
        answer = fetched(job, "/cases", TABLE, **asked)
        assert answer.status_code in (400, 422), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
    assert fetched(job, "/alarms", TABLE).status_code == 406


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/json"),
        ("application/json, text/csv", "application/json"),
        ("text/csv, */*;q=0.1", TABLE),
        ("application/x-ndjson", LINES),
    ],
)
def test_json_is_what_is_sent_unless_something_else_is_wanted_more(
    service: Service, accept: str, form: str
) -> None:
    answer = fetched(service.caller("reporting_job"), "/cases", accept)
    assert answer.headers["content-type"].startswith(form)
    assert answer.headers["vary"] == "Accept"
