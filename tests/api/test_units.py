"""Offices held for a unit, over HTTP on PostgreSQL: Kenya and Nepal."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

import pytest
from acting import Staff, named
from serving import HERE, Caller, Service
from waiting import until

NATIONAL: Final = "national_committee"
UNIT_ONLY: Final = (
    "not from the code: an office for a unit is for the cases of that unit"
)


@pytest.fixture(scope="module")
def ima(service: Service) -> Staff:
    """National Committees of two countries; officers for one, and for all."""
    staff = Staff(service, HERE, datetime.now(UTC))
    for role, person, unit in (
        (NATIONAL, "nepal-1", "nepal"),
        (NATIONAL, "kenya-1", "kenya"),
        (NATIONAL, "both-1", "nepal"),
        (NATIONAL, "both-1", "kenya"),
        ("compliance_officer", "officer-all", None),
        ("compliance_officer", "officer-kenya", "kenya"),
        ("auditor", "demo.auditor", None),
        ("auditor", "auditor-kenya", "kenya"),
    ):
        held = {"role": role, "persons": [person], "unit": unit}
        committee = staff.caller("executive_committee_member", "ec-1")
        since = {"valid_from": staff.today.isoformat()}
        given = staff.noted(committee.post("/mandates", held | since))
        assert given.status_code == 201, given.text
    # What is shown follows the mandates within a second.
    stranger = staff.caller("auditor", "auditor-of-nothing")
    until(lambda: bool(stranger.get("/cases").status_code == 403))
    return staff


def joined(ima: Staff, by: Caller, committee: str) -> Any:
    """Somebody joined, as their National Committee recorded."""
    body = {
        "case_type": "membership",
        "opening": "record_joining",
        "facts": {
            "national_committee": committee,
            "joined_on": ima.today.isoformat(),
        },
        "account": "A new member.",
    }
    member = {"On_Behalf_Of": f"p-{uuid4().hex[:8]}"}
    return ima.noted(by.post("/disclosures", body, **member))


@pytest.fixture(scope="module")
def of_nepal(ima: Staff) -> str:
    begun = joined(ima, ima.caller(NATIONAL, "nepal-1"), "nepal")
    assert begun.status_code == 201, begun.text
    return named(begun)


def unlike(answer: Any) -> dict[str, Any]:
    """What an answer says, but for the case it was asked about."""
    said: dict[str, Any] = answer.json()
    return {name: value for name, value in said.items() if name != "instance"}


PROVIDED: Final = {"step": "provide_hard_copy", "facts": {"provided_by": "post"}}


def test_who_holds_an_office_for_kenya_neither_sees_nor_acts_in_a_case_of_nepal(
    ima: Staff, of_nepal: str
) -> None:
    kenya, nepal = ima.caller(NATIONAL, "kenya-1"), ima.caller(NATIONAL, "nepal-1")
    unknown = uuid4()
    for path in ("", "/possible-steps", "/own-texts"):
        seen = nepal.get(f"/cases/{of_nepal}{path}", **_after(ima, path))
        assert seen.status_code == 200, seen.text
        other = kenya.get(f"/cases/{of_nepal}{path}", **_after(ima, path))
        none = kenya.get(f"/cases/{unknown}{path}", **_after(ima, path))
        assert other.status_code == none.status_code == 404
        assert unlike(other) == unlike(none)
    asked = kenya.post(f"/cases/{of_nepal}/steps", PROVIDED, 1)
    assert asked.status_code == 404
    assert unlike(asked) == unlike(kenya.post(f"/cases/{unknown}/steps", PROVIDED, 1))
    day = {"provided_on": ima.today.isoformat(), "provided_by": "post"}
    ima.taken(nepal, of_nepal, "provide_hard_copy", **day)


def _after(ima: Staff, path: str) -> dict[str, int]:
    return {"after": ima.position} if path == "" else {}


def listed(by: Caller, ima: Staff) -> set[str]:
    answer = by.get("/cases", after=ima.position, limit=200)
    assert answer.status_code == 200, answer.text
    return {one["case_id"] for one in answer.json()["items"]}


def test_lists_hold_the_cases_of_the_unit_alone(ima: Staff, of_nepal: str) -> None:
    here = named(joined(ima, ima.caller(NATIONAL, "kenya-1"), "kenya"))
    plain = named(ima.report(ima.somebody()))
    assert {of_nepal, here, plain} <= listed(
        ima.caller("compliance_officer", "officer-all"), ima
    )
    for role, person in (
        ("compliance_officer", "officer-kenya"),
        (NATIONAL, "kenya-1"),
        ("auditor", "auditor-kenya"),
    ):
        seen = listed(ima.caller(role, person), ima)
        assert here in seen, role
        assert seen.isdisjoint({of_nepal, plain}), role
    both = listed(ima.caller(NATIONAL, "both-1"), ima)
    assert here in both
    assert plain not in both


def test_neither_clocks_nor_history_nor_trail_tell_of_another_unit(
    ima: Staff, of_nepal: str
) -> None:
    officer = ima.caller("compliance_officer", "officer-kenya")
    for path in ("history", "clocks", "evidence"):
        assert officer.get(f"/cases/{of_nepal}/{path}").status_code == 404
    clocks = officer.get("/clocks", after=ima.position, limit=200).json()["items"]
    assert of_nepal not in {one["case_id"] for one in clocks}
    auditor = ima.caller("auditor", "auditor-kenya")
    trail = auditor.get("/audit", case_id=of_nepal, after=ima.position)
    assert trail.json()["items"] == []
    whole = ima.caller("auditor").get("/audit", case_id=of_nepal, after=ima.position)
    assert {one["topic"] for one in whole.json()["items"]} >= {"DisclosureMade"}


def test_whoever_acts_for_a_unit_begins_cases_of_that_unit(ima: Staff) -> None:
    kenya = ima.caller(NATIONAL, "kenya-1")
    refused = joined(ima, kenya, "nepal")
    assert refused.status_code == 409
    problem = refused.json()
    assert (problem["clause"], problem["pointer"]) == (
        UNIT_ONLY,
        "/facts/national_committee",
    )
    body = {
        "case_type": "acknowledgement",
        "opening": "require",
        "facts": {"occasion": "joined"},
        "account": "To be read.",
    }
    member = {"On_Behalf_Of": f"p-{uuid4().hex[:8]}"}
    begun = named(ima.noted(kenya.post("/disclosures", body, **member)))
    assert begun in listed(kenya, ima)
    assert begun not in listed(ima.caller(NATIONAL, "nepal-1"), ima)
    ima.taken(kenya, begun, "remind")


def test_a_report_is_of_a_national_committee_once_it_is_told_of_the_measure(
    ima: Staff,
) -> None:
    """Until then it belongs to the whole organisation, and no committee sees it."""
    officer = ima.caller("compliance_officer", "officer-all")
    report = named(ima.report(ima.somebody(), unit="kenya"))
    assert report in listed(ima.caller("compliance_officer", "officer-kenya"), ima)
    row = officer.get(f"/cases/{report}", after=ima.position).json()
    assert row["unit"] == "kenya"
    assert ima.caller(NATIONAL, "kenya-1").get(f"/cases/{report}").status_code == 404


def test_who_gets_the_office_for_another_unit_as_well_sees_its_cases(
    ima: Staff, of_nepal: str
) -> None:
    late = ima.caller(NATIONAL, "late-1")
    committee = ima.caller("executive_committee_member", "ec-1")
    held = {"role": NATIONAL, "persons": ["late-1"]}
    since = held | {"valid_from": ima.today.isoformat()}
    assert committee.post("/mandates", since | {"unit": "kenya"}).status_code == 201
    assert late.get(f"/cases/{of_nepal}").status_code == 404
    assert committee.post("/mandates", since | {"unit": "nepal"}).status_code == 201
    until(lambda: late.get(f"/cases/{of_nepal}").status_code == 200)
    ended = held | {"unit": "nepal", "valid_until": ima.today.isoformat()}
    assert committee.post("/ended-mandates", ended).status_code == 201
    assert late.get(f"/cases/{of_nepal}/possible-steps").status_code == 404
    until(lambda: late.get(f"/cases/{of_nepal}").status_code == 404)
