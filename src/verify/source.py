"""Where a log is read from: a directory, a tar of one, or the service itself."""

import os
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from verify.errors import Refuted, Unchecked
from verify.merkle import HASH_BYTES
from verify.note import LARGEST_NOTE, Note
from verify.tile import (
    LARGEST_BUNDLE,
    WIDTH,
    Tile,
    TileNodes,
    bundled,
    entries_in,
    unbundled,
)

CHECKPOINT: Final = "checkpoint"
_LARGEST_TILE: Final = WIDTH * HASH_BYTES


class Missing(Unchecked):
    """The log has no file of that name, where it must have one."""


class Files(Protocol):
    """Files by the paths that tlog-tiles gives them."""

    def read(self, path: str, limit: int) -> bytes:
        """At most `limit` bytes; Missing, Refuted when there are more, Unchecked."""


class Directory:
    """A dump in a directory; nothing outside of it is read."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str, limit: int) -> bytes:
        """See `Files`; a link or a device is not a file of a dump."""
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW
        try:
            with os.fdopen(os.open(self.root / path, flags), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise Unchecked(f"{path} is not a file")
                return within(limit, path, file.read(limit + 1))
        except FileNotFoundError as missing:
            raise Missing(f"{path} is not there") from missing
        except OSError as failed:
            raise Unchecked(f"{path} cannot be read") from failed


class Tar:
    """A dump in a tar that is not compressed."""

    def __init__(self, path: Path) -> None:
        try:
            self.tar = tarfile.open(path, "r:")  # noqa: SIM115 (read from until the end)
            self.members = {
                member.name.removeprefix("./"): member
                for member in self.tar
                if member.isfile()
            }
        except (OSError, tarfile.TarError) as failed:
            raise Unchecked("the dump is neither a directory nor a tar") from failed

    def read(self, path: str, limit: int) -> bytes:
        """See `Files`; of members of one name, the last."""
        member = self.members.get(path)
        content = self.tar.extractfile(member) if member else None
        if content is None:
            raise Missing(f"{path} is not there")
        try:
            return within(limit, path, content.read(limit + 1))
        except (OSError, tarfile.TarError) as failed:
            raise Unchecked(f"{path} cannot be read") from failed


class Copying:
    """Files that are also written down as they are read, so that others have a dump."""

    def __init__(self, files: Files, to: Path) -> None:
        self.files = files
        self.to = to

    def read(self, path: str, limit: int) -> bytes:
        """See `Files`; Unchecked when it cannot be written."""
        content = self.files.read(path, limit)
        try:
            copy = self.to / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        except OSError as failed:
            raise Unchecked(f"{path} cannot be written down") from failed
        return content


class Log:
    """A log by its files: its parts as it gives them, none of them checked."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def checkpoint(self) -> Note:
        """The note that it gives for its latest."""
        return Note.parse(self.files.read(CHECKPOINT, LARGEST_NOTE))

    def tile(self, tile: Tile) -> bytes:
        """The bytes of a tile; those of the full one when it has become full."""
        return self._read(
            tile, _LARGEST_TILE, lambda full: full[: tile.width * HASH_BYTES]
        )

    def entries(self, bundle: Tile) -> list[bytes]:
        """The entries of a bundle; Refuted when they are more or fewer."""
        return unbundled(bundle, self._read(bundle, LARGEST_BUNDLE, _cut(bundle)))

    def readable(self, bundle: Tile) -> list[bytes]:
        """Those of its entries that can be read at all."""
        content = self._read(bundle, LARGEST_BUNDLE, lambda full: full)
        return entries_in(content)[: bundle.width]

    def nodes(self, size: int) -> TileNodes:
        """The nodes of its tree at a size."""
        return TileNodes(size, self.tile)

    def _read(self, tile: Tile, limit: int, cut: Callable[[bytes], bytes]) -> bytes:
        try:
            return self.files.read(tile.path, limit)
        except Missing as partial:
            if tile == tile.full():
                raise
            try:
                return cut(self.files.read(tile.full().path, limit))
            except Missing:
                raise partial from None


def _cut(bundle: Tile) -> Callable[[bytes], bytes]:
    def cut(full: bytes) -> bytes:
        return bundled(unbundled(bundle.full(), full)[: bundle.width])

    return cut


def within(limit: int, path: str, content: bytes) -> bytes:
    """The content; Refuted when it is longer than it may be."""
    if len(content) > limit:
        raise Refuted(f"{path} is larger than it can be")
    return content
