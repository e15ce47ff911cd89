"""What a file is, by its content: nobody's word is taken for it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

TEXTS: Final = ("text/plain", "text/csv")
OOXML: Final = "application/vnd.openxmlformats-officedocument."
OFFICE: Final[Mapping[str, bytes]] = {
    f"{OOXML}wordprocessingml.document": b"word/",
    f"{OOXML}spreadsheetml.sheet": b"xl/",
    f"{OOXML}presentationml.presentation": b"ppt/",
}
"""By the folder that a zip of this kind has."""
OPEN_DOCUMENT: Final = tuple(
    f"application/vnd.oasis.opendocument.{kind}"
    for kind in ("text", "spreadsheet", "presentation")
)
IMAGES: Final[Mapping[str, str]] = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
}
"""With their names in Pillow."""
PDF: Final = "application/pdf"
LOCAL: Final = b"PK\x03\x04"
NAME_AT: Final = 30
"""Where the name of the first file in a zip begins."""
MIMETYPE: Final = b"mimetype"


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signs)


def _riff(kind: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == kind


def _brand(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


def _office(folder: bytes) -> Callable[[bytes], bool]:
    def is_it(head: bytes) -> bool:
        own = b"[Content_Types].xml" in head[:4096] or b"_rels/.rels" in head[:4096]
        return head.startswith(LOCAL) and own and folder in head

    return is_it


def _open_document(media_type: str) -> Callable[[bytes], bool]:
    named = MIMETYPE + media_type.encode() + b"PK"
    return lambda head: head.startswith(LOCAL) and head[NAME_AT:].startswith(named)


def _is_text(head: bytes) -> bool:
    """UTF-8, without the signs that no text has; a last letter may be cut off."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as broken:
        if broken.start < len(head) - 3:
            return False
        text = head[: broken.start].decode("utf-8")
    return bool(text) and not any(
        ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text
    )


KNOWN: Final[Mapping[str, Callable[[bytes], bool]]] = {
    PDF: _begins(b"%PDF-"),
    "image/jpeg": _begins(b"\xff\xd8\xff"),
    "image/png": _begins(b"\x89PNG\r\n\x1a\n"),
    "image/gif": _begins(b"GIF87a", b"GIF89a"),
    "image/webp": _riff(b"WEBP"),
    "image/tiff": _begins(b"II*\x00", b"MM\x00*"),
    **{kind: _office(folder) for kind, folder in OFFICE.items()},
    **{kind: _open_document(kind) for kind in OPEN_DOCUMENT},
    "audio/mpeg": _begins(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "audio/wav": _riff(b"WAVE"),
    "audio/ogg": _begins(b"OggS"),
    "audio/mp4": _brand(b"M4A ", b"M4B "),
    "video/mp4": _brand(b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  "),
    "video/webm": _begins(b"\x1aE\xdf\xa3"),
    "text/plain": _is_text,
    "text/csv": _is_text,
}
"""How the beginning of each kind looks: the first 64 KiB, or all of a shorter file."""


def found(head: bytes, said: str | None, taken: Iterable[str]) -> str | None:
    """What a file is, of the kinds that are taken; None when it is none of them.

    Where something was said of it, that and nothing else.
    """
    kinds = [kind for kind in taken if said in (kind, None)]
    return next((kind for kind in kinds if KNOWN[kind](head)), None)
