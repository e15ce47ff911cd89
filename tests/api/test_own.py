"""What is people's own: their words, and what they can do, without the case."""

from typing import Any
from uuid import uuid4

import pytest
from reported import UNKNOWN, Opened, opened_by
from serving import HERE, Caller, Service
from waiting import readable

from cases.events.record import TextRead

SECRET = "MARKER account"
PURPOSE = "own words"
CONDUCT = {"conduct_from": "2026-01-02", "conduct_until": "2026-01-03"}


def somebody() -> str:
    """A pseudonym that nobody has."""
    return f"p-{uuid4().hex[:12]}"


def texts(by: Caller, at: str, **asked: str) -> list[Any]:
    answer = by.get(f"{at}/own-texts", **asked)
    assert answer.status_code == 200, answer.text
    return [(one["field"], one["text"]) for one in answer.json()]


def readings(service: Service, opened: Opened) -> list[Any]:
    """Who is written down as having read, in which role."""
    log = service.app.state.organisations[HERE].log
    readable(log)
    return [
        (one.envelope.actor, one.envelope.acting_as, one.recorded_at)
        for one in log.since(0, 100_000)
        if isinstance(one.event, TextRead) and one.event.cases == (opened.id,)
    ]


@pytest.mark.parametrize("role", ["member", "reporter"])
@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_a_reporter_reads_their_own_words(
    service: Service, mode: str, role: str
) -> None:
    person = somebody()
    reporter = service.caller(role, person)
    opened = opened_by(reporter, account=SECRET, identity_mode=mode)
    found = dict(texts(reporter, opened.at, purpose=PURPOSE))
    assert found.pop("account") == SECRET
    hidden = {
        "concealed": f"reported by {person}",
        "no_office": "no office for nobody",
    }
    assert found == (hidden if mode == "confidential" else {})


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_a_reporters_visits_are_recorded_nowhere(service: Service, mode: str) -> None:
    reporter = service.caller("member", somebody())
    opened = opened_by(reporter, account=SECRET, identity_mode=mode)
    assert SECRET in dict(texts(reporter, opened.at, purpose=PURPOSE)).values()
    step = {"step": "acknowledge", "note": "MARKER thank you"}
    intake = service.caller("intake_officer", somebody())
    assert intake.post(f"{opened.at}/steps", step, opened.version).status_code == 201
    assert texts(intake, opened.at, purpose=PURPOSE)
    (reading,) = readings(service, opened)
    assert reading[:2] == (intake.person, "intake_officer")


def test_without_a_purpose_no_own_words_are_opened(service: Service) -> None:
    reporter = service.caller("member", somebody())
    opened = opened_by(reporter, account=SECRET)
    assert texts(reporter, opened.at) == [("account", None)]


def test_nobody_reads_as_their_own_what_others_wrote(service: Service) -> None:
    opened = opened_by(service.caller("member", somebody()), account=SECRET)
    intake = service.caller("intake_officer", somebody())
    note = {"step": "acknowledge", "note": "MARKER thank you"}
    done = intake.post(f"{opened.at}/steps", note, opened.version)
    assert done.status_code == 201, done.text
    assert texts(intake, opened.at, purpose=PURPOSE) == [("note", "MARKER thank you")]
    assert texts(opened.reporter, opened.at, purpose=PURPOSE) == [("account", SECRET)]
    stranger = service.caller("member", somebody()).get(f"{opened.at}/own-texts")
    assert stranger.status_code == 404
    assert service.caller("auditor").get(f"{opened.at}/own-texts").status_code == 403


@pytest.mark.parametrize("mode", ["named", "confidential"])
def test_in_an_office_a_reporter_is_not_shown_their_report_as_theirs(
    service: Service, mode: str
) -> None:
    person = somebody()
    reporter = service.caller("member", person)
    opened = opened_by(reporter, account=SECRET, identity_mode=mode)
    decider = service.caller("executive_committee_member", person)
    assert texts(decider, opened.at, purpose=PURPOSE) == []
    answer = decider.get(f"{opened.at}/history", purpose=PURPOSE, after=opened.position)
    assert SECRET not in answer.text
    assert readings(service, opened) == []


