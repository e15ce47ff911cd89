"""What a command asks of a request: by whom, at which version, how it is repeated.

None of it blocks, so none of it costs a thread; the headers are read here, as in
`dependencies`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import Depends, Request

from api.asking import Asking, asking
from api.identity import names_somebody
from api.mailboxes import Doorkeeper
from api.permissions import reach
from api.preferring import Preferences, preferences
from api.problems import BadRequest, Wrong
from cases.actors import Actor, has_mailbox
from cases.handling import Cases

ETAG: Final = re.compile(r'"([1-9][0-9]{0,9})"')
KEY: Final = re.compile(r'"?([A-Za-z0-9_-]{8,64})"?')


@dataclass(frozen=True, slots=True)
class Wish:
    """How whoever sends a command would like it to be answered."""

    asked: Asking
    preferred: Preferences
    patience: float
    """Seconds that the projections may be waited for."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A command: by whom, and how it would be repeated."""

    by: Actor
    cases: Cases
    key: str | None


@dataclass(frozen=True, slots=True)
class Beginning(Holding):
    """A command that begins a case, and how it is to be answered."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class Changing(Beginning):
    """A command on a case, and which version it was read at."""

    version: int


async def beginning(request: Request) -> Beginning:
    """What begins a case; NotPermitted for an office that takes no steps."""
    asked = await asking(request)
    reach(asked.organisation.code, asked.by.role, "act")
    by = speaking(asked.by, request.headers)
    if has_mailbox(by.id):
        doorkeeper: Doorkeeper = request.app.state.doorkeeper
        doorkeeper.admit(request.url.path)
    key, wish = repeated(request.headers), wished(request, asked)
    return Beginning(by, asked.organisation.cases, key, wish)


async def changing(request: Request) -> Changing:
    """What changes a case; NotPermitted for an office that takes no steps."""
    asked = await asking(request)
    reach(asked.organisation.code, asked.by.role, "act")
    version, key = expected(request.headers), repeated(request.headers)
    by = speaking(asked.by, request.headers)
    return Changing(by, asked.organisation.cases, key, wished(request, asked), version)


async def holding(request: Request) -> Holding:
    """What changes who holds which office; the edition says in which it may."""
    asked = await asking(request)
    key = repeated(request.headers)
    return Holding(asked.by, asked.organisation.cases, key)


async def changing_several(request: Request) -> Holding:
    """What changes several cases, each at its own version; NotPermitted as there."""
    asked = await asking(request)
    reach(asked.organisation.code, asked.by.role, "act")
    by, key = speaking(asked.by, request.headers), repeated(request.headers)
    return Holding(by, asked.organisation.cases, key)


ToChangeSeveral = Annotated[Holding, Depends(changing_several)]
ToHold = Annotated[Holding, Depends(holding)]
ToBegin = Annotated[Beginning, Depends(beginning)]
ToChange = Annotated[Changing, Depends(changing)]


def wished(request: Request, asked: Asking) -> Wish:
    """How the caller would like to be answered, within what the service allows."""
    preferred = preferences(request.headers.getlist("prefer"))
    longest: float = request.app.state.settings.wait_seconds
    wait = longest if preferred.wait is None else min(preferred.wait, longest)
    return Wish(asked, preferred, wait)


def speaking(by: Actor, headers: Mapping[str, str]) -> Actor:
    """The caller, on behalf of whoever they say; the edition says who may."""
    if (other := headers.get("on-behalf-of")) is None:
        return by
    if not names_somebody(other) or other == by.id:
        raise BadRequest("on_behalf_of", "On-Behalf-Of must be somebody's pseudonym")
    return replace(by, on_behalf_of=other)


def expected(headers: Mapping[str, str]) -> int:
    """The version that the caller has read; raises Wrong without one."""
    if (if_match := headers.get("if-match")) in (None, "*"):
        raise Wrong("version-missing", "If-Match must name the version acted on")
    found = ETAG.fullmatch(str(if_match))
    if found is None:
        form = 'If-Match must be the ETag of the case as it was read, as "3"'
        raise BadRequest("if_match", form)
    return int(found[1])


def repeated(headers: Mapping[str, str]) -> str | None:
    """What makes a repeated command happen once; None when nothing was given."""
    if (key := headers.get("idempotency-key")) is None:
        return None
    found = KEY.fullmatch(key)
    if found is None:
        form = "Idempotency-Key must be 8 to 64 letters, digits, - or _"
        raise BadRequest("idempotency_key", form)
    return found[1]
