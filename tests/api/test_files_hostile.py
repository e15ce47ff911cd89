"""Files that are made to break who reads them: refused, and nothing of them is kept."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from packed import DOCX, ODT, XLSX, document
from PIL import Image
from reported import Opened, opened_by, somebody
from sending import PURPOSE, Sending, lying, picture
from serving import HERE, Caller, Service

from api.files.content import PDF
from cases.sealing.pieces import PIECE

LAUGHS: Final = b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9)
)


def of_word(**members: bytes) -> bytes:
    """A Word document with these parts below `word/`."""
    return document(DOCX, {f"word/{name}": one for name, one in members.items()})


def markup(text: bytes) -> bytes:
    return document(DOCX, {"word/document.xml": text})


def within(depth: int) -> bytes:
    """A document in a document in a document."""
    one = document(XLSX)
    for _ in range(depth):
        one = document(XLSX, {"xl/embeddings/a.xlsx": one})
    return one


def patched(zipped: bytes, sign: bytes, at: int, form: str, number: int) -> bytes:
    """A zip whose last header of a kind says something else."""
    made = bytearray(zipped)
    struct.pack_into(form, made, zipped.rindex(sign) + at, number)
    return bytes(made)


def overlapping() -> bytes:
    """A zip of many members, all of them the same bytes."""
    zipped = document(DOCX, {"word/a.bin": bytes(4 << 20)})
    begin = zipped.rindex(b"PK\x01\x02")
    end = zipped.rindex(b"PK\x05\x06")
    last = zipped[begin:end]
    more = b"".join(last.replace(b"word/a", b"word/%c" % n) for n in b"bcdefghijk" * 6)
    foot = bytearray(zipped[end:])
    struct.pack_into("<HH", foot, 8, 63, 63)
    struct.pack_into("<I", foot, 12, struct.unpack_from("<I", foot, 12)[0] + len(more))
    return zipped[:end] + more + bytes(foot)


def png(width: int, height: int) -> bytes:
    """A picture that says it is so large, and is not there."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        summed = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + summed

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    zeros = chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + zeros + chunk(b"IEND", b"")


def film(pictures: int) -> bytes:
    """One picture after the other."""
    made = io.BytesIO()
    frames = [Image.new("P", (2000, 2000), n) for n in range(pictures)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:], optimize=False)
    return made.getvalue()


def pdf(body: bytes) -> bytes:
    return b"%PDF-1.7\n" + body + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def stream(about: bytes, content: bytes) -> bytes:
    packed_up = zlib.compress(content)
    return b"2 0 obj<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj" % (
        about,
        len(packed_up),
        packed_up,
    )


HOSTILE: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {
    "zeros of 300 MiB": (DOCX, lambda: of_word(a=bytes(300 << 20))),
    "documents in documents": (XLSX, lambda: within(5)),
    "members that are one another": (DOCX, overlapping),
    "more members than may be": (
        DOCX,
        lambda: of_word(**{f"m{n}": b"" for n in range(10_001)}),
    ),
    "a length that is not so": (
        DOCX,
        lambda: patched(of_word(a=bytes(1 << 20)), b"PK\x01\x02", 24, "<I", 10),
    ),
    "a length beyond all": (
        DOCX,
        lambda: patched(of_word(a=b"a"), b"PK\x01\x02", 24, "<I", 2**32 - 2),
    ),
    "a sum that is not so": (
        DOCX,
        lambda: patched(of_word(a=b"a"), b"PK\x01\x02", 16, "<I", 7),
    ),
    "an unknown packing": (
        DOCX,
        lambda: patched(of_word(a=b"a"), b"PK\x01\x02", 10, "<H", 99),
    ),
    "a password": (DOCX, lambda: patched(of_word(a=b"a"), b"PK\x01\x02", 8, "<H", 1)),
    "two of one name": (
        ODT,
        lambda: document(ODT, {"A.xml": b"<a/>", "a.xml": b"<b/>"}),
    ),
    "a name that leads elsewhere": (DOCX, lambda: of_word(**{"../../x": b"a"})),
    "no end": (DOCX, lambda: document(DOCX)[:-30]),
    "another's folder": (DOCX, lambda: document(XLSX, {"x": b"word/"})),
    "a million laughs": (
        DOCX,
        lambda: markup(b'<!DOCTYPE a [<!ENTITY a0 "ha">' + LAUGHS + b"]><a>&a8;</a>"),
    ),
    "a file of the server's": (
        DOCX,
        lambda: markup(
            b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        ),
    ),
    "markup without end": (DOCX, lambda: markup(b"<a>" * 100_000)),
    "no markup": (DOCX, lambda: markup(b"MARKER")),
    "a picture of ten thousand million": ("image/png", lambda: png(100_000, 100_000)),
    "a picture that is not there": ("image/png", lambda: png(4000, 4000)),
    "many pictures": ("image/gif", lambda: film(17)),
    "half a picture": ("image/jpeg", lambda: picture("JPEG")[:400]),
    "a picture in a document": (
        DOCX,
        lambda: of_word(**{"media/a.png": png(100_000, 100_000)}),
    ),
    "a PDF without a root": (PDF, lambda: pdf(b"1 0 obj null endobj")),
    "a PDF whose pages are their own": (
        PDF,
        lambda: pdf(
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
            b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>endobj"
        ),
    ),
    "a PDF of arrays in arrays": (
        PDF,
        lambda: pdf(b"1 0 obj" + b"[" * 100_000 + b"]" * 100_000 + b"endobj"),
    ),
    "a PDF with objects in zeros": (
        PDF,
        lambda: pdf(stream(b"/Type/ObjStm/N 9/First 9", bytes(400 << 20))),
    ),
}


