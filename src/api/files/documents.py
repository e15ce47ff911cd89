"""Documents without what they say of their making; what they say stays as it is."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pikepdf

from api.files import markup
from api.files.content import IMAGES, KNOWN, LOCAL, OFFICE
from api.files.images import Unreadable
from api.files.images import clean as clean_image
from api.files.markup import LEFT_OUT

MOST_BYTES: Final = 256 << 20
MOST_MEMBERS: Final = 10_000
NAMED_AFTER: Final = (1980, 1, 1, 0, 0, 0)
"""When every member of a zip was changed last: a zip knows no earlier moment."""
EMPTIED: Final = {
    "docprops/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats'
    b'.org/package/2006/metadata/core-properties"/>',
    "docprops/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"/>',
    "meta.xml": b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:'
    b'xmlns:office:1.0"/>',
}
"""By names in small letters: those of a package mean the same in any."""
MARKUP: Final = (".xml", ".rels")
PRINTERS: Final = "printersettings/"
DEEPEST: Final = 3
"""Documents in documents."""
ABOUT: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
"""What any part of a PDF may say of its making."""
NOTED: Final = ("/T", "/M", "/CreationDate")
"""What a comment in a PDF says of who made it, and when."""


def clean_office(media_type: str, content: bytes) -> bytes:
    """A document of an office suite, its pictures cleaned as well; Unreadable.

    Properties, previews, names and dates of who changed what and commented, in
    documents within it as well.
    """
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
    if (folder := OFFICE.get(media_type)) and not any(
        name.encode().startswith(folder) for name in names
    ):
        raise Unreadable
    return _Packed().cleaned(content)


class _Packed:
    """A document, and those within it: together no larger than one may be."""

    def __init__(self) -> None:
        self._bytes, self._members, self._within = MOST_BYTES, MOST_MEMBERS, 0

    def cleaned(self, content: bytes) -> bytes:
        """A copy of a zip, its members cleaned."""
        written = BytesIO()
        with (
            zipfile.ZipFile(BytesIO(content)) as old,
            zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            self._refuse_bombs(old)
            for member in old.infolist():
                name = _name(member)
                if not LEFT_OUT.fullmatch(name):
                    made = zipfile.ZipInfo(member.filename, NAMED_AFTER)
                    made.compress_type = member.compress_type
                    new.writestr(made, self._member(name, old.read(member)))
        return written.getvalue()

    def _refuse_bombs(self, packed: zipfile.ZipFile) -> None:
        members = packed.infolist()
        self._members -= len(members)
        # What is said of their length is held to: reading stops there.
        self._bytes -= sum(member.file_size for member in members)
        if self._members < 0 or self._bytes < 0 or self._within > DEEPEST:
            raise Unreadable
        names = {_name(member) for member in members}
        # Of two with one name each reader may take another.
        if len(names) < len(members) or any(".." in one.split("/") for one in names):
            raise Unreadable

    def _member(self, name: str, content: bytes) -> bytes:
        if name in EMPTIED:
            return EMPTIED[name]
        if name.endswith(MARKUP):
            return markup.clean(content)
        if PRINTERS in name:
            return bytes(len(content))
        if content.startswith(LOCAL):
            return self._one_within(content)
        if content.startswith(b"%PDF-"):
            return clean_pdf(content)
        for kind in IMAGES:
            if KNOWN[kind](content):
                return clean_image(kind, content)
        return content

    def _one_within(self, content: bytes) -> bytes:
        self._within += 1
        try:
            return self.cleaned(content)
        finally:
            self._within -= 1


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").lower()


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
    _without(part, *ABOUT)
    # A field of a form has its name where a comment has its author.
    if "/Rect" in part and part.get("/Subtype") != "/Widget":
        _without(part, *NOTED)
    if part.get("/Type") == "/EmbeddedFile":
        _without(part, "/Params")
    if isinstance(part, pikepdf.Stream) and part.get("/Filter") == "/DCTDecode":
        jpeg = b"".join(without_notes(part.read_raw_bytes()))
        part.write(jpeg, filter=pikepdf.Name.DCTDecode)


def _without(part: pikepdf.Object, *names: str) -> None:
    for name in names:
        if name in part:
            del part[name]


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
