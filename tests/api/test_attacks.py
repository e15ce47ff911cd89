"""Attacks and faults by their numbers: erasures, readings, strangers, and canaries.

1 to 5 and 18 are in tree/test_attacks.py; the others: ops/audit-trail.md.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import current_thread
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from alike import headers
from audited import audited, signed
from described import DOCUMENT, takes
from disposing import (
    PAST,
    carried_out_while,
    carry_out,
    here,
    hold_on,
    listed,
    of_several_texts,
    state,
    texts,
)
from dumping import everywhere
from happened import STEP, closed, kept, reported
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from projected import envelope
from reported import UNKNOWN, opened_by
from sending import PARTIAL, Sending
from serving import ELSEWHERE, Caller, Service, written
from waiting import readable, until

from api import mailboxes, offices
from api.mailboxes import new_key
from cases.actors import SYSTEM, Actor
from cases.commands.exclusions import ExcludePerson
from cases.database import schema
from cases.events.event import Personal, Sealed, personal_fields
from cases.events.files import FileCleaned
from cases.events.people import PartyAdded
from cases.events.record import TextRead
from cases.patience import Patience
from cases.rights import rights
from projections.catalogue import PROJECTIONS
from projections.position import wait_for
from projections.rebuild import rebuild

pytestmark = pytest.mark.timeout(300)

SECRET = "MARKER account"
READER = Actor("demo.intake_officer", "intake_officer")
LATE = {"step": "add_information", "note": "Here is what I had forgotten."}
QUESTIONS = [
    pytest.param(path, id=operations["get"]["operationId"])
    for path, operations in DOCUMENT["paths"].items()
    if "get" in operations and "purpose" in takes(operations["get"])
]
OTHERS = {
    "/v1/organisations/{organisation}/cases/{case_id}/own-texts",
    "/v1/organisations/{organisation}/cases/{case_id}/own-data",
    "/v1/organisations/{organisation}/views/{view}",
}
"""What a reporter wrote, shown to them alone; what is known of whoever asked for it;
rows in which there is no text."""
OF_A_CASE = [
    pytest.param(method, path, operation, id=operation["operationId"])
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
    if "{case_id}" in path
]


def version(service: Service, case: UUID) -> int:
    """How far a case has come."""
    return here(service).cases.found(case, SYSTEM).version


def added_late(service: Service, case: UUID) -> None:
    """Whoever reported says more, though the case is closed."""
    member = service.caller("member")
    done = member.post(f"/cases/{case}/steps", LATE, version(service, case))
    assert done.status_code == 201, done.text


@pytest.mark.parametrize("before", range(1, 9))
def test_13_what_is_said_during_an_erasure_is_erased_with_it_or_stays_readable(
    service: Service, before: int
) -> None:
    case = of_several_texts(service)
    there = carried_out_while(service, case, before, lambda: added_late(service, case))
    gone = max(0, before - 3)  # It begins with a start and an inventory.
    assert texts(service, case) == 5 - gone + 1
    assert (there.closed, there.disposal.erased, there.disposal.final) == (
        True,
        gone,
        gone,
    )
    assert there.disposal.kept == {1}
    assert here(service).cases.found(case, SYSTEM).case.gone == frozenset()
    assert LATE["note"] in still_readable(service, case)


def test_13_what_is_said_after_an_erasure_can_go_by_a_list_of_its_own(
    service: Service,
) -> None:
    case = of_several_texts(service)
    listed(service, (case, "content"))
    carry_out(service)
    assert here(service).cases.found(case, SYSTEM).case.gone == {"content"}
    added_late(service, case)
    dpo = service.caller("data_protection_officer")
    due = dpo.get("/deletions", after=readable(here(service).log), limit=200).json()
    (ours,) = [
        one
        for one in due["items"]
        if (one["case_id"], one["what"]) == (str(case), "content")
    ]
    assert (ours["state"], ours["because"]) == ("scheduled", "late_activity")
    assert here(service).cases.found(case, SYSTEM).case.gone == frozenset()


def still_readable(service: Service, case: UUID) -> set[str]:
    """The texts of a case that can still be opened."""
    events = [recorded.event for recorded in here(service).log.history(case)]
    texts = {
        text: field
        for event in events
        for field, _ in personal_fields(type(event))
        if isinstance(text := getattr(event, field), Sealed)
    }
    opened = here(service).vault.open(texts, READER, "check of the deletion")
    return {text for text in opened.values() if text is not None}


def two_people(service: Service) -> UUID:
    """A closed case about two accused, of whom the one goes before the other."""
    opened = opened_by(service.caller("member"), account=SECRET)
    people = [
        PartyAdded(**STEP, party=n, role="subject", name=Personal(f"Person {n}"))
        for n in (2, 3)
    ]
    here(service).log.append(opened.id, opened.version, people, envelope())
    over = [closed(), kept(delete_on=PAST, what="party_2"), kept()]
    here(service).log.append(opened.id, opened.version + 2, over, envelope())
    return opened.id


def test_14_who_is_erased_leaves_the_others_readable_and_the_tree_whole(
    service: Service,
) -> None:
    case = two_people(service)
    at = listed(service, (case, "party_2"))
    carry_out(service)
    assert (state(service, at).closed, texts(service, case)) == (True, 2)
    assert still_readable(service, case) == {"Person 3", SECRET}
    signed(service)
    assert audited(service).code == 0


def test_15_a_hold_lifted_before_the_execution_blocks_it_all_the_same(
    service: Service,
) -> None:
    case = of_several_texts(service)
    at = listed(service, (case, "content"))
    hold_on(service, case)
    lifted = {"hold": 1, "reason": "The claim was withdrawn."}
    officer = service.caller("compliance_officer")
    done = officer.post(f"/cases/{case}/released-holds", lifted, version(service, case))
    assert done.status_code == 201, done.text
    carry_out(service)
    there = state(service, at)
    assert (there.closed, there.disposal.kept, there.disposal.erased) == (True, {1}, 0)
    assert texts(service, case) == 7, "five texts, and two reasons"


def secret(service: Service, path: str) -> tuple[UUID, UUID]:
    """A case with a text, in what was reported or in a file, and that text."""
    told = opened_by(service.caller("member"), account=SECRET)
    if "/files" not in path:
        signed(service)
        return told.id, account(service, told.id)
    sending = Sending(told.reporter, told.at, SECRET.encode(), name=SECRET)
    assert sending.sent().status_code == 201
    events = [recorded.event for recorded in here(service).log.history(told.id)]
    (copy,) = [event.name.item for event in events if isinstance(event, FileCleaned)]
    signed(service)
    return told.id, copy


def wanted(service: Service, path: str, told: tuple[UUID, UUID], by: Caller) -> Any:
    """An answer, asked for a purpose."""
    case, item = told
    values = {
        "organisation": by.organisation,
        "case_id": case,
        "position": here(service).log.history(case)[0].position,
        "item": item,
        "view": "cases_v1",
    }
    asked = {"purpose": "check of the case", "after": readable(here(service).log)}
    return service.client.get(path.format(**values), params=asked, headers=by.headers())


def account(service: Service, case: UUID) -> UUID:
    """The text that was reported."""
    item: UUID = vars(here(service).log.history(case)[0].event)["account"].item
    return item


def shows(answer: Any) -> bool:
    """Whether the text is in an answer, or in a zip that it is."""
    if answer.headers["Content-Type"] != "application/zip":
        return SECRET.encode() in answer.content
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    return any(SECRET.encode() in packed.read(name) for name in packed.namelist())


def readings(service: Service, item: UUID) -> int:
    """How often the log says that a text was read."""
    events = (one.event for one in here(service).log.since(0, 100_000))
    return sum(isinstance(one, TextRead) and item in one.items for one in events)


@contextmanager
def no_record_possible(service: Service) -> Iterator[None]:
    """The log takes nothing meanwhile from whoever serves."""
    where = schema(here(service).name)
    with psycopg.connect(service.settings.database_url, autocommit=True) as db:
        db.execute(f"SET search_path TO {where}".encode())
        db.execute("REVOKE EXECUTE ON FUNCTION append FROM cases_application")
        try:
            yield
        finally:
            db.execute("GRANT EXECUTE ON FUNCTION append TO cases_application")


@pytest.mark.parametrize("path", QUESTIONS)
def test_20_21_no_question_shows_a_text_without_recording_that_it_was_read(
    service: Service, path: str
) -> None:
    """Attack 20: what cannot be recorded is a 503; attack 21: for every route."""
    told, shown = secret(service, path), 0
    _, item = told
    for role in rights():
        if role == "member":
            continue  # Their own words; of a reporter's visits nothing is kept.
        by, before = service.caller(role), readings(service, item)
        answer = wanted(service, path, told, by)
        if not shows(answer):
            continue
        shown += 1
        until(lambda known=before: readings(service, item) == known + 1)
        with no_record_possible(service):
            refused = wanted(service, path, told, by)
        assert refused.status_code == 503, (role, refused.text)
        assert not shows(refused)
        assert readings(service, item) == before + 1
    assert shown or path in OTHERS


def example(operation: Any) -> dict[str, Any]:
    """What is sent, as the documentation has it: a command, or a part of a file."""
    if "requestBody" not in operation:
        return {}
    content = operation["requestBody"]["content"]
    if "application/json" not in content:
        return {"content": b"part", "headers": PARTIAL | {"Upload-Offset": "0"}}
    return {"json": content["application/json"]["examples"]["example"]["value"]}


@pytest.mark.parametrize(("method", "path", "operation"), OF_A_CASE)
def test_22_a_case_of_another_organisation_is_one_that_does_not_exist(
    service: Service, method: str, path: str, operation: Any
) -> None:
    elsewhere = uuid4()
    other = service.app.state.organisations[ELSEWHERE]
    other.log.append(elsewhere, 0, [reported()], envelope())
    for role in rights():
        by, sent = service.caller(role), example(operation)
        sent["headers"] = by.headers() | {"If-Match": '"1"'} | sent.get("headers", {})
        answers = [
            service.client.request(
                method,
                path.format(
                    organisation=by.organisation, case_id=case_id, item=UNKNOWN
                ),
                **sent,
            )
            for case_id in (elsewhere, UNKNOWN)
        ]
        assert answers[0].status_code == answers[1].status_code != 200
        assert answers[0].text == answers[1].text
        assert headers(answers[0]) == headers(answers[1])


@pytest.mark.parametrize("path", QUESTIONS)
def test_22_whoever_is_kept_away_while_they_read_is_shown_nothing(
    service: Service, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = secret(service, path)
    case, _ = told
    reader = service.caller("compliance_officer", f"p-{uuid4().hex[:8]}")
    if not shows(wanted(service, path, told, reader)):
        assert path in OTHERS
        return
    vault = here(service).vault
    record, read = vault._record, []

    def meanwhile_kept_away(*reading: Any) -> None:
        read.append(reading)
        record(*reading)
        away = ExcludePerson(person=reader.person, reason="relative")
        by = Actor("demo.compliance_officer", "compliance_officer")
        here(service).cases.handle(case, away, by)

    monkeypatch.setattr(vault, "_record", meanwhile_kept_away)
    answer = wanted(service, path, told, reader)
    assert (answer.status_code, len(read)) == (404, 1), answer.text
    assert not shows(answer)


CANARIES = {
    "User-Agent": "MARKER-agent/1.0",
    "Accept-Language": "x-marker-language",
    "X-Forwarded-For": "203.0.113.77",
    "Forwarded": "for=203.0.113.78",
    "Referer": "https://marker.example/where-i-was",
    "Cookie": "marker=cookie",
}
ADDRESS = "testclient"
"""The host from which tests call."""


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


@pytest.mark.parametrize("key", [True, False], ids=["a mailbox", "an account"])
def test_24_nothing_is_kept_of_where_a_report_came_from(
    service: Service, spans: InMemorySpanExporter, key: bool
) -> None:
    member = service.caller("member")
    known = {"Authorization": f"Mailbox {new_key()}"} if key else member.headers()
    mode = "anonymous" if key else "confidential"
    report = {
        "case_type": "breach_report",
        "opening": "speak_up",
        "channel": "web",
        "identity_mode": mode,
        "received_on": "2026-01-05",
        "account": SECRET,
    }
    with written(service.lines):
        sent = service.client.post(
            member.at("/reports"), json=report, headers=known | CANARIES
        )
        assert sent.status_code == 201, sent.text
        wrong = service.client.post(
            member.at("/reports"),
            content=b"{",
            headers=known | CANARIES | {"Content-Type": "application/json"},
        )
        assert wrong.status_code == 400
    signed(service)
    places = everywhere(service)
    places["lines"] = service.lines.getvalue().encode()
    places["spans"] = "".join(
        span.to_json() for span in spans.get_finished_spans()
    ).encode()
    places["answers"] = (sent.text + wrong.text).encode()
    for canary in (*CANARIES.values(), ADDRESS):
        found = [place for place, said in places.items() if canary.encode() in said]
        assert not found, (canary, found)
    assert any(sent.json()["case"].encode() in said for said in places.values())


def test_25_a_key_that_opens_nothing_is_as_much_work_as_one_that_does(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time is that of this work: once Argon2id, and the same statements."""
    known = {"Authorization": f"Mailbox {new_key()}"}
    unknown = {"Authorization": f"Mailbox {new_key()}"}
    report = {
        "case_type": "breach_report",
        "opening": "speak_up",
        "channel": "web",
        "identity_mode": "anonymous",
        "received_on": "2026-01-05",
        "account": SECRET,
    }
    at = service.caller("member").at
    sent = service.client.post(at("/reports"), json=report, headers=known)
    assert sent.status_code == 201, sent.text
    found = []
    for who in (known, unknown):
        with counting(monkeypatch) as work:
            answer = service.client.get(at(f"/cases/{UNKNOWN}/own-texts"), headers=who)
        found.append((answer.status_code, answer.content, answer.headers, work))
    assert found[0] == found[1]
    status, _, _, work = found[0]
    assert (status, work.count("Argon2id")) == (404, 1)
    assert len(work) > 1


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is asked of the databases, and how often a key is hashed."""
    work: list[str] = []
    with monkeypatch.context() as counted:
        # Who holds which office is looked up by the clock, whoever asks.
        counted.setattr(offices, "MOMENT", inf)

        def counts(place: Any, name: str, said: Callable[..., str]) -> None:
            deed = getattr(place, name)

            def doing(*arguments: Any, **more: Any) -> Any:
                if current_thread().name.startswith("AnyIO"):
                    work.append(said(*arguments))
                return deed(*arguments, **more)

            counted.setattr(place, name, doing)

        counts(mailboxes, "Argon2id", lambda *_: "Argon2id")
        counts(Patience, "ask", lambda _, statement, *__: str(statement))
        yield work


@pytest.mark.parametrize(
    ("cases", "people"),
    [
        pytest.param(2, 4, id="ten"),
        pytest.param(20, 49, id="a thousand", marks=pytest.mark.faults),
    ],
)
def test_26_projections_made_anew_after_erasures_are_what_they_were(
    service: Service, cases: int, people: int
) -> None:
    closed_ones = [of_several_texts(service, people) for _ in range(cases)]
    at = listed(service, *((case, "content") for case in closed_ones))
    carry_out(service)
    assert state(service, at).disposal.erased == cases * (people + 1)
    organisation = here(service)
    names = [projection.name for projection in PROJECTIONS]
    head = organisation.cases.found(UUID(at.rpartition("/")[2]), SYSTEM).position
    assert wait_for(organisation.pool, names, head, timeout=30)
    before = rows(service)
    for projection in PROJECTIONS:
        rebuild(
            service.settings.database_url, organisation.log, projection, lambda _: None
        )
    assert rows(service) == before
    assert len(before["erased_text"]) >= cases * (people + 1)


def rows(service: Service) -> dict[str, list[str]]:
    """Everything in every table of every projection."""
    with here(service).pool.connection() as db:
        return {
            table: [
                row
                for (row,) in db.execute(
                    f"SELECT t::text FROM {table} AS t ORDER BY 1".encode()
                )
            ]
            for projection in PROJECTIONS
            for table in projection.tables
        }
