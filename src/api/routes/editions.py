"""/editions: what the organisation's code of conduct says and provides."""

from typing import Annotated

from fastapi import APIRouter, Path

from api import provisions
from api.dependencies import TheOrganisation
from api.provisions import Edition, Named
from api.reading import StrictRoute

router = APIRouter(prefix="/editions", tags=["editions"], route_class=StrictRoute)


@router.get("")
def list_editions(organisation: TheOrganisation) -> list[Named]:
    """The editions of the code of conduct, oldest first."""
    return provisions.editions(organisation)


@router.get("/{edition}")
def read_edition(
    edition: Annotated[str, Path(examples=["2002"])], organisation: TheOrganisation
) -> Edition:
    """One edition: clauses, offices, measures, time limits, procedures and steps."""
    return provisions.edition(organisation, edition)
