"""What is done around every request: headers, one line in the log, no bare failure."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any, Final
from uuid import uuid4

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from api.answering import answer
from api.mistakes import own_words
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

MAILBOX_PATHS: Final = ("/mailbox", "/mailbox/new-key")
METHODS: Final = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"})


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
        state = _begun(scope)
        began, status = perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _careful(message)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception:
            state |= _alarm()
            if status:
                raise
            problem = answer("failure", id=state["id"])
            await problem(scope, receive, sent)
        finally:
            self._line(scope, state, status, perf_counter() - began)

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
        self, scope: Scope, state: Mapping[str, Any], status: int, seconds: float
    ) -> None:
        if state.get("unseen"):
            return
        known = ("organisation", "role", "problem", "id")
        self._lines().info(
            "request",
            method=scope["method"] if scope["method"] in METHODS else "other",
            route=_route(scope),
            status=status,
            duration_ms=round(seconds * 1000, 1),
            **{key: state[key] for key in known if key in state},
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
    authorization = Headers(scope=scope).get("authorization", "")
    to_a_mailbox = scope["path"].endswith(MAILBOX_PATHS)
    return to_a_mailbox or authorization.lower().startswith("mailbox")


def _careful(message: Message) -> None:
    own = message["headers"]
    names = {name for name, _ in own}
    message["headers"] = [*own, *(one for one in _RAW if one[0] not in names)]


def _alarm() -> dict[str, str]:
    """Write down where it broke; the caller is told only the number of the line."""
    number = str(uuid4())
    structlog.get_logger().error("the service made a mistake", id=number, exc_info=True)
    return {"problem": "failure", "id": number}


def _route(scope: Scope) -> str | None:
    """The address with names for what the caller filled in; None when there is none."""
    if "route" not in scope:
        return None
    names = {str(value): f"{{{name}}}" for name, value in scope["path_params"].items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))
