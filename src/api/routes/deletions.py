"""/deletions: when each closed case will be deleted, and what suspends that."""

from typing import Annotated

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from cases.commands.command import Day
from projections.deletion_schedule import Due, State, schedule
from projections.query import Page

router = below_organisation("/deletions", "deletions")


@router.get("")
def list_deletions(
    reading: TheReading,
    state: Annotated[
        State | None, Query(description="Only those that stand so today.")
    ] = None,
    until: Annotated[
        Day | None, Query(description="Only those due by the end of this day.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Due]:
    """Closed cases by the day on which they must no longer be readable."""
    viewer = reading.viewer("deletions")
    return reading.ask(
        schedule,
        viewer,
        today=reading.organisation.today(),
        state=state,
        until=until,
        cursor=cursor,
        limit=limit,
    )
