"""Versions, repeated commands, waiting, pages, and what nobody is told."""

from typing import Any
from uuid import uuid4

import pytest
from alike import headers
from reported import REPORT, UNKNOWN, Opened, excluded
from serving import ELSEWHERE, HERE, Service

from api import dependencies
from api.around import HEADERS
from projections import position

ACKNOWLEDGE = {"step": "acknowledge", "note": "Thank you."}


def test_a_new_case_says_where_it_is(service: Service) -> None:
    member = service.caller("member")
    answer = member.post("/reports", REPORT)
    location = answer.headers["Location"]
    seen = service.client.get(
        location,
        headers=member.headers(),
        params={"after": answer.json()["position"]},
    )
    assert seen.json()["case_id"] == answer.json()["case"]
    assert seen.headers["ETag"] == answer.headers["ETag"]


def test_a_command_needs_the_version_it_acts_on(
    service: Service, opened: Opened
) -> None:
    intake = service.caller("intake_officer")
    for match in ({}, {"If_Match": "*"}):
        answer = intake.post(f"{opened.at}/steps", ACKNOWLEDGE, **match)
        assert answer.status_code == 428
    for bad in ("3", 'W/"3"', '"0"', '"1", "2"', '"-1"', '"99999999999"'):
        answer = intake.post(f"{opened.at}/steps", ACKNOWLEDGE, If_Match=bad)
        assert (answer.status_code, answer.json()["rule"]) == (400, "if_match")
    answer = intake.post(f"{opened.at}/steps", ACKNOWLEDGE, opened.version + 7)
    assert answer.status_code == 412
    assert answer.json()["version"] == opened.version


def test_of_two_commands_on_one_version_the_second_is_outdated(
    service: Service, opened: Opened
) -> None:
    intake = service.caller("intake_officer")
    party = {"role": "witness", "name": "Person W"}
    first = intake.post(f"{opened.at}/parties", party, opened.version)
    second = intake.post(f"{opened.at}/parties", party, opened.version)
    assert (first.status_code, second.status_code) == (201, 412)


def test_a_command_sent_again_happens_once(service: Service, opened: Opened) -> None:
    intake, key = service.caller("intake_officer"), str(uuid4())
    at, version = f"{opened.at}/steps", opened.version
    first = intake.post(at, ACKNOWLEDGE, version, Idempotency_Key=key)
    again = intake.post(at, ACKNOWLEDGE, version, Idempotency_Key=f'"{key}"')
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["ETag"] == first.headers["ETag"]
    later = intake.get(opened.at, after=first.json()["position"]).json()
    assert later["version"] == first.json()["version"]


def test_an_opening_sent_again_happens_once(service: Service) -> None:
    member, key = service.caller("member"), str(uuid4())
    first = member.post("/reports", REPORT, Idempotency_Key=key)
    again = member.post("/reports", REPORT, Idempotency_Key=key)
    assert first.json() == again.json()


def test_a_key_belongs_to_one_command_of_one_person(
    service: Service, opened: Opened
) -> None:
    intake, key = service.caller("intake_officer"), str(uuid4())
    at = f"{opened.at}/steps"
    intake.post(at, ACKNOWLEDGE, opened.version, Idempotency_Key=key)
    other = ACKNOWLEDGE | {"note": "Something else."}
    reused = intake.post(at, other, opened.version, Idempotency_Key=key)
    assert reused.status_code == 422
    assert reused.json()["type"] == "/problems/key-reused"
    somebody = service.caller("intake_officer", "p-else")
    answer = somebody.post(at, ACKNOWLEDGE, opened.version, Idempotency_Key=key)
    assert answer.status_code == 412


@pytest.mark.parametrize("key", ["short", "x" * 65, "with space", "é" * 9])
def test_a_key_of_another_form_is_refused(
    service: Service, opened: Opened, key: str
) -> None:
    headers = opened.reporter.headers() | {"Idempotency-Key": key.encode()}  # type: ignore[dict-item]
    answer = service.client.post(
        opened.reporter.at("/reports"), json=REPORT, headers=headers
    )
    assert answer.status_code in (400, 422)


