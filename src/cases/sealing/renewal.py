"""One exchange of keys: erased items lose theirs, all that covered them gets new ones.

Exchanged are the trunk and, of each erased item, its branch and its shard. The keys
below those stay and are covered anew: the old ones then cover nothing that counts, and
open under nothing once the old root is gone.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from cases.errors import Tampered
from cases.sealing.keystore import BRANCHES
from cases.sealing.keytree import COMMANDS, Places, fresh
from cases.sealing.wrapping import Place, WrappingKey

Db = Connection[TupleRow]

TRUNK: Final = "trunk"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A key that covers others, and the one that does so from now on."""

    old: WrappingKey
    new: WrappingKey


@dataclass(frozen=True, slots=True)
class Level:
    """Keys of one kind: each with its name, with what covers it, and as it is kept."""

    below: LiteralString
    """Finds those below some others."""
    store: LiteralString
    """Keeps them as they are covered now, by name."""
    place: Callable[[Places], Callable[[Any], Place]]


LASTING: Final = Level(
    """
    SELECT name, 'trunk', wrapped
      FROM lasting_key
     WHERE 'trunk' = ANY (%s)
    """,
    """
    UPDATE lasting_key
       SET wrapped = one.wrapped
      FROM unnest(%s::text[], %s::bytea[]) AS one (name, wrapped)
     WHERE lasting_key.name = one.name
    """,
    lambda places: places.lasting,
)
BRANCH: Final = Level(
    """
    SELECT branch, 'trunk', wrapped
      FROM branch
     WHERE 'trunk' = ANY (%s)
    """,
    """
    UPDATE branch
       SET wrapped = one.wrapped
      FROM unnest(%s::smallint[], %s::bytea[]) AS one (branch, wrapped)
     WHERE branch.branch = one.branch
    """,
    lambda places: places.branch,
)
SHARD: Final = Level(
    """
    SELECT shard, branch, wrapped
      FROM shard
     WHERE branch = ANY (%s)
    """,
    """
    UPDATE shard
       SET wrapped = one.wrapped
      FROM unnest(%s::uuid[], %s::bytea[]) AS one (shard, wrapped)
     WHERE shard.shard = one.shard
    """,
    lambda places: places.shard,
)
ITEM: Final = Level(
    """
    SELECT item, shard, wrapped
      FROM item_key
     WHERE shard = ANY (%s)
    """,
    """
    UPDATE item_key
       SET wrapped = one.wrapped
      FROM unnest(%s::uuid[], %s::bytea[]) AS one (item, wrapped)
     WHERE item_key.item = one.item
    """,
    lambda places: places.item,
)


class Renewal:
    """Inside one transaction that holds the lock of the keys alone."""

    def __init__(
        self, db: Db, places: Places, old: WrappingKey | None, new: WrappingKey
    ) -> None:
        self._db = db
        self._places = places
        self._old = old
        self._new = new

    def erase(self, items: Sequence[UUID]) -> None:
        """Delete the items' keys and exchange what covers them; at first, make all.

        Raises Tampered when a branch does not open: all below it would be lost.
        """
        if self._old is None:
            self._make()
            return
        shards = self._column("SELECT shard FROM item_key WHERE item = ANY (%s)", items)
        branches = self._column(
            "SELECT branch FROM shard WHERE shard = ANY (%s)", shards
        )
        self._db.execute("DELETE FROM item_key WHERE item = ANY (%s)", (list(items),))
        trunk: Mapping[Any, Exchange] = {TRUNK: Exchange(self._old, self._new)}
        self._cover(LASTING, trunk)
        renewed = self._cover(BRANCH, trunk, branches)
        if renewed.keys() != branches:
            raise Tampered
        self._cover(ITEM, self._cover(SHARD, renewed, shards))
        self._db.execute(
            """
            DELETE FROM shard
             WHERE shard = ANY (%s)
               AND NOT EXISTS (SELECT FROM item_key WHERE item_key.shard = shard.shard)
            """,
            (list(shards),),
        )

    def _make(self) -> None:
        branch, lasting = self._places.branch, self._places.lasting
        for number in range(BRANCHES):
            self._db.execute(
                "INSERT INTO branch (branch, wrapped) VALUES (%s, %s)",
                (number, self._new.wrap(fresh(), branch(number))),
            )
        self._db.execute(
            "INSERT INTO lasting_key (name, wrapped) VALUES (%s, %s)",
            (COMMANDS, self._new.wrap(fresh(), lasting(COMMANDS))),
        )

    def _cover(
        self,
        level: Level,
        above: Mapping[Any, Exchange],
        renewed: Collection[Any] = frozenset(),
    ) -> dict[Any, Exchange]:
        """Cover all keys below some others anew; those that are exchanged themselves.

        One that does not open, as it was put back or changed, stays as it is: it opens
        under nothing from here on either.
        """
        place = level.place(self._places)
        stored: dict[Any, bytes] = {}
        exchanged = {}
        for name, cover, wrapped in self._db.execute(level.below, (list(above),)):
            where = place(name)
            try:
                old = above[cover].old.unwrap(wrapped, where)
            except Tampered:
                continue
            new = fresh() if name in renewed else old
            stored[name] = above[cover].new.wrap(new, where)
            if name in renewed:
                exchanged[name] = Exchange(WrappingKey(old), WrappingKey(new))
        self._db.execute(level.store, (list(stored), list(stored.values())))
        return exchanged

    def _column(self, query: LiteralString, among: Collection[Any]) -> frozenset[Any]:
        rows = self._db.execute(query, (list(among),))
        return frozenset(value for (value,) in rows)


def fits(db: Db, places: Places, trunk: WrappingKey) -> None:
    """Raises Tampered unless the trunk's key opens a branch, when there are any."""
    rows = db.execute("SELECT branch, wrapped FROM branch ORDER BY branch LIMIT 1")
    for number, wrapped in rows:
        trunk.unwrap(wrapped, places.branch(number))


def have_keys(db: Db, items: Sequence[UUID]) -> bool:
    """Whether there is a key of any of these items."""
    found = db.execute(
        "SELECT EXISTS (SELECT FROM item_key WHERE item = ANY (%s))", (list(items),)
    )
    return found.fetchone() == (True,)
