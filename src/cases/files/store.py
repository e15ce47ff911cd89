"""What a store of sealed files does, wherever they lie.

A file never changes: it is put there whole, and removed when it is erased.
"""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from math import inf
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID


class FileStore(Protocol):
    """The sealed files of one organisation, by their items.

    Every method raises Unavailable when the store does not answer.
    """

    def put(self, item: UUID, staged: Path) -> None:
        """Keep a file, durable on return; harmless to repeat."""

    def opened(self, item: UUID) -> AbstractContextManager[BinaryIO]:
        """A file from its beginning; Tampered when it is not there."""

    def remove(self, items: Collection[UUID]) -> None:
        """Remove those that are there."""

    def there(self, items: Collection[UUID]) -> set[UUID]:
        """Those of the items that have a file."""

    def items(self, before: float = inf) -> Iterator[UUID]:
        """All that have one, kept since before a moment (seconds since 1970)."""
