"""The store that keeps sealed files in a directory: the default."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cases.errors import Tampered, Unavailable
from cases.files.days import tell_the_day
from cases.sealing.roots import flush, private_folder


class DirectoryStore:
    """Files below one folder, two levels deep, named after their items.

    What is staged must lie on the same file system.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, item: UUID, staged: Path) -> None:
        """Keep a file, durable on return; harmless to repeat."""
        path = self.path(item)
        with _answering():
            for folder in (self._folder, path.parent.parent, path.parent):
                private_folder(folder)
            tell_the_day(staged)
            with suppress(FileExistsError):
                path.hardlink_to(staged)
            flush(path.parent)
            tell_the_day(path.parent, path.parent.parent, self._folder)

    @contextmanager
    def opened(self, item: UUID) -> Iterator[BinaryIO]:
        """A file from its beginning; Tampered when it is not there."""
        if not self._folder.is_dir():
            raise Unavailable("the store of files is away")
        try:
            file = self.path(item).open("rb")
        except FileNotFoundError:
            raise Tampered(item) from None
        except OSError as failure:
            raise Unavailable("the store of files does not answer") from failure
        with file:
            yield file

    def remove(self, items: Collection[UUID]) -> None:
        """Remove those that are there."""
        with _answering():
            for path in map(self.path, items):
                if path.parent.is_dir():
                    path.unlink(missing_ok=True)
                    flush(path.parent)
                    tell_the_day(path.parent)

    def there(self, items: Collection[UUID]) -> set[UUID]:
        """Those of the items that have a file."""
        with _answering():
            return {item for item in items if self.path(item).exists()}

    def items(self, before: float = inf) -> Iterator[UUID]:
        """All that have one, kept since before a moment (seconds since 1970)."""
        for path in self._folder.glob("??/??/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield UUID(path.name)

    def path(self, item: UUID) -> Path:
        """Where it lies; by the end of its name, as the beginning tells the time."""
        name = str(item)
        return self._folder / name[-2:] / name[-4:-2] / name


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise Unavailable("the store of files does not answer") from failure
