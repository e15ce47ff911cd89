"""What goes wrong is said as a problem, and never with a word of what was sent."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from serving import HERE, Service, written
from waiting import readable

from api.around import HEADERS
from api.kinds import KINDS
from api.problems import MEDIA_TYPE
from cases.errors import Erased, Tampered, Unavailable

MARKER = "MARKERjane"
SOMEWHERE = "0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"
CASES = f"/v1/organisations/{HERE}/cases"
STEPS = f"{CASES}/{SOMEWHERE}/steps"
REPORTS = f"/v1/organisations/{HERE}/reports"
REPORT = {
    "case_type": "breach_report",
    "opening": "speak_up",
    "channel": "web",
    "identity_mode": "named",
    "received_on": "2026-01-05",
    "account": "An account.",
}


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    with written(io.StringIO()) as stream:
        yield stream


def asked(service: Service, method: str, path: str, **request: Any) -> Any:
    headers = service.caller("member").headers() | {"If-Match": '"1"'}
    given = request.pop("headers", {})
    return service.client.request(method, path, headers=headers | given, **request)


BAD: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "an unknown field": ("POST", REPORTS, {"json": REPORT | {MARKER: 1}}, 422),
    "an unknown value": ("POST", REPORTS, {"json": REPORT | {"channel": MARKER}}, 422),
    "a day that is none": (
        "POST",
        REPORTS,
        {"json": REPORT | {"received_on": MARKER}},
        422,
    ),
    "a wrong type": ("POST", REPORTS, {"json": REPORT | {"account": [MARKER]}}, 422),
    "a text too long": (
        "POST",
        REPORTS,
        {"json": REPORT | {"account": MARKER * 3000}},
        422,
    ),
    "a control character": (
        "POST",
        REPORTS,
        {"json": REPORT | {"account": f"{MARKER}\0"}},
        422,
    ),
    "a name that is none": (
        "POST",
        REPORTS,
        {"json": REPORT | {"opening": MARKER}},
        422,
    ),
    "an unknown opening": (
        "POST",
        REPORTS,
        {"json": REPORT | {"opening": MARKER.lower()}},
        409,
    ),
    "an unknown case type": (
        "POST",
        REPORTS,
        {"json": REPORT | {"case_type": MARKER.lower()}},
        409,
    ),
    "an unknown category": (
        "POST",
        REPORTS,
        {"json": REPORT | {"categories": [MARKER.lower()]}},
        409,
    ),
    "an unknown fact": (
        "POST",
        REPORTS,
        {"json": REPORT | {"facts": {MARKER.lower(): 1}}},
        409,
    ),
    "a fact with a bad name": (
        "POST",
        REPORTS,
        {"json": REPORT | {"facts": {MARKER: 1}}},
        422,
    ),
    "a fact with a bad value": (
        "POST",
        REPORTS,
        {"json": REPORT | {"facts": {"a": f"{MARKER} !"}}},
        422,
    ),
    "a list for an object": ("POST", REPORTS, {"json": [MARKER]}, 422),
    "a text for an object": ("POST", REPORTS, {"json": MARKER}, 422),
    "no body": (
        "POST",
        REPORTS,
        {"headers": {"Content-Type": "application/json"}},
        422,
    ),
    "another media type": ("POST", REPORTS, {"data": {MARKER: MARKER}}, 415),
    "another language": ("GET", CASES, {"headers": {"Accept": f"text/{MARKER}"}}, 406),
    "no JSON": ("POST", REPORTS, {"content": MARKER}, 400),
    "JSON cut off": ("POST", REPORTS, {"content": f'{{"{MARKER}": "{MARKER}'}, 400),
    "half a character": (
        "POST",
        REPORTS,
        {"content": f'{{"account": "{MARKER}\\ud800"}}'},
        400,
    ),
    "half a character in a name": (
        "POST",
        REPORTS,
        {"content": f'{{"{MARKER}\\ud800": 1}}'},
        400,
    ),
    "bytes that are no UTF-8": (
        "POST",
        REPORTS,
        {"content": MARKER.encode() + b"\xff"},
        400,
    ),
    "a name given twice": (
        "POST",
        REPORTS,
        {"content": f'{{"{MARKER}": 1, "{MARKER}": 2}}'},
        400,
    ),
    "a number beyond 2^53": (
        "POST",
        REPORTS,
        {"content": f'{{"{MARKER}": 9007199254740992}}'},
        400,
    ),
    "an endless number": ("POST", REPORTS, {"content": f'{{"{MARKER}": 1e999}}'}, 400),
    "a number of many digits": ("POST", REPORTS, {"content": "9" * 5000}, 400),
    "not a number": ("POST", REPORTS, {"content": f'{{"{MARKER}": NaN}}'}, 400),
    "deep nesting": ("POST", REPORTS, {"content": "[" * 5000 + "]" * 5000}, 400),
    "deeper nesting": ("POST", REPORTS, {"content": "[" * 100_000}, 400),
    "a body too large": ("POST", REPORTS, {"content": MARKER * 40_000}, 413),
    "an unknown path": ("GET", f"/{MARKER}", {}, 404),
    "an unknown path below": ("GET", f"{CASES}/{SOMEWHERE}/{MARKER}", {}, 404),
    "another organisation": ("GET", f"/v1/organisations/{MARKER}/cases", {}, 404),
    "an id that is none": ("GET", f"{CASES}/{MARKER}", {}, 422),
    "an unknown method": ("DELETE", f"{CASES}/{SOMEWHERE}", {}, 405),
    "a made-up method": (MARKER, CASES, {}, 405),
    "an unknown parameter": ("GET", CASES, {"params": {MARKER: "1"}}, 422),
    "a bad parameter": ("GET", CASES, {"params": {"status": MARKER}}, 422),
    "a bad cursor": ("GET", CASES, {"params": {"cursor": MARKER}}, 422),
    "a parameter given twice": ("GET", f"{CASES}?phase={MARKER}&phase=b", {}, 400),
    "a bad purpose": (
        "GET",
        f"{CASES}/{SOMEWHERE}/history",
        {"params": {"purpose": MARKER}},
        422,
    ),
    "a bad version": (
        "POST",
        STEPS,
        {"json": {}, "headers": {"If-Match": MARKER}},
        400,
    ),
    "a bad key": (
        "POST",
        STEPS,
        {"json": {}, "headers": {"Idempotency-Key": f"{MARKER} !"}},
        400,
    ),
    "an office not held": ("GET", CASES, {"headers": {"Acting-As": MARKER}}, 403),
    "a bad token": (
        "GET",
        CASES,
        {"headers": {"Authorization": f"Bearer {MARKER}"}},
        401,
    ),
    "another scheme": (
        "GET",
        CASES,
        {"headers": {"Authorization": f"Basic {MARKER}"}},
        401,
    ),
    "an unknown case": ("POST", STEPS, {"json": {"step": MARKER.lower()}}, 404),
    "a browser": (
        "GET",
        f"{CASES}/x",
        {"headers": {"User-Agent": MARKER, "Referer": MARKER, "Cookie": MARKER}},
        422,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_and_not_repeated(
    service: Service, lines: io.StringIO, name: str
) -> None:
    method, path, request, status = BAD[name]
    headers = dict(request.get("headers", {}))
    if "content" in request:
        headers["Content-Type"] = "application/json"
    before = head(service)
    answer = asked(service, method, path, **(request | {"headers": headers}))
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    problem = answer.json()
    assert problem["status"] == status
    assert KINDS[problem["type"].removeprefix("/problems/")].status == status
    everything = answer.text + str(answer.headers) + lines.getvalue()
    assert MARKER.lower() not in everything.lower()
    stored = [type(recorded.event).__name__ for recorded in since(service, before)]
    assert set(stored) <= {"CommandRefused"}
    assert MARKER.lower() not in repr(since(service, before)).lower()


def lines_of(stream: io.StringIO) -> list[Any]:
    """The service's own lines; the test's client writes others."""
    found = (json.loads(line) for line in stream.getvalue().splitlines())
    return [line for line in found if "logger" not in line]


def head(service: Service) -> int:
    return readable(service.app.state.organisations[HERE].log)


def since(service: Service, position: int) -> list[Any]:
    return list(service.app.state.organisations[HERE].log.since(position, 100))


def test_each_fault_is_pointed_to_and_named(service: Service) -> None:
    body = REPORT | {"channel": "x", "categories": ["ok", "Not A Name"], "more": 1}
    del body["account"]
    answer = asked(service, "POST", REPORTS, json=body)
    assert {(one["pointer"], one["rule"]) for one in answer.json()["errors"]} == {
        ("/channel", "choice"),
        ("/categories/1", "form"),
        ("/account", "missing"),
        ("", "unknown_field"),
    }


def test_a_refusal_names_the_clause(service: Service) -> None:
    answer = asked(
        service, "POST", REPORTS, json=REPORT | {"received_on": "2999-01-01"}
    )
    assert answer.status_code == 409
    assert answer.json()["pointer"] == "/received_on"
    assert answer.json()["clause"].startswith("not from the code")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Erased(), 410),
        (Unavailable(MARKER), 503),
        (Tampered(), 500),
        (ValueError(MARKER), 500),
    ],
)
def test_what_fails_inside_says_nothing_outside(
    service: Service,
    lines: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
) -> None:
    def failing(_token: str) -> None:
        raise error

    monkeypatch.setattr(service.app.state.tokens, "identity", failing)
    answer = asked(service, "GET", CASES)
    assert answer.status_code == status
    assert MARKER not in answer.text + lines.getvalue()
    if status == 503:
        assert int(answer.headers["Retry-After"]) > 0


def test_a_mistake_of_the_service_is_found_by_its_number(
    service: Service, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_token: str) -> None:
        raise KeyError(MARKER)

    monkeypatch.setattr(service.app.state.tokens, "identity", failing)
    answer = asked(service, "GET", CASES)
    alarm, request = lines_of(lines)
    assert answer.json()["id"] == alarm["id"] == request["id"]
    assert alarm["error"] == ["KeyError"]
    assert any("failing" in place for place in alarm["where"])
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_a_line_tells_the_route_and_not_the_address(
    service: Service, lines: io.StringIO
) -> None:
    service.caller("compliance_officer").get(f"/cases/{SOMEWHERE}", after=0)
    # The follower may write a line of its own meanwhile.
    (line,) = (one for one in lines_of(lines) if "route" in one)
    assert line["route"] == "/v1/organisations/{organisation}/cases/{case_id}"
    assert (line["status"], line["problem"]) == (404, "not-found")
    assert SOMEWHERE not in lines.getvalue()
    assert "testclient" not in lines.getvalue()


def test_every_kind_of_problem_can_be_looked_up(service: Service) -> None:
    client: TestClient = service.client
    for name, kind in KINDS.items():
        page = client.get(f"/problems/{name}")
        assert page.json()["title"] == kind.title
    assert len(client.get("/problems").json()) == len(KINDS)
    assert client.get("/problems/none").status_code == 404
