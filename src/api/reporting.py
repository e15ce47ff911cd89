"""Sending spans and measures away, when a place to send them is configured."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from opentelemetry import metrics, propagate, trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import (
    BatchSpanProcessor,
    SpanExporter,
    SpanExportResult,
)
from opentelemetry.trace import Link, SpanContext, Status
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

from cases.telemetry import UNSEEN

ATTRIBUTES: Final = frozenset(
    {
        "error.type",
        "http.request.method",
        "http.response.status_code",
        "http.route",
    }
)
"""What a span may say beside `cases.…`: no address, no agent, no path, no query."""
OURS: Final = "cases."
TIMEOUT_SECONDS: Final = 2
"""For one delivery with its repetitions; also what stopping may cost twice."""


class Discreet(SpanExporter):
    """Sends spans on with nothing in them but what is allowed."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send; what was removed is nowhere."""
        return self._exporter.export(
            [discreet(span) for span in spans if UNSEEN not in (span.attributes or {})]
        )

    def shutdown(self) -> None:
        """Stop sending."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Send what is waiting; False when it took too long."""
        return self._exporter.force_flush(timeout_millis)


def discreet(span: ReadableSpan) -> ReadableSpan:
    """The span without events, messages and attributes that are not allowed."""
    return ReadableSpan(
        name=span.name,
        context=_bare(span.context),
        parent=_bare(span.parent),
        resource=span.resource,
        attributes=_allowed(span.attributes or {}),
        links=[Link(_without_state(link.context)) for link in span.links],
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def start_reporting(endpoint: str) -> Callable[[], None]:
    """Send spans and measures to an OTLP receiver; the answer stops and flushes.

    A receiver that is slow or gone costs the service nothing but the spans.
    """
    resource, base = Resource({"service.name": "cases"}), endpoint.rstrip("/")
    exporter = OTLPSpanExporter(f"{base}/v1/traces", timeout=TIMEOUT_SECONDS)
    tracing = TracerProvider(resource=resource)
    tracing.add_span_processor(BatchSpanProcessor(Discreet(exporter)))
    reader = PeriodicExportingMetricReader(
        OTLPMetricExporter(f"{base}/v1/metrics", timeout=TIMEOUT_SECONDS)
    )
    metering = MeterProvider([reader], resource)
    trace.set_tracer_provider(tracing)
    metrics.set_meter_provider(metering)
    # Without baggage, in which callers could send anything along.
    propagate.set_global_textmap(TraceContextTextMapPropagator())

    def stop() -> None:
        tracing.shutdown()
        metering.shutdown(TIMEOUT_SECONDS * 1000)

    return stop


def _allowed(attributes: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    return {
        name: value
        for name, value in attributes.items()
        if name in ATTRIBUTES or name.startswith(OURS)
    }


def _bare(context: SpanContext | None) -> SpanContext | None:
    return _without_state(context) if context else None


def _without_state(context: SpanContext) -> SpanContext:
    """The trace state is free text from the caller."""
    if not context.trace_state:
        return context
    return SpanContext(
        context.trace_id, context.span_id, context.is_remote, context.trace_flags
    )
