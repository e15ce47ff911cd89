"""By what a request is found again: in its answer, and in its line of the log."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any, Final
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import Scope

NAME: Final = "X-Request-ID"
UUID: Final = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
"""All that a caller may send: in any other word there could be somebody's name."""
OF_ORGANISATIONS: Final = "/v1/organisations/"

State = MutableMapping[str, Any]


def identify(scope: Scope, state: State) -> None:
    """Give the request its id, the caller's own if they sent one; unseen it has none.

    What a proxy made up for everybody would tell who came to report. So below an
    organisation it counts only once it is known who asks.
    """
    if state.get("unseen"):
        state.pop("id", None)
        return
    sent = Headers(scope=scope).get(NAME, "")
    known = "role" in state or not scope["path"].startswith(OF_ORGANISATIONS)
    if known and UUID.fullmatch(sent):
        state["id"] = sent
    state.setdefault("id", str(uuid4()))


def header(state: Mapping[str, Any]) -> list[tuple[bytes, bytes]]:
    """The id, as an answer carries it."""
    return [(NAME.lower().encode(), state["id"].encode())] if "id" in state else []
