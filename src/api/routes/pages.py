"""/docs: the description of the service, for people."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.manual import manual

router = APIRouter()

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@router.get("/docs", include_in_schema=False)
def read_manual(request: Request) -> HTMLResponse:
    """Every operation with an example, on one page that loads nothing else."""
    page = manual(request.app.openapi())
    return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})