@pytest.fixture(scope="module")
def opened(service: Service) -> Opened:
    return opened_by(service.caller("member", somebody()))


@pytest.fixture
def intake(service: Service) -> Caller:
    return service.caller("intake_officer")


def topics(service: Service, opened: Opened) -> list[type]:
    log = service.app.state.organisations[HERE].log
    return [type(recorded.event) for recorded in log.history(opened.id)]


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_and_nothing_of_it_is_kept(
    service: Service, opened: Opened, intake: Caller, name: str
) -> None:
    kind, made = HOSTILE[name]
    before = lying(service), topics(service, opened)
    answer = Sending(intake, opened.at, made(), {"media_type": kind}).sent()
    assert answer.status_code in (415, 422), answer.text
    assert answer.json()["type"] in ("/problems/file-type", "/problems/file-unreadable")
    assert "MARKER" not in answer.text
    assert (lying(service), topics(service, opened)) == before


parts = st.lists(
    st.tuples(
        st.integers(-2, 4) | st.none(),
        st.integers(0, 3 * PIECE),
        st.sampled_from([{}, {}, {}, {"Upload-Offset": "x"}, {"Content-Type": "a/b"}]),
    ),
    max_size=6,
)
"""Each at so many pieces from where the file goes on, and so many bytes long."""


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(parts)
@example([(0, 3 * PIECE, {}), (0, 3 * PIECE, {}), (0, 3 * PIECE, {})])
@example([(1, 100, {}), (-1, 100, {}), (0, 0, {}), (None, 100, {})])
def test_parts_in_any_order_make_the_file_that_was_sent_or_none(
    service: Service, opened: Opened, some: list[tuple[int | None, int, dict[str, str]]]
) -> None:
    intake = service.caller("intake_officer", somebody())
    content = b"".join(b"Line %d of what was said.\n" % n for n in range(6000))
    sending = Sending(intake, opened.at, content, {"media_type": "text/plain"})
    assert sending.begin().status_code == 201
    for off, length, headers in some:
        come = sending.come().json()["offset"]
        first = max(0, come + PIECE * off) if off is not None else len(content) + 1
        answer = sending.part(first, first + length, **headers)
        assert answer.status_code in (201, 204, 400, 409, 415), answer.text
        gone = {int(one) for one in answer.headers.get_list("Upload-Offset")}
        assert all(0 <= one <= len(content) for one in gone)
    last = sending.part(sending.come().json()["offset"])
    assert last.status_code == 201, last.text
    copies = [
        one["item"]
        for one in intake.get(f"{opened.at}/files").json()
        if one["what"] == "copy" and one["original"] == sending.item
    ]
    read = intake.get(f"{opened.at}/files/{copies[0]}", purpose=PURPOSE)
    assert read.content == content
