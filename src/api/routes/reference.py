"""/problems and /permissions: what an answer means, and who may do what."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.accepting import HTML
from api.answers import PAGE, problems
from api.dependencies import AsPage
from api.kinds import KINDS
from api.needed import BESIDE, NEEDS
from api.pages import reference as pages
from api.problems import NotFound
from api.reading import speaking
from cases.rights import COLUMNS, REACHES, Reach, rights
from projections.query import Shown

router = APIRouter(tags=["reference"], route_class=speaking(HTML))


class Meaning(Shown):
    """One kind of problem."""

    type: str
    status: int
    title: str
    meaning: str


class Permissions(Shown):
    """Of which cases each general role may do what; an edition adds who takes steps."""

    may: dict[str, str]
    of: dict[Reach, str]
    roles: dict[str, dict[str, Reach]]
    needs: dict[str, str]
    """What each operation needs: one of these rights, or one of `beside`."""
    beside: dict[str, str]
    """What an operation may need that is no right of the table."""


@router.get("/problems", response_model=list[Meaning], responses=PAGE)
async def list_problems(as_page: AsPage) -> list[Meaning] | Response:
    """Every kind of problem that the service answers with; to a browser as a page."""
    return pages.problems() if as_page else [_meaning(name) for name in KINDS]


@router.get(
    "/problems/{name}",
    response_model=Meaning,
    responses=PAGE | problems("not-found"),
)
async def read_problem(
    name: Annotated[str, Path(description="As the list ends.", examples=["refused"])],
    as_page: AsPage,
) -> Meaning | Response:
    """What one kind of problem means; to a browser as a page."""
    if name not in KINDS:
        raise NotFound
    return pages.problem(name) if as_page else _meaning(name)


@router.get("/permissions", response_model=Permissions, responses=PAGE)
async def read_permissions(as_page: AsPage) -> Permissions | Response:
    """The table of permissions that is applied; to a browser as a page."""
    if as_page:
        return pages.permissions()
    roles = {role: dict(row) for role, row in rights().items()}
    return Permissions(
        may=dict(COLUMNS),
        of=dict(REACHES),
        roles=roles,
        needs=dict(NEEDS),
        beside=dict(BESIDE),
    )


def _meaning(name: str) -> Meaning:
    kind = KINDS[name]
    return Meaning(
        type=f"/problems/{name}",
        status=kind.status,
        title=kind.title,
        meaning=kind.meaning,
    )
