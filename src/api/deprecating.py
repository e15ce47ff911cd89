"""What is going to be gone: said in answers (RFC 9745, RFC 8594), and described."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import parse_qsl

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import Scope

NOTICE: Final = timedelta(days=365)
"""How long before it is gone it is said."""


@dataclass(frozen=True, slots=True)
class Deprecated:
    """That something is not to be used any more, and will be gone."""

    since: date
    gone_on: date
    """From this day on it may be gone, UTC."""
    instead: str
    """What to ask for in its place, as a sentence."""

    def __post_init__(self) -> None:
        if self.gone_on < self.since + NOTICE:
            raise ValueError("what will be gone is said a year ahead")

    def words(self) -> str:
        """The same for people."""
        return f"Deprecated since {self.since}, gone on {self.gone_on}. {self.instead}"


DEPRECATED: Final[Mapping[str, Deprecated]] = {}
"""By the name of an operation, as `list_cases`, or of a parameter in its query, as
`list_cases.phase`."""


def table(app: FastAPI) -> Mapping[str, Deprecated]:
    """What is to be gone of an application; `DEPRECATED`, unless it has its own."""
    found: Mapping[str, Deprecated] = getattr(app.state, "deprecated", DEPRECATED)
    return found


def said(scope: Scope) -> list[tuple[bytes, bytes]]:
    """What an answer says of it in headers; of several things, of the first to go."""
    going, route = table(scope["app"]), scope.get("route")
    if not going or not isinstance(route, APIRoute):
        return []
    # What is included in a router of the library's has another `unique_id`.
    operation = route.operation_id or route.name
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    used = [operation, *(f"{operation}.{name}" for name, _ in asked)]
    those = [going[name] for name in used if name in going]
    if not those:
        return []
    first = min(those, key=lambda one: one.gone_on)
    told_at = operation if scope["app"].openapi_url else None
    return list(_headers(first, told_at))


def _headers(one: Deprecated, told_at: str | None) -> Iterator[tuple[bytes, bytes]]:
    yield b"deprecation", f"@{int(_begins(one.since).timestamp())}".encode()
    yield b"sunset", format_datetime(_begins(one.gone_on), usegmt=True).encode()
    if told_at is not None:
        place = f'</docs#{told_at}>; rel="deprecation"; type="text/html"'
        yield b"link", place.encode()


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def mark(app: FastAPI, operations: Mapping[str, dict[str, Any]]) -> None:
    """Say it in the description of each; TypeError for what is not there."""
    for name, one in table(app).items():
        operation, _, parameter = name.partition(".")
        place = operations.get(operation)
        if place is not None and parameter:
            each = place.get("parameters", ())
            place = next((p for p in each if p.get("name") == parameter), None)
        if place is None:
            raise TypeError(f"what is to be gone is not there: {name}")
        place["deprecated"] = True
        told = (one.words(), place.get("description", ""))
        place["description"] = " ".join(filter(None, told))
