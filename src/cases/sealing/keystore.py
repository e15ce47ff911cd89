"""The wrapped keys in PostgreSQL: a database of its own, a schema per organisation.

Never restored to an earlier time: an old copy would bring erased keys back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from psycopg import Connection, OperationalError
from psycopg.rows import TupleRow

from cases.database import Pool
from cases.errors import Unavailable

SHARDS: Final = 1024
PATIENCE_SECONDS: Final = 2.0
"""How long the keystore may take to give a connection."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of the keys that cover item keys, itself covered by a root."""

    number: int
    root_version: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class StoredKey:
    """An item's key as it is kept, and the shard whose key covers it."""

    item: UUID
    wrapped: bytes
    shard: Shard


class Keystore:
    """The shards and item keys of one organisation.

    Every method raises Unavailable when the database does not answer.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def shard(self, number: int) -> Shard:
        """Raises Unavailable before `fill`."""
        with self._connection() as db:
            row = db.execute(
                """
                SELECT shard, root_version, wrapped
                  FROM shard
                 WHERE shard = %s
                """,
                [number],
            ).fetchone()
        if row is None:
            raise Unavailable("the keystore has no shards")
        return Shard(*row)

    def samples(self) -> list[Shard]:
        """One shard for each root version in use; empty before `fill`."""
        with self._connection() as db:
            rows = db.execute(
                """
                SELECT DISTINCT ON (root_version) shard, root_version, wrapped
                  FROM shard
                 ORDER BY root_version, shard
                """
            ).fetchall()
        return [Shard(*row) for row in rows]

    def fill(self, shards: Sequence[Shard]) -> None:
        """Store all the shards, as the owner; those that are there stay as they are."""
        with (
            self._connection() as db,
            db.transaction(),
            db.cursor() as cursor,
        ):
            cursor.executemany(
                """
                INSERT INTO shard (shard, root_version, wrapped)
                VALUES (%s, %s, %s)
                    ON CONFLICT (shard) DO NOTHING
                """,
                [(shard.number, shard.root_version, shard.wrapped) for shard in shards],
            )

    def add(self, shard: Shard, keys: Mapping[UUID, bytes]) -> bool:
        """Make wrapped keys durable; False when the shard has got another key."""
        with self._connection() as db:
            row = db.execute(
                "SELECT add_item_keys(%s::smallint, %s, %s::uuid[], %s::bytea[])",
                [shard.number, shard.wrapped, list(keys), list(keys.values())],
            ).fetchone()
        return row is not None and row[0] is True

    def find(self, items: Sequence[UUID]) -> list[StoredKey]:
        """The keys there are of these items, in one question; erased ones are not."""
        with self._connection() as db:
            rows = db.execute(
                """
                SELECT item_key.item, item_key.wrapped,
                       shard.shard, shard.root_version, shard.wrapped
                  FROM item_key
                  JOIN shard USING (shard)
                 WHERE item_key.item = ANY(%s::uuid[])
                """,
                [list(items)],
            ).fetchall()
        return [
            StoredKey(item, wrapped, Shard(*shard)) for item, wrapped, *shard in rows
        ]

    @contextmanager
    def _connection(self) -> Iterator[Connection[TupleRow]]:
        try:
            with self._pool.connection(timeout=PATIENCE_SECONDS) as db:
                yield db
        except OperationalError as lost:
            raise Unavailable("the keystore does not answer") from lost
