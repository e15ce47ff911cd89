"""/breaches: the register of breaches of personal data."""

from typing import Annotated

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from cases.commands.command import Day
from projections.breach_query import Breach, breaches
from projections.query import Page

router = below_organisation("/breaches", "breaches")


@router.get("")
def list_breaches(
    reading: TheReading,
    since: Annotated[
        Day | None, Query(description="Only those recorded since this day, UTC.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Breach]:
    """The register of breaches of personal data, newest first (GDPR Art. 33(5)).

    What happened, what it means for people, what was done, when whom was told and
    within which time, as the steps of the cases say it; their texts are in the
    histories.
    """
    viewer, types = reading.viewer("history"), reading.organisation.code.breaches()
    return reading.ask(breaches, viewer, types, since=since, cursor=cursor, limit=limit)
