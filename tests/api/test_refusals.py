"""A refusal over HTTP says by which clause, about what, and what would do instead."""

from typing import Any

import pytest
from reported import Opened, opened_by
from serving import Caller, Service

SECRET = "markerjane"


@pytest.fixture
def opened(service: Service) -> Opened:
    return opened_by(service.caller("member"))


def assessed(service: Service, opened: Opened) -> tuple[str, int, Caller]:
    """The report is being assessed, and the demo's case owner is responsible."""
    officer = service.caller("compliance_officer")
    owner = service.caller("case_owner")
    done = officer.post(
        f"{opened.at}/handlers",
        {
            "person": owner.person,
            "role": owner.role,
            "conflict_declared_absent": True,
        },
        opened.version,
    )
    for step in ("acknowledge", "accept_for_assessment"):
        version = done.json()["version"]
        done = owner.post(f"{opened.at}/steps", {"step": step}, version)
        assert done.status_code == 201, done.text
    return opened.at, done.json()["version"], owner


def problem(answer: Any, status: int = 409) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert SECRET not in answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_it_names_the_steps_that_come_first_and_where_they_are_asked_for(
    service: Service, opened: Opened
) -> None:
    at, version, _ = assessed(service, opened)
    committee = service.caller("executive_committee_member")
    step = {"step": "authorise_investigation"}
    said = problem(committee.post(f"{at}/steps", step, version))
    assert said["awaits"] == [{"step": "frame_allegation", "address": "allegations"}]
    assert (said["clause"], said["rule"]) == ("Investigation", "refused")
    step = {"step": "add_party"}
    owner = service.caller("case_owner")
    said = problem(owner.post(f"{at}/steps", step, version))
    assert said["awaits"] == [{"step": "add_party", "address": "parties"}]


def test_it_names_what_the_code_has_and_not_what_was_sent(
    service: Service, opened: Opened
) -> None:
    at, version, owner = assessed(service, opened)
    party = {"role": "subject", "name": "Person A", "person": "p-a"}
    version = owner.post(f"{at}/parties", party, version).json()["version"]
    day = "2026-01-02"
    allegation = {
        "party": 1,
        "category": SECRET,
        "conduct_from": day,
        "conduct_until": day,
        "text": SECRET,
    }
    said = problem(owner.post(f"{at}/allegations", allegation, version))
    assert said["pointer"] == "/category"
    assert "retaliation" in said["allowed"]
    step = {"step": "propose_dismissal", "facts": {"dismissal_reason": SECRET}}
    said = problem(owner.post(f"{at}/steps", step, version))
    assert said["pointer"] == "/facts/dismissal_reason"
    assert "out_of_scope" in said["allowed"]


def test_it_says_until_when(service: Service, opened: Opened) -> None:
    hold = {"basis": "audit", "review_on": "2099-12-31", "reason": SECRET}
    officer = service.caller("compliance_officer")
    said = problem(officer.post(f"{opened.at}/holds", hold, opened.version))
    assert said["pointer"] == "/review_on"
    assert said["until"] < "2099-12-31"


def test_a_day_before_there_was_a_code_is_refused(service: Service) -> None:
    early = {
        "case_type": "breach_report",
        "opening": "speak_up",
        "channel": "web",
        "identity_mode": "named",
        "received_on": "0001-01-01",
        "account": SECRET,
    }
    said = problem(service.caller("member").post("/reports", early))
    assert said["pointer"] == "/received_on"
    assert said["allowed"] == ["2018-05-25/.."]


def test_a_list_that_names_the_same_twice_is_no_list(
    service: Service, opened: Opened
) -> None:
    owner = service.caller("case_owner")
    terms = {"allegations": [1, 1], "scope": SECRET}
    sent = owner.post(f"{opened.at}/terms-of-reference", terms, opened.version)
    said = problem(sent, 422)
    assert said["errors"] == [
        {
            "pointer": "/allegations",
            "rule": "repeated",
            "detail": "must not name the same twice",
        }
    ]
