"""What is going to be gone says so a year ahead, in answers and in the description."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.deprecating import DEPRECATED, Deprecated
from api.pages.manual import manual
from api.settings import Settings

SINCE, GONE = date(2026, 12, 1), date(2027, 12, 31)
OLD = Deprecated(since=SINCE, gone_on=GONE, instead="Ask for `read_problem`.")
SOONER = Deprecated(since=SINCE, gone_on=date(2027, 12, 1), instead="Ask for all.")


def app(documentation: bool = True, **table: Deprecated) -> FastAPI:
    """The service, started nowhere, with a table of its own."""
    settings = Settings(
        database_url="",
        keystore_url="",
        keyring=Path(),
        documentation=documentation,
    )
    made = create_app(settings)
    made.state.deprecated = {
        name.replace("__", "."): one for name, one in table.items()
    }
    return made


def operation(document: Any, name: str) -> Any:
    each = (one for methods in document["paths"].values() for one in methods.values())
    return next(one for one in each if one["operationId"] == name)


def test_an_answer_says_since_when_until_when_and_where_it_is_written() -> None:
    client = TestClient(app(list_problems=OLD))
    answer = client.get("/problems")
    began = int(datetime(2026, 12, 1, tzinfo=UTC).timestamp())
    assert answer.headers["Deprecation"] == f"@{began}"
    gone = parsedate_to_datetime(answer.headers["Sunset"])
    assert gone == datetime(2027, 12, 31, tzinfo=UTC)
    assert answer.headers["Sunset"].endswith("GMT")
    link = '</docs#list_problems>; rel="deprecation"; type="text/html"'
    assert answer.headers["Link"] == link
    page = client.get("/docs").text
    assert 'id="list_problems"' in page
    for path in ("/problems/refused", "/health/live", "/nowhere"):
        other = client.get(path).headers
        assert not {"Deprecation", "Sunset", "Link"} & {*other}


def test_a_parameter_is_said_to_go_to_whoever_uses_it() -> None:
    client = TestClient(app(list_cases__phase=OLD))
    at = "/v1/organisations/ima/cases"
    assert "Deprecation" in client.get(f"{at}?phase=received").headers
    assert "Deprecation" not in client.get(f"{at}?status=open").headers


def test_what_goes_first_is_said() -> None:
    client = TestClient(app(list_cases=OLD, list_cases__phase=SOONER))
    at = "/v1/organisations/ima/cases"
    for path, day in ((at, GONE), (f"{at}?phase=x", SOONER.gone_on)):
        said = parsedate_to_datetime(client.get(path).headers["Sunset"])
        assert said.date() == day


def test_where_there_is_no_manual_no_link_leads_to_it() -> None:
    answer = TestClient(app(False, list_problems=OLD)).get("/problems")
    assert "Deprecation" in answer.headers
    assert "Link" not in answer.headers


def test_the_description_and_the_manual_say_it_too() -> None:
    made = app(list_problems=OLD, list_cases__phase=SOONER)
    document = made.openapi()
    old = operation(document, "list_problems")
    assert old["deprecated"] is True
    said = "since 2026-12-01, gone on 2027-12-31. Ask for `read_problem`."
    assert said in old["description"]
    listed = operation(document, "list_cases")
    assert "deprecated" not in listed
    (phase,) = [one for one in listed["parameters"] if one.get("name") == "phase"]
    assert phase["deprecated"] is True
    assert "gone on 2027-12-01" in phase["description"]
    page = bytes(manual(document).body).decode()
    assert "gone on 2027-12-31" in page
    assert "gone on 2027-12-01" in page


def test_nothing_goes_that_was_not_said_to_a_year_ahead() -> None:
    with pytest.raises(ValueError, match="a year"):
        Deprecated(since=SINCE, gone_on=date(2027, 11, 30), instead="Nothing.")


@pytest.mark.parametrize("name", ["no_such", "list_cases.no_such"])
def test_what_is_not_there_cannot_go(name: str) -> None:
    made = app()
    made.state.deprecated = {name: OLD}
    with pytest.raises(TypeError, match=name):
        made.openapi()


def test_what_is_deprecated_today_is_there() -> None:
    document = app().openapi()
    for name in DEPRECATED:
        assert operation(document, name.partition(".")[0])
