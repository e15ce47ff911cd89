"""The whole log: every entry is hashed again, and the tree made anew of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from verify.edge import Edge
from verify.errors import Refuted
from verify.leaf import Leaf
from verify.merkle import Head, leaf_hash
from verify.order import Order
from verify.source import Log, Missing
from verify.tile import WIDTH, Tile, bundles, joined, split

Progress = Callable[[int, int], None]
"""Called with how many entries were read, of how many."""

Each = Callable[[int, Leaf], None]
"""Called with every entry that is an event, and its place."""

FEW: Final = 10


@dataclass(frozen=True, slots=True)
class Disorder:
    """An entry that is none, or does not follow on those before."""

    leaf: int
    why: str


class Audit:
    """One pass over the entries of a log, against a head that was signed."""

    def __init__(
        self, log: Log, head: Head, progress: Progress, each: Each | None = None
    ) -> None:
        self.log = log
        self.head = head
        self.progress = progress
        self.each = each
        self.edge = Edge(0, [])
        self.roots: dict[int, bytes] = {}
        """Of the tree made anew, at the sizes that were asked for."""
        self.differences: dict[Tile, int] = {}
        """Tiles of the log that are not those of its entries: the first other hash."""
        self.absent: list[Tile] = []
        self.disorders: list[Disorder] = []
        self.broken: str | None = None
        """Why reading ended before the last entry."""
        self._order = Order()

    def run(self, sizes: Sequence[int] = ()) -> None:
        """Reads the entries; Unchecked when a bundle of them is missing."""
        for bundle in bundles(self.head.size):
            try:
                entries = self.log.entries(bundle)
            except Refuted as broken:
                self.broken = str(broken)
                entries = self.log.readable(bundle)
            self._follow(bundle.index * WIDTH, entries)
            leaves = [leaf_hash(entry) for entry in entries]
            for part in _parts(leaves, self.edge.size, sizes):
                for tile, content in self.edge.grow(part):
                    self._compare(tile, content)
                if self.edge.size in sizes:
                    self.roots[self.edge.size] = self.edge.root()
            if self.broken:
                self._compare(Tile(0, bundle.index, bundle.width), joined(leaves))
                return
            self.progress(self.edge.size, self.head.size)
        for tile, content in self.edge.partial():
            self._compare(tile, content)

    @property
    def fits(self) -> bool:
        """Whether the entries make the tree that was signed."""
        return not self.broken and self.edge.root() == self.head.root

    def _follow(self, first: int, entries: Sequence[bytes]) -> None:
        for place, entry in enumerate(entries, first):
            try:
                leaf = Leaf.read(entry)
                if self.each:
                    self.each(place, leaf)
                self._order.follow(leaf)
            except Refuted as refused:
                if len(self.disorders) < FEW:
                    self.disorders.append(Disorder(place, str(refused)))

    def _compare(self, tile: Tile, made: bytes) -> None:
        try:
            content = self.log.tile(tile)
            split(tile, content)
        except Missing:
            self.absent.append(tile)
        except Refuted:
            self.differences[tile] = 0
        else:
            if content != made:
                self.differences[tile] = _first_other(content, made)


def _parts(
    leaves: Sequence[bytes], size: int, sizes: Sequence[int]
) -> Iterator[Sequence[bytes]]:
    """The leaves in pieces that end at each of the sizes."""
    cuts = sorted({n - size for n in sizes if 0 < n - size < len(leaves)})
    for start, end in zip([0, *cuts], [*cuts, len(leaves)], strict=True):
        yield leaves[start:end]


def _first_other(content: bytes, made: bytes) -> int:
    hashes = range(0, len(content), 32)
    return next(i // 32 for i in hashes if content[i : i + 32] != made[i : i + 32])
