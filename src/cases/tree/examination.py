"""Whether the database still holds what was signed: asked before anything is signed.

A database that went back in time, or from which events are gone, cannot give the root
that is kept outside it. It is then left alone: a smaller or other tree under the same
origin would be a fork, and would look to others like a forgery.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cases.tree import stored
from cases.tree.leaf import POSITION, TooLong, leaf
from cases.tree.signed import Signed
from cases.tree.stored import BEFORE_ALL, Db, Growth, Row, Stored
from verify.edge import Edge
from verify.errors import Refuted
from verify.merkle import Head, leaf_hash
from verify.tile import WIDTH, Tile

BATCH: Final = 4096
"""Events that are read at once."""


class Unfit(Exception):
    """The database does not hold what was signed; the message says what is wrong."""


@dataclass(slots=True)
class Standing:
    """Where the tree stands in memory: its edge, and the last event in it."""

    edge: Edge
    stored: Stored
    tail: bytes | None
    """The hash of the last leaf; None when there is none."""

    def take(self, rows: Sequence[Row]) -> Growth:
        """Take in rows of the log, at least one; raises TooLong."""
        was = self.edge.size
        hashes = [leaf_hash(leaf(row)) for row in rows]
        tiles: dict[Tile, bytes] = dict(self.edge.grow(hashes))
        tiles |= dict(self.edge.partial())
        self.tail = hashes[-1]
        head = Head(self.edge.size, self.edge.root())
        self.stored = Stored(head, rows[-1][POSITION])
        positions = [row[POSITION] for row in rows]
        return Growth(was, self.stored, list(tiles.items()), positions)


def read(db: Db, signed: Signed) -> Standing:
    """The tree as it is stored; Unfit unless it is what was signed, or a part of it.

    A part of it: when a process was killed between signing and storing. `caught_up`
    does the rest.
    """
    found = stored.last(db)
    if found.head.size > signed.head.size:
        raise Unfit("the database holds a checkpoint beyond what was signed last")
    try:
        edge = stored.edge(db, found.head.size)
    except (Refuted, stored.Missing):
        raise Unfit("tiles of the tree are missing") from None
    if edge.root() != found.head.root:
        raise Unfit("the tiles do not give the root that was signed")
    tail = _tail(db, found, edge)
    _refuse_commands_without_events(db)
    return Standing(edge, found, tail)


def unread(db: Db, standing: Standing, limit: int = BATCH) -> list[Row]:
    """The events after those in the tree, oldest first; Unfit when its last is gone."""
    if standing.tail is None:
        return stored.rows(db, 0, limit)
    found = stored.rows(db, standing.stored.position, limit + 1)
    if not found or _hash(found[0]) != standing.tail:
        raise Unfit("the last event that was signed is not in the log any more")
    return found[1:]


def caught_up(db: Db, standing: Standing, signed: Signed) -> Growth | None:
    """What is missing in the database of what was signed; None when nothing is.

    Unfit when the log does not hold it either.
    """
    wanted = signed.head.size - standing.edge.size
    rows: list[Row] = []
    while len(rows) < wanted:
        start = rows[-1][POSITION] + 1 if rows else standing.stored.position + 1
        more = stored.rows(db, start, min(BATCH, wanted - len(rows)))
        if not more:
            short = wanted - len(rows)
            raise Unfit(f"the log holds {short} events fewer than were signed")
        rows += more
    growth = _taken(standing, rows) if rows else None
    if standing.edge.root() != signed.head.root:
        raise Unfit("the log does not hold the events that were signed")
    return growth


def _taken(standing: Standing, rows: Sequence[Row]) -> Growth:
    try:
        return standing.take(rows)
    except TooLong:
        raise Unfit("an event fits in no leaf") from None


def _tail(db: Db, found: Stored, edge: Edge) -> bytes | None:
    """The last leaf's hash; Unfit unless the last tile's events are all in the log."""
    if found == BEFORE_ALL:
        return None
    place = (found.head.size - 1) // WIDTH
    tile = Tile(0, place, found.head.size - place * WIDTH)
    try:
        hashes, start = stored.content(db, tile), stored.begins(db, place)
    except stored.Missing:
        raise Unfit("tiles of the tree are missing") from None
    rows = [
        row
        for row in stored.rows(db, start, tile.width)
        if row[POSITION] <= found.position
    ]
    if b"".join(map(_hash, rows)) != hashes:
        raise Unfit("the last events that were signed are not in the log any more")
    return hashes[-32:]


def _hash(row: Row) -> bytes:
    try:
        return leaf_hash(leaf(row))
    except TooLong:
        raise Unfit("an event fits in no leaf") from None


def _refuse_commands_without_events(db: Db) -> None:
    """Events may be gone before they were signed: their commands are still known."""
    found = db.execute(
        """
        SELECT EXISTS (SELECT
                         FROM command
                        WHERE position > (SELECT coalesce(max(position), 0)
                                            FROM event))
        """
    ).fetchone()
    if found and found[0]:
        raise Unfit("the log does not hold the events of commands that were answered")
