"""The service's log: one line of JSON each, with nothing about a person.

A line keeps only the keys of `KEYS`. Of an exception only its type and the places in
the code are kept, of a library's line only the text its authors wrote.
"""

import logging
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Final, TextIO

import structlog
from opentelemetry import trace
from pydantic_core import to_json
from structlog.typing import Processor

KEYS: Final = frozenset(
    {
        "command", "count", "duration_ms", "environment", "error", "event", "id",
        "lag_seconds", "level", "logger", "method", "organisation", "position",
        "problem", "projection", "reaction", "role", "route", "span_id", "status",
        "timestamp", "topic", "trace_id", "version", "where",
    }
)  # fmt: skip
"""All that a line may say; anything else is dropped, so that forgetting is safe."""
LIBRARIES: Final = ("uvicorn.error", "psycopg", "opentelemetry", "eventsourcing")
"""Loggers whose wording is kept, without what is filled into it."""
PLACES: Final = 12
"""Innermost frames of a traceback that are kept."""

Line = MutableMapping[str, Any]


def start_lines(level: str = "INFO", stream: TextIO = sys.stderr) -> None:
    """Write lines of this importance or above; libraries' lines go the same way."""
    threshold = logging.getLevelNamesMapping()[level]
    structlog.configure(
        processors=[structlog.stdlib.add_log_level, *_finish()],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [_libraries(stream)]
    root.setLevel(max(threshold, logging.INFO))
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in ("psycopg", "psycopg.pool"):
        # Silenced by the eventsourcing library; with more than warnings, the pool would
        # write four lines for each request.
        logging.getLogger(name).setLevel(logging.WARNING)
    # It would write down from where each request came.
    logging.getLogger("uvicorn.access").disabled = True


def _libraries(stream: TextIO) -> logging.Handler:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_wording],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_finish(),
            ],
        )
    )
    return handler


def _finish() -> list[Processor]:
    return [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _trace,
        _exception,
        _allowed,
        _written,
    ]


def _wording(_logger: object, _method: str, line: Line) -> Line:
    record: logging.LogRecord = line["_record"]
    line["event"] = _wording_of(record)
    line["logger"], line["level"] = record.name, record.levelname.lower()
    thrown = record.msg if isinstance(record.msg, BaseException) else None
    line["exc_info"] = record.exc_info or thrown
    # The formatter would write both after the line, messages and all.
    record.exc_info = record.exc_text = record.stack_info = None
    return line


def _wording_of(record: logging.LogRecord) -> str:
    if isinstance(record.msg, str) and record.name.startswith(LIBRARIES):
        wording = record.msg.strip()
        # More lines than one are a traceback, with its messages.
        if "\n" not in wording:
            return wording
    return "a library wrote a line"


def _trace(_logger: object, _method: str, line: Line) -> Line:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        line["trace_id"] = f"{context.trace_id:032x}"
        line["span_id"] = f"{context.span_id:016x}"
    return line


def _exception(_logger: object, _method: str, line: Line) -> Line:
    found = line.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["error"] = [type(cause).__qualname__ for cause in _causes(error)]
        line["where"] = list(places(error.__traceback__))
    return line


def _allowed(_logger: object, _method: str, line: Line) -> Mapping[str, Any]:
    return {key: line[key] for key in line if key in KEYS}


def _written(_logger: object, _method: str, line: Mapping[str, Any]) -> str:
    return to_json(line).decode()


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def places(traceback: TracebackType | None) -> Iterator[str]:
    """Where in the code it arose, innermost last, as `cases/vault.py:12 open`."""
    for frame in extract_tb(traceback)[-PLACES:]:
        parts = Path(frame.filename).parts[-2:]
        yield f"{'/'.join(parts)}:{frame.lineno} {frame.name}"
