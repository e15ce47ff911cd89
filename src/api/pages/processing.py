"""The record of processing as a page: what `cases record-of-processing` prints."""

from starlette.responses import HTMLResponse

from api.pages.frame import page
from api.pages.prose import prose
from api.processing import Record
from api.processing_text import markdown


def page_of(record: Record) -> HTMLResponse:
    """The whole of it, with its annex."""
    title = f"Record of processing: {record.title}"
    return page(title, None, prose("\n".join(markdown(record))))
