"""What waits for somebody: their cases and those of their office, urgent ones first."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from reported import Opened, excluded, opened_by, somebody
from serving import HERE, Caller, Service
from waiting import until

from api.job_keys import new_job_key
from projections.case_query import Wanted
from projections.query import Viewer
from projections.work_query import work


def reported(service: Service, **more: object) -> Opened:
    return opened_by(service.caller("member", somebody()), **more)


def waiting(by: Caller, after: int, limit: int = 200) -> dict[str, Any]:
    """All that waits for somebody, once everything so far is shown, by case."""
    items: list[Any] = []
    asked: dict[str, Any] = {"after": after}
    while True:
        answer = by.get("/work", limit=limit, **asked)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= limit
        items += page["items"]
        if page["next"] is None:
            break
        asked = {"cursor": page["next"]}
    cases = {one["case_id"]: one for one in items}
    assert len(cases) == len(items)
    return cases


def found(service: Service, person: str, role: str, *turns: str) -> set[UUID]:
    """What the query finds, before anybody looks at what can be done."""
    here = service.app.state.organisations[HERE]
    now = here.cases.now()
    eyes = Viewer(person, (role,), turns=turns, right="act", at=now)
    with here.pool.connection() as db:
        return {
            one.case_id
            for one in work(
                db, eyes, Wanted(), timed=True, today=service.today(), limit=1000
            ).items
        }


def given(service: Service, opened: Opened, person: str) -> int:
    """A case owner gets the case; the position of that."""
    handler = {
        "person": person,
        "role": "case_owner",
        "conflict_declared_absent": True,
    }
    officer = service.caller("compliance_officer")
    done = officer.post(f"{opened.at}/handlers", handler, opened.version)
    assert done.status_code == 201, done.text
    opened.version = done.json()["version"]
    return int(done.json()["position"])


def test_a_report_waits_for_the_office_that_takes_it_up_until_it_has(
    service: Service,
) -> None:
    opened = reported(service)
    officer = service.caller("intake_officer")
    waits = waiting(officer, opened.position)[str(opened.id)]
    assert "acknowledge" in [step["step"] for step in waits["steps"]]
    runs = officer.get(f"{opened.at}/clocks").json()
    first = min(one["due_on"] for one in runs if one["state"] == "running")
    clocks = {one["clock"] for one in runs if one["due_on"] == first}
    assert (waits["phase"], waits["due_on"]) == ("received", first)
    assert waits["clock"] in clocks
    assert waits["missed"] is False
    step = {"step": "acknowledge"}
    done = officer.post(f"{opened.at}/steps", step, opened.version)
    assert done.status_code == 201, done.text
    later = waiting(officer, done.json()["position"]).get(str(opened.id))
    assert later is None or "acknowledge" not in [s["step"] for s in later["steps"]]


def test_what_waits_can_be_done_and_is_no_step_of_any_time(service: Service) -> None:
    opened = reported(service)
    officer = service.caller("intake_officer")
    steps = waiting(officer, opened.position)[str(opened.id)]["steps"]
    possible = officer.get(f"{opened.at}/possible-steps").json()
    assert all(step in possible for step in steps)
    assert 0 < len(steps) < len(possible)


def test_a_case_waits_for_whoever_it_was_given_to_and_for_no_other_owner(
    service: Service,
) -> None:
    owner = service.caller("case_owner", somebody())
    other = service.caller("case_owner", somebody())
    opened, unowned = reported(service), reported(service)
    position = given(service, opened, owner.person)
    assert set(waiting(owner, position)) == {str(opened.id)}
    assert waiting(other, position) == {}
    assert str(unowned.id) not in waiting(owner, unowned.position)


def test_what_is_due_first_comes_first_page_by_page(service: Service) -> None:
    owner = service.caller("case_owner", somebody())
    days = ("2026-03-03", "2026-01-05", "2026-02-04")
    cases = [reported(service, received_on=day) for day in days]
    position = max(given(service, one, owner.person) for one in cases)
    whole = waiting(owner, position)
    due = [one["due_on"] for one in whole.values()]
    assert due == sorted(due)
    assert list(whole) == [str(cases[n].id) for n in (1, 2, 0)]
    assert list(waiting(owner, position, limit=1)) == list(whole)


def test_a_case_waits_for_nobody_who_is_kept_away(service: Service) -> None:
    opened = reported(service)
    away = excluded(service, opened)
    officer = service.caller("compliance_officer")
    position = officer.get("/events").json()["position"]
    assert str(opened.id) not in waiting(away, position)
    turn = "undated/breach_report/received"
    assert opened.id in found(service, officer.person, officer.role, turn)
    assert opened.id not in found(service, away.person, away.role, turn)


def test_an_approval_waits_for_the_second_office(service: Service) -> None:
    opened = reported(service, identity_mode="confidential")
    custodian = service.caller("identity_custodian")
    assert str(opened.id) not in waiting(custodian, opened.position)
    proposal = {
        "recipient": "answering-1",
        "basis": "authority_investigation",
        "obligation": "BE/CIC/46bis",
        "until": (service.today() + timedelta(days=20)).isoformat(),
        "reasons": "The prosecutor has to hear whoever saw it.",
    }
    officer = service.caller("compliance_officer")
    at = f"{opened.at}/identity-disclosure-proposals"
    done = officer.post(at, proposal, opened.version)
    assert done.status_code == 201, done.text
    waits = waiting(custodian, done.json()["position"])[str(opened.id)]
    steps = [step["step"] for step in waits["steps"]]
    assert "approve_identity_disclosure" in steps
    assert "proposed: identity_disclosure" in waits["alarms"]
    assert opened.id not in found(service, somebody(), "case_owner")


@pytest.mark.parametrize("role", ["member", "administrator"])
def test_nothing_waits_for_those_who_act_in_no_office(
    service: Service, role: str
) -> None:
    assert service.caller(role).get("/work").status_code == 403


def test_nothing_waits_for_a_program(service: Service) -> None:
    key = new_job_key()
    given_to = {
        "digest": sha256(key.encode()).hexdigest(),
        "job": "nightly",
        "role": "reporting_job",
        "rights": ["read", "clocks", "deletions", "follow"],
        "valid_until": f"{service.today().year + 1}-01-01",
    }
    manager = service.caller("executive_committee_member")
    assert manager.post("/job-keys", given_to).status_code == 201

    def asked() -> int:
        at, headers = manager.at("/work"), {"Authorization": f"Job {key}"}
        return int(service.client.get(at, headers=headers).status_code)

    until(lambda: asked() != 401)
    assert asked() == 403
