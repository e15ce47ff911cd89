"""What routes ask for: who asks, of which organisation, at which version.

None of them blocks, so none of them costs a thread. They read the headers themselves:
declared one by one they cost the framework more than the token's signature costs.
`description` says what they read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Concatenate, Final, ParamSpec, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Query, Request, Response

from api.accepting import page_wanted
from api.asking import Asked, Asking, asking
from api.examples.example import CASE
from api.identity import names_somebody
from api.mailboxes import Doorkeeper
from api.permissions import reach, viewer
from api.preferring import Preferences, preferences
from api.problems import BadRequest, Wrong
from cases.actors import REPORTER, Actor, has_mailbox
from cases.errors import NotPermitted
from cases.events.event import LARGEST_INTEGER
from cases.handling import Cases
from cases.patience import Patience
from cases.rights import COLUMNS, TABLE_CLAUSE
from projections.case_reporter import in_confidence
from projections.catalogue import PROJECTIONS
from projections.position import given, wait_for
from projections.query import CURSOR, Db, Viewer

P = ParamSpec("P")
Answer = TypeVar("Answer")

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
    """A command on the offices: by whom, and how it would be repeated."""

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


Cursor = Annotated[
    str | None,
    Query(pattern=CURSOR, description="`next` of the page before."),
]
Limit = Annotated[int, Query(ge=1, le=200, description="How many, at most.")]
CaseId = Annotated[UUID, Path(description="The case.", examples=[CASE])]


class Reading:
    """The organisation's projections, as one actor may see them."""

    def __init__(self, asked: Asking, after: int | None, patience: float) -> None:
        self.organisation = asked.organisation
        self.by = asked.by
        self._only = asked.only
        self._after = after
        self._patience = patience

    def viewer(self, right: str) -> Viewer:
        """The actor's eyes; NotPermitted when the office has no such right.

        Raises Unavailable when it takes a keystore that is away to know their reports.
        """
        if self._only is not None and right not in self._only:
            raise NotPermitted(f"the key is not to {COLUMNS[right]}", TABLE_CLAUSE)
        units = self.organisation.offices.units(self.organisation.cases, self.by)
        eyes = viewer(self.organisation.code, self.by, right)
        eyes = replace(eyes, right=right, at=self.organisation.cases.now())
        if units is not None:
            eyes = replace(eyes, units=tuple(sorted(units)))
        if REPORTER not in eyes.roles:
            return eyes
        reports = self.ask(in_confidence)
        return replace(
            eyes, own=self.organisation.vault.reported_by(eyes.person, reports)
        )

    def ask(
        self,
        query: Callable[Concatenate[Db, P], Answer],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer:
        """What a query answers once the projections have come to `after`."""
        if self._after is not None:
            self._wait(self._after)
            self._after = None
        # Patiently: a connection may have died since it was used last.
        return Patience(self.organisation.pool).answer(
            lambda db: query(db, *args, **kwargs)
        )

    def _wait(self, position: int) -> None:
        names = [projection.name for projection in PROJECTIONS]
        pool = self.organisation.pool
        if wait_for(pool, names, position, 0):
            return
        if not given(pool, position):
            raise BadRequest("after", "the log has no such position")
        if not wait_for(pool, names, position, self._patience):
            raise Wrong("not-yet", "the position is not yet visible", RETRY)


RETRY: Final = {"Retry-After": "1"}


async def reading(
    request: Request,
    asked: Asked,
    after: Annotated[
        int | None,
        Query(
            ge=0,
            le=LARGEST_INTEGER,
            description="Answer only when everything up to this position of the log "
            "is shown, as a receipt gives it.",
        ),
    ] = None,
) -> Reading:
    """The projections, as the caller may see them."""
    longest: float = request.app.state.settings.wait_seconds
    if after is None:
        return Reading(asked, None, longest)
    wait = preferences(request.headers.getlist("prefer")).wait
    if wait is None or wait > longest:
        return Reading(asked, after, longest)
    request.state.applied = f"wait={wait}"
    return Reading(asked, after, wait)


async def page_asked_for(request: Request, response: Response) -> bool:
    """Whether the answer is to be a page: a browser asks for one."""
    response.headers["Vary"] = "Accept"
    return page_wanted(request.headers.getlist("accept"))


AsPage = Annotated[bool, Depends(page_asked_for)]
TheReading = Annotated[Reading, Depends(reading)]
