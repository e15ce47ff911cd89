"""Rows of a view taken out as a whole: for a purpose, and with a manifest."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from starlette.responses import StreamingResponse

from api.dependencies import Reading
from api.exporting import POSITION
from api.problems import Wrong
from cases import telemetry
from cases.errors import CaseNotFound, NotPermitted
from cases.events.event import Event
from cases.events.exports import ExportSent, RowsExported
from cases.events.record import Purpose
from cases.identifier import new_id
from cases.log.recorded import Envelope
from cases.rights import TABLE_CLAUSE
from projections.position import shown_up_to
from projections.query import Shown, Viewer
from projections.views import Columns, View, rows_of

if TYPE_CHECKING:
    from api.parquet import Parquet

PARQUET: Final = "application/vnd.apache.parquet"
EXPORT: Final = "Cases-Export"
GROUP: Final = 20_000
"""Rows that are read, written and sent together."""


class ExportedColumn(Shown):
    """A column of what was taken out."""

    name: str
    """As the view calls it."""
    type: str
    """In the words of Apache Arrow."""


class Manifest(Shown):
    """What was taken out, by whom and for what, and how to know it again."""

    export: UUID
    """As the header `Cases-Export` said."""
    view: str
    """With its version; what its columns mean does not change."""
    form: str
    """The media type."""
    columns: list[ExportedColumn]
    """In the order of the file."""
    purpose: str
    """What it was for."""
    actor: str
    """Who took it out: a pseudonym."""
    requested_at: datetime
    """When it was asked for."""
    since: int | None
    """Only of cases in which something happened after this position of the log."""
    position: int
    """Of the log, that the rows show: the next export asks for what came `since`."""
    sent_at: datetime | None
    """When the last byte was handed over; null when it was broken off."""
    rows: int | None
    """How many; null until all was sent."""
    bytes: int | None
    """How many; null until all was sent."""
    sha256: str | None
    """Of the bytes, in lower-case hexadecimal; null until all was sent."""


def export(
    reading: Reading, view: View, purpose: Purpose, since: int | None
) -> StreamingResponse:
    """All rows of a view that the caller may know of, once that is recorded.

    Raises NotPermitted for whoever sees some cases only; Wrong where the library that
    writes the format is not installed.
    """
    viewer, number, stack = _eyes(reading), new_id(), ExitStack()
    reading.ask(shown_up_to)
    here = reading.organisation
    columns, groups = stack.enter_context(
        rows_of(here.pool, view, viewer, since, GROUP)
    )
    try:
        file = _parquet(columns)
        names = tuple(f"{name} {kind}" for name, kind in file.columns())
        said: Any = {"view": view, "purpose": purpose, "since": since, "columns": names}
        event = RowsExported(form=PARQUET, up_to=columns.position, **said)
        _recorded(reading, number, 0, event)
    except BaseException:
        stack.close()
        raise
    return StreamingResponse(
        _sent(reading, number, stack, file, file.pieces(groups)),
        headers={EXPORT: str(number), POSITION: str(columns.position)},
        media_type=PARQUET,
    )


def _sent(
    reading: Reading,
    number: UUID,
    stack: ExitStack,
    file: "Parquet",
    pieces: Iterator[bytes],
) -> Iterator[bytes]:
    digest, size = sha256(), 0
    with stack:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            yield piece
    sent = ExportSent(rows=file.rows, size=size, digest=digest.hexdigest())
    _recorded(reading, number, 1, sent)


def manifest(reading: Reading, number: UUID) -> Manifest:
    """What an export was; CaseNotFound when there was none."""
    _eyes(reading)
    history = reading.organisation.log.history(number)
    asked = [one for one in history if isinstance(one.event, RowsExported)]
    if not asked:
        raise CaseNotFound
    began, event = asked[0], asked[0].event
    assert isinstance(event, RowsExported)
    ended = [(one, one.event) for one in history if isinstance(one.event, ExportSent)]
    at, sent = ended[0] if ended else (None, None)
    return Manifest(
        export=number,
        view=event.view,
        form=event.form,
        columns=[_column(*one.split(" ", 1)) for one in event.columns],
        purpose=event.purpose,
        actor=began.envelope.actor,
        requested_at=began.recorded_at,
        since=event.since,
        position=event.up_to,
        sent_at=at.recorded_at if at else None,
        rows=sent.rows if sent else None,
        bytes=sent.size if sent else None,
        sha256=sent.digest if sent else None,
    )


def _column(name: str, kind: str) -> ExportedColumn:
    return ExportedColumn(name=name, type=kind)


def _eyes(reading: Reading) -> Viewer:
    viewer = reading.viewer("read")
    if not viewer.everything or viewer.units is not None:
        raise NotPermitted("views hold the cases of everybody", TABLE_CLAUSE)
    return viewer


def _parquet(columns: Columns) -> "Parquet":
    try:
        # A hundred megabytes, of use to few: an extra of the package.
        from api.parquet import Parquet
    except ImportError:
        reason = "Parquet needs the extra `reporting` of the package"
        raise Wrong("not-acceptable", reason) from None
    return Parquet(columns)


def _recorded(reading: Reading, number: UUID, version: int, event: Event) -> None:
    by = Envelope.alone(reading.by, telemetry.traceparent())
    reading.organisation.log.append(number, version, [event], by)
