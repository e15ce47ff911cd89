"""/mandates: who holds which office of the organisation, on a day or ever."""

from typing import Annotated

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from cases.commands.command import Day
from cases.events.event import Name, Person
from projections.mandates import Mandate, mandates
from projections.query import Page

router = below_organisation("/mandates", "mandates")


@router.get("")
def list_mandates(
    reading: TheReading,
    role: Annotated[Name | None, Query(description="Only this office.")] = None,
    person: Annotated[
        Person | None, Query(description="Only offices of this person.")
    ] = None,
    on: Annotated[
        Day | None, Query(description="Only who held, or holds, them on this day.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Mandate]:
    """Who holds which office, or held it on a day: who could act then.

    Of an office that is not listed at all no mandates are kept: whoever's token names
    it acts in it.
    """
    reading.viewer("mandates")
    return reading.ask(
        mandates, role=role, holder=person, on=on, cursor=cursor, limit=limit
    )
