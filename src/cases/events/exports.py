"""What was taken out as a whole: all rows of a view, for a purpose."""

from typing import Annotated

from pydantic import Field, StringConstraints

from cases.events.event import LARGEST_INTEGER, Event, Name
from cases.events.record import Purpose

Size = Annotated[int, Field(ge=0, le=LARGEST_INTEGER)]


class RowsExported(Event):
    """Somebody was about to be sent all rows of a view, without personal text."""

    view: Name
    """With its version, as `cases_v1`."""
    columns: tuple[str, ...]
    form: str
    """The media type."""
    purpose: Purpose
    since: int | None
    """Only of cases in which something happened after this position of the log."""
    up_to: int
    """The position of the log that the rows show."""


class ExportSent(Event):
    """All of it was sent; what was received is known by its digest."""

    rows: Size
    size: Size
    """Bytes."""
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the bytes, in lower-case hexadecimal."""
