"""What all pages have in common: the head, the ways to the others, and the style."""

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from typing import Final

from starlette.responses import HTMLResponse, StreamingResponse

from api.accepting import HTML
from api.pages.html import Content, Html, element, joined, link

WAYS: Final = (
    ("/docs", "Manual"),
    ("/docs/editions", "Codes of conduct"),
    ("/permissions", "Permissions"),
    ("/problems", "Problems"),
    ("/openapi.json", "OpenAPI"),
)
"""The other pages, and what they are called."""


PIECES: Final = Html("<!-- pieces -->")
"""Where the pieces of a long page go; no text is ever this, as texts are escaped."""


@cache
def style() -> str:
    """The one style sheet, part of every page."""
    return files(__package__).joinpath("style.css").read_text("utf-8")


@cache
def policy() -> str:
    """What a browser may do with a page: show it in this style, and nothing else."""
    digest = b64encode(sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def page(title: str, contents: Content, *body: Content) -> HTMLResponse:
    """A whole page; `contents` stands beside it, where there is room."""
    return HTMLResponse(_whole(title, contents, *body), headers=_headers())


def long_page(
    title: str, contents: Content, before: Content, pieces: Iterable[Html]
) -> StreamingResponse:
    """The same, in pieces: nobody waits for the last one, and none is kept."""
    start, _, end = _whole(title, contents, before, PIECES).partition(PIECES)
    return StreamingResponse(
        chain([start], pieces, [end]), headers=_headers(), media_type=HTML
    )


def _headers() -> dict[str, str]:
    return {"Content-Security-Policy": policy(), "Vary": "Accept"}


def _whole(title: str, contents: Content, *body: Content) -> Html:
    ways = [link(to, name) for to, name in WAYS]
    beside = element("nav", contents, class_="contents", aria_label="Contents")
    whole = [
        element("header", element("nav", ways, aria_label="Pages")),
        element("div", beside, element("main", *body), class_="sheet"),
    ]
    return Html(
        "<!doctype html>\n"
        + element("html", _head(title), element("body", whole), lang="en")
    )


def _head(title: str) -> Html:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width"),
        element("title", title),
        element("style", Html(style())),
    )


def heading(level: int, name: str, *content: Content) -> Html:
    """A heading that can be linked to."""
    return element(f"h{level}", joined(content), id=name)
