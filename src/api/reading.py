"""How the body of a request is read: as JSON, strictly (RFC 8259, RFC 7493)."""

import json
from collections.abc import AsyncGenerator, Callable, Collection, Coroutine
from dataclasses import dataclass
from functools import cached_property
from math import isinf
from typing import Any, ClassVar, Final

from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from api.accepting import JSON, any_of
from api.problems import BadRequest, Place, Wrong
from cases.events.event import LARGEST_INTEGER

DEEPEST: Final = 32
"""Levels of nesting; what the service asks for has three."""
SPOKEN: Final = frozenset({JSON})


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands in a body where something is that JSON, or this service, has not.

    While it is parsed nobody knows where in the body that is.
    """

    rule: str
    detail: str


class StrictRequest(Request):
    """A request whose JSON means the same to every reader, and is not too long."""

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body in pieces; raises Wrong when it is longer than may be."""
        limit = self.app.state.settings.max_body_size
        if int(self.headers.get("content-length", 0)) > limit:
            raise Wrong("too-large", "the body is too large")
        size = 0
        async for piece in super().stream():
            size += len(piece)
            if size > limit:
                raise Wrong("too-large", "the body is too large")
            yield piece

    async def json(self) -> Any:
        """The value of the body; raises BadRequest."""
        return value(await self.body())


class PartRequest(Request):
    """A request whose body is part of a file: no value, and read as it comes.

    Whoever reads it knows how long it may be.
    """


class StrictRoute(APIRoute):
    """A route that reads JSON strictly and speaks nothing else."""

    spoken: ClassVar[Collection[str]] = SPOKEN
    """The media types that it may answer with."""
    read_as: ClassVar[type[Request]] = StrictRequest
    """How a request is read."""

    @cached_property
    def ending(self) -> str:
        """What every address of it ends with."""
        return self.path.rpartition("}")[2]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As the library says, sooner: nearly all of a hundred routes end otherwise."""
        if scope["path"].endswith(self.ending):
            return super().matches(scope)
        return Match.NONE, {}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The library's handler, behind the strict reading."""
        handle = super().get_route_handler()
        has_body, spoken = self.body_field is not None, self.spoken
        parameters = {
            parameter.alias
            for parameter in get_flat_params(self.dependant)
            if isinstance(parameter.field_info, Query)
        }

        async def strictly(request: Request) -> Response:
            check_accept(request.headers.getlist("accept"), spoken)
            if request.scope["query_string"]:
                check_query(request.query_params, parameters)
            if has_body:
                check_content_type(request.headers.get("content-type", ""))
            return await handle(self.read_as(request.scope, request.receive))

        return strictly


class PartRoute(StrictRoute):
    """A route that takes part of a file."""

    read_as = PartRequest


def speaking(*media_types: str) -> type[StrictRoute]:
    """A route that answers with something else than JSON."""
    spoken = SPOKEN.union(media_types)
    return type("SpeakingRoute", (StrictRoute,), {"spoken": spoken})


def check_query(given: QueryParams, known: Collection[str]) -> None:
    """Raises RequestValidationError for a parameter that is unknown or repeated.

    A misspelt filter would otherwise show more than was asked for.
    """
    names = [name for name, _ in given.multi_items()]
    if len(set(names)) < len(names):
        raise BadRequest("repeated_parameter", "a parameter is given twice")
    if not set(names) <= set(known):
        context = {"known": sorted(known)}
        error = {"type": "extra_forbidden", "loc": ("query",), "ctx": context}
        raise RequestValidationError([error])


def check_content_type(content_type: str) -> None:
    """Raises Wrong unless the body is said to be JSON in UTF-8."""
    media, _, parameters = content_type.lower().partition(";")
    charset = parameters.replace('"', "").replace(" ", "")
    if media.strip() != "application/json" or charset not in ("", "charset=utf-8"):
        raise Wrong("unsupported-media-type", "the body must be application/json")


def check_accept(accepts: list[str], spoken: Collection[str] = SPOKEN) -> None:
    """Raises Wrong when the caller understands nothing of what is spoken."""
    if not any_of(accepts, spoken):
        raise Wrong("not-acceptable", "the answer has another media type")


def value(body: bytes) -> Any:
    """The JSON value of a body; raises BadRequest, which repeats nothing of it."""
    try:
        text = body.decode("utf-8")
        found = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise BadRequest("utf_8", "the body is not UTF-8") from None
    except (ValueError, RecursionError):
        raise BadRequest("json", "the body is not JSON") from None
    _check(found)
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Unread:
    found = dict(pairs)
    if len(found) != len(pairs):
        return Unread("repeated_name", "an object repeats a name")
    return found


def _integer(digits: str) -> int | Unread:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_INTEGER:
        return Unread("integer_range", "a whole number is beyond 2^53")
    return int(digits)


def _number(digits: str) -> float | Unread:
    if isinf(number := float(digits)):
        return Unread("number_range", "a number is too large")
    return number


def _constant(_name: str) -> Unread:
    return Unread("not_a_number", "NaN and Infinity are not JSON")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_number,
    parse_constant=_constant,
)


def _check(found: object, place: Place = ()) -> None:
    """Raises BadRequest, with its place, for the first thing that is not read."""
    if len(place) == DEEPEST:
        raise BadRequest("depth", "the body is nested too deeply", place)
    if isinstance(found, Unread):
        raise BadRequest(found.rule, found.detail, place)
    if isinstance(found, str) and not found.isascii():
        _check_text(found, place)
    elif isinstance(found, dict):
        for name, member in found.items():
            _check_text(name, place)
            _check(member, (*place, name))
    elif isinstance(found, list):
        for number, member in enumerate(found):
            _check(member, (*place, number))


def _check_text(text: str, place: Place) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        broken = "a text holds half a character"
        raise BadRequest("surrogate", broken, place) from None
