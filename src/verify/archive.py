"""Zips: written in one way, read without trusting what they say of their sizes."""

import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

from verify.errors import Refuted, Unchecked

LARGEST_ARCHIVE: Final = 1024**3
LARGEST_DIRECTORY: Final = 16 * 1024**2
"""Bytes of the list of members; 65,534 of them fit."""
MOST_UNPACKED: Final = 2 * 1024**3
"""Bytes, of all members together."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE: Final = 0o100644 << 16
_UNIX: Final = 3
_END: Final = struct.Struct("<4s4H2LH")
_LOCATOR: Final = b"PK\x06\x07"
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1


def write(to: IO[bytes], members: Iterable[tuple[str, bytes]]) -> None:
    """A zip of these members, ordered by name; the same bytes every time."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as packed:
        for name, content in sorted(members):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = _PLAIN_FILE
            member.create_system = _UNIX
            packed.writestr(member, content, compresslevel=6)


class Archive:
    """A zip from anybody. Refuted when it is not one that could be read in safety."""

    def __init__(self, path: Path) -> None:
        try:
            self.file = path.open("rb")
        except OSError as failed:
            raise Unchecked(f"{path.name} cannot be read") from failed
        _require_small(self.file)
        try:
            self.packed = zipfile.ZipFile(self.file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as refused:
            raise Refuted("not a zip") from refused
        self.members = {each.filename: each for each in self.packed.infolist()}
        if len(self.members) != len(self.packed.infolist()):
            raise Refuted("the zip has two members of one name")
        self.left = MOST_UNPACKED

    def read(self, name: str, limit: int) -> bytes:
        """At most `limit` bytes; Refuted when it is not there, larger, or damaged."""
        member = self.members.get(name)
        if member is None:
            raise Refuted(f"{name} is not in the zip")
        if member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS:
            raise Refuted(f"{name} is packed in a way that is not known here")
        try:
            with self.packed.open(member) as opened:
                content = opened.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as refused:
            raise Refuted(f"{name} is damaged") from refused
        self.left -= len(content)
        if len(content) > limit or self.left < 0:
            raise Refuted(f"{name} is larger than it can be")
        return content


def _require_small(file: IO[bytes]) -> None:
    """Before zipfile reads the list of members into memory, however long it is."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - 20))
    tail = file.read()
    if size > LARGEST_ARCHIVE or len(tail) < _END.size:
        raise Refuted("not a zip, or too large")
    mark, *_, directory, _, comment = _END.unpack(tail[-_END.size :])
    if mark != b"PK\x05\x06" or comment or tail.startswith(_LOCATOR):
        raise Refuted("not a zip of this kind")
    if directory > LARGEST_DIRECTORY:
        raise Refuted("the zip has too many members")
