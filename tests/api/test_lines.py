"""What the service says about itself holds nothing about a person."""

import io
import json
import logging
import traceback
from collections.abc import Iterator

import pytest
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import Link, SpanContext, TraceState

from api.lines import start_lines
from api.reporting import Discreet

MARKER = "Jane Doe MARKER"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    kept = root.handlers[:], root.level, structlog.get_config()
    stream = io.StringIO()
    start_lines(stream=stream)
    yield stream
    root.handlers[:], level, config = kept
    root.setLevel(level)
    structlog.configure(**config)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail() -> None:
    try:
        int(MARKER)
    except ValueError as error:
        raise RuntimeError(MARKER) from error


def test_a_line_keeps_only_what_is_allowed(written: io.StringIO) -> None:
    structlog.get_logger().info("request", route="/v1", account=MARKER, person=MARKER)
    (line,) = lines(written)
    assert line["route"] == "/v1"
    assert MARKER not in written.getvalue()


def test_an_exception_leaves_its_type_and_place_and_no_message(
    written: io.StringIO,
) -> None:
    try:
        fail()
    except RuntimeError:
        structlog.get_logger().error("it broke", exc_info=True)
        logging.getLogger("uvicorn.error").exception("it broke")
        logging.getLogger("anything").exception("it broke")
    for line in lines(written):
        assert line["error"] == ["RuntimeError", "ValueError"]
        assert any("test_lines.py" in place for place in line["where"])  # type: ignore[attr-defined]
    assert len(lines(written)) == 3
    assert MARKER not in written.getvalue()


def test_a_librarys_line_keeps_its_wording_and_loses_what_was_filled_in(
    written: io.StringIO,
) -> None:
    logging.getLogger("psycopg.pool").warning("error connecting: %s", MARKER)
    filled_in = f"never retrieved {MARKER}"
    logging.getLogger("asyncio").error(filled_in)
    first, second = lines(written)
    assert (first["event"], first["logger"]) == (
        "error connecting: %s",
        "psycopg.pool",
    )
    assert second["logger"] == "asyncio"
    assert MARKER not in written.getvalue()


def test_a_librarys_line_that_is_a_traceback_or_an_error_leaves_no_message(
    written: io.StringIO,
) -> None:
    logger = logging.getLogger("uvicorn.error")
    with pytest.raises(RuntimeError) as broken:
        fail()
    logger.error("".join(traceback.format_exception(broken.value)))
    logger.error(broken.value)
    logger.error("Exception in application\n", exc_info=broken.value)
    text, thrown, usual = lines(written)
    assert text["event"] == thrown["event"] == "a library wrote a line"
    assert thrown["error"] == ["RuntimeError", "ValueError"]
    assert usual["event"] == "Exception in application"
    assert MARKER not in written.getvalue()


def test_where_requests_come_from_is_not_written(written: io.StringIO) -> None:
    logging.getLogger("uvicorn.access").info('%s - "%s"', "198.51.100.7", "GET /")
    assert written.getvalue() == ""


def test_less_important_lines_are_left_out(written: io.StringIO) -> None:
    start_lines("WARNING", written)
    structlog.get_logger().info("request")
    logging.getLogger("uvicorn.error").info("started")
    structlog.get_logger().warning("careful")
    assert [line["level"] for line in lines(written)] == ["warning"]


def said(provider: TracerProvider, remote: SpanContext) -> None:
    attributes = {
        "http.route": "/v1/{x}",
        "url.path": MARKER,
        "url.query": MARKER,
        "client.address": "198.51.100.7",
        "user_agent.original": MARKER,
        "cases.command": "TakeStep",
    }
    with provider.get_tracer("t").start_as_current_span(
        "GET /v1",
        context=trace.set_span_in_context(trace.NonRecordingSpan(remote)),
        links=[Link(remote, {"note": MARKER})],
        attributes=attributes,
    ) as span:
        span.add_event("said", {"text": MARKER})
        raise ValueError(MARKER)


def test_a_span_is_sent_without_what_was_said_in_it() -> None:
    sent = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(Discreet(sent)))
    state = TraceState([("vendor", "MARKER")])
    with pytest.raises(ValueError, match="MARKER"):
        said(provider, SpanContext(1, 2, True, trace.TraceFlags(1), state))
    (only,) = sent.get_finished_spans()
    assert dict(only.attributes or {}) == {
        "http.route": "/v1/{x}",
        "cases.command": "TakeStep",
    }
    assert "MARKER" not in only.to_json()
    assert "198.51.100.7" not in only.to_json()
    assert only.parent is not None
    assert only.parent.span_id == 2
