"""What the service tells about its work: spans from request to projection, measures.

Nothing here stores or sends; a process that wants it sent calls `reporting.start`.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from time import perf_counter
from typing import Final

from opentelemetry import metrics, trace
from opentelemetry.metrics import Counter, Histogram
from opentelemetry.metrics import _Gauge as Gauge
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    TraceFlags,
    Tracer,
    set_span_in_context,
)

NAME: Final = "cases"
DURATION_BUCKETS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5)
"""Seconds; the library's own begin at 5."""
TRACEPARENT: Final = re.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
UNSEEN: Final = "cases.unseen"
"""The attribute of a span that nobody is told of."""
Attribute = str | int | float | bool

_UNSEEN: Final[ContextVar[bool]] = ContextVar("unseen", default=False)


def look_away() -> None:
    """From now on nothing of what is done in this context is told, nor its beginning.

    A span says to the microsecond when somebody came, whom it does not name: of few
    reporters that says who.
    """
    _UNSEEN.set(True)
    trace.get_current_span().set_attribute(UNSEEN, True)


@contextmanager
def unseen(hidden: bool) -> Iterator[None]:
    """Tell nothing of what is done in the block, if it is to be hidden."""
    before = _UNSEEN.set(hidden or _UNSEEN.get())
    try:
        yield
    finally:
        _UNSEEN.reset(before)


@contextmanager
def span(
    name: str, *, caused_by: Sequence[str | None] = (), **attributes: Attribute
) -> Iterator[Span]:
    """A part of the work, measured; attributes are recorded as `cases.<name>`.

    `caused_by` are the stored traceparents of what is worked on: links, not parents,
    because one batch has many causes and a rebuild has none that still runs.
    """
    if _UNSEEN.get():
        yield trace.INVALID_SPAN
        return
    links = [Link(cause) for text in caused_by if (cause := _context(text))]
    with _tracer().start_as_current_span(
        name,
        kind=SpanKind.CONSUMER if caused_by else SpanKind.INTERNAL,
        links=links,
        attributes={f"{NAME}.{key}": value for key, value in attributes.items()},
        # An exception's message may hold what somebody wrote.
        record_exception=False,
        set_status_on_exception=False,
    ) as opened:
        yield opened


@contextmanager
def request(method: str, above: str | None) -> Iterator[Span]:
    """The span of a request; `above` is the caller's traceparent, if they sent one.

    Of the request it knows what the block tells it and nothing else: no address, agent
    or query, which would have to be taken out again. Of the caller's trace state, which
    is free text, nothing is kept.
    """
    if _UNSEEN.get():
        yield trace.INVALID_SPAN
        return
    cause = _context(above)
    with _tracer().start_as_current_span(
        method,
        set_span_in_context(NonRecordingSpan(cause)) if cause else None,
        kind=SpanKind.SERVER,
        record_exception=False,
        set_status_on_exception=False,
    ) as opened:
        yield opened


def traceparent() -> str | None:
    """The current span as W3C Trace Context writes it; None when nothing is traced."""
    context = trace.get_current_span().get_span_context()
    if not context.is_valid:
        return None
    ids = f"{context.trace_id:032x}-{context.span_id:016x}"
    return f"00-{ids}-{context.trace_flags:02x}"


@contextmanager
def command(name: str, organisation: str) -> Iterator[Span]:
    """The span and the measure of one command; an exception's type is the outcome."""
    began, outcome = perf_counter(), "done"
    try:
        with span(f"command {name}", command=name, organisation=organisation) as opened:
            yield opened
    except Exception as error:
        outcome = type(error).__name__
        raise
    finally:
        if not _UNSEEN.get():
            labels = {"command": name, "outcome": outcome, "organisation": organisation}
            _command_duration().record(perf_counter() - began, labels)


def conflicted(organisation: str) -> None:
    """Count a command that lost a race and was decided anew or answered as outdated."""
    if _UNSEEN.get():
        return
    _append_conflicts().add(1, {"organisation": organisation})


def reacted(organisation: str, reaction: str) -> None:
    """Count a command that a rule asked for."""
    if _UNSEEN.get():
        return
    _reactions().add(1, {"organisation": organisation, "reaction": reaction})


def alarmed(organisation: str, alarms: int) -> None:
    """Say how many alarms go on, in cases that somebody has to see to."""
    _alarms().set(alarms, {"organisation": organisation})


def projected(organisation: str, events: int, lag_seconds: float) -> None:
    """Count events that have been projected, and how old the last of them was."""
    labels = {"organisation": organisation}
    _projected_events().add(events, labels)
    _projection_lag().record(lag_seconds, labels)


def integrated(organisation: str, leaves: int, lag_seconds: float) -> None:
    """Count events that have been signed for, and how old the last of them was."""
    labels = {"organisation": organisation}
    _tree_leaves().add(leaves, labels)
    _tree_lag().record(lag_seconds, labels)


def _context(text: str | None) -> SpanContext | None:
    if text is None or not TRACEPARENT.fullmatch(text):
        return None
    version, trace_id, span_id, flags = text.split("-")
    context = SpanContext(
        int(trace_id, 16), int(span_id, 16), True, TraceFlags(int(flags, 16))
    )
    return context if version == "00" and context.is_valid else None


@cache
def _tracer() -> Tracer:
    return trace.get_tracer(NAME)


@cache
def _command_duration() -> Histogram:
    return metrics.get_meter(NAME).create_histogram(
        "cases.command.duration",
        "s",
        "From the command's arrival to its answer.",
        explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
    )


@cache
def _append_conflicts() -> Counter:
    return metrics.get_meter(NAME).create_counter(
        "cases.append.conflicts", "1", "Commands that lost a race for a version."
    )


@cache
def _projected_events() -> Counter:
    return metrics.get_meter(NAME).create_counter(
        "cases.projection.events", "1", "Events projected."
    )


@cache
def _projection_lag() -> Histogram:
    return metrics.get_meter(NAME).create_histogram(
        "cases.projection.lag",
        "s",
        "From an event's record to its projection.",
        explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
    )


@cache
def _reactions() -> Counter:
    return metrics.get_meter(NAME).create_counter(
        "cases.reactions", "1", "Commands that rules asked for."
    )


@cache
def _alarms() -> Gauge:
    return metrics.get_meter(NAME).create_gauge(
        "cases.alarms", "1", "Alarms that go on, in open cases."
    )


@cache
def _tree_leaves() -> Counter:
    return metrics.get_meter(NAME).create_counter(
        "cases.tree.leaves", "1", "Events taken into the audit tree."
    )


@cache
def _tree_lag() -> Histogram:
    return metrics.get_meter(NAME).create_histogram(
        "cases.tree.lag",
        "s",
        "From an event's record to its signed checkpoint.",
        explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
    )
