"""The right edge of a tree: grows by leaves and gives the tiles that came of them."""

from collections.abc import Callable, Iterator, Sequence

from verify.merkle import root, root_over
from verify.tile import HEIGHT, WIDTH, Tile, TileNodes, joined, split, width


class Edge:
    """The hashes of the partial tiles, level by level.

    All that must be known of a tree to make it longer.
    """

    def __init__(self, size: int, levels: Sequence[Sequence[bytes]]) -> None:
        self.size = size
        self.levels = [list(level) for level in levels]

    @classmethod
    def read(cls, size: int, content: Callable[[Tile], bytes]) -> "Edge":
        """The edge of a stored tree of that size; reads its partial tiles only."""
        levels: list[list[bytes]] = []
        while count := size >> (HEIGHT * len(levels)):
            level, place = len(levels), count // WIDTH
            tile = Tile(level, place, width(level, place, size))
            levels.append(split(tile, content(tile)) if tile.width else [])
        return cls(size, levels)

    def grow(self, leaves: Sequence[bytes]) -> Iterator[tuple[Tile, bytes]]:
        """Takes in the hashes of leaves; gives each tile that became full.

        To be gone through to its end.
        """
        for leaf in leaves:
            self.size += 1
            yield from self._put(0, leaf)

    def partial(self) -> Iterator[tuple[Tile, bytes]]:
        """The partial tiles of the tree as it now is."""
        for level, hashes in enumerate(self.levels):
            if hashes:
                place = (self.size >> (HEIGHT * level)) // WIDTH
                yield Tile(level, place, len(hashes)), joined(hashes)

    def root(self) -> bytes:
        """The root of the tree as it now is."""
        contents = dict(self.partial())
        return root(self.size, TileNodes(self.size, contents.__getitem__))

    def _put(self, level: int, one: bytes) -> Iterator[tuple[Tile, bytes]]:
        if level == len(self.levels):
            self.levels.append([])
        hashes = self.levels[level]
        hashes.append(one)
        if len(hashes) == WIDTH:
            place = (self.size >> (HEIGHT * (level + 1))) - 1
            yield Tile(level, place), joined(hashes)
            above = root_over(hashes)
            hashes.clear()
            yield from self._put(level + 1, above)
