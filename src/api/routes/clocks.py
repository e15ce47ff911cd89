"""/clocks: time limits of all cases, running, met and missed."""

from typing import Annotated

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from cases.commands.command import Day
from cases.events.event import Person
from projections.clock_query import ClockRun, State, clocks
from projections.query import Page

router = below_organisation("/clocks", "clocks")


@router.get("")
def list_clocks(
    reading: TheReading,
    state: Annotated[State | None, Query(description="Only in this state.")] = None,
    unit: Annotated[
        Person | None,
        Query(description="Only of this unit of the organisation, by its pseudonym."),
    ] = None,
    due_until: Annotated[
        Day | None, Query(description="Only those due by the end of this day.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[ClockRun]:
    """Time limits of the cases that the caller may see, by the day they are due."""
    viewer = reading.viewer("clocks")
    return reading.ask(
        clocks,
        viewer,
        state=state,
        unit=unit,
        due_until=due_until,
        cursor=cursor,
        limit=limit,
    )
