"""/editions: what the organisation's code of conduct says and provides."""

from typing import Annotated

from fastapi import Path

from api import provisions
from api.dependencies import Asked
from api.examples.example import EDITION
from api.provisions import Edition, Named
from api.routing import below_organisation

router = below_organisation("/editions", "editions")


@router.get("")
def list_editions(asked: Asked) -> list[Named]:
    """The editions of the code of conduct, oldest first."""
    return provisions.editions(asked.organisation)


@router.get("/{edition}")
def read_edition(
    edition: Annotated[
        str, Path(description="As the list calls it.", examples=[EDITION])
    ],
    asked: Asked,
) -> Edition:
    """One edition: clauses, offices, measures, time limits, procedures and steps."""
    return provisions.edition(asked.organisation, edition)
