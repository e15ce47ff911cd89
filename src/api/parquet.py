"""Rows as Parquet, a group at a time: what was sent is not kept."""

import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyarrow
from pyarrow.parquet import ParquetWriter

from projections.views import Columns, Rows

KINDS: Final[dict[int, Any]] = {
    16: pyarrow.bool_(),
    20: pyarrow.int64(),
    21: pyarrow.int16(),
    23: pyarrow.int32(),
    25: pyarrow.string(),
    1009: pyarrow.list_(pyarrow.string()),
    1082: pyarrow.date32(),
    1184: pyarrow.timestamp("us", tz="UTC"),
    2950: pyarrow.string(),
}
"""By the number that a type has in PostgreSQL; a UUID as people write it."""


class Taken(io.RawIOBase):
    """Somewhere to write to, from which all that was written is taken each time."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How much was written so far, taken or not."""
        return self._size

    def write(self, piece: Any) -> int:
        """Take in some bytes."""
        self._pieces.append(bytes(piece))
        self._size += len(self._pieces[-1])
        return len(self._pieces[-1])

    def take(self) -> bytes:
        """What was written since it was taken last."""
        written = b"".join(self._pieces)
        self._pieces.clear()
        return written


class Parquet:
    """A file of the format, on its way."""

    def __init__(self, columns: Columns) -> None:
        kinds = (KINDS[kind] for kind in columns.types)
        self._schema = pyarrow.schema(zip(columns.names, kinds, strict=True))
        self._written = Taken()
        self.rows = 0

    def columns(self) -> list[tuple[str, str]]:
        """The name of each column, and its type in the words of Arrow."""
        return [(field.name, str(field.type)) for field in self._schema]

    def pieces(self, groups: Iterable[Rows]) -> Iterator[bytes]:
        """The bytes of the file, after each group of rows."""
        with ParquetWriter(self._written, self._schema, compression="zstd") as writer:
            for rows in groups:
                columns = zip(*rows, strict=True)
                arrays = [
                    pyarrow.array(column, field.type)
                    for column, field in zip(columns, self._schema, strict=True)
                ]
                writer.write_batch(
                    pyarrow.RecordBatch.from_arrays(arrays, schema=self._schema)
                )
                self.rows += len(rows)
                yield self._written.take()
        yield self._written.take()
