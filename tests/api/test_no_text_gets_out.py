"""A story told over HTTP leaves its words nowhere but in the sealed rows."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from dumping import everywhere
from lent import tell_lent
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from recorded import everything
from reported import opened_by
from sending import CANARY, Sending, picture
from serving import Service, written
from tasked import tell_tasks
from telling import OverHttp
from waiting import until
from wording import (
    tell_call,
    tell_stood_down,
    tell_survivor,
    tell_the_rest,
    tell_twice,
    tell_wishes,
)

from api.demo.cast import ACCUSED
from api.demo.ima import conflict
from api.demo.ima_members import known
from api.demo.rich import tell_rich_case
from api.demo.story import Story
from cases.events.catalogue import EVENTS
from cases.events.event import personal_fields
from cases.log.log import Log

SERVED = ("ima", "ims")
"""Between them they have every field of personal text."""
ON_LISTS = {
    ("DisposalProposed", "account"),
    ("TextsTakenOut", "reason"),
    ("TextRedacted", "successor"),
    ("SuccessorWritten", "successor"),
    ("RedactionWithdrawn", "reasons"),
    ("RecipientsNotified", "reasons"),
}
"""Fields of what is to be erased, whose time no story comes to; see test_erasing,
test_redaction and test_recipients."""


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def told(service: Service) -> tuple[OverHttp, ...]:
    """The rich case, and what it leaves out of personal text."""
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=150)
    ima, ims = (OverHttp(service, lambda: began, at) for at in SERVED)
    known(Story(ima, "known", began), ACCUSED[0])  # type: ignore[arg-type]
    rich = Story(ima, "rich", began)  # type: ignore[arg-type]
    tell_rich_case(rich)
    tell_wishes(Story(ima, "wishes", began), rich.case)  # type: ignore[arg-type]
    tell_the_rest(Story(ima, "rest", began))  # type: ignore[arg-type]
    tell_stood_down(Story(ima, "stood down", began))  # type: ignore[arg-type]
    tell_call(Story(ima, "call", began))  # type: ignore[arg-type]
    tell_lent(Story(ima, "lent", began))  # type: ignore[arg-type]
    tell_tasks(Story(ima, "tasks", began))  # type: ignore[arg-type]
    tell_twice(*(Story(ima, name, began) for name in ("first", "again")))  # type: ignore[arg-type]
    conflict(Story(ima, "own", began), "My cousin sells tea.", "family")  # type: ignore[arg-type]
    tell_survivor(Story(ims, "survivor", began))  # type: ignore[arg-type]
    return ima, ims


def test_what_people_write_is_found_nowhere_but_sealed(
    service: Service, spans: InMemorySpanExporter
) -> None:
    with written(service.lines):
        cases = told(service)
        opened = service.caller("investigator").get("/cases", limit=50)
        assert opened.status_code == 200
        names = files_sent(service)
    every_field_was_written(service)
    texts = [text for each in cases for text in each.texts] + names
    assert texts
    for place, content in everywhere(service).items():
        found = [text for text in texts if text.encode() in content]
        assert not found, (place, found)
    answers = [answer for each in cases for answer in each.answers]
    said = service.lines.getvalue() + "".join(answers)
    said += "".join(span.to_json() for span in spans.get_finished_spans())
    assert [text for text in texts if text in said] == []


def files_sent(service: Service) -> list[str]:
    """What files are called, what is in them, and on what they were made."""
    opened = opened_by(service.caller("member"))
    intake = service.caller("intake_officer")
    names = ["MARKER what I saw.png", "MARKER what we say.png"]
    for name, by, said in (
        (names[0], opened.reporter, {}),
        (names[1], intake, {"to_reporter": True}),
    ):
        sent = Sending(by, opened.at, picture(), said, name).sent()
        assert sent.status_code == 201, sent.text
    return [*names, CANARY]


def every_field_was_written(service: Service) -> None:
    """The stories are worth their name: they fill every field of personal text."""
    known = {(n, f) for n, event in EVENTS.items() for f, _ in personal_fields(event)}
    fields = known - ON_LISTS
    logs = [service.app.state.organisations[at].log for at in SERVED]
    # The last events become readable once no older transaction runs anywhere.
    with suppress(AssertionError):
        until(lambda: fields == filled(logs))
    assert fields - filled(logs) == set()


def filled(logs: list[Log]) -> set[tuple[str, str]]:
    """The fields of personal text that events of the logs have."""
    return {
        (type(one.event).__name__, field)
        for log in logs
        for one in everything(log)
        for field, _ in personal_fields(type(one.event))
        if getattr(one.event, field) is not None
    }


def test_a_search_for_texts_finds_one_that_is_there(service: Service) -> None:
    url = service.settings.database_url
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("CREATE TABLE organisation_ima.leak (said text)")
        try:
            db.execute("INSERT INTO organisation_ima.leak VALUES ('MARKER leaked')")
            found = [p for p, c in everywhere(service).items() if b"MARKER leaked" in c]
        finally:
            db.execute("DROP TABLE organisation_ima.leak")
    assert len(found) == 2
