"""/work: what waits for the caller."""

from api.dependencies import Cursor, Limit, TheReading
from api.filters import Saved, filled
from api.routing import below_organisation
from api.work import Work, waiting
from projections.query import Page

router = below_organisation("/work", "work")


@router.get("")
def list_work(
    reading: TheReading, saved: Saved = None, cursor: Cursor = None, limit: Limit = 20
) -> Page[Work]:
    """What waits for the caller, in the office acted in, the most urgent first.

    Open cases that were given to them or have come to their office, each with the
    steps that they can take now, a second office's approval among them; cases in which
    an alarm is for their office, or a task for them. What can be done at any time waits
    for nobody.
    A page may hold fewer than were asked for; `next` says whether it was the last.
    """
    return waiting(reading, filled(reading, saved), cursor, limit)
