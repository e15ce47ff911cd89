"""Who reported is shown to nobody: not in the service's answers, not in a dump."""

from uuid import uuid4

import pytest
from dumping import everywhere
from reported import UNKNOWN, Opened, opened_by
from serving import Service

from api.permissions import rights

QUESTIONS = ("/cases", "/clocks", "/audit", "/deletions")
OF_A_CASE = ("", "/history", "/clocks")


def somebody() -> str:
    """A pseudonym that nobody has."""
    return f"p-{uuid4().hex[:12]}"


def acts(service: Service, opened: Opened, version: int) -> int:
    """The reporter does something that is refused, and something that is not."""
    step = {"step": "acknowledge"}
    refused = opened.reporter.post(f"{opened.at}/steps", step, version)
    assert refused.status_code == 403
    intake = service.caller("intake_officer")
    done = intake.post(f"{opened.at}/steps", step, version)
    assert done.status_code == 201, done.text
    return int(done.json()["position"])


@pytest.fixture
def confided(service: Service) -> Opened:
    reporter = service.caller("member", somebody())
    return opened_by(reporter, identity_mode="confidential")


def test_a_confidential_reporter_sees_their_report_and_nobody_elses(
    service: Service, confided: Opened
) -> None:
    shown = confided.reporter.get("/cases", after=confided.position).json()["items"]
    assert [case["case_id"] for case in shown] == [str(confided.id)]
    assert confided.reporter.get(confided.at).status_code == 200
    as_reporter = service.caller("reporter", confided.reporter.person)
    assert as_reporter.get(confided.at).status_code == 200
    stranger = service.caller("member", somebody())
    assert stranger.get("/cases").json()["items"] == []
    hidden, unknown = stranger.get(confided.at), stranger.get(f"/cases/{UNKNOWN}")
    assert (hidden.status_code, hidden.text) == (unknown.status_code, unknown.text)


def test_a_dump_does_not_say_who_reported_in_confidence(service: Service) -> None:
    friend = somebody()
    reporter = service.caller("member", somebody())
    more = {"identity_mode": "confidential", "no_office_for": [friend]}
    opened = opened_by(reporter, **more)
    body = {"person": "", "role": "case_owner", "conflict_declared_absent": True}
    for person in (friend, reporter.person):
        done = service.caller("compliance_officer").post(
            f"{opened.at}/handlers", body | {"person": person}, opened.version
        )
        assert done.status_code == 409
    position = acts(service, opened, opened.version)
    assert reporter.get(opened.at, after=position).status_code == 200
    named = opened_by(service.caller("member", somebody()))
    named.reporter.get(named.at, after=named.position)
    places = everywhere(service)
    control = named.reporter.person.encode()
    assert any(control in content for content in places.values())
    for person in (friend, reporter.person):
        assert [p for p, said in places.items() if person.encode() in said] == []


@pytest.mark.parametrize("mode", ["named", "confidential"])
@pytest.mark.parametrize("role", sorted(rights().keys() - {"reporter", "member"}))
def test_no_answer_shows_a_reporter_to_anybody_else(
    service: Service, mode: str, role: str
) -> None:
    reporter = service.caller("member", somebody())
    opened = opened_by(reporter, identity_mode=mode)
    position = acts(service, opened, opened.version)
    caller = service.caller(role)
    asked = [*QUESTIONS, *(opened.at + question for question in OF_A_CASE)]
    asked.append(f"/audit?case_id={opened.id}")
    for path in asked:
        answer = service.client.get(caller.at(path), headers=caller.headers())
        assert answer.status_code in (200, 403, 404), path
        assert reporter.person not in answer.text, path
    assert caller.get("/cases", after=position).status_code in (200, 403)


def test_a_list_cannot_be_asked_for_the_cases_that_somebody_reported(
    service: Service,
) -> None:
    named = opened_by(service.caller("member", somebody()))
    officer = service.caller("compliance_officer")
    answer = officer.get(
        "/cases", handler=named.reporter.person, after=named.position
    ).json()
    assert answer == {"items": [], "next": None}


def test_no_token_is_of_somebody_who_is_called_like_what_stands_for_a_reporter(
    service: Service,
) -> None:
    for name in ("reporter", "confidential", "anonymous"):
        assert service.caller("member", name).get("/cases").status_code == 401
