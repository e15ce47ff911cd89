"""The store that keeps sealed files as objects of a bucket, by the protocol of S3."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BufferedReader, RawIOBase
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from uuid import UUID

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store
from typing_extensions import Buffer

from cases.errors import Tampered, Unavailable

if TYPE_CHECKING:
    from obstore import ReadableFile

AT_ONCE: Final = 8 << 20
"""Bytes that are fetched by one request."""
ONE_BY_ONE: Final = 1000
"""Items that are asked for by themselves; of more all that is there is listed."""
TIMEOUT: Final = "30s"
GIVEN_UP: Final = timedelta(seconds=10)
"""After which a request that fails is not sent again."""


class BucketStore:
    """Files of one organisation below a prefix of a bucket, named after their items.

    The bucket is there, keeps no versions of what was removed, and nobody else's.
    """

    def __init__(
        self,
        bucket: str,
        prefix: str,
        endpoint: str,
        region: str,
        keys: tuple[str, str],
    ) -> None:
        access, secret = keys
        self._store = S3Store(
            bucket,
            prefix=prefix,
            endpoint=endpoint,
            region=region,
            access_key_id=access,
            secret_access_key=secret,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": endpoint.startswith("http:"),
                "connect_timeout": "5s",
                "timeout": TIMEOUT,
            },
            retry_config={"max_retries": 3, "retry_timeout": GIVEN_UP},
        )

    def put(self, item: UUID, staged: Path) -> None:
        """Keep a file, durable on return; harmless to repeat."""
        with _answering():
            obstore.put(self._store, str(item), staged)

    @contextmanager
    def opened(self, item: UUID) -> Iterator[BinaryIO]:
        """A file from its beginning; Tampered when it is not there."""
        with _answering():
            try:
                found = obstore.open_reader(self._store, str(item), buffer_size=AT_ONCE)
            except FileNotFoundError:
                # Without a bucket nothing is there, and nothing is wrong with the file.
                self._first()
                raise Tampered(item) from None
            with BufferedReader(_Lying(found), AT_ONCE) as file:
                yield file

    def remove(self, items: Collection[UUID]) -> None:
        """Remove those that are there."""
        with _answering():
            obstore.delete(self._store, [str(item) for item in items])

    def there(self, items: Collection[UUID]) -> set[UUID]:
        """Those of the items that have a file."""
        if len(items) > ONE_BY_ONE:
            return {*items} & {*self.items()}
        with _answering():
            self._first()
            return {item for item in items if self._has(item)}

    def items(self, before: float = inf) -> Iterator[UUID]:
        """All that have one, kept since before a moment (seconds since 1970)."""
        with _answering():
            for some in obstore.list(self._store):
                for one in some:
                    if one["last_modified"].timestamp() < before:
                        yield UUID(one["path"])

    def _has(self, item: UUID) -> bool:
        try:
            obstore.head(self._store, str(item))
        except FileNotFoundError:
            return False
        return True

    def _first(self) -> None:
        """Ask for anything at all: of a bucket that is away nothing can be said."""
        next(iter(obstore.list(self._store, chunk_size=1)), None)


class _Lying(RawIOBase):
    """An object, as a file that is read from its beginning."""

    def __init__(self, found: "ReadableFile") -> None:
        self._found = found

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        into = memoryview(buffer)
        some = memoryview(self._found.read(len(into)))
        into[: len(some)] = some
        return len(some)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (BaseError, FileNotFoundError, PermissionError) as failure:
        raise Unavailable("the store of files does not answer") from failure
