"""Tiles and entry bundles (C2SP tlog-tiles): where they are and what is in them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from verify.errors import Refuted
from verify.merkle import HASH_BYTES, root_over

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
HIGHEST_LEVEL: Final = 63
LONGEST_ENTRY: Final = 65_535
"""Bytes."""
LARGEST_BUNDLE: Final = WIDTH * (LONGEST_ENTRY + 2)
"""Bytes."""

_PATH: Final = re.compile(
    r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]{1,3}))?"
)
_KEPT: Final = 1024


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile, or a bundle of entries when `level` is None.

    `width` counts its hashes or entries: 256 when full.
    """

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it is below the log's address."""
        level = "entries" if self.level is None else self.level
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{_grouped(self.index)}{partial}"

    @classmethod
    def at(cls, path: str) -> Self:
        """The tile that a path names; Refuted when no tile has that path."""
        found = _PATH.fullmatch(path)
        if not found:
            raise Refuted("no tile has this path")
        level, index, width = found.groups()
        tile = cls(
            None if level == "entries" else int(level),
            int(re.sub("[x/]", "", index)),
            WIDTH if width is None else int(width),
        )
        beyond = tile.level is not None and tile.level > HIGHEST_LEVEL
        if beyond or not 0 < tile.width <= WIDTH or tile.path != path:
            raise Refuted("no tile has this path")
        return tile

    def full(self) -> "Tile":
        """The tile that this one becomes."""
        return Tile(self.level, self.index)


def tiles(size: int) -> Iterator[Tile]:
    """Every tile of a tree, level by level; the entries' bundles are not among them."""
    level, count = 0, size
    while count:
        yield from _row(level, count)
        level, count = level + 1, count >> HEIGHT


def bundles(size: int) -> Iterator[Tile]:
    """Every bundle of entries of a tree."""
    return _row(None, size)


def width(level: int, index: int, size: int) -> int:
    """How many hashes that tile has in a tree of this size; 0 when there is none."""
    return max(0, min(WIDTH, (size >> (HEIGHT * level)) - index * WIDTH))


def joined(hashes: Sequence[bytes]) -> bytes:
    """The bytes of a tile."""
    return b"".join(hashes)


def split(tile: Tile, content: bytes) -> list[bytes]:
    """The hashes in a tile; Refuted when it is not as long as its width says."""
    if len(content) != tile.width * HASH_BYTES:
        raise Refuted(f"{tile.path} is not {tile.width} hashes long")
    return [content[i : i + HASH_BYTES] for i in range(0, len(content), HASH_BYTES)]


def bundled(entries: Sequence[bytes]) -> bytes:
    """The bytes of a bundle; ValueError for an entry that is too long."""
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise ValueError("an entry is longer than 65,535 bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundled(tile: Tile, content: bytes) -> list[bytes]:
    """The entries in a bundle; Refuted when there are not as many as its width says."""
    entries = entries_in(content)
    if sum(len(entry) + 2 for entry in entries) != len(content):
        raise Refuted(f"{tile.path} ends within an entry")
    if len(entries) != tile.width:
        raise Refuted(f"{tile.path} does not hold {tile.width} entries")
    return entries


def entries_in(content: bytes) -> list[bytes]:
    """Those entries of a bundle that are whole, whatever comes after them."""
    entries, at = [], 0
    while at + 2 <= len(content):
        start = at + 2
        at = start + int.from_bytes(content[at:start], "big")
        if at <= len(content):
            entries.append(content[start:at])
    return entries


class TileNodes:
    """The nodes of a tree (`merkle.Nodes`), read from its tiles.

    Nothing read is trusted by itself: a proof made of it leads to the root or not.
    """

    def __init__(self, size: int, read: Callable[[Tile], bytes]) -> None:
        self.size = size
        self.read = read
        self._kept: dict[Tile, list[bytes]] = {}

    def __call__(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree that lies within the tree."""
        row, height = divmod(level, HEIGHT)
        place, within = divmod(index << height, WIDTH)
        hashes = self._hashes(Tile(row, place, width(row, place, self.size)))
        return root_over(hashes[within : within + (1 << height)])

    def _hashes(self, tile: Tile) -> list[bytes]:
        if tile not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[tile] = split(tile, self.read(tile))
        return self._kept[tile]


def _row(level: int | None, count: int) -> Iterator[Tile]:
    full, rest = divmod(count, WIDTH)
    yield from (Tile(level, index) for index in range(full))
    if rest:
        yield Tile(level, full, rest)


def _grouped(index: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
