"""Personal text is opened for those who may read it, and the reading is recorded."""

from typing import Any
from uuid import uuid4

import pytest
from recorded import everything
from reported import Opened, opened_by
from serving import HERE, Caller, Service
from waiting import readable

from cases.errors import Unavailable
from cases.events.record import TextRead

SECRET = "MARKER account"
PURPOSE = "intake of the case"


@pytest.fixture
def told(service: Service) -> Opened:
    return opened_by(service.caller("member", f"p-{uuid4().hex[:8]}"), account=SECRET)


def texts(by: Caller, at: str, position: int = 0) -> list[Any]:
    answer = by.get(f"{at}/history", purpose=PURPOSE, after=position)
    assert answer.status_code == 200, answer.text
    return [one["texts"] for one in answer.json() if one["texts"]]


def readings(service: Service, by: Caller) -> list[TextRead]:
    log = service.app.state.organisations[HERE].log
    recorded = [one for one in everything(log) if one.envelope.actor == by.person]
    return [one.event for one in recorded if isinstance(one.event, TextRead)]


def test_an_opened_text_is_recorded_with_its_purpose(
    service: Service, told: Opened
) -> None:
    intake = service.caller("intake_officer", f"p-{uuid4().hex[:8]}")
    assert texts(intake, told.at, told.position) == [{"account": SECRET}]
    (reading,) = readings(service, intake)
    assert (reading.purpose, reading.cases) == (PURPOSE, (told.id,))
    position = readable(service.app.state.organisations[HERE].log)
    trail = service.caller("auditor").get(
        "/audit", case_id=str(told.id), after=position
    )
    assert trail.status_code == 200, trail.text
    assert ("TextRead", PURPOSE) in {
        (entry["topic"], entry["purpose"]) for entry in trail.json()["items"]
    }


def test_without_a_purpose_nothing_is_opened_or_recorded(
    service: Service, told: Opened
) -> None:
    intake = service.caller("intake_officer", f"p-{uuid4().hex[:8]}")
    answer = intake.get(f"{told.at}/history", after=told.position)
    assert answer.json()[0]["texts"] is None
    assert SECRET not in answer.text
    assert readings(service, intake) == []


def test_when_the_reading_cannot_be_recorded_nothing_is_shown(
    service: Service, told: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Unavailable

    vault = service.app.state.organisations[HERE].vault
    monkeypatch.setattr(vault, "_record", refuse)
    intake = service.caller("intake_officer")
    answer = intake.get(f"{told.at}/history", purpose=PURPOSE, after=told.position)
    assert answer.status_code == 503
    assert SECRET not in answer.text


def test_whoever_is_not_concerned_reads_the_history_without_texts(
    service: Service, told: Opened
) -> None:
    decider = service.caller("executive_committee_member", f"p-{uuid4().hex[:8]}")
    assert texts(decider, told.at, told.position) == []
    assert readings(service, decider) == []
    auditor = service.caller("auditor")
    assert auditor.get(f"{told.at}/history").status_code == 200
    refused = auditor.get(f"{told.at}/history", purpose=PURPOSE)
    assert refused.status_code == 403
    assert readings(service, auditor) == []


def test_whoever_the_case_is_given_to_reads_it(service: Service, told: Opened) -> None:
    person = f"p-{uuid4().hex[:8]}"
    officer = service.caller("compliance_officer")
    body = {
        "person": person,
        "role": "investigator",
        "conflict_declared_absent": True,
    }
    investigator = service.caller("investigator", person)
    assert investigator.get(told.at, after=told.position).status_code == 404
    done = officer.post(f"{told.at}/handlers", body, told.version)
    assert done.status_code == 201, done.text
    shown = texts(investigator, told.at, done.json()["position"])
    assert shown == [{"account": SECRET}]


def test_who_reported_is_not_opened_for_those_who_handle_the_case(
    service: Service, told: Opened
) -> None:
    intake = service.caller("intake_officer", f"p-{uuid4().hex[:8]}")
    body = {"role": "reporter", "name": "MARKER Person R", "contact": "MARKER r@x"}
    done = intake.post(f"{told.at}/parties", body, told.version)
    assert done.status_code == 201, done.text
    other = service.caller("intake_officer", f"p-{uuid4().hex[:8]}")
    assert texts(other, told.at, done.json()["position"]) == [{"account": SECRET}]
    own = texts(intake, told.at)
    assert {"name": "MARKER Person R", "contact": "MARKER r@x"} in own


def test_whoever_disclosed_something_reads_what_they_wrote(service: Service) -> None:
    member = service.caller("member", f"p-{uuid4().hex[:8]}")
    body = {
        "case_type": "guidance_request",
        "opening": "ask",
        "facts": {"topic": "social_media"},
        "account": SECRET,
    }
    opened = member.post("/disclosures", body)
    assert opened.status_code == 201, opened.text
    at = f"/cases/{opened.json()['case']}"
    assert texts(member, at, opened.json()["position"]) == [{"account": SECRET}]
    assert len(readings(service, member)) == 1
