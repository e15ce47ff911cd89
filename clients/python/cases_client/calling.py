"""What is in every request: who asks, that it happens once, and what came back."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from uuid import uuid4

from cases_client.answers import Problem

PARTIAL: Final = "application/partial-upload"
AGAIN: Final = frozenset({429, 503})
"""Statuses after which the same request may be answered otherwise."""
ATTEMPTS: Final = 4
SECONDS: Final = 60.0
ETAG: Final = "If-Match"
KEY: Final = "Idempotency-Key"
ID: Final = "X-Request-ID"


class NotDone(Exception):
    """The service answered with a problem: which rule, which clause, which field.

    `request_id` is what its operators find the request by; None when it is not kept.
    """

    def __init__(
        self, status: int, problem: Problem, request_id: str | None = None
    ) -> None:
        super().__init__(f"{status} {problem.get('detail', '')}")
        self.status = status
        self.problem = problem
        self.request_id = request_id


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> Request | None:
        return None


class Calling:
    """One caller, in one organisation of one service.

    A command is sent with a key of its own, unless one is given, so that to send it
    again when the service does not answer in time does nothing twice. `scheme` is
    `Mailbox` or `Job` for a key in place of a token.
    """

    def __init__(
        self,
        service: str,
        organisation: str,
        token: str = "",
        *,
        scheme: str = "Bearer",
        acting_as: str | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        if urlsplit(service).scheme not in ("http", "https"):
            raise ValueError("a service has an address in http or https")
        self.service = service.rstrip("/")
        self.organisation = organisation
        self._pause = pause
        self._always = {"Authorization": f"{scheme} {token.strip()}"} if token else {}
        if acting_as is not None:
            self._always["Acting-As"] = acting_as

    def call(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | bytes | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, object] | None = None,
        accept: str = "*/*",
    ) -> object:
        """The answer: what its JSON says, its bytes, or None; raises NotDone."""
        given = {name: one for name, one in (query or {}).items() if one is not None}
        asked = f"?{urlencode(given)}" if given else ""
        request = Request(
            f"{self.service}{quote(path)}{asked}",
            data=_written(body),
            headers={"Accept": accept, **self._always, **_sent(headers or {}, body)},
            method=method,
        )
        return self._answered(request)

    def _answered(self, request: Request) -> object:
        for left in reversed(range(ATTEMPTS)):
            try:
                with build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
                    return _read(answer.headers.get_content_type(), answer.read())
            except HTTPError as error:
                if error.code not in AGAIN or not left:
                    said = _problem(error)
                    raise NotDone(error.code, said, error.headers.get(ID)) from None
                self._pause(float(error.headers.get("Retry-After", "1")))
        raise AssertionError


def _written(body: Mapping[str, Any] | bytes | None) -> bytes | None:
    if body is None or isinstance(body, bytes):
        return body
    return json.dumps(body, ensure_ascii=False).encode()


def _sent(headers: Mapping[str, object], body: object) -> dict[str, str]:
    """Headers in their form: a version in quotes, a key where none was given."""
    sent = {name: str(one) for name, one in headers.items() if one is not None}
    if ETAG in sent:
        sent[ETAG] = f'"{sent[ETAG]}"'
    if KEY in headers and headers[KEY] is None:
        sent[KEY] = str(uuid4())
    if body is not None:
        json_or_part = PARTIAL if isinstance(body, bytes) else "application/json"
        sent["Content-Type"] = json_or_part
    return sent


def _read(media_type: str, content: bytes) -> object:
    if not content:
        return None
    found: object = json.loads(content) if media_type.endswith("json") else content
    return found


def _problem(error: HTTPError) -> Problem:
    """What the service says of it; little when something else answered."""
    try:
        return cast(Problem, json.loads(error.read()))
    except ValueError:
        title = "no answer of the service"
        return {"type": "", "title": title, "status": error.code, "detail": title}
