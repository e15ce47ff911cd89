"""/clocks: time limits of all cases, running, met and missed."""

from functools import partial
from typing import Annotated

from fastapi import Query, Response

from api.dependencies import Cursor, Limit, TheReading
from api.exporting import EXPORTED, FORMS, Form, listed
from api.reading import speaking
from api.routing import below_organisation
from cases.commands.command import Day
from cases.events.event import Person
from projections.clock_query import ClockRun, State, clocks
from projections.query import Page

router = below_organisation("/clocks", "clocks", speaking(*FORMS))


@router.get("", response_model=Page[ClockRun], responses=EXPORTED)
def list_clocks(
    reading: TheReading,
    form: Form,
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
) -> Page[ClockRun] | Response:
    """Time limits of the cases that the caller may see, by the day they are due.

    As lines of JSON (`application/x-ndjson`) or a table (`text/csv`) all of them.
    """
    viewer = reading.viewer("clocks")
    query = partial(clocks, viewer=viewer, state=state, unit=unit, due_until=due_until)
    return listed(reading, form, ClockRun, query, cursor=cursor, limit=limit)
