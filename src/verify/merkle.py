"""The Merkle tree of RFC 6962 and RFC 9162: hashes, roots, proofs, and their checks.

Nodes are named (level, index): the hash over leaves [index << level, +1 << level),
a complete subtree. Whoever holds a tree gives its nodes as a function of the two.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from verify.errors import Refuted

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = sha256(b"").digest()
LARGEST_SIZE: Final = 2**63 - 1

Nodes = Callable[[int, int], bytes]
"""The hash of a complete subtree, by level and index."""


class Head(NamedTuple):
    """How many leaves a tree has, and its root."""

    size: int
    root: bytes


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root_over(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of leaves, or of complete subtrees of one level."""
    if not hashes:
        return EMPTY_ROOT
    row = list(hashes)
    while len(row) > 1:
        lone = row[-1:] if len(row) % 2 else []
        pairs = zip(row[::2], row[1::2], strict=False)
        row = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + lone
    return row[0]


def root(size: int, nodes: Nodes) -> bytes:
    """The root of a tree of so many leaves."""
    return _over(0, size, nodes) if size else EMPTY_ROOT


def inclusion(index: int, size: int, nodes: Nodes) -> tuple[bytes, ...]:
    """The proof that leaf `index` is in the tree of `size` (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of that size")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_over(middle, end, nodes))
            end = middle
        else:
            path.append(_over(start, middle, nodes))
            start = middle
    return tuple(reversed(path))


def consistency(old: int, new: int, nodes: Nodes) -> tuple[bytes, ...]:
    """The proof that the tree of `new` begins with that of `old` (RFC 9162, 2.1.4.1).

    Nothing is to be proved about an empty tree: ValueError.
    """
    if not 0 < old <= new:
        raise ValueError("there is no consistency proof between these sizes")
    path, start, end = [], 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_over(middle, end, nodes))
            end = middle
        else:
            path.append(_over(start, middle, nodes))
            start = middle
    if start:
        path.append(_over(start, end, nodes))
    return tuple(reversed(path))


def verify_inclusion(
    leaf: bytes, index: int, head: Head, proof: Sequence[bytes]
) -> None:
    """Checks that a leaf with this hash is at `index` (RFC 9162, 2.1.3.2); Refuted."""
    _require_hashes(leaf, head.root, *proof)
    if not 0 <= index < head.size <= LARGEST_SIZE:
        raise Refuted("the leaf is beyond the end of the tree")
    at, last, found = index, head.size - 1, leaf
    for sibling in proof:
        if not last:
            raise Refuted("the inclusion proof is too long")
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            at, last = _past_zeros(at, last)
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise Refuted("the inclusion proof is too short")
    if found != head.root:
        raise Refuted("the inclusion proof does not lead to the root")


def verify_consistency(old: Head, new: Head, proof: Sequence[bytes]) -> None:
    """Checks that the new tree begins with the old one (RFC 9162, 2.1.4.2); Refuted.

    An old size of 0 is refused: every tree begins with nothing, and a proof of that
    would look like one of something.
    """
    _require_hashes(old.root, new.root, *proof)
    if not 0 < old.size <= new.size <= LARGEST_SIZE:
        raise Refuted("there is no consistency proof between these sizes")
    if old.size == new.size:
        if proof:
            raise Refuted("the consistency proof is too long")
        if old.root != new.root:
            raise Refuted("two trees of one size have different roots: a fork")
        return
    _climb(old, new, proof)


def _climb(old: Head, new: Head, proof: Sequence[bytes]) -> None:
    at, last = old.size - 1, new.size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    path = list(proof) if at else [old.root, *proof]
    if not path:
        raise Refuted("the consistency proof is too short")
    before = after = path[0]
    for sibling in path[1:]:
        if not last:
            raise Refuted("the consistency proof is too long")
        if at & 1 or at == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            at, last = _past_zeros(at, last)
        else:
            after = node_hash(after, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise Refuted("the consistency proof is too short")
    if (before, after) != (old.root, new.root):
        raise Refuted("the consistency proof does not lead to both roots")


def _past_zeros(at: int, last: int) -> tuple[int, int]:
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _require_hashes(*hashes: bytes) -> None:
    if any(len(each) != HASH_BYTES for each in hashes):
        raise Refuted("a hash is not 32 bytes long")


def _split(leaves: int) -> int:
    """The largest power of two below a number of leaves."""
    return 1 << ((leaves - 1).bit_length() - 1)


def _over(start: int, end: int, nodes: Nodes) -> bytes:
    """The hash over leaves [start, end) of a tree, where the two bound a subtree."""
    parts = [nodes(level, index) for level, index in complete_subtrees(start, end)]
    found = parts.pop()
    while parts:
        found = node_hash(parts.pop(), found)
    return found


def complete_subtrees(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The largest complete subtrees that make up leaves [start, end), left to right."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level
