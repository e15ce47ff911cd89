"""One XML part of an office document, without who wrote and changed it, on what, when.

Nothing else of it changes: prefixes, order and words stay as they came.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from api.files.images import Unreadable

LEFT_OUT: Final = re.compile(
    r"docprops/(?!app\.xml|core\.xml).*|thumbnails/.*"
    r"|_xmlsignatures/.*|meta-inf/(document|macro)signatures\.xml"
)
"""Parts that are not in the copy: previews, free properties, and who signed."""
MOMENT: Final = "1980-01-01T00:00:00Z"
"""When everything was written, as the members of the zip say, too."""
NAMES: Final = frozenset(
    {"author", "initials", "userId", "providerId", "userName", "refreshedBy"}
)
"""Attributes that name a person, on whatever they are."""
PERSONS: Final = frozenset({"person", "author", "cmAuthor", "userInfo"})
OF_PERSONS: Final = frozenset({"name", "displayName"})
"""Attributes that name a person, on elements that are one."""
ATTRIBUTED: Final = frozenset({"author", "authorId", "personId", "userName"})
DATES: Final = frozenset({"date", "dateTime", "dT", "dt", "created"})
"""When something was done, on elements that say by whom: so no other dates."""
SAID: Final[Mapping[str, str]] = {
    "author": "",
    "dc:creator": "",
    "dc:date": MOMENT.removesuffix("Z"),
    "meta:creator-initials": "",
    "loext:sender-initials": "",
    "meta:date-string": "",
}
"""Elements whose words are a person or a moment, and what they say instead."""
OF_A_DEVICE: Final = frozenset({"PrinterName", "PrinterSetup", "Rsid", "RsidRoot"})
REFERRING: Final = frozenset({"Relationship", "Override", "file-entry"})
REFERRED: Final = frozenset({"Target", "PartName", "full-path"})
TEMPLATE: Final = "/attachedTemplate"


def clean(content: bytes) -> bytes:
    """The part in UTF-8; Unreadable when it is no XML, or has a grammar of its own."""
    return _Copy().made(content)


class _Copy:
    """What is written while the part is read; its raw markup but for some elements."""

    def __init__(self) -> None:
        self._written = ['<?xml version="1.0" encoding="UTF-8"?>\n']
        self._instead: str | None = None
        """What the element that is open says instead of its words."""
        self._inside = 0
        """Elements that are open of one that is left out."""
        reader = expat.ParserCreate()
        reader.buffer_text = True
        reader.ordered_attributes = True
        reader.XmlDeclHandler = lambda *_: None
        reader.CommentHandler = lambda *_: None
        reader.StartDoctypeDeclHandler = _without_a_subset
        reader.EndDoctypeDeclHandler = lambda: None
        reader.StartElementHandler = self._begun
        reader.EndElementHandler = self._ended
        reader.DefaultHandlerExpand = self._as_it_is
        self._reader = reader

    def made(self, content: bytes) -> bytes:
        """All of it."""
        try:
            self._reader.Parse(content, True)
        except expat.ExpatError:
            raise Unreadable from None
        return "".join(self._written).encode()

    def _begun(self, name: str, given: list[str]) -> None:
        attributes = dict(zip(given[::2], given[1::2], strict=True))
        if self._inside or _left_out(name, attributes):
            self._inside += 1
            return
        said = "".join(
            f" {one}={quoteattr(value)}" for one, value in _kept(name, attributes)
        )
        self._written.append(f"<{name}{said}>")
        self._instead = SAID.get(name)
        if _after(attributes, "name") in OF_A_DEVICE:
            self._instead = ""

    def _ended(self, name: str) -> None:
        if self._inside:
            self._inside -= 1
            return
        self._written.append(f"{escape(self._instead or '')}</{name}>")
        self._instead = None

    def _as_it_is(self, raw: str) -> None:
        if not self._inside and self._instead is None:
            self._written.append(raw)


def _without_a_subset(*doctype: object) -> None:
    """What a part brings of its own grammar could grow without end."""
    *_, has_one = doctype
    if has_one:
        raise Unreadable


def _after(attributes: Mapping[str, str], local: str) -> str | None:
    """The value of an attribute, whatever its prefix."""
    found = (v for name, v in attributes.items() if name.rpartition(":")[2] == local)
    return next(found, None)


def _left_out(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element only names a part that is not there."""
    if name.rpartition(":")[2] not in REFERRING:
        return False
    named = [v for one, v in attributes.items() if one.rpartition(":")[2] in REFERRED]
    return any(LEFT_OUT.fullmatch(one.lstrip("/").lower()) for one in named)


def _kept(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The attributes of an element in the copy."""
    element = name.rpartition(":")[2]
    by_somebody = not ATTRIBUTED.isdisjoint(
        one.rpartition(":")[2] for one in attributes
    )
    template = (_after(attributes, "Type") or "").endswith(TEMPLATE)
    for one, value in attributes.items():
        local = one.rpartition(":")[2]
        if local.startswith("rsid"):
            continue
        if local in NAMES or (element in PERSONS and local in OF_PERSONS):
            yield one, ""
        elif local == "dateUtc" or (by_somebody and local in DATES):
            yield one, MOMENT
        elif (element, local) == ("absPath", "url"):
            yield one, ""
        elif template and local == "Target":
            yield one, "Normal.dotm"
        elif element in ("rsid", "rsidRoot") and local == "val":
            yield one, "00000000"
        else:
            yield one, value
