"""/health: for whoever starts, stops and watches the service."""

from typing import Literal

from fastapi import APIRouter, Request, Response

from api.readiness import Readiness
from api.reading import StrictRoute
from projections.query import Shown

router = APIRouter(prefix="/health", tags=["health"], route_class=StrictRoute)


class Life(Shown):
    """The process answers."""

    status: Literal["live"] = "live"


@router.get("/live")
async def live() -> Life:
    """Whether the process runs; if not, start another."""
    return Life()


@router.get(
    "/ready", responses={503: {"model": Readiness, "description": "Not ready."}}
)
async def ready(request: Request, response: Response) -> Readiness:
    """Whether requests should be sent here: log, keystore and projections answer."""
    found: Readiness = await request.app.state.watch.readiness()
    response.status_code = 200 if found.status == "ready" else 503
    return found
