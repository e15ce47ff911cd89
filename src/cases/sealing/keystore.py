"""The covered keys in PostgreSQL: a database of its own, a schema per organisation.

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

BRANCHES: Final = 128
PATIENCE_SECONDS: Final = 2.0
"""How long the keystore may be away before the caller is told."""


@dataclass(frozen=True, slots=True)
class Root:
    """A root in use: who keeps it, and the trunk's key as it covers it."""

    custodian: str
    version: int
    trunk: bytes


@dataclass(frozen=True, slots=True)
class Covered:
    """A branch's or a shard's key as it is kept: covered by the one above."""

    of: int | UUID
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class StoredKey:
    """An item's key as it is kept, and those above it."""

    item: UUID
    wrapped: bytes
    shard: Covered
    branch: Covered


class Keystore:
    """The covered keys of one organisation.

    Every method raises Unavailable when the database does not answer.
    """

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._patience = Patience(pool, PATIENCE_SECONDS)

    def roots(self) -> list[Root]:
        """The root in use of each custodian; none before the keys were made."""
        rows = self._ask(
            """
            SELECT custodian, version, trunk
              FROM root
             WHERE trunk IS NOT NULL
             ORDER BY custodian
            """
        )
        return [Root(*row) for row in rows]

    def branch(self, number: int) -> Covered:
        """Raises Unavailable before the keys were made."""
        rows = self._ask("SELECT branch, wrapped FROM branch WHERE branch = %s", number)
        if not rows:
            raise Unavailable("the keystore has no keys")
        return Covered(*rows[0])

    def lasting(self, name: str) -> bytes:
        """A covered key of no item; Unavailable when it was never made."""
        rows = self._ask("SELECT wrapped FROM lasting_key WHERE name = %s", name)
        if not rows:
            raise Unavailable("the keystore has no keys")
        return bytes(rows[0][0])

    def add(self, branch: Covered, shard: Covered, keys: Mapping[UUID, bytes]) -> bool:
        """Make covered keys durable, in a shard of their own.

        False when the branch has got another key, and nothing was added.
        """
        ((added,),) = self._ask(
            """
            SELECT add_item_keys(%s::smallint, %s, %s, %s, %s::uuid[], %s::bytea[])
            """,
            branch.of,
            branch.wrapped,
            shard.of,
            shard.wrapped,
            list(keys),
            list(keys.values()),
        )
        return bool(added)

    def find(self, items: Sequence[UUID]) -> list[StoredKey]:
        """The keys there are of these items, in one question; erased ones are not."""
        rows = self._ask(
            """
            SELECT item, item_key.wrapped, shard, shard.wrapped, branch, branch.wrapped
              FROM item_key
              JOIN shard USING (shard)
              JOIN branch USING (branch)
             WHERE item = ANY(%s::uuid[])
            """,
            list(items),
        )
        return [
            StoredKey(item, wrapped, Covered(*above[:2]), Covered(*above[2:]))
            for item, wrapped, *above in rows
        ]

    def _ask(self, statement: LiteralString, *values: object) -> list[TupleRow]:
        with answering():
            return self._patience.ask(statement, values)


@contextmanager
def answering() -> Iterator[None]:
    """Raises Unavailable when the keystore does not answer inside."""
    try:
        yield
    except (OperationalError, InterfaceError) as silence:
        raise Unavailable("the keystore does not answer") from silence
