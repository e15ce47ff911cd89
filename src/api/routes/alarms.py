"""/alarms: what goes on in cases that somebody has to see to."""

from typing import Annotated, Literal

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from projections.alarms import Alarm, alarms
from projections.query import Page

router = below_organisation("/alarms", "alarms")


@router.get("")
def list_alarms(
    reading: TheReading,
    state: Annotated[
        Literal["raised", "ended"] | None,
        Query(description="Only those that go on, or those that are over."),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Alarm]:
    """What somebody has to see to in the cases that the caller may see, oldest first.

    An office that has nobody left in a case, for one; or that somebody is to learn who
    reported, which waits for the offices that weigh it and then for the reporter to be
    told.
    """
    viewer = reading.viewer("clocks")
    return reading.ask(alarms, viewer, state=state, cursor=cursor, limit=limit)
