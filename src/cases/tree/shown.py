"""What others see of the tree: the published checkpoint, tiles, entries, proofs.

Nothing here is a secret of the tree's, and nothing is believed: whoever checks a proof
computes it anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cases.tree.asking import Offer, meets
from cases.tree.leaf import COLUMNS, leaf
from cases.tree.stored import Db, Missing, rows
from verify.merkle import HASH_BYTES, Head, Nodes, consistency, inclusion
from verify.note import Note, Signature, Verifier
from verify.policy import Policy
from verify.proof import Proof
from verify.tile import Tile, TileNodes, bundled, width

LOOKED_AT: Final = 20
"""Cosigned checkpoints among which one with a quorum is looked for."""


@dataclass(frozen=True, slots=True)
class Published:
    """A checkpoint as it is handed out, with the cosignatures that there are."""

    head: Head
    note: Note
    position: int
    """Of its last leaf's event."""


def published(db: Db) -> Published:
    """The newest checkpoint that is handed out; Missing before the first."""
    found = db.execute(
        """
        SELECT size, root, note, position,
               ARRAY(SELECT line
                       FROM cosignature
                      WHERE cosignature.size = checkpoint.size
                      ORDER BY witness)
          FROM checkpoint
         WHERE published
         ORDER BY size DESC
         LIMIT 1
        """
    ).fetchone()
    if found is None:
        raise Missing
    return assembled(*found)


def assembled(
    size: int, root: bytes, text: str, position: int, lines: Sequence[str]
) -> Published:
    """A checkpoint as it is stored, with its cosignatures below it."""
    signed = Note.parse(text.encode())
    cosigned = tuple(Signature.parse(line) for line in lines)
    note = Note(signed.text, signed.signatures + cosigned)
    return Published(Head(size, root), note, position)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The newest checkpoint with the cosignatures that a policy asks for."""

    size: int
    at: datetime
    """When the last of them was given."""


def witnessed(db: Db, policy: Policy, keys: Sequence[Verifier]) -> Witnessed | None:
    """None when none of the last `LOOKED_AT` cosigned checkpoints satisfies it."""
    found = db.execute(
        """
        SELECT checkpoint.size, root, note, cosigned.lines, cosigned.at
          FROM checkpoint
          JOIN LATERAL (SELECT array_agg(line), max(at)
                          FROM cosignature
                         WHERE cosignature.size = checkpoint.size)
               AS cosigned (lines, at)
            ON cosigned.at IS NOT NULL
         ORDER BY checkpoint.size DESC
         LIMIT %s
        """,
        (LOOKED_AT,),
    ).fetchall()
    for size, root, text, lines, at in found:
        note = Note.parse(text.encode())
        origin = note.text.partition("\n")[0]
        offer = Offer(note, origin, Head(size, root), keys)
        if meets(policy, offer, [Signature.parse(line) for line in lines]):
            return Witnessed(size, at)
    return None


def waiting(db: Db, position: int) -> int:
    """How many events were recorded after a position."""
    ((count,),) = db.execute(
        "SELECT count(*) FROM event WHERE position > %s", (position,)
    ).fetchall()
    return int(count)


def tile(db: Db, wanted: Tile, size: int) -> bytes:
    """The bytes of a tile or of a bundle of entries; Missing beyond a tree's size."""
    level = wanted.level or 0
    if wanted.width > width(level, wanted.index, size):
        raise Missing
    if wanted.level is None:
        return bundled(entries(db, wanted))
    return _contents(db, {wanted})[wanted]


def entries(db: Db, bundle: Tile) -> list[bytes]:
    """The leaves of a bundle, as the log gives them; Missing when it has too few."""
    found = db.execute(
        "SELECT begins FROM tile WHERE level = 0 AND place = %s", (bundle.index,)
    ).fetchone()
    events = rows(db, found[0], bundle.width) if found else []
    if len(events) < bundle.width:
        raise Missing
    return [leaf(row) for row in events]


def index_of(db: Db, position: int) -> int:
    """Which leaf the event at a position is; Missing when the tree has none there."""
    for index in indexes_of(db, [position]):
        return index
    raise Missing


def proof(db: Db, position: int, of: Published) -> Proof:
    """That an event is in a published tree; Missing when it is not."""
    index, size = index_of(db, position), of.head.size
    if index >= size:
        raise Missing
    path = _read(db, size, lambda nodes: inclusion(index, size, nodes))
    return Proof(index, path, of.note)


def paths(db: Db, indexes: Sequence[int], size: int) -> list[tuple[bytes, ...]]:
    """The way up of each of these leaves in the tree of a size."""
    wanted: set[Tile] = set()

    def noted(tile: Tile) -> bytes:
        wanted.add(tile)
        return bytes(HASH_BYTES * tile.width)

    for index in indexes:
        inclusion(index, size, TileNodes(size, noted))
    nodes = TileNodes(size, _contents(db, wanted).__getitem__)
    return [inclusion(index, size, nodes) for index in indexes]


def indexes_of(db: Db, positions: Sequence[int]) -> list[int]:
    """Which leaf the event at each of these positions is, in their order.

    Left out is what the tree has no leaf of.
    """
    found = db.execute(
        """
        SELECT place * 256 + (SELECT count(*)
                                FROM event
                               WHERE event.position >= begins
                                 AND event.position < asked.position)
          FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked (position, n)
          JOIN event AS there ON there.position = asked.position
          JOIN LATERAL (SELECT place, begins
                          FROM tile
                         WHERE begins <= asked.position
                         ORDER BY begins DESC
                         LIMIT 1) AS first ON true
         ORDER BY n
        """,
        (list(positions),),
    ).fetchall()
    return [index for (index,) in found]


def leaves(db: Db, positions: Sequence[int]) -> list[bytes]:
    """The leaves of the events at these positions, in the order of the log."""
    found = db.execute(
        # The columns are a constant of ours.
        f"""
        SELECT {COLUMNS}
          FROM event
         WHERE position = ANY (%s)
         ORDER BY position
        """,  # noqa: S608
        (list(positions),),
    )
    return [leaf(row) for row in found]


def growth(db: Db, old: int, new: int) -> tuple[bytes, ...]:
    """The consistency proof between two sizes that the tree has had."""
    return _read(db, new, lambda nodes: consistency(old, new, nodes))


def _read(
    db: Db, size: int, prove: Callable[[Nodes], tuple[bytes, ...]]
) -> tuple[bytes, ...]:
    """A proof, with all its tiles asked for at once."""
    wanted: set[Tile] = set()

    def noted(tile: Tile) -> bytes:
        wanted.add(tile)
        return bytes(HASH_BYTES * tile.width)

    prove(TileNodes(size, noted))
    return prove(TileNodes(size, _contents(db, wanted).__getitem__))


def _contents(db: Db, wanted: set[Tile]) -> dict[Tile, bytes]:
    found = db.execute(
        """
        SELECT asked.level, asked.place, asked.width,
               substr(hashes, 1, asked.width * 32)
          FROM unnest(%s::smallint[], %s::bigint[], %s::integer[])
               AS asked (level, place, width)
          JOIN tile USING (level, place)
         WHERE octet_length(hashes) >= asked.width * 32
        """,
        (
            [tile.level for tile in wanted],
            [tile.index for tile in wanted],
            [tile.width for tile in wanted],
        ),
        binary=True,
    )
    contents = {Tile(*named): bytes(hashes) for *named, hashes in found}
    if contents.keys() != wanted:
        raise Missing
    return contents
