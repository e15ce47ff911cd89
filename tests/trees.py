"""Small logs for the tests of the audit trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from cases.tree.leaf import leaf
from verify.edge import Edge
from verify.merkle import Head, leaf_hash, root
from verify.note import ED25519, Signer
from verify.tile import Tile, TileNodes, bundled, bundles


def signer(name: str, kind: int = ED25519, *, seed: str = "") -> Signer:
    """A key that is the same in every run, for tests alone."""
    private = sha256(f"{name} {kind} {seed}".encode()).digest()
    return Signer(name, Ed25519PrivateKey.from_private_bytes(private), kind)


def entries_of_cases(size: int) -> list[bytes]:
    """Leaves as a service makes them: the same at the beginning, however many."""
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    state = '{"acting_as":"investigator","actor":"p-7","data":{"label":"Step %d"}}'
    return [
        leaf((UUID(int=i % 7), i // 7 + 1, (i + 1) * 4096, at, "Step", state % i))
        for i in range(size)
    ]


@dataclass
class Tree:
    """A log in memory: its entries and, on asking, what is served of it."""

    entries: list[bytes]

    @classmethod
    def of(cls, size: int) -> "Tree":
        """A log whose entries are numbers."""
        return cls([b"%d" % i for i in range(size)])

    def files(self, size: int | None = None) -> dict[Tile, bytes]:
        """Every tile and bundle of the tree, as it was at a size."""
        size = len(self.entries) if size is None else size
        edge = Edge(0, [])
        files = dict(edge.grow([leaf_hash(each) for each in self.entries[:size]]))
        files |= dict(edge.partial())
        for bundle in bundles(size):
            first = bundle.index * 256
            files[bundle] = bundled(self.entries[first : first + bundle.width])
        return files

    def nodes(self) -> TileNodes:
        """The tree's nodes, from its tiles."""
        return TileNodes(len(self.entries), self.files().__getitem__)

    def root(self, size: int | None = None) -> bytes:
        """The root at a size; by default of all."""
        size = len(self.entries) if size is None else size
        return root(size, TileNodes(size, self.files(size).__getitem__))

    def head(self, size: int | None = None) -> Head:
        """Size and root."""
        return Head(len(self.entries) if size is None else size, self.root(size))


@st.composite
def flipped(draw: st.DrawFn, *parts: bytes) -> list[Sequence[bytes]]:
    """The parts, once for each of them with a bit of it changed."""
    damaged = []
    for place, part in enumerate(parts):
        bit = draw(st.integers(0, len(part) * 8 - 1))
        changed = bytearray(part)
        changed[bit // 8] ^= 1 << (bit % 8)
        damaged.append([*parts[:place], bytes(changed), *parts[place + 1 :]])
    return damaged
