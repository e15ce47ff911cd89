"""What routes ask for: who asks, of which organisation, at which version.

None of them blocks, so none of them costs a thread.
"""

import re
from collections.abc import Callable
from typing import Annotated, Concatenate, Final, ParamSpec, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.identity import Identity
from api.organisations import Organisation
from api.permissions import reach, rights_of, viewer
from api.problems import BadRequest, NotFound, Unauthenticated, Wrong
from api.settings import Settings
from cases.actors import Actor
from cases.events.event import LARGEST_INTEGER
from cases.handling import Cases
from projections.catalogue import PROJECTIONS
from projections.position import wait_for
from projections.query import Db, Viewer

P = ParamSpec("P")
Answer = TypeVar("Answer")

ETAG: Final = re.compile(r'"([1-9][0-9]{0,9})"')
KEY: Final = re.compile(r'"?([A-Za-z0-9_-]{8,64})"?')
KEY_FORM: Final = "Idempotency-Key is 8 to 64 letters, digits, - or _"

bearer = HTTPBearer(
    auto_error=False,
    bearerFormat="JWT",
    description="An access token (RFC 9068) of an issuer that the service trusts.",
)


async def identified(
    request: Request,
    token: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Identity:
    """Who asks; Unauthenticated without a token that is accepted."""
    if token is None:
        raise Unauthenticated
    identity: Identity = await request.app.state.tokens.identity(token.credentials)
    return identity


async def organisation(
    request: Request,
    organisation: Annotated[str, Path(examples=["iom"])],
    identity: Annotated[Identity, Depends(identified)],
) -> Organisation:
    """The organisation, if the token is for it: otherwise there is none."""
    if organisation != identity.organisation:
        raise NotFound
    found: Organisation | None = request.app.state.organisations.get(organisation)
    if found is None:
        raise NotFound
    request.state.organisation = found.name
    return found


TheOrganisation = Annotated[Organisation, Depends(organisation)]


async def caller(
    request: Request,
    organisation: TheOrganisation,
    identity: Annotated[Identity, Depends(identified)],
    acting_as: Annotated[
        str | None,
        Header(
            max_length=64,
            description="The office acted in; needed when the token carries several.",
        ),
    ] = None,
) -> Actor:
    """The actor, in the one office chosen, which the code must know."""
    by = identity.acting_as(acting_as)
    rights_of(organisation.code, by.role)
    request.state.role = by.role
    return by


Caller = Annotated[Actor, Depends(caller)]


async def cases(organisation: TheOrganisation, by: Caller) -> Cases:
    """The organisation's cases, for an office that takes steps in them."""
    reach(organisation.code, by.role, "act")
    return organisation.cases


TheCases = Annotated[Cases, Depends(cases)]


async def expected(
    if_match: Annotated[
        str | None,
        Header(
            max_length=64,
            examples=['"3"'],
            description="The ETag of the case as it was read; 428 without, 412 when "
            "the case has moved on.",
        ),
    ] = None,
) -> int:
    """The version that the caller has read."""
    if if_match is None or if_match == "*":
        raise Wrong("version-missing", "If-Match must name the version acted on")
    found = ETAG.fullmatch(if_match)
    if found is None:
        raise BadRequest("if_match", "If-Match must be one ETag of this service")
    return int(found[1])


Expected = Annotated[int, Depends(expected)]


async def idempotency_key(
    idempotency_key: Annotated[
        str | None,
        Header(
            max_length=66,
            examples=["0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"],
            description="8 to 64 letters, digits, - or _, made up by the caller. The "
            "same command sent again with it happens once and gets the first answer.",
        ),
    ] = None,
) -> str | None:
    """What makes a repeated command happen once."""
    if idempotency_key is None:
        return None
    found = KEY.fullmatch(idempotency_key)
    if found is None:
        raise BadRequest("idempotency_key", KEY_FORM)
    return found[1]


IdempotencyKey = Annotated[str | None, Depends(idempotency_key)]
Cursor = Annotated[
    str | None,
    Query(
        pattern=r"^(3[0-9]){1,18}$", description="`next` of the page before this one."
    ),
]
Limit = Annotated[int, Query(ge=1, le=200)]
CaseId = Annotated[UUID, Path(examples=["0190f1c2-7b1e-7a55-9d5e-3f6f6b1d2c3a"])]


class Reading:
    """The organisation's projections, as one actor may see them."""

    def __init__(
        self, organisation: Organisation, by: Actor, after: int | None, patience: float
    ) -> None:
        self.organisation = organisation
        self.by = by
        self._after = after
        self._patience = patience

    def viewer(self, right: str) -> Viewer:
        """The actor's eyes; NotPermitted when the office has no such right."""
        return viewer(self.organisation.code, self.by, right)

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
        with self.organisation.pool.connection() as db:
            return query(db, *args, **kwargs)

    def _wait(self, position: int) -> None:
        names = [projection.name for projection in PROJECTIONS]
        pool, log = self.organisation.pool, self.organisation.log
        if wait_for(pool, names, position, self._patience):
            return
        if position > log.head():
            raise BadRequest("after", "the log has no such position")
        raise Wrong("not-yet", "the position is not yet visible", RETRY)


RETRY: Final = {"Retry-After": "1"}


async def reading(
    request: Request,
    organisation: TheOrganisation,
    by: Caller,
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
    settings: Settings = request.app.state.settings
    return Reading(organisation, by, after, settings.wait_seconds)


TheReading = Annotated[Reading, Depends(reading)]