def steps(by: Caller, at: str) -> dict[str, str]:
    answer = by.get(f"{at}/possible-steps")
    assert answer.status_code == 200, answer.text
    return {one["step"]: one["address"] for one in answer.json()}


def test_a_handler_is_told_what_can_be_done_now(service: Service) -> None:
    opened = opened_by(service.caller("member", somebody()))
    intake = service.caller("intake_officer")
    found = steps(intake, opened.at)
    assert found["acknowledge"] == "steps"
    assert found["add_party"] == "parties"
    assert "close_case" not in found
    answer = intake.get(f"{opened.at}/possible-steps")
    assert answer.headers["etag"] == f'"{opened.version}"'


def heard(service: Service) -> tuple[Opened, Caller]:
    """An accused person who was heard, and was sent the draft of the findings."""
    opened = opened_by(service.caller("member", somebody()))
    accused, version = somebody(), opened.version
    office: dict[str, Caller] = {
        role: service.caller(role)
        for role in (
            *("intake_officer", "compliance_officer", "case_owner", "investigator"),
            "executive_committee_member",
        )
    }
    owner, investigator = (
        {"role": role, "person": office[role].person, "conflict_declared_absent": True}
        for role in ("case_owner", "investigator")
    )
    terms = {"allegations": [1], "scope": "What happened."}
    subject = {"role": "subject", "name": "Person A", "person": accused}
    framed = {"party": 1, "category": "integrity", "text": "It happened."} | CONDUCT
    told = {"party": 1, "mode": "heard", "occurred_on": "2026-01-09", "account": "No."}
    for role, address, body in (
        ("intake_officer", "steps", {"step": "acknowledge"}),
        ("intake_officer", "steps", {"step": "accept_for_assessment"}),
        ("compliance_officer", "handlers", owner),
        ("compliance_officer", "handlers", investigator),
        ("case_owner", "parties", subject),
        ("case_owner", "allegations", framed),
        ("case_owner", "steps", {"step": "notify_subject"}),
        ("case_owner", "hearings", told),
        ("executive_committee_member", "steps", {"step": "authorise_investigation"}),
        ("case_owner", "terms-of-reference", terms),
        ("investigator", "steps", {"step": "share_draft_findings"}),
    ):
        done = office[role].post(f"{opened.at}/{address}", body, version)
        assert done.status_code == 201, (address, done.text)
        version = done.json()["version"]
    return opened, service.caller("subject", accused)


def test_an_accused_person_who_was_heard_learns_what_they_can_do_and_no_more(
    service: Service,
) -> None:
    opened, subject = heard(service)
    answer = subject.get(f"{opened.at}/possible-steps")
    assert answer.status_code == 200, answer.text
    assert [one["step"] for one in answer.json()] == ["comment_on_draft"]
    for path in ("", "/history", "/clocks"):
        asked = {"audience": "handlers"} if path == "/history" else {}
        assert subject.get(opened.at + path, **asked).status_code == 403
    for path in ("/cases", "/audit"):
        assert subject.get(path).status_code == 403


def test_an_accused_person_acts_on_the_version_they_were_told(
    service: Service,
) -> None:
    opened, subject = heard(service)
    told = subject.get(f"{opened.at}/possible-steps")
    (step,) = told.json()
    body = {"step": step["step"], "note": "MARKER comment"}
    done = service.client.post(
        subject.at(f"{opened.at}/{step['address']}"),
        json=body,
        headers=subject.headers() | {"If-Match": told.headers["etag"]},
    )
    assert done.status_code == 201, done.text
    assert done.headers["etag"] != told.headers["etag"]
    own = texts(subject, opened.at, purpose=PURPOSE)
    assert own == [("note", "MARKER comment")]


def test_before_that_there_is_no_case_for_them(service: Service) -> None:
    opened = opened_by(service.caller("member", somebody()))
    subject = service.caller("subject", somebody())
    for address in ("possible-steps", "own-texts"):
        hidden = subject.get(f"{opened.at}/{address}")
        unknown = subject.get(f"/cases/{UNKNOWN}/{address}")
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.text == unknown.text
