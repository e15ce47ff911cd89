"""What is done around every request: headers, one line in the log, no bare failure."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any, Final

import structlog
from opentelemetry.trace import Span, StatusCode
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from api import deprecating, request_ids
from api.answering import answer
from api.mistakes import own_words
from api.preferring import APPLIED
from cases import telemetry

HEADERS: Final[Mapping[str, str]] = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer, unless the route sends its own."""
_RAW: Final = [
    (name.lower().encode(), value.encode()) for name, value in HEADERS.items()
]

FAILED: Final = 500
"""The first status that says it was the service's mistake."""
MAILBOX_PATHS: Final = ("/mailbox", "/mailbox/new-key")
METHODS: Final = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"})
KNOWN: Final = ("organisation", "role", "problem", "id")
"""What a line also says of a request, once it is known."""


class Around:
    """The outermost layer of the service."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._written_by: object = None
        self._logger: FilteringBoundLogger = structlog.get_logger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._live(scope, receive, send)
            return
        state, began = _begun(scope), perf_counter()
        method = scope["method"] if scope["method"] in METHODS else "other"
        with telemetry.request(method, _header(scope, "traceparent")) as span:
            try:
                await self._answered(scope, receive, send, state)
            finally:
                route, status = _route(scope), state.get("status", 0)
                _tell(span, method, route, status)
                if not state.get("unseen"):
                    self._line(state, method, route, status, perf_counter() - began)

    async def _answered(
        self, scope: Scope, receive: Receive, send: Send, state: dict[str, Any]
    ) -> None:
        """Hand the request on; what breaks is a problem that says nothing of it."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                state["status"] = message["status"]
                request_ids.identify(scope, state)
                _careful(message, [*_said(state), *deprecating.said(scope)])
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception:
            _alarm(scope, state)
            if "status" in state:
                raise
            problem = answer("failure", id=state.get("id"))
            await problem(scope, receive, sent)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Start and stop; what fails is written down here, not handed to the server.

        The framework would hand over a traceback with the messages of all errors.
        """

        async def sent(message: Message) -> None:
            await send({**message, "message": ""} if "message" in message else message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:
            why = own_words(error) or "the service failed to start or to stop"
            structlog.get_logger().error(why, exc_info=True)
            raise

    def _line(
        self,
        state: Mapping[str, Any],
        method: str,
        route: str | None,
        status: int,
        seconds: float,
    ) -> None:
        self._lines().info(
            "request",
            method=method,
            route=route,
            status=status,
            duration_ms=round(seconds * 1000, 1),
            **{key: state[key] for key in KNOWN if key in state},
        )

    def _lines(self) -> FilteringBoundLogger:
        """Bound once for where lines are written: to do it for each request is dear."""
        factory = structlog.get_config()["logger_factory"]
        if factory is not self._written_by:
            self._written_by, self._logger = factory, structlog.get_logger().bind()
        return self._logger


def _begun(scope: Scope) -> dict[str, Any]:
    """What is known of a request so far: whether anything may be told of it."""
    state: dict[str, Any] = scope.setdefault("state", {})
    if _comes_unseen(scope):
        state["unseen"] = True
        telemetry.look_away()
    return state


def _comes_unseen(scope: Scope) -> bool:
    """Whether it is about a mailbox, or sent with the key of one, right or wrong.

    Nobody is to be found by when they came, whatever was wrong with what they sent.
    """
    if scope["path"].endswith(MAILBOX_PATHS):
        return True
    return (_header(scope, "authorization") or "").lower().startswith("mailbox")


def _header(scope: Scope, name: str) -> str | None:
    return Headers(scope=scope).get(name)


def _tell(span: Span, method: str, route: str | None, status: int) -> None:
    """What a span says of a request: which of the routes, and how it ended."""
    if route:
        span.update_name(f"{method} {route}")
        span.set_attribute("http.route", route)
    span.set_attribute("http.request.method", method)
    span.set_attribute("http.response.status_code", status)
    if status >= FAILED:
        span.set_attribute("error.type", str(status))
        span.set_status(StatusCode.ERROR)


def _careful(message: Message, more: list[tuple[bytes, bytes]]) -> None:
    own = message["headers"]
    names = {name for name, _ in own}
    message["headers"] = [*own, *more, *(one for one in _RAW if one[0] not in names)]


def _said(state: Mapping[str, Any]) -> list[tuple[bytes, bytes]]:
    """What an answer says of itself: its id, and which preference was applied."""
    applied = state.get("applied")
    preferred = [(APPLIED.lower().encode(), applied.encode())] if applied else []
    return [*request_ids.header(state), *preferred]


def _alarm(scope: Scope, state: dict[str, Any]) -> None:
    """Write down where it broke; the caller is told only by what the line is found.

    Of somebody unseen not even that: who keeps it could be asked for it.
    """
    request_ids.identify(scope, state)
    state["problem"] = "failure"
    number = {"id": state["id"]} if "id" in state else {}
    structlog.get_logger().error("the service made a mistake", exc_info=True, **number)


def _route(scope: Scope) -> str | None:
    """The address with names for what the caller filled in; None when there is none."""
    if "route" not in scope:
        return None
    names = {str(value): f"{{{name}}}" for name, value in scope["path_params"].items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))
