"""/audit: who did what, when and why; readings and refusals included."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from projections.audit_trail import Entry, Topic, entries
from projections.query import Page

router = below_organisation("/audit", "audit")


@router.get("")
def read_trail(
    reading: TheReading,
    case_id: Annotated[
        UUID | None, Query(description="Only what concerns this case.")
    ] = None,
    topic: Annotated[
        Topic | None,
        Query(
            description="Only events of this kind: `TextRead` for who read what.",
            examples=["TextRead"],
        ),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Entry]:
    """One entry for every event of the log, oldest first; no personal text."""
    viewer = reading.viewer("audit")
    return reading.ask(
        entries, viewer, case_id=case_id, topic=topic, cursor=cursor, limit=limit
    )
