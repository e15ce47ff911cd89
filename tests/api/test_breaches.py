"""The register of breaches: facts, effects, what was done, when whom was told."""

from typing import Any
from uuid import uuid4

import pytest
from disposing import does, here
from reported import opened_by, somebody
from serving import Service
from shipped import codes
from waiting import readable

WORDS = "MARKER which list it was"


def reported(service: Service) -> str:
    """A breach was reported; its address."""
    facts = {
        "what": "stolen",
        "data": ["name", "travel"],
        "discovered_on": "2026-01-12",
    }
    body = {"case_type": "data_breach", "opening": "report", "facts": facts}
    by = service.caller("member", somebody())
    opened = by.post("/disclosures", {**body, "account": WORDS})
    assert opened.status_code == 201, opened.text
    return f"/cases/{opened.json()['case']}"


def took(service: Service, who: str, at: str, step: str, **facts: Any) -> None:
    body = {"step": step, "facts": facts, "note": WORDS}
    done = does(service, who, at, "steps", **body)
    assert done.status_code == 201, done.text


def register(service: Service, role: str, person: str | None = None) -> Any:
    by = service.caller(role, person) if person else service.caller(role)
    answer = by.get("/breaches", after=readable(here(service).log), limit=200)
    assert answer.status_code == 200, answer.text
    assert WORDS not in answer.text
    return {f"/cases/{one['case_id']}": one for one in answer.json()["items"]}


def test_the_register_tells_a_breach_from_its_report_to_the_authority(
    service: Service,
) -> None:
    at = reported(service)
    took(service, "executive_committee_member", at, "take_note")
    data = ["name", "travel"]
    officer = "data_protection_officer"
    took(service, officer, at, "find_risk", people=14, data=data)

    took(service, officer, at, "notify_authority", country="BE")
    row = register(service, "auditor")[at]
    assert row["phase"] == "risk"
    assert row["facts"]["people"] == 14
    assert row["facts"]["what"] == "stolen"
    assert [one["step"] for one in row["done"]] == [
        None,
        "take_note",
        "find_risk",
        "notify_authority",
    ]
    assert row["done"][-1]["facts"] == {"country": "BE"}
    assert all(one["clause"] and one["label"] for one in row["done"])
    limits = {one["clock"]: one for one in row["limits"]}
    assert limits["authority_notice"]["state"] == "met"
    assert limits["authority_notice"]["due_at"]
    assert limits["committee_notice"]["met_at"]


def test_it_holds_breaches_alone_newest_first_page_by_page(service: Service) -> None:
    first, second = reported(service), reported(service)
    report = opened_by(service.caller("member", somebody()))
    officer = service.caller("data_protection_officer")
    page = officer.get("/breaches", limit=1, after=readable(here(service).log)).json()
    assert [f"/cases/{one['case_id']}" for one in page["items"]] == [second]
    page = officer.get("/breaches", limit=1, cursor=page["next"]).json()
    assert [f"/cases/{one['case_id']}" for one in page["items"]] == [first]
    assert report.at not in register(service, "data_protection_officer")
    assert officer.get("/breaches", since="2999-01-01").json()["items"] == []


def test_whoever_may_not_know_of_a_breach_does_not_find_it(service: Service) -> None:
    at = reported(service)
    assert at not in register(service, "member", f"p-{uuid4().hex[:8]}")
    for role in ("national_committee", "reporting_job"):
        assert service.caller(role).get("/breaches").status_code == 403


@pytest.mark.parametrize("organisation", codes())
def test_every_edition_says_which_cases_are_breaches(organisation: str) -> None:
    code = codes()[organisation]
    assert len(code.breaches()) == len(code.editions)
