"""Files while they arrive: sealed from their first byte, whole pieces of them.

FOLDER/<item>.told   what was said of the file when it was begun, sealed
FOLDER/<item>.part   its pieces so far
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from cases.errors import Unavailable
from cases.files.days import tell_the_day
from cases.sealing.pieces import arrived, sealed_size
from cases.sealing.roots import flush, private_folder

TOLD: Final = ".told"
PART: Final = ".part"
SPARE: Final = 64 << 20
"""Bytes that stay free on the disk, whatever is sent."""


class Staging:
    """Where files of one organisation arrive, several at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, item: UUID, told: bytes, size: int) -> None:
        """A file of so many bytes is going to arrive; Unavailable without room."""
        self._make()
        if shutil.disk_usage(self._folder).free < 2 * size + SPARE:
            raise Unavailable("there is no room for the file")
        for name, content in ((PART, b""), (TOLD, told)):
            with self._new(item, name) as file:
                file.write(content)
                os.fsync(file.fileno())
            tell_the_day(self._path(item, name))
        flush(self._folder)
        tell_the_day(self._folder)

    def told(self, item: UUID) -> bytes | None:
        """What was said of a file when it was begun; None when it is not arriving."""
        with suppress(FileNotFoundError):
            return self._path(item, TOLD).read_bytes()
        return None

    def arrived(self, item: UUID, size: int) -> int:
        """Bytes of a file of `size` that are here, in whole pieces."""
        with suppress(FileNotFoundError):
            return arrived(self.path(item).stat().st_size, size)
        return 0

    @contextmanager
    def going_on(self, item: UUID, size: int) -> Iterator[BinaryIO | None]:
        """A file of `size`, where its whole pieces end; what is none is cut off.

        None when somebody else is at it.
        """
        with self.path(item).open("r+b") as file:
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                yield None
                return
            there = arrived(os.fstat(file.fileno()).st_size, size)
            file.truncate(sealed_size(there) if there else 0)
            file.seek(0, os.SEEK_END)
            try:
                yield file
            finally:
                file.flush()
                tell_the_day(self.path(item))

    def path(self, item: UUID) -> Path:
        """Where the sealed bytes are."""
        return self._path(item, PART)

    @contextmanager
    def made(self, item: UUID) -> Iterator[BinaryIO]:
        """A file that is made here, whole and durable once the block ends."""
        with self._new(item, PART) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def done(self, item: UUID) -> bool:
        """Whether its sealed bytes are no longer needed here."""
        return self._path(item, TOLD).exists() and not self.path(item).exists()

    def finish(self, item: UUID) -> None:
        """Keep no more than what was said of it, so that its sender can ask again."""
        self.path(item).unlink(missing_ok=True)
        tell_the_day(self._folder)

    def drop(self, item: UUID) -> None:
        """Keep nothing of it here."""
        for name in (TOLD, PART):
            self._path(item, name).unlink(missing_ok=True)
        tell_the_day(self._folder)

    def left(self, seconds: float) -> list[UUID]:
        """Those that nothing was added to for so long, as far as their days tell."""
        before = time.time() - seconds
        last: dict[UUID, float] = {}
        for path in self._folder.glob("*"):
            item = UUID(path.stem)
            last[item] = max(last.get(item, 0.0), _touched(path))
        return [item for item, touched in last.items() if touched < before]

    def _make(self) -> None:
        for folder in (self._folder.parent, self._folder):
            private_folder(folder)

    def _new(self, item: UUID, name: str) -> BinaryIO:
        self._make()
        path = self._path(item, name)
        return os.fdopen(
            os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b"
        )

    def _path(self, item: UUID, name: str) -> Path:
        return self._folder / f"{item}{name}"


def _touched(path: Path) -> float:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime
    return time.time()
