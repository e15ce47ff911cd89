"""/clocks: time limits of all cases, running, met and missed."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import Limit, TheReading
from api.reading import StrictRoute
from projections.clocks import Clock, State, clocks

router = APIRouter(prefix="/clocks", tags=["clocks"], route_class=StrictRoute)


@router.get("")
def list_clocks(
    reading: TheReading,
    state: State | None = None,
    due_until: Annotated[
        date | None, Query(description="Only those due by the end of this day.")
    ] = None,
    limit: Limit = 200,
) -> list[Clock]:
    """Time limits of the cases that the caller may see, by the day they are due."""
    viewer = reading.viewer("clocks")
    return reading.ask(clocks, viewer, state=state, due_until=due_until, limit=limit)
