"""pymerkle, which others wrote, makes the same trees and accepts the same proofs."""

import pytest
from dumps import Dump
from pymerkle import InmemoryTree
from pymerkle.core import _inclusion_path_layout
from pymerkle.proof import InclusionProof, InvalidProof, verify_consistency

from verify.merkle import inclusion, leaf_hash
from verify.source import Directory, Log

SIZE = 70_000
PLACES = (0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, SIZE - 1)


@pytest.fixture(scope="module")
def theirs(large: Dump) -> InmemoryTree:
    """The same entries in their tree."""
    tree = InmemoryTree(algorithm="sha256")
    for entry in large.tree.entries:
        tree.append_entry(entry)
    return tree


def as_theirs(large: Dump, index: int) -> InclusionProof:
    """Our proof, made from the tiles of the dump, in their form."""
    nodes = Log(Directory(large.folder)).nodes(SIZE)
    path = [leaf_hash(large.tree.entries[index]), *inclusion(index, SIZE, nodes)]
    rule, _ = _inclusion_path_layout(index + 1, SIZE)
    return InclusionProof("sha256", True, SIZE, index + 1, rule, path)


def test_roots_are_the_same_at_every_kind_of_size(
    large: Dump, theirs: InmemoryTree
) -> None:
    assert theirs.get_root() == large.tree.root()
    for size in (1, 2, 3, 255, 256, 257, 511, 512, 600, 1025):
        assert theirs.get_root(size) == large.tree.root(size)


@pytest.mark.parametrize("index", PLACES)
def test_our_proofs_are_accepted(large: Dump, index: int) -> None:
    base = leaf_hash(large.tree.entries[index])
    as_theirs(large, index).verify(base, large.tree.root(), index + 1, SIZE)


@pytest.mark.parametrize("index", PLACES)
def test_our_proofs_are_the_ones_they_make(
    large: Dump, theirs: InmemoryTree, index: int
) -> None:
    assert as_theirs(large, index).path == theirs.prove_inclusion(index + 1).path


def test_what_is_not_so_is_refused(large: Dump) -> None:
    proof, root = as_theirs(large, 300), large.tree.root()
    base = leaf_hash(large.tree.entries[300])
    with pytest.raises(InvalidProof):
        proof.verify(leaf_hash(large.tree.entries[301]), root)
    with pytest.raises(InvalidProof):
        proof.verify(base, large.tree.root(600))
    proof.path[3] = bytes(32)
    with pytest.raises(InvalidProof):
        proof.verify(base, root)


def test_our_roots_are_consistent_to_them(large: Dump, theirs: InmemoryTree) -> None:
    proof = theirs.prove_consistency(600, SIZE)
    verify_consistency(large.tree.root(600), large.tree.root(), proof, 600, SIZE)
    with pytest.raises(InvalidProof):
        verify_consistency(large.tree.root(599), large.tree.root(), proof)
