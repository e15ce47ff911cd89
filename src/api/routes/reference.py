"""/problems and /permissions: what an answer means, and who may do what."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.answers import problems
from api.permissions import COLUMNS, REACHES, Reach, rights
from api.problems import KINDS, NotFound
from api.reading import StrictRoute
from projections.query import Shown

router = APIRouter(tags=["reference"], route_class=StrictRoute)


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


@router.get("/problems")
async def list_problems() -> list[Meaning]:
    """Every kind of problem that the service answers with."""
    return [_meaning(name) for name in KINDS]


@router.get("/problems/{name}", responses=problems("not-found"))
async def read_problem(
    name: Annotated[str, Path(description="As the list ends.", examples=["refused"])],
) -> Meaning:
    """What one kind of problem means."""
    if name not in KINDS:
        raise NotFound
    return _meaning(name)


@router.get("/permissions")
async def read_permissions() -> Permissions:
    """The table of permissions that is applied."""
    roles = {role: dict(row) for role, row in rights().items()}
    return Permissions(may=dict(COLUMNS), of=dict(REACHES), roles=roles)


def _meaning(name: str) -> Meaning:
    kind = KINDS[name]
    return Meaning(
        type=f"/problems/{name}",
        status=kind.status,
        title=kind.title,
        meaning=kind.meaning,
    )
