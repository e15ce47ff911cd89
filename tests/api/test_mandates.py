"""Who could act on that day: offices over HTTP, on PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from reactor import moved
from reported import Opened, opened_by
from serving import HERE, Caller, Service
from waiting import readable, until

from api import due

CLAUSE = "Administration 1a"


@pytest.fixture(scope="module")
def committee(service: Service) -> Caller:
    return service.caller("executive_committee_member", "ec-1")


def given(
    committee: Caller, role: str, *persons: str, since: str = "", **said: Any
) -> Any:
    day = since or committee.service.today().isoformat()
    body = {"role": role, "persons": persons, "valid_from": day}
    return committee.post("/mandates", body | said)


def ended(committee: Caller, role: str, *persons: str, on: str = "") -> Any:
    day = on or committee.service.today().isoformat()
    body = {"role": role, "persons": persons, "valid_until": day}
    return committee.post("/ended-mandates", body)


def anew(name: str = "p") -> str:
    return f"{name}-{uuid4().hex[:8]}"


def acknowledged(officer: Caller, opened: Opened) -> Any:
    return officer.post(f"{opened.at}/steps", {"step": "acknowledge"}, opened.version)


def register(service: Service, after: int, **wanted: Any) -> Any:
    auditor = service.caller("auditor")
    answer = auditor.get("/mandates", after=after, **wanted)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_who_has_no_mandate_for_an_office_does_not_act_in_it(
    service: Service, committee: Caller
) -> None:
    holder, other = anew(), anew()
    assert given(committee, "intake_officer", holder).status_code == 201
    opened = opened_by(service.caller("member", anew()))
    refused = acknowledged(service.caller("intake_officer", other), opened)
    assert refused.status_code == 403
    problem = refused.json()
    assert problem["detail"] == "no mandate for this office is in force today"
    assert (problem["rule"], problem["clause"]) == ("not_permitted", CLAUSE)
    # Nor does such a person learn which cases there are.
    without = service.caller("intake_officer", other)
    until(lambda: without.get("/cases").status_code == 403)
    for case in (opened.id, uuid4()):
        asked = without.get(f"/cases/{case}")
        assert asked.status_code == 403
        assert other not in asked.text
    done = acknowledged(service.caller("intake_officer", holder), opened)
    assert done.status_code == 201, done.text


def test_past_acts_stay_and_tell_by_which_mandates_they_were_judged(
    service: Service, committee: Caller
) -> None:
    holder = anew()
    granted = given(committee, "intake_officer", holder).json()
    opened = opened_by(service.caller("member", anew()))
    officer = service.caller("intake_officer", holder)
    assert acknowledged(officer, opened).status_code == 201
    assert ended(committee, "intake_officer", holder).status_code == 201
    later = opened_by(service.caller("member", anew()))
    assert acknowledged(officer, later).status_code == 403
    log = service.app.state.organisations[HERE].log
    act = log.history(opened.id)[-1]
    assert act.envelope.actor == holder
    assert act.envelope.mandates == granted["version"]
    assert log.history(opened.id)[0].envelope.mandates is None


def test_what_is_given_holds_at_once_and_what_is_ended_is_soon_not_shown(
    service: Service, committee: Caller
) -> None:
    first, second = anew(), anew()
    given(committee, "compliance_officer", first)
    officer = service.caller("compliance_officer", second)
    until(lambda: officer.get("/cases").status_code == 403)
    given(committee, "compliance_officer", second)
    assert officer.get("/cases").status_code == 200
    ended(committee, "compliance_officer", second)
    until(lambda: officer.get("/cases").status_code == 403)
    ended(committee, "compliance_officer", first)


def test_the_register_says_who_held_which_office_on_a_day(
    service: Service, committee: Caller
) -> None:
    stays, leaves = anew(), anew()
    given(committee, "neutral_member", stays, leaves, since="2024-01-01", unit="be")
    body = {"role": "neutral_member", "persons": [leaves], "unit": "be"}
    over = committee.post("/ended-mandates", body | {"valid_until": "2025-01-01"})
    assert over.status_code == 201, over.text
    position = over.json()["position"]
    held = {
        day: {one["person"] for one in register(service, position, on=day, **wanted)}
        for day in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")
        for wanted in ({"role": "neutral_member"},)
    }
    assert held == {
        "2023-12-31": set(),
        "2024-01-01": {stays, leaves},
        "2024-12-31": {stays, leaves},
        "2025-01-01": {stays},
    }
    (row,) = register(service, position, person=leaves)
    assert row == {
        "person": leaves,
        "role": "neutral_member",
        "unit": "be",
        "valid_from": "2024-01-01",
        "valid_until": "2025-01-01",
        "clause": CLAUSE,
        "granted_by": "ec-1",
        "ended_by": "ec-1",
    }


def test_the_register_comes_in_pages(service: Service, committee: Caller) -> None:
    persons = [anew() for _ in range(3)]
    position = given(committee, "unit_head", *persons).json()["position"]
    auditor, found, more = service.caller("auditor"), [], {}
    while more is not None:
        wanted = {"role": "unit_head", "limit": 2, "after": position}
        page = auditor.get("/mandates", **wanted, **more).json()
        found += [one["person"] for one in page["items"]]
        more = {"cursor": page["next"]} if page["next"] else None
    assert found == persons


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("access_manager", 200),
        ("compliance_officer", 200),
        ("data_protection_officer", 200),
        ("executive_committee_member", 200),
        ("investigator", 403),
        ("member", 403),
        ("reporting_job", 403),
    ],
)
def test_who_reads_the_register(service: Service, role: str, status: int) -> None:
    if role != "compliance_officer":
        assert service.caller(role, "ec-1").get("/mandates").status_code == status


@pytest.mark.parametrize("role", ["compliance_officer", "member", "administrator"])
def test_nobody_else_gives_offices(service: Service, role: str) -> None:
    by = service.caller(role, anew())
    answer = given(by, "investigator", anew())
    assert answer.status_code == 403, answer.text


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"role": "pope"}, 409, "no such office"),
        ({"persons": ["ec-1"]}, 409, "to themselves"),
        ({"valid_until": "2020-01-01"}, 409, "ends before it begins"),
        ({"persons": []}, 422, "/persons"),
        ({"persons": ["Person A"]}, 422, "/persons"),
        ({"valid_from": "tomorrow"}, 422, "/valid_from"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_stored(
    service: Service, committee: Caller, change: dict[str, Any], status: int, said: str
) -> None:
    body = {"role": "investigator", "persons": ["p-1"], "valid_from": "2026-01-05"}
    answer = committee.post("/mandates", body | change)
    assert answer.status_code == status
    assert said in answer.text
    assert "Person A" not in answer.text
    log = service.app.state.organisations[HERE].cases.histories
    assert not log.mandates().kept("investigator")


def test_the_same_key_gives_an_office_once(service: Service, committee: Caller) -> None:
    person = anew()
    body = {
        "role": "national_committee",
        "persons": [person],
        "valid_from": "2026-01-05",
    }
    key = {"Idempotency_Key": f"key-{person}"}
    first, again = (committee.post("/mandates", body, **key) for _ in range(2))
    assert first.json() == again.json()
    other = committee.post("/mandates", body | {"unit": "be"}, **key)
    assert other.status_code == 422, other.text


def test_an_office_given_until_a_day_is_over_on_it_once(
    service: Service, committee: Caller
) -> None:
    person = anew()
    soon = (service.today() + timedelta(days=3)).isoformat()
    given(committee, "case_owner", person, valid_until=soon)
    later = moved(service, HERE, datetime.now(UTC) + timedelta(days=4))
    for _ in range(2):
        due.record(later)
    trail = service.caller("auditor").get("/audit", topic="RoleMandateOver")
    log = service.app.state.organisations[HERE].log
    service.caller("auditor").get("/cases", after=readable(log))
    trail = service.caller("auditor").get("/audit", topic="RoleMandateOver").json()
    over = [one for one in trail["items"] if one["acting_as"] == "system"]
    assert [one["label"] for one in over] == ["Office held no longer: case owner"]
    assert over[0]["cases"] == []


def test_a_refusal_is_recorded_with_no_case(
    service: Service, committee: Caller
) -> None:
    given(service.caller("member", anew()), "investigator", anew())
    log = service.app.state.organisations[HERE].log
    auditor = service.caller("auditor")
    auditor.get("/cases", after=readable(log))
    entries = auditor.get("/audit", topic="CommandRefused", limit=200).json()["items"]
    mine = [one for one in entries if one["asked"] == "GrantMandates"]
    assert mine
    assert all(one["cases"] == [] for one in mine)
