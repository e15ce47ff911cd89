"""Prose with a little Markdown in it (CommonMark), as HTML."""

from typing import Final

from markdown_it import MarkdownIt

from api.pages.html import Html

READER: Final = MarkdownIt("commonmark", {"html": False}).enable("table")


def prose(text: str) -> Html:
    """Paragraphs, lists and headings."""
    return Html(READER.render(text))


def line(text: str) -> Html:
    """A sentence or a part of one."""
    return Html(READER.renderInline(text))
