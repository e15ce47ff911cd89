"""What generated requests are sent to, and what every answer to one has to be."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from serving import HERE, Service
from starlette.types import ASGIApp, Receive, Scope, Send

DOCUMENTED: Final = (
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
CHECKS: Final = (not_a_server_error, *DOCUMENTED)
NOTED: Final = ("CommandRefused", "TextRead")
"""What is recorded of a request that changes nothing."""


@schemathesis.serializer("application/partial-upload")
def part_of_a_file(_context: object, value: Any) -> bytes:
    """As bytes, whatever was made up."""
    return value if isinstance(value, bytes) else repr(value).encode("utf-8", "replace")


def started(service: Service) -> ASGIApp:
    """The application as it runs already: it is not to be started for each request."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await service.app(scope, receive, send)
            return
        for phase in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{phase}.complete"})

    return answered


def stored(service: Service, organisation: str = HERE) -> Any:
    """How much the log and the vault hold, but for what is noted of refusals."""
    recorder = service.app.state.organisations[organisation].log.recorder
    events = "SELECT count(*) FROM event WHERE NOT topic = ANY (%s)"
    texts = "SELECT count(*) FROM sealed"
    return [recorder.ask(events, ([*NOTED],)), recorder.ask(texts)]


@contextmanager
def nothing_stored(service: Service, organisation: str = HERE) -> Iterator[None]:
    """Whatever happens in it leaves nothing but the record of a refusal."""
    before = stored(service, organisation)
    yield
    assert stored(service, organisation) == before
