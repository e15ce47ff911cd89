"""/filters: filters of the list of cases that the caller keeps."""

from typing import Annotated

from fastapi import Body, Path, Response

from api.answers import problems
from api.dependencies import TheReading
from api.examples.filtering import FILTER
from api.filters import Filter, SavedFilter, forget, keep, kept
from api.routing import below_organisation
from cases.events.event import Name

router = below_organisation("/filters", "filters")

Called = Annotated[
    Name,
    Path(
        description="What the caller calls it: small letters, digits and _; nobody's "
        "name.",
        examples=["my_open_cases"],
    ),
]
Wish = Annotated[Filter, Body(openapi_examples={"example": {"value": FILTER}})]
REFUSED = problems("refused", "too-large", "unsupported-media-type")


@router.get("")
def list_filters(reading: TheReading) -> list[SavedFilter]:
    """The filters of lists that the caller keeps, by name.

    Of each person their own, in whichever office they come.
    """
    return kept(reading)


@router.put("/{name}", responses=REFUSED)
def save_filter(name: Called, wanted: Wish, reading: TheReading) -> SavedFilter:
    """Keep a filter of the list of cases, under a name of one's own.

    `GET …/cases?filter=<name>` then lists what it lets through, of what the caller may
    see, `GET …/work?filter=<name>` what waits of it. One of the same name is replaced.
    """
    return keep(reading, name, wanted)


@router.delete("/{name}", status_code=204, response_class=Response)
def drop_filter(name: Called, reading: TheReading) -> None:
    """Keep a filter no more; harmless to repeat."""
    forget(reading, name)
