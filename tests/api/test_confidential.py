"""Who reported is shown to nobody: not in the service's answers, not in a dump."""

import io
import json
from datetime import datetime, time
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from alike import headers
from dumping import everywhere
from psycopg import sql
from reported import UNKNOWN, Opened, opened_by
from serving import Service, written
from waiting import until

from cases.rights import rights

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


@pytest.mark.parametrize("role", ["member", "reporter"])
def test_of_a_reporters_visits_no_line_is_written(service: Service, role: str) -> None:
    with written(io.StringIO()) as lines:
        reporter = service.caller(role, somebody())
        opened = opened_by(reporter, identity_mode="confidential")
        for question in ("", "/own-texts?purpose=own+words", "/possible-steps"):
            assert reporter.get(opened.at + question).status_code in (200, 404)
        reporter.post(f"{opened.at}/steps", {"step": "acknowledge"}, opened.version)
        reporter.get(f"/cases/{UNKNOWN}")
        service.caller("auditor").get(opened.at)
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    roles = [line["role"] for line in said if line["event"] == "request"]
    assert roles == ["auditor"]


@pytest.mark.parametrize("mode", ["named", "confidential", "anonymous"])
def test_of_what_a_reporter_did_the_day_alone_is_kept(
    service: Service, mode: str
) -> None:
    """In no table of either database, whatever the column is for."""
    before = moments(service)
    opened = opened_by(service.caller("member", somebody()), identity_mode=mode)
    body = {"step": "acknowledge"}
    key = f"key-{somebody()}"
    opened.reporter.post(
        f"{opened.at}/steps", body, opened.version, Idempotency_Key=key
    )
    auditor = service.caller("auditor")
    assert auditor.get("/cases", after=opened.position).status_code == 200
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    new = moments(service) - before
    assert {at for at in new if at[1].time() != time()} == set()


def moments(service: Service) -> set[tuple[str, datetime]]:
    """Every moment in every table, with its table and column."""
    found = set()
    for url in (service.settings.database_url, service.settings.keystore_url):
        with psycopg.connect(url) as db:
            db.execute("SET timezone TO 'UTC'")
            columns = db.execute(
                """
                SELECT table_schema, table_name, column_name
                  FROM information_schema.columns
                 WHERE table_schema = 'organisation_ima'
                   AND data_type LIKE 'timestamp%'
                """
            ).fetchall()
            for schema, table, column in columns:
                query = sql.SQL("SELECT {} FROM {} WHERE {} IS NOT NULL").format(
                    sql.Identifier(column),
                    sql.Identifier(schema, table),
                    sql.Identifier(column),
                )
                rows = db.execute(query).fetchall()
                found |= {(f"{table}.{column}", at) for (at,) in rows}
    return found


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


def test_a_refused_proposal_looks_the_same_whoever_was_proposed(
    service: Service, confided: Opened
) -> None:
    officer = service.caller("compliance_officer")
    witness = {"role": "witness", "name": "Person W", "person": (other := somebody())}
    done = officer.post(f"{confided.at}/parties", witness, confided.version)
    assert done.status_code == 201, done.text
    body = {"role": "case_owner", "conflict_declared_absent": True}
    version = done.json()["version"]
    answers = [
        officer.post(f"{confided.at}/handlers", body | {"person": one}, version)
        for one in (confided.reporter.person, other)
    ]
    assert answers[0].status_code == 409
    assert answers[0].text == answers[1].text
    assert headers(answers[0]) == headers(answers[1])
    until(lambda: len(refusals_of(service, confided)) == 2)
    refusals = refusals_of(service, confided)
    for row in refusals:
        for of_each in ("entry", "position", "stream", "at", "command", "correlation"):
            row.pop(of_each)
    assert refusals[0] == refusals[1]


def refusals_of(service: Service, opened: Opened) -> list[Any]:
    """What the audit trail says of refusals in a case."""
    asked = {"case_id": str(opened.id), "topic": "CommandRefused"}
    answer = service.caller("auditor").get("/audit", **asked)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items
