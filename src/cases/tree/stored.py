"""The tree in the database: tiles and checkpoints, beside the log that they are of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from psycopg import Connection

from cases.tree.asking import Cosignature
from cases.tree.leaf import COLUMNS
from verify.edge import Edge
from verify.merkle import EMPTY_ROOT, HASH_BYTES, Head
from verify.tile import WIDTH, Tile, width

Db = Connection[Any]
"""A connection inside one organisation's schema."""
Row = tuple[Any, ...]
"""Of the log, as `leaf.COLUMNS`."""


class Moved(Exception):
    """The tree in the database is not as this process left it: read it anew."""


class Missing(Exception):
    """The database does not hold the tile that is asked for."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A checkpoint in the database; `position` is that of its last leaf's event."""

    head: Head
    position: int


BEFORE_ALL: Final = Stored(Head(0, EMPTY_ROOT), 0)


@dataclass(frozen=True, slots=True)
class Growth:
    """What a batch of events made of the tree: its new tiles and where it stands."""

    was: int
    """The size before."""
    stored: Stored
    tiles: Sequence[tuple[Tile, bytes]]
    positions: Sequence[int]
    """Of the new leaves."""


def last(db: Db) -> Stored:
    """The last checkpoint that is stored."""
    found = db.execute(
        """
        SELECT size, root, position
          FROM checkpoint
         ORDER BY size DESC
         LIMIT 1
        """
    ).fetchone()
    return Stored(Head(*found[:2]), found[2]) if found else BEFORE_ALL


def edge(db: Db, size: int) -> Edge:
    """What is needed to make the tree longer; raises Missing, Refuted."""
    return Edge.read(size, lambda tile: content(db, tile))


def content(db: Db, tile: Tile) -> bytes:
    """The hashes of a tile, as many as its width says; raises Missing."""
    found = db.execute(
        """
        SELECT substr(hashes, 1, %s)
          FROM tile
         WHERE level = %s
           AND place = %s
        """,
        (tile.width * HASH_BYTES, tile.level, tile.index),
    ).fetchone()
    if found is None or len(found[0]) < tile.width * HASH_BYTES:
        raise Missing
    return bytes(found[0])


def begins(db: Db, place: int) -> int:
    """The position of the first event of a tile at level 0; raises Missing."""
    found = db.execute(
        "SELECT begins FROM tile WHERE level = 0 AND place = %s", (place,)
    ).fetchone()
    if found is None:
        raise Missing
    return int(found[0])


def rows(db: Db, start: int, limit: int) -> list[Row]:
    """At most `limit` rows of the log from a position on, that one included.

    Only those that no other can come before any more.
    """
    return db.execute(
        # The columns are a constant of ours.
        f"""
        SELECT {COLUMNS}
          FROM event
         WHERE position >= %s
           AND position < horizon()
         ORDER BY position
         LIMIT %s
        """,  # noqa: S608
        (start, limit),
    ).fetchall()


def write(db: Db, growth: Growth, note: str, *, publish: bool) -> None:
    """Store what has been signed, in one transaction; raises Moved.

    `publish`: at once, because no witness is waited for.
    """
    head, position = growth.stored.head, growth.stored.position
    with db.transaction():
        _write_tiles(db, growth)
        db.execute(
            """
            INSERT INTO checkpoint (size, root, position, note, published)
            VALUES (%s, %s, %s, %s, %s)
            """,
            (head.size, head.root, position, note, publish),
        )


def unpublished(db: Db, size: int) -> bool:
    """Whether the checkpoint of that size is stored and not handed out yet."""
    found = db.execute(
        "SELECT FROM checkpoint WHERE size = %s AND NOT published", (size,)
    )
    return found.fetchone() is not None


def publish(db: Db, size: int) -> None:
    """Hand out the checkpoint of that size from now on."""
    db.execute("UPDATE checkpoint SET published = true WHERE size = %s", (size,))


def cosign(db: Db, came: Cosignature) -> None:
    """Keep what a witness said; its newest line for each checkpoint."""
    db.execute(
        """
        INSERT INTO cosignature (size, witness, line, at)
        VALUES (%s, %s, %s, to_timestamp(%s))
            ON CONFLICT (size, witness)
            DO UPDATE SET line = excluded.line, at = excluded.at
        """,
        (came.size, str(came.witness), str(came.line), came.at),
    )


def forget_cosignatures(db: Db, size: int, looked_at: int) -> None:
    """Keep none of smaller trees, nor more than are looked at.

    Nobody asks for others, and each tells when something was recorded.
    """
    db.execute(
        """
        DELETE FROM cosignature
         WHERE size < greatest(%s, (SELECT min(size)
                                      FROM (SELECT DISTINCT size
                                              FROM cosignature
                                             ORDER BY size DESC
                                             LIMIT %s) AS latest))
        """,
        (size, looked_at),
    )


def _write_tiles(db: Db, growth: Growth) -> None:
    new = []
    for tile, hashes in growth.tiles:
        level = tile.level or 0
        before = width(level, tile.index, growth.was)
        if before == tile.width:
            continue
        if before:
            _grow(db, tile, before, hashes)
        else:
            new.append((level, tile.index, hashes, _begins(tile, growth)))
    if new:
        db.cursor().executemany(
            """
            INSERT INTO tile (level, place, hashes, begins)
            VALUES (%s, %s, %s, %s)
            """,
            new,
        )


def _grow(db: Db, tile: Tile, before: int, hashes: bytes) -> None:
    grown = db.execute(
        """
        UPDATE tile
           SET hashes = %s
         WHERE level = %s
           AND place = %s
           AND octet_length(hashes) = %s
        """,
        (hashes, tile.level, tile.index, before * HASH_BYTES),
    )
    if grown.rowcount != 1:
        raise Moved


def _begins(tile: Tile, growth: Growth) -> int | None:
    if tile.level:
        return None
    return growth.positions[tile.index * WIDTH - growth.was]
