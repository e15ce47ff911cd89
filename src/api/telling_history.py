"""The history of a case for whoever asks, in the form they ask for."""

from datetime import UTC
from uuid import UUID

from starlette.responses import Response

from api.accepting import Form
from api.dependencies import Reading
from api.histories import Told, history, known, there
from api.pages.history import Heading, page_of
from api.paper.history import paper_of
from api.tellings import Audience
from api.told_history import Wanted, audience_of, told_history
from projections.case_query import numbered


def answer(
    reading: Reading, case_id: UUID, wanted: Wanted, form: Form
) -> list[Told] | Response:
    """The history as the caller may see it; raises what a history raises."""
    to = audience_of(reading, case_id, wanted)
    if to is None:
        part, many = wanted.part, wanted.limit
        told = history(reading, case_id, wanted.purpose, part, many)
    else:
        told = list(told_history(reading, case_id, to, wanted))
    if form == "json":
        return told
    heading, more = _heading(reading, case_id, wanted, to), len(told) == wanted.limit
    if form == "page":
        return page_of(heading, told, more)
    today = reading.organisation.cases.now().astimezone(UTC).date()
    return paper_of(heading, told, today, more)


def _heading(
    reading: Reading, case_id: UUID, wanted: Wanted, to: Audience | None
) -> Heading:
    if to is None:
        case = known(reading, case_id, "history")
        return Heading(case.number, case.case_type, wanted.part)
    number = reading.ask(numbered, case_id)
    (number,) = there([number] if number else [])
    return Heading(number, None, wanted.part, to.called)
