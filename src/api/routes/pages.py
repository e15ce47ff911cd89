"""/docs: the service and the codes that come with it, for people who read."""

from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from api import provisions
from api.pages import edition as pages
from api.pages.manual import manual

router = APIRouter(include_in_schema=False)


@router.get("/")
@router.get("/v1")
def lead_to_manual() -> RedirectResponse:
    """For whoever looks up the address of the service itself."""
    return RedirectResponse("/docs")


@router.get("/docs")
def read_manual(request: Request) -> HTMLResponse:
    """Every operation with its fields and an example, on one page."""
    return manual(request.app.openapi())


@router.get("/docs/editions")
def list_shipped_editions() -> HTMLResponse:
    """The editions that come with the service, whoever it serves."""
    return pages.editions(provisions.shipped(), provisions.page_address)


@router.get("/docs/editions/{organisation}/{edition}")
def read_shipped_edition(organisation: str, edition: str) -> HTMLResponse:
    """One of them, for people: its procedures, steps and clauses."""
    return _page(organisation, edition)


@cache
def _page(organisation: str, edition: str) -> HTMLResponse:
    return pages.edition(provisions.of_the_shipped(organisation, edition))
