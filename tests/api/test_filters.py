"""Filters of the list of cases that somebody keeps under names of their own."""

from typing import Any
from uuid import uuid4

import pytest
from reported import Opened, excluded, somebody
from serving import HERE, Caller, Service

from api.filters import MOST
from api.mailboxes import new_key

MINE = {"handler": "p-1", "status": "open"}


@pytest.fixture
def officer(service: Service) -> Caller:
    return service.caller("compliance_officer", somebody())


def send(by: Caller, method: str, name: str, body: Any = None) -> Any:
    at = by.at(f"/filters/{name}")
    return by.service.client.request(method, at, json=body, headers=by.headers())


def names(by: Caller) -> list[str]:
    answer = by.get("/filters")
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()]


def test_a_filter_is_kept_listed_changed_and_dropped(officer: Caller) -> None:
    assert names(officer) == []
    kept = send(officer, "PUT", "mine", MINE)
    assert kept.status_code == 200, kept.text
    assert kept.json()["name"] == "mine"
    assert kept.json()["wanted"]["handler"] == "p-1"
    assert kept.json()["wanted"]["phase"] is None
    send(officer, "PUT", "all_closed", {"status": "closed"})
    assert names(officer) == ["all_closed", "mine"]
    send(officer, "PUT", "mine", {"phase": "received"})
    found = {one["name"]: one["wanted"] for one in officer.get("/filters").json()}
    assert (found["mine"]["phase"], found["mine"]["handler"]) == ("received", None)
    for _ in range(2):
        assert send(officer, "DELETE", "mine").status_code == 204
    assert names(officer) == ["all_closed"]


def test_a_list_is_asked_for_by_the_name_of_a_filter(
    service: Service, officer: Caller, opened: Opened
) -> None:
    send(officer, "PUT", "new_ones", {"phase": "received", "status": "open"})
    send(officer, "PUT", "closed_ones", {"status": "closed"})
    asked = {"after": opened.position, "limit": 200}
    found = officer.get("/cases", filter="new_ones", **asked)
    same = officer.get("/cases", phase="received", status="open", **asked)
    assert found.json() == same.json()
    assert str(opened.id) in found.text
    assert str(opened.id) not in officer.get("/cases", filter="closed_ones").text
    # What is said beside it is stronger.
    mixed = officer.get("/cases", filter="closed_ones", status="open", limit=200)
    assert str(opened.id) in mixed.text


FITS = [
    {},
    {"case_type": "breach_report", "phase": "received", "status": "open"},
    {"opened_since": "2026-01-01"},
    {"opened_until": "2099-01-01"},
]
FITS_NOT = [
    {"case_type": "conflict_of_interest"},
    {"phase": "closed"},
    {"status": "closed"},
    {"opened_since": "2099-01-01"},
    {"opened_until": "2020-01-01"},
    {"category": "other"},
    {"outcome": "other"},
    {"unit": "committee-be"},
    {"handler": "p-nobody"},
]


@pytest.mark.parametrize("wanted", [*FITS, *FITS_NOT], ids=str)
def test_what_waits_is_narrowed_by_a_filter(
    service: Service, officer: Caller, opened: Opened, wanted: Any
) -> None:
    intake = service.caller("intake_officer", officer.person)
    send(intake, "PUT", "some", wanted)
    answer = intake.get("/work", filter="some", limit=200, after=opened.position)
    assert answer.status_code == 200, answer.text
    found = {one["case_id"] for one in answer.json()["items"]}
    assert (str(opened.id) in found) == (wanted in FITS)
    listed = intake.get("/cases", filter="some", limit=200).text
    assert (str(opened.id) in listed) == (wanted in FITS)


def test_what_was_given_to_somebody_is_found_by_their_pseudonym(
    service: Service, officer: Caller, opened: Opened
) -> None:
    owner = service.caller("case_owner", somebody())
    handler = {
        "person": owner.person,
        "role": "case_owner",
        "conflict_declared_absent": True,
    }
    given = officer.post(f"{opened.at}/handlers", handler, opened.version)
    assert given.status_code == 201, given.text
    send(owner, "PUT", "mine", {"handler": owner.person})
    send(owner, "PUT", "others", {"handler": "p-nobody"})
    after = {"after": given.json()["position"], "limit": 200}
    for path in ("/work", "/cases"):
        assert str(opened.id) in owner.get(path, filter="mine", **after).text
        assert str(opened.id) not in owner.get(path, filter="others", **after).text
    assert owner.get("/work", filter="none").status_code == 404


def test_a_filter_shows_nothing_that_somebody_is_kept_away_from(
    service: Service, opened: Opened
) -> None:
    away = excluded(service, opened)
    assert send(away, "PUT", "all", {}).status_code == 200
    found = away.get("/cases", filter="all", limit=200)
    assert found.status_code == 200
    assert str(opened.id) not in found.text


def test_nobody_has_the_filters_of_another(service: Service, officer: Caller) -> None:
    send(officer, "PUT", "mine", MINE)
    other = service.caller("compliance_officer", somebody())
    assert names(other) == []
    assert other.get("/cases", filter="mine").status_code == 404
    send(other, "DELETE", "mine")
    assert names(officer) == ["mine"]
    same_person = service.caller("auditor", officer.person)
    assert names(same_person) == ["mine"]


@pytest.mark.parametrize("role", ["member", "reporter", "subject", "administrator"])
def test_filters_are_kept_for_those_alone_who_have_lists(
    service: Service, role: str
) -> None:
    by = service.caller(role, somebody())
    answers = [
        by.get("/filters"),
        send(by, "PUT", "mine", MINE),
        send(by, "DELETE", "mine"),
        by.get("/cases", filter="mine"),
    ]
    assert {one.status_code for one in answers} == {403}


def test_nothing_is_kept_of_who_has_a_mailbox(service: Service) -> None:
    headers = {"Authorization": f"Mailbox {new_key()}"}
    at = f"/v1/organisations/{HERE}/filters/mine"
    answer = service.client.put(at, json=MINE, headers=headers)
    assert answer.status_code == 403
    with service.app.state.organisations[HERE].pool.connection() as db:
        found = db.execute("SELECT person FROM saved_filter").fetchall()
    assert not any(person.startswith("mailbox-") for (person,) in found)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Mine", MINE),
        ("anna%40example.org", MINE),
        ("x" * 65, MINE),
        ("mine", {"handler": "Anna Smith"}),
        ("mine", {"account": "MARKER"}),
        ("mine", {"since": 7}),
        ("mine", {"status": "all"}),
        ("mine", []),
    ],
)
def test_what_is_no_filter_is_not_kept(officer: Caller, name: str, body: Any) -> None:
    answer = send(officer, "PUT", name, body)
    assert answer.status_code == 422, answer.text
    assert "MARKER" not in answer.text
    assert names(officer) == []


def test_no_more_are_kept_than_somebody_looks_through(officer: Caller) -> None:
    for number in range(MOST):
        assert send(officer, "PUT", f"f{number}", {}).status_code == 200
    full = send(officer, "PUT", "one_more", {})
    assert (full.status_code, full.json()["type"]) == (409, "/problems/refused")
    assert send(officer, "PUT", "f0", MINE).status_code == 200
    send(officer, "DELETE", "f1")
    assert send(officer, "PUT", "one_more", {}).status_code == 200


def test_a_filter_is_nothing_that_happened(service: Service, officer: Caller) -> None:
    log = service.app.state.organisations[HERE].log
    before = log.head()
    send(officer, "PUT", f"f_{uuid4().hex}", MINE)
    assert log.head() == before
