"""Documents of office suites as tests send them: zips of a few parts."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from api.files.content import OOXML

DOCX: Final = f"{OOXML}wordprocessingml.document"
XLSX: Final = f"{OOXML}spreadsheetml.sheet"
PPTX: Final = f"{OOXML}presentationml.presentation"
ODT: Final = "application/vnd.oasis.opendocument.text"
FIRST: Final[Mapping[str, str]] = {
    DOCX: "word/document.xml",
    XLSX: "xl/workbook.xml",
    PPTX: "ppt/presentation.xml",
    ODT: "content.xml",
}
"""The part that makes a document one of its kind."""


def packed(members: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", how) as zipped:
        for name, content in members.items():
            as_it_is = name == "mimetype"
            zipped.writestr(name, content, zipfile.ZIP_STORED if as_it_is else how)
    return made.getvalue()


def document(kind: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A document of a kind, with more or other parts."""
    first: dict[str, bytes] = {"[Content_Types].xml": b"<Types/>"}
    if kind == ODT:
        first = {"mimetype": ODT.encode()}
    return packed({**first, FIRST[kind]: b"<d>Words</d>", **(parts or {})})


def parts(document: bytes) -> dict[str, bytes]:
    """What is in a document, by names."""
    with zipfile.ZipFile(BytesIO(document)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}
