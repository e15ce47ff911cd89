"""Elements of HTML: whatever is put into one is escaped, unless it is one."""

from collections.abc import Iterable
from html import escape
from typing import Final, TypeAlias

Content: TypeAlias = "str | Iterable[Content] | None"
"""Text, elements, and lists of them; nothing is nothing."""

EMPTY: Final = frozenset({"meta", "br", "hr", "col"})
"""Elements without an end."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *content: Content, **attributes: str | None) -> Html:
    """An element; `class_` and `for_` are written without the underscore.

    An attribute that is None is left out, as is content that is.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in EMPTY:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(content)}</{name}>")


def joined(content: Content) -> Html:
    """Pieces of content one after another."""
    if content is None:
        return Html()
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return Html(escape(content, quote=False))
    return Html("".join(map(joined, content)))


def listed(*items: Content, class_: str | None = None) -> Html:
    """A list of what is not empty."""
    rows = [element("li", item) for item in items if joined(item)]
    return element("ul", rows, class_=class_) if rows else Html()


def table(
    headings: Iterable[str], rows: Iterable[Iterable[Content]], class_: str = "plain"
) -> Html:
    """A table, which a narrow screen can scroll; nothing without rows."""
    body = [element("tr", [element("td", cell) for cell in row]) for row in rows]
    if not body:
        return Html()
    head = element("tr", [element("th", name, scope="col") for name in headings])
    whole = element(
        "table", element("thead", head), element("tbody", body), class_=class_
    )
    return element("div", whole, class_="scroll")


def code(text: str) -> Html:
    """Words of a program."""
    return element("code", text)


def link(to: str, *content: Content) -> Html:
    """A way to another place."""
    return element("a", *content, href=to)
