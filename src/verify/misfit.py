"""Which leaf is the first that is not what was signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from verify.audit import Audit
from verify.errors import Refuted, Unchecked
from verify.leaf import Leaf
from verify.merkle import root, root_over
from verify.tile import WIDTH, Tile, split, width


@dataclass(frozen=True, slots=True, order=True)
class Misfit:
    """Leaves among which the first one is that does not fit; one, if it can be told."""

    first: int
    last: int
    position: int | None = None
    """In the log, as the entry at `first` says itself."""

    def __str__(self) -> str:
        """In words."""
        if self.first != self.last:
            return f"the first that does not fit is among {self.first} to {self.last}"
        place = "" if self.position is None else f" (position {self.position})"
        return f"leaf {self.first}{place} is the first that does not fit"


def first_misfit(audit: Audit) -> Misfit | None:
    """As near as the tiles can tell; None when they do not lead to the signed root.

    A tile is relied on when it leads to that root, so whoever changed an entry and the
    tiles above it is found too, to within what they changed.
    """
    try:
        nodes = audit.log.nodes(audit.head.size)
        if root(audit.head.size, nodes) != audit.head.root:
            return None
    except (Refuted, Unchecked):
        return None
    found = min(_candidates(audit), default=None)
    if found is None or found.first != found.last:
        return found
    return Misfit(found.first, found.last, _position(audit, found.first))


def _candidates(audit: Audit) -> Iterator[Misfit]:
    for tile, place in audit.differences.items():
        level, below = tile.level or 0, tile.index * WIDTH + place
        if not _leads_to_root(audit, tile):
            continue
        if not level:
            yield Misfit(below, below)
        elif not _leads_to_root(audit, Tile(level - 1, below)):
            span = WIDTH**level
            yield Misfit(below * span, (below + 1) * span - 1)


def _leads_to_root(audit: Audit, tile: Tile) -> bool:
    """Whether a tile is the one that was signed, when those at the edge are."""
    level, size = tile.level or 0, audit.head.size
    if width(level, tile.index, size) < WIDTH:
        return True
    above, place = divmod(tile.index, WIDTH)
    parent = Tile(level + 1, above, width(level + 1, above, size))
    try:
        hashes = split(tile, audit.log.tile(tile))
        expected = split(parent, audit.log.tile(parent))[place]
    except (Refuted, Unchecked):
        return False
    return root_over(hashes) == expected and _leads_to_root(audit, parent)


def _position(audit: Audit, leaf: int) -> int | None:
    bundle = Tile(None, leaf // WIDTH, width(0, leaf // WIDTH, audit.head.size))
    try:
        return Leaf.read(audit.log.readable(bundle)[leaf % WIDTH]).position
    except (Refuted, Unchecked, IndexError):
        return None
