"""Documents without what they say of their making; what they say stays as it is."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pikepdf

from api.files.content import IMAGES, KNOWN, OFFICE
from api.files.images import Unreadable
from api.files.images import clean as clean_image

MOST_BYTES: Final = 256 << 20
MOST_MEMBERS: Final = 10_000
NAMED_AFTER: Final = (1980, 1, 1, 0, 0, 0)
"""When every member of a zip was changed last: a zip knows no earlier moment."""
LEFT_OUT: Final = re.compile(r"docProps/(?!app\.xml|core\.xml).*|Thumbnails/.*")
EMPTIED: Final = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats'
    b'.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"/>',
    "meta.xml": b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:'
    b'xmlns:office:1.0"/>',
}
REFERRED: Final = re.compile(
    rb"<(?:Relationship|Override|manifest:file-entry)\b[^>]*"
    rb"(?:docProps/(?!app\.xml|core\.xml)|Thumbnails/)[^>]*/>"
)
"""Where the parts that are left out are named in others."""
NAMING: Final = ("[Content_Types].xml", "_rels/.rels", "META-INF/manifest.xml")
AUTHORS: Final = re.compile(rb'(\bw:(?:author|initials)=")[^"]*(")')
DATES: Final = re.compile(rb' w:date="[^"]*"')
ABOUT: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
"""What any part of a PDF may say of its making."""


def clean_office(media_type: str, content: bytes) -> bytes:
    """A document of an office suite, its pictures cleaned as well; Unreadable.

    Properties, previews, names and dates of who changed what and commented.
    """
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        _refuse_bombs(old)
        if (folder := OFFICE.get(media_type)) and not any(
            name.encode().startswith(folder) for name in old.namelist()
        ):
            raise Unreadable
        for member in old.infolist():
            if not LEFT_OUT.fullmatch(member.filename):
                made = zipfile.ZipInfo(member.filename, NAMED_AFTER)
                made.compress_type = member.compress_type
                new.writestr(made, _member(member.filename, old.read(member)))
    return written.getvalue()


def _refuse_bombs(packed: zipfile.ZipFile) -> None:
    members = packed.infolist()
    if len(members) > MOST_MEMBERS:
        raise Unreadable
    # What is said of their length is held to: reading stops there.
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise Unreadable


def _member(name: str, content: bytes) -> bytes:
    if name in EMPTIED:
        return EMPTIED[name]
    if name in NAMING:
        return REFERRED.sub(b"", content)
    if name.endswith(".xml"):
        return DATES.sub(b"", AUTHORS.sub(rb"\1\2", content))
    for kind in IMAGES:
        if KNOWN[kind](content):
            return clean_image(kind, content)
    return content


def clean_pdf(content: bytes) -> bytes:
    """A PDF, and the JPEG pictures in it; Unreadable when it is encrypted."""
    written = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if document.is_encrypted:
                raise Unreadable
            for name in ("/Info", "/ID"):
                if name in document.trailer:
                    del document.trailer[name]
            for part in document.objects:
                _forget(part)
            document.save(written, deterministic_id=True)
    except pikepdf.PdfError:
        raise Unreadable from None
    return written.getvalue()


def _forget(part: pikepdf.Object) -> None:
    if not isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        return
    for name in ABOUT:
        if name in part:
            del part[name]
    if isinstance(part, pikepdf.Stream) and part.get("/Filter") == "/DCTDecode":
        jpeg = b"".join(without_notes(part.read_raw_bytes()))
        part.write(jpeg, filter=pikepdf.Name.DCTDecode)


def without_notes(jpeg: bytes) -> Iterator[bytes]:
    """A JPEG without the parts that only say something of it: its pixels are kept.

    In a PDF it cannot be made anew: how its colours are meant stands elsewhere.
    """
    yield jpeg[:2]
    at = 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1 : at + 2] != b"\xda":
        marker = jpeg[at + 1]
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        # APP0 and APP14 say how it is to be decoded; the others, and COM, are notes.
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            yield jpeg[at:end]
        if end <= at + 3:
            raise Unreadable
        at = end
    yield jpeg[at:]