def test_nobody_waits_for_a_position_that_was_never_given(
    service: Service, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.reporter.get(opened.at, after=opened.position).status_code == 200
    monkeypatch.setattr(position, "sleep", lambda _: pytest.fail("it waits"))
    far = opened.reporter.get(opened.at, after=2**53 - 1)
    assert (far.status_code, far.json()["rule"]) == (400, "after")


def test_a_position_that_nobody_can_read_yet_is_waited_for(service: Service) -> None:
    member = service.caller("member")
    pool = service.app.state.organisations[HERE].pool
    with pool.connection() as db, db.transaction():
        # Readers stop before the oldest transaction that is still running.
        db.execute("SELECT pg_current_xact_id()")
        receipt = member.post("/reports", REPORT).json()
        early = member.get(f"/cases/{receipt['case']}", after=receipt["position"])
        assert (early.status_code, early.json()["type"]) == (503, "/problems/not-yet")
    seen = member.get(f"/cases/{receipt['case']}", after=receipt["position"])
    assert seen.status_code == 200


def test_a_question_that_waits_in_vain_says_when_to_ask_again(
    service: Service, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dependencies, "wait_for", lambda *_: False)
    late = opened.reporter.get(opened.at, after=opened.position)
    assert (late.status_code, late.json()["type"]) == (503, "/problems/not-yet")
    assert late.headers["Retry-After"]


def test_the_service_is_ready_when_all_its_parts_are(service: Service) -> None:
    assert service.client.get("/health/live").json() == {"status": "live"}
    ready = service.client.get("/health/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready"), ready.text
    assert HERE not in ready.text


def test_every_answer_keeps_browsers_from_keeping_it(service: Service) -> None:
    for path in ("/health/live", "/nowhere", "/docs", "/openapi.json"):
        answer = service.client.get(path)
        for name, value in HEADERS.items():
            if (path, name) != ("/docs", "Content-Security-Policy"):
                assert answer.headers[name] == value
    policy = service.client.get("/docs").headers["Content-Security-Policy"]
    assert "script" not in policy
    assert policy.startswith("default-src 'none'")


QUESTIONS = ("", "/history", "/clocks", "/history?purpose=idle+curiosity")


@pytest.mark.parametrize("question", QUESTIONS)
def test_foreign_excluded_ungranted_and_unknown_are_one_answer(
    service: Service, opened: Opened, question: str
) -> None:
    kept_away = excluded(service, opened)
    elsewhere = service.caller("compliance_officer", organisation=ELSEWHERE)
    path = opened.at + question
    answers = [
        kept_away.get(path),
        service.caller("member", "p-somebody-else").get(path),
        service.caller("case_owner", "p-not-assigned").get(path),
        service.caller("compliance_officer").get(f"/cases/{UNKNOWN}{question}"),
        service.client.get(opened.reporter.at(path), headers=elsewhere.headers()),
        service.client.get(
            f"/v1/organisations/nowhere{path}", headers=elsewhere.headers()
        ),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert len({without_length(answer) for answer in answers}) == 1


def without_length(answer: Any) -> str:
    return str(sorted(headers(answer).items()))


def test_a_command_tells_nothing_of_a_case_either(
    service: Service, opened: Opened
) -> None:
    kept_away = excluded(service, opened)
    somebody = service.caller("member", "p-somebody-else")
    unassigned = service.caller("case_owner", "p-not-assigned")
    body = {"role": "witness", "name": "Person W"}
    answers = [
        kept_away.post(f"{opened.at}/parties", body, opened.version),
        kept_away.post(f"{opened.at}/parties", body, opened.version + 1),
        somebody.post(f"{opened.at}/parties", body, opened.version),
        unassigned.post(f"{opened.at}/parties", body, opened.version),
        kept_away.post(f"/cases/{UNKNOWN}/parties", body, 1),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_lists_know_nothing_of_what_somebody_is_kept_from(
    service: Service, opened: Opened
) -> None:
    kept_away, officer = (
        excluded(service, opened),
        service.caller("compliance_officer"),
    )
    for path in ("/cases", "/clocks"):
        assert str(opened.id) in officer.get(path, limit=200).text
        assert str(opened.id) not in kept_away.get(path, limit=200).text
    trail = service.caller("auditor", kept_away.person).get("/audit", limit=200).text
    assert str(opened.id) not in trail


def test_pages_follow_one_another_without_gap_or_repetition(service: Service) -> None:
    reporter = service.caller("reporter", f"p-{uuid4().hex[:8]}")
    receipts = [reporter.post("/reports", REPORT).json() for _ in range(5)]
    seen: list[str] = []
    parameters: dict[str, Any] = {"limit": 2, "after": receipts[-1]["position"]}
    while True:
        page = reporter.get("/cases", **parameters).json()
        seen += [one["case_id"] for one in page["items"]]
        if page["next"] is None:
            break
        parameters = {"limit": 2, "cursor": page["next"]}
    assert seen == [receipt["case"] for receipt in reversed(receipts)]


def test_time_limits_and_deletions_go_on_page_by_page(
    service: Service, opened: Opened
) -> None:
    officer = service.caller("compliance_officer")
    everything = officer.get("/clocks", limit=200, after=opened.position).json()
    seen: list[object] = []
    parameters: dict[str, Any] = {"limit": 3}
    while True:
        page = officer.get("/clocks", **parameters).json()
        seen += page["items"]
        if page["next"] is None or len(seen) >= len(everything["items"]):
            break
        parameters["cursor"] = page["next"]
    assert len(seen) > 3
    assert seen[:200] == everything["items"][: len(seen)]


@pytest.mark.parametrize("path", ["/cases", "/clocks", "/deletions", "/audit"])
@pytest.mark.parametrize(
    "place",
    [
        "",
        "x",
        "1/2",
        "9" * 19,
        "-1",
        "2026-01-01/x",
        f"2026-01-01/{UNKNOWN}/\0/1",
        f"2026-01-01/{UNKNOWN}/a/{2**63}",
        "é",
    ],
)
def test_a_cursor_that_no_page_gave_is_refused(
    service: Service, path: str, place: str
) -> None:
    cursor = place.encode().hex() or "00"
    answer = service.caller("data_protection_officer").get(path, cursor=cursor)
    assert (answer.status_code, answer.json()["rule"]) == (400, "cursor")


def test_a_list_can_be_narrowed(service: Service, opened: Opened) -> None:
    officer = service.caller("compliance_officer")
    after = {"after": opened.position, "limit": 200}
    found = officer.get("/cases", phase="received", status="open", **after).text
    assert str(opened.id) in found
    for other in ({"phase": "closed"}, {"status": "closed"}, {"handler": "p-nobody"}):
        assert str(opened.id) not in officer.get("/cases", **after, **other).text


def test_an_office_must_be_chosen_when_there_are_several(
    service: Service, opened: Opened
) -> None:
    both = service.caller("member").headers("auditor", "compliance_officer")
    at = opened.reporter.at("/audit")
    assert service.client.get(at, headers=both).status_code == 400
    chosen = both | {"Acting-As": "auditor"}
    assert service.client.get(at, headers=chosen).status_code == 200


EXPECTED = {
    "/cases": {"member", "compliance_officer", "auditor", "reporting_job"},
    "/clocks": {"member", "compliance_officer", "auditor", "reporting_job"},
    "/deletions": {
        "compliance_officer",
        "data_protection_officer",
        "auditor",
        "reporting_job",
    },
    "/audit": {"compliance_officer", "data_protection_officer", "auditor"},
    "/editions": {"member", "auditor", "administrator", "reporting_job"},
}


@pytest.mark.parametrize("path", EXPECTED)
def test_only_offices_with_the_right_may_ask(service: Service, path: str) -> None:
    for role in ("member", "compliance_officer", "auditor", "reporting_job"):
        answer = service.caller(role).get(path)
        assert answer.status_code == (200 if role in EXPECTED[path] else 403) or (
            path == "/editions"
        )
        if answer.status_code == 403:
            assert answer.json()["clause"].startswith("not from the code")


def test_whoever_only_looks_takes_no_step(service: Service, opened: Opened) -> None:
    for role in ("reporting_job", "administrator"):
        for at in (opened.at, f"/cases/{UNKNOWN}"):
            somebody = service.caller(role)
            answer = somebody.post(f"{at}/steps", ACKNOWLEDGE, opened.version)
            assert answer.status_code == 403


def test_an_auditor_takes_no_step_of_a_case_and_begins_none(
    service: Service, opened: Opened
) -> None:
    auditor = service.caller("auditor")
    for at, status in ((opened.at, 403), (f"/cases/{UNKNOWN}", 404)):
        answer = auditor.post(f"{at}/steps", ACKNOWLEDGE, opened.version)
        assert answer.status_code == status
    assert auditor.post("/reports", REPORT).status_code == 403


def test_the_code_of_conduct_can_be_read(service: Service) -> None:
    member = service.caller("member")
    (listed,) = member.get("/editions").json()
    edition = member.get(f"/editions/{listed['edition']}").json()
    assert edition["procedures"]["breach_report"]["openings"]["speak_up"]["by"]
    assert member.get("/editions/none").status_code == 404


def test_a_case_is_found_by_the_number_that_people_write(
    service: Service, opened: Opened
) -> None:
    shown = opened.reporter.get(opened.at, after=opened.position).json()
    for number in (shown["number"], shown["number"].lower()):
        assert opened.reporter.get("/cases", number=number).json() == {
            "items": [shown],
            "next": None,
        }
    for bad in ("", "7", "IMA-26-1", f"{shown['number']} "):
        assert opened.reporter.get("/cases", number=bad).status_code == 422


def test_the_number_of_a_hidden_case_finds_as_much_as_one_of_none(
    service: Service, opened: Opened
) -> None:
    number = opened.reporter.get(opened.at, after=opened.position).json()["number"]
    for somebody in (
        excluded(service, opened),
        service.caller("member", "p-somebody-else"),
        service.caller("case_owner", "p-not-assigned"),
    ):
        hidden = somebody.get("/cases", number=number)
        unknown = somebody.get("/cases", number="IMA-1999-0001")
        assert hidden.json() == {"items": [], "next": None}
        assert (hidden.text, headers(hidden)) == (unknown.text, headers(unknown))
