"""The wrapped keys in PostgreSQL: a database of its own, a schema per organisation.

Never restored to an earlier time: an old copy would bring erased keys back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, LiteralString
from uuid import UUID

from psycopg import InterfaceError, OperationalError
from psycopg.rows import TupleRow

from cases.database import Pool
from cases.errors import Unavailable
from cases.patience import Patience

SHARDS: Final = 1024
PATIENCE_SECONDS: Final = 2.0
"""How long the keystore may be away before the caller is told."""


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
        self._patience = Patience(pool, PATIENCE_SECONDS)

    def shard(self, number: int) -> Shard:
        """Raises Unavailable before `fill`."""
        rows = self._ask(
            """
            SELECT shard, root_version, wrapped
              FROM shard
             WHERE shard = %s
            """,
            (number,),
        )
        if not rows:
            raise Unavailable("the keystore has no shards")
        return Shard(*rows[0])

    def samples(self) -> list[Shard]:
        """One shard for each root version in use; empty before `fill`."""
        rows = self._ask(
            """
            SELECT DISTINCT ON (root_version) shard, root_version, wrapped
              FROM shard
             ORDER BY root_version, shard
            """
        )
        return [Shard(*row) for row in rows]

    def fill(self, shards: Sequence[Shard]) -> None:
        """Store all the shards, as the owner; those that are there stay as they are."""
        rows = [(shard.number, shard.root_version, shard.wrapped) for shard in shards]
        with answering(), self._pool.connection() as db, db.transaction():
            db.cursor().executemany(
                """
                INSERT INTO shard (shard, root_version, wrapped)
                VALUES (%s, %s, %s)
                    ON CONFLICT (shard) DO NOTHING
                """,
                rows,
            )

    def add(self, shard: Shard, keys: Mapping[UUID, bytes]) -> bool:
        """Make wrapped keys durable; False when the shard has got another key."""
        ((added,),) = self._ask(
            "SELECT add_item_keys(%s::smallint, %s, %s::uuid[], %s::bytea[])",
            (shard.number, shard.wrapped, list(keys), list(keys.values())),
        )
        return bool(added)

    def find(self, items: Sequence[UUID]) -> list[StoredKey]:
        """The keys there are of these items, in one question; erased ones are not."""
        rows = self._ask(
            """
            SELECT item_key.item, item_key.wrapped,
                   shard.shard, shard.root_version, shard.wrapped
              FROM item_key
              JOIN shard USING (shard)
             WHERE item_key.item = ANY(%s::uuid[])
            """,
            (list(items),),
        )
        return [
            StoredKey(item, wrapped, Shard(*shard)) for item, wrapped, *shard in rows
        ]

    def _ask(
        self, statement: LiteralString, values: Sequence[object] = ()
    ) -> list[TupleRow]:
        with answering():
            return self._patience.ask(statement, values)


@contextmanager
def answering() -> Iterator[None]:
    """Raises Unavailable when the keystore does not answer inside."""
    try:
        yield
    except (OperationalError, InterfaceError) as silence:
        raise Unavailable("the keystore does not answer") from silence
