"""Spans lead from a request to its events and from an event to its projection."""

from collections.abc import Iterator
from contextvars import copy_context

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from cases import telemetry


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(telemetry, "_tracer", lambda: provider.get_tracer("cases"))
    yield exporter
    provider.shutdown()


def test_what_is_not_traced_leaves_no_traceparent() -> None:
    assert telemetry.traceparent() is None


def test_an_event_and_its_projection_are_linked_through_the_stored_traceparent(
    sent: InMemorySpanExporter,
) -> None:
    with telemetry.command("TakeStep", "ima"):
        stored = telemetry.traceparent()
    with telemetry.span("project", caused_by=[stored, None], events=1):
        pass
    asked, projected = sent.get_finished_spans()
    assert asked.context is not None
    assert [link.context.span_id for link in projected.links] == [asked.context.span_id]
    assert projected.parent is None
    assert dict(projected.attributes or {}) == {"cases.events": 1}


def test_of_what_nobody_is_told_of_there_is_no_span_and_no_measure(
    sent: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = InMemoryMetricReader()
    measures = MeterProvider([reader]).get_meter("cases").create_histogram("duration")
    monkeypatch.setattr(telemetry, "_command_duration", lambda: measures)

    def done(*, seen: bool) -> None:
        if not seen:
            telemetry.look_away()
        with telemetry.command("ReceiveReport", "ima"):
            assert (telemetry.traceparent() is not None) is seen

    copy_context().run(done, seen=False)
    assert reader.get_metrics_data() is None
    assert sent.get_finished_spans() == ()
    copy_context().run(done, seen=True)
    assert reader.get_metrics_data() is not None
    assert [span.name for span in sent.get_finished_spans()] == [
        "command ReceiveReport"
    ]


def test_a_failure_leaves_no_message_in_its_span(sent: InMemorySpanExporter) -> None:
    with (
        pytest.raises(ValueError, match="MARKER"),
        telemetry.command("TakeStep", "ima"),
    ):
        raise ValueError("MARKER")
    assert "MARKER" not in sent.get_finished_spans()[0].to_json()


def test_a_traceparent_that_is_none_links_to_nothing(
    sent: InMemorySpanExporter,
) -> None:
    with telemetry.span("project", caused_by=["00-nonsense", "", "a-b-c-d"]):
        pass
    assert not sent.get_finished_spans()[0].links
