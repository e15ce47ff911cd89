"""What routes ask for: who asks, of which organisation, at which version.

None of them blocks, so none of them costs a thread. They read the headers themselves:
declared one by one they cost the framework more than the token's signature costs.
`description` says what they read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Concatenate, Final, ParamSpec, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Query, Request, Response

from api.accepting import Form, form, page_wanted
from api.asking import Asked, Asking
from api.examples.example import CASE
from api.permissions import viewer
from api.preferring import preferences
from api.problems import BadRequest, Wrong
from cases.actors import REPORTER
from cases.errors import NotPermitted
from cases.events.event import LARGEST_INTEGER
from cases.patience import Patience
from cases.rights import COLUMNS, TABLE_CLAUSE
from projections.case_reporter import in_confidence
from projections.catalogue import PROJECTIONS
from projections.position import given, wait_for
from projections.query import CURSOR, Db, Viewer

P = ParamSpec("P")
Answer = TypeVar("Answer")

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


async def form_asked_for(request: Request, response: Response) -> Form:
    """In which form the answer is wanted."""
    response.headers["Vary"] = "Accept"
    return form(request.headers.getlist("accept"))


AsPage = Annotated[bool, Depends(page_asked_for)]
InForm = Annotated[Form, Depends(form_asked_for)]
TheReading = Annotated[Reading, Depends(reading)]
