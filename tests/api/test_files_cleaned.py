"""What a document says of its making is not in its copy; what it says is."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

import pikepdf
import pytest
from packed import DOCX, ODT, PPTX, XLSX, document, parts
from sending import CANARY, picture

from api.files import content
from api.files.content import LOCAL
from api.files.documents import clean_office, clean_pdf

WHO: Final = b"MARKER Jane"
WHEN: Final = b"2026-02-03T04:05:06"
KINDS: Final = (DOCX, XLSX, PPTX, ODT)
Case = tuple[str, Mapping[str, bytes]]
CASES: Final[Mapping[str, Case]] = {
    "core properties": (
        DOCX,
        {"docProps/core.xml": b"<p><dc:creator>MARKER Jane</dc:creator></p>"},
    ),
    "properties of the program": (
        DOCX,
        {"docProps/app.xml": b"<p><Company>MARKER Jane</Company></p>"},
    ),
    "properties in capitals": (DOCX, {"DOCPROPS/CORE.XML": b"<p>MARKER Jane</p>"}),
    "properties of one's own": (DOCX, {"docProps/custom.xml": b"<p>MARKER Jane</p>"}),
    "a preview": (PPTX, {"docProps/thumbnail.jpeg": b"MARKER Jane"}),
    "properties of OpenDocument": (ODT, {"meta.xml": b"<p>MARKER Jane</p>"}),
    "a preview of OpenDocument": (ODT, {"Thumbnails/thumbnail.png": b"MARKER Jane"}),
    "a change in Word": (
        DOCX,
        {
            "word/document.xml": b'<w:p><w:ins w:author="MARKER Jane" '
            b"w:date='2026-02-03T04:05:06Z'/></w:p>"
        },
    ),
    "a change between other quotes": (
        DOCX,
        {"word/document.xml": b"<w:p><w:ins w:author = 'MARKER Jane'/></w:p>"},
    ),
    "a comment in Word": (
        DOCX,
        {
            "word/comments.xml": b'<w:c w:author="MARKER Jane" w:initials="MARKER" '
            b'w:date="2026-02-03T04:05:06Z"/>',
            "word/commentsExtensible.xml": b'<c dateUtc="2026-02-03T04:05:06Z"/>',
        },
    ),
    "people in Word": (
        DOCX,
        {
            "word/people.xml": b'<p><w15:person w15:author="MARKER Jane">'
            b'<w15:presenceInfo w15:providerId="AD" w15:userId="MARKER Jane"/>'
            b"</w15:person></p>"
        },
    ),
    "a part in UTF-16": (
        DOCX,
        {
            "word/document.xml": '<?xml version="1.0" encoding="UTF-16"?>'
            '<w:ins w:author="MARKER Jane"/>'.encode("utf-16")
        },
    ),
    "a template in somebody's folder": (
        DOCX,
        {
            "word/_rels/settings.xml.rels": b'<Relationship Target="C:/MARKER Jane" '
            b'Type="x/attachedTemplate"/>'
        },
    ),
    "a comment in Excel": (
        XLSX,
        {"xl/comments1.xml": b"<c><authors><author>MARKER Jane</author></authors></c>"},
    ),
    "a thread in Excel": (
        XLSX,
        {
            "xl/persons/person.xml": b'<l><person displayName="MARKER Jane" '
            b'userId="MARKER Jane" providerId="AD"/></l>',
            "xl/threadedComments/1.xml": b'<c personId="1" dT="2026-02-03T04:05:06"/>',
        },
    ),
    "the folder of a workbook": (
        XLSX,
        {"xl/workbook.xml": b'<w><x15ac:absPath url="C:\\MARKER Jane"/></w>'},
    ),
    "the printer of a sheet": (
        XLSX,
        {"xl/printerSettings/printerSettings1.bin": b"MARKER Jane's printer"},
    ),
    "a comment in PowerPoint": (
        PPTX,
        {
            "ppt/commentAuthors.xml": b'<p:cmAuthor name="MARKER Jane" '
            b'initials="MARKER"/>',
            "ppt/authors.xml": b'<p188:author name="MARKER Jane" userId="MARKER"/>',
            "ppt/comments/c.xml": b'<p:cm authorId="0" dt="2026-02-03T04:05:06"/>',
        },
    ),
    "a comment in OpenDocument": (
        ODT,
        {
            "content.xml": b"<d><office:annotation><dc:creator>MARKER Jane</dc:creator>"
            b"<dc:date>2026-02-03T04:05:06</dc:date></office:annotation></d>"
        },
    ),
    "the printer of OpenDocument": (
        ODT,
        {"settings.xml": b'<s><c config:name="PrinterName">MARKER Jane</c></s>'},
    ),
    "who signed": (
        ODT,
        {"META-INF/documentsignatures.xml": b"<s>MARKER Jane</s>"},
    ),
    "a note in the markup": (DOCX, {"word/document.xml": b"<w><!--MARKER Jane--></w>"}),
    "a document within": (
        DOCX,
        {
            "word/embeddings/a.xlsx": document(
                XLSX, {"docProps/core.xml": b"<p>MARKER Jane</p>"}
            )
        },
    ),
    "a picture within": (DOCX, {"word/media/image1.png": picture("PNG")}),
}


def copy(kind: str, original: bytes) -> bytes:
    """What handlers see of it."""
    assert content.found(original[:65_536], kind, [kind]) == kind
    return clean_pdf(original) if kind == content.PDF else clean_office(kind, original)


def everything(document: bytes) -> bytes:
    """All that stands in a zip, and in the zips within it."""
    inside = parts(document).values()
    some = [everything(one) if one.startswith(LOCAL) else one for one in inside]
    return b"\n".join([document, *some])


@pytest.mark.parametrize("name", CASES)
def test_it_is_not_in_the_copy(name: str) -> None:
    kind, some = CASES[name]
    original = document(kind, some)
    made = everything(copy(kind, original))
    signs = [b"MARKER", "MARKER".encode("utf-16-le"), WHEN, CANARY.encode()]
    assert any(one in everything(original) for one in signs)
    assert [one for one in signs if one in made] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_says_is_in_the_copy_and_can_be_read(kind: str) -> None:
    words = (
        b'<d xmlns:a="urn:a"><a:p a:style="x &amp; y">Words &lt; author="B"</a:p></d>'
    )
    first = next(
        iter(parts(document(kind)).keys() - {"[Content_Types].xml", "mimetype"})
    )
    made = parts(copy(kind, document(kind, {first: words})))
    assert made[first].endswith(words)
    assert list(made) == list(parts(document(kind, {first: words})))


def test_nothing_refers_to_what_is_not_there() -> None:
    some = {
        "_rels/.rels": b'<R><Relationship Target="docProps/thumbnail.jpeg"/>'
        b'<Relationship Target="word/document.xml"/></R>',
        "docProps/thumbnail.jpeg": b"x",
    }
    made = parts(copy(DOCX, document(DOCX, some)))
    assert b"thumbnail" not in made["_rels/.rels"]
    assert b"word/document.xml" in made["_rels/.rels"]
    assert "docProps/thumbnail.jpeg" not in made


def test_when_its_parts_were_changed_is_not_in_the_copy() -> None:
    with zipfile.ZipFile(BytesIO(copy(ODT, document(ODT)))) as made:
        assert {one.date_time[0] for one in made.infolist()} == {1980}
        assert made.infolist()[0].filename == "mimetype"
        assert made.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_who_commented_a_pdf_is_not_in_the_copy() -> None:
    written = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.pages[0].Annots = pikepdf.Array(
            [
                made.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name.Text,
                        Rect=[0, 0, 9, 9],
                        T="MARKER Jane",
                        M="D:20260203040506Z",
                        Contents="What is said of it",
                    )
                )
            ]
        )
        made.docinfo["/Author"] = "MARKER Jane"
        made.save(written)
    assert b"MARKER" in written.getvalue()
    shown = copy(content.PDF, written.getvalue())
    assert b"MARKER" not in shown
    assert b"20260203" not in shown
    assert b"What is said of it" in shown
