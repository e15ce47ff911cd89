"""/holds: what suspends deletions, until when, and who keeps what."""

from typing import Annotated

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from cases.commands.command import Day
from projections.hold_query import StandingHold, standing_holds
from projections.query import Page

router = below_organisation("/holds", "deletions")


@router.get("")
def list_holds(
    reading: TheReading,
    review_by: Annotated[
        Day | None,
        Query(description="Only those to be reviewed by the end of this day."),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[StandingHold]:
    """Holds that stand, by the day on which they are to be reviewed."""
    viewer = reading.viewer("deletions")
    return reading.ask(
        standing_holds, viewer, until=review_by, cursor=cursor, limit=limit
    )
