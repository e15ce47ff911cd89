"""A list as a whole, in one answer: what jobs fetch, sent while it is read."""

import csv
import io
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from api.accepting import JSON, quality
from api.answers import Responses, header
from api.dependencies import Reading
from projections.position import shown_up_to
from projections.query import Page

LINES: Final = "application/x-ndjson"
TABLE: Final = "text/csv"
POSITION: Final = "Cases-Position"
FORMS: Final = (LINES, TABLE)
ROWS: Final = 1000
"""Rows that are read at once."""

Row = TypeVar("Row", bound=BaseModel)

EXPORTED: Final[Responses] = {
    200: {
        "headers": {
            "Vary": header("The answer depends on this header.", "Accept"),
            POSITION: header(
                "Of lines and tables: the position of the log up to which they are "
                "whole. The next job asks for what came `since`.",
                "4194304",
            ),
        },
        "content": {
            form: {"schema": {"type": "string"}, "example": "…"} for form in FORMS
        },
    }
}
"""The answer of a list that can also be had as a whole."""


def wanted_of(*forms: str) -> Callable[[Request, Response], Awaitable[str]]:
    """What finds the media type that is wanted most; the first, unless one is."""

    async def form_asked_for(request: Request, response: Response) -> str:
        response.headers["Vary"] = "Accept"
        accepts = request.headers.getlist("accept")
        return max(forms, key=lambda form: quality(accepts, form))

    return form_asked_for


Form = Annotated[str, Depends(wanted_of(JSON, *FORMS))]
"""The media type of a list; JSON, a page at a time, unless another is wanted."""


def listed(
    reading: Reading,
    form: str,
    kind: type[Row],
    query: Callable[..., Page[Row]],
    *,
    cursor: str | None,
    limit: int,
) -> Page[Row] | Response:
    """A page of the list as JSON; as lines or a table all of it from the cursor on.

    `query` finds a page on a connection, given `cursor` and `limit`.
    """
    if form == JSON:
        return reading.ask(query, cursor=cursor, limit=limit)
    # Before the first row: what changes meanwhile comes with the next job once more.
    reached = reading.ask(shown_up_to)
    first = reading.ask(query, cursor=cursor, limit=ROWS)
    rows = _rows(first, reading, query)
    return StreamingResponse(
        _lines(rows) if form == LINES else table(kind, rows),
        headers={POSITION: str(reached), "Vary": "Accept"},
        media_type=form,
    )


def _rows(
    page: Page[Row], reading: Reading, query: Callable[..., Page[Row]]
) -> Iterator[Row]:
    yield from page.items
    while page.next is not None:
        page = reading.ask(query, cursor=page.next, limit=ROWS)
        yield from page.items


def _lines(rows: Iterable[BaseModel]) -> Iterator[str]:
    for row in rows:
        yield f"{row.model_dump_json()}\n"


def table(kind: type[Row], rows: Iterable[Row]) -> Iterator[str]:
    """Commas and line ends as RFC 4180 has them; what is no word or number is JSON."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    names = columns(kind)
    writer.writerow(names)
    yield _taken(sheet)
    for row in rows:
        told = row.model_dump(mode="json")
        writer.writerow([_cell(told[name]) for name in names])
        yield _taken(sheet)


def columns(kind: type[BaseModel]) -> list[str]:
    """What each column of a table is called."""
    told = [name for name, field in kind.model_fields.items() if not field.exclude]
    return [*told, *kind.model_computed_fields]


def _cell(value: Any) -> Any:
    return value if isinstance(value, str) or value is None else json.dumps(value)


def _taken(sheet: io.StringIO) -> str:
    said = sheet.getvalue()
    sheet.seek(0)
    sheet.truncate()
    return said
