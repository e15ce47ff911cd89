"""/audit: who did what, when and why; readings and refusals included."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import AwareDatetime

from api.dependencies import Cursor, Limit, TheReading
from api.exporting import EXPORTED, FORMS, Form, listed
from api.reading import speaking
from api.routing import below_organisation
from cases.events.event import Person
from projections.audit_trail import Entry, Sought, Topic, entries
from projections.query import Page

router = below_organisation("/audit", "audit", speaking(*FORMS))


OfCase = Annotated[UUID | None, Query(description="Only what concerns this case.")]
By = Annotated[
    Person | None,
    Query(
        description="Only what was done under this pseudonym. What somebody did as a "
        "reporter is under none."
    ),
]
OfKind = Annotated[
    Topic | None,
    Query(
        description="Only events of this kind: `TextRead` for who read what, "
        "`TextHandedOut` for who took it along in a bundle, `CommandRefused` for what "
        "was refused.",
        examples=["TextRead"],
    ),
]
Since = Annotated[
    AwareDatetime | None,
    Query(
        description="Only what was recorded from this moment on. What a reporter did "
        "has the beginning of its day, UTC.",
        examples=["2026-11-21T00:00:00Z"],
    ),
]
Until = Annotated[
    AwareDatetime | None,
    Query(
        description="Only what was recorded before this moment.",
        examples=["2026-11-22T00:00:00Z"],
    ),
]


async def sought(
    case_id: OfCase = None,
    actor: By = None,
    topic: OfKind = None,
    since: Since = None,
    until: Until = None,
) -> Sought:
    """Which entries are wanted; what is left out does not matter."""
    return Sought(case_id=case_id, actor=actor, topic=topic, since=since, until=until)


@router.get("", response_model=Page[Entry], responses=EXPORTED)
def read_trail(
    reading: TheReading,
    form: Form,
    sought: Annotated[Sought, Depends(sought)],
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Entry] | Response:
    """One entry for every event of the log, oldest first; no personal text.

    Readings say who read which texts for what purpose, refusals which rule said no.
    Whoever holds an office sees what was recorded of them, beside what their office
    sees of others. As lines of JSON (`application/x-ndjson`) or a table (`text/csv`)
    all of them.
    """
    viewer = reading.viewer("audit")
    query = partial(entries, viewer=viewer, sought=sought)
    return listed(reading, form, Entry, query, cursor=cursor, limit=limit)
