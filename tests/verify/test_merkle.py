"""The tree, against the published vectors and against its own laws."""

from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import Tree, flipped

from verify.errors import Refuted
from verify.merkle import (
    Head,
    consistency,
    inclusion,
    leaf_hash,
    node_hash,
    root_over,
    verify_consistency,
    verify_inclusion,
)

RFC_6962_LEAVES = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
RFC_6962_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
GO_SUMDB_ROOTS = {
    1: "G7l9zCFjXUfiZj79/QoXRobZjdcBNS3SzQbotD/T0wU=",
    2: "/F9riP+FVPdbsvnm85wxsZNtRLaSdu33sSBalVuXYeM=",
    3: "1Pksj7uJcg6ztVZ3x9fvrd/rENEaGoSguo8aIzN/qpU=",
    8: "xcLIIO00L92ozolra5z1uMAKIcxLIHFMxuXTwFw1JAs=",
    100: "E/iJFcVg3JEaHaD7IJ2EoglxBR8pTr60KPs/wpOvJ0M=",
    256: "z17/2xHQknou31Ow5zx4N/ZZQU4AU32l2Q61xMSf8nQ=",
    257: "hVuTaqAMuYtRFEhCSa0514pr6TYj4mwB6OSH3AIYSlo=",
    600: "YeW3m0rrRtdF0jKp4Z6FF/MaCPW/wHpHSqW4KrWAG9o=",
}
RFC_6962_CONSISTENCY_1_TO_8 = [
    "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
    "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
    "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
]


PAIRS = ((0, 1), (2, 3))


def sizes(least: int) -> st.SearchStrategy[int]:
    """Sizes of trees, those around the borders of tiles more often."""
    return st.integers(least, 40) | st.sampled_from((255, 256, 257, 511, 512, 513, 700))


@pytest.mark.parametrize("size", range(9))
def test_the_roots_of_rfc_6962(size: int) -> None:
    assert Tree(RFC_6962_LEAVES[:size]).root().hex() == RFC_6962_ROOTS[size]


@pytest.mark.parametrize("size", GO_SUMDB_ROOTS)
def test_the_roots_of_the_go_checksum_database(size: int) -> None:
    tree = Tree([b"leaf %d" % i for i in range(size)])
    assert tree.root() == b64decode(GO_SUMDB_ROOTS[size])


def test_the_consistency_proof_of_rfc_6962() -> None:
    tree = Tree(RFC_6962_LEAVES)
    expected = tuple(map(b64decode, RFC_6962_CONSISTENCY_1_TO_8))
    assert consistency(1, 8, tree.nodes()) == expected


@given(sizes(1), st.data())
def test_every_leaf_is_proved_to_be_where_it_is(size: int, data: st.DataObject) -> None:
    tree = Tree.of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, size, tree.nodes())
    verify_inclusion(leaf_hash(tree.entries[index]), index, tree.head(), proof)


@given(sizes(2), st.data())
def test_a_leaf_is_proved_to_be_nowhere_else(size: int, data: st.DataObject) -> None:
    tree = Tree.of(size)
    index, other = data.draw(
        st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True)
    )
    proof = inclusion(index, size, tree.nodes())
    with pytest.raises(Refuted):
        verify_inclusion(leaf_hash(tree.entries[index]), other, tree.head(), proof)


@given(sizes(2), st.data())
def test_an_inclusion_proof_with_a_bit_changed_proves_nothing(
    size: int, data: st.DataObject
) -> None:
    tree = Tree.of(size)
    index = data.draw(st.integers(0, size - 1))
    leaf, proof = leaf_hash(tree.entries[index]), inclusion(index, size, tree.nodes())
    for damaged in data.draw(flipped(leaf, tree.root(), *proof)):
        with pytest.raises(Refuted):
            verify_inclusion(damaged[0], index, Head(size, damaged[1]), damaged[2:])


@given(sizes(1), st.data())
def test_a_proof_too_long_or_too_short_proves_nothing(
    size: int, data: st.DataObject
) -> None:
    tree = Tree.of(size)
    index = data.draw(st.integers(0, size - 1))
    leaf, proof = leaf_hash(tree.entries[index]), inclusion(index, size, tree.nodes())
    for wrong in ((*proof, leaf), (leaf, *proof), proof[1:], proof[:-1]):
        if wrong != proof:
            with pytest.raises(Refuted):
                verify_inclusion(leaf, index, tree.head(), wrong)


@pytest.mark.parametrize("size", [2, 3, 4, 5, 256, 300])
def test_a_root_does_not_pass_for_a_leaf(size: int) -> None:
    tree = Tree.of(size)
    with pytest.raises(Refuted, match="too short"):
        verify_inclusion(tree.root(), 0, tree.head(), ())


def test_an_inner_node_does_not_pass_for_a_leaf() -> None:
    tree = Tree.of(4)
    left, right = (root_over([leaf_hash(b"%d" % i) for i in two]) for two in PAIRS)
    assert node_hash(left, right) == tree.root()
    with pytest.raises(Refuted, match="too short"):
        verify_inclusion(left, 0, tree.head(), (right,))


def test_a_proof_does_not_go_on_beyond_the_root() -> None:
    tree, above = Tree.of(5), bytes(32)
    old, new = (Head(n, node_hash(above, tree.root(n))) for n in (3, 5))
    path = (*inclusion(2, 5, tree.nodes()), above)
    with pytest.raises(Refuted, match="too long"):
        verify_inclusion(leaf_hash(b"2"), 2, new, path)
    with pytest.raises(Refuted, match="too long"):
        verify_consistency(old, new, (*consistency(3, 5, tree.nodes()), above))


def test_an_inner_node_does_not_pass_for_an_older_root() -> None:
    tree = Tree.of(4)
    left, right = (root_over([leaf_hash(b"%d" % i) for i in two]) for two in PAIRS)
    with pytest.raises(Refuted, match="too short"):
        verify_consistency(Head(1, left), tree.head(), (right,))


@given(sizes(1), st.data())
def test_every_tree_is_proved_to_begin_with_its_former_self(
    size: int, data: st.DataObject
) -> None:
    tree = Tree.of(size)
    old = data.draw(st.integers(1, size))
    proof = consistency(old, size, tree.nodes())
    verify_consistency(tree.head(old), tree.head(), proof)


@given(sizes(2), st.data())
def test_a_changed_history_is_consistent_with_nothing_before_it(
    size: int, data: st.DataObject
) -> None:
    tree = Tree.of(size)
    old = data.draw(st.integers(1, size - 1))
    changed = Tree.of(size)
    changed.entries[data.draw(st.integers(0, old - 1))] += b"!"
    proof = consistency(old, size, changed.nodes())
    with pytest.raises(Refuted):
        verify_consistency(tree.head(old), changed.head(), proof)


@given(sizes(2), st.data())
def test_a_consistency_proof_with_a_bit_changed_proves_nothing(
    size: int, data: st.DataObject
) -> None:
    tree = Tree.of(size)
    old = data.draw(st.integers(1, size - 1))
    proof = consistency(old, size, tree.nodes())
    for damaged in data.draw(flipped(tree.root(old), tree.root(), *proof)):
        with pytest.raises(Refuted):
            verify_consistency(
                Head(old, damaged[0]), Head(size, damaged[1]), damaged[2:]
            )


def test_nothing_is_consistent_with_an_empty_tree() -> None:
    tree = Tree.of(8)
    with pytest.raises(Refuted):
        verify_consistency(Head(0, tree.root(0)), tree.head(), [])
    with pytest.raises(ValueError, match="no consistency proof"):
        consistency(0, 8, tree.nodes())


def test_a_smaller_tree_is_not_consistent_with_a_larger_one() -> None:
    tree = Tree.of(8)
    proof = consistency(5, 8, tree.nodes())
    with pytest.raises(Refuted):
        verify_consistency(tree.head(8), tree.head(5), proof)


def test_two_trees_of_one_size_are_a_fork() -> None:
    with pytest.raises(Refuted, match="a fork"):
        verify_consistency(Tree.of(8).head(), Tree([b"x"] * 8).head(), [])


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_hash_has_32_bytes(length: int) -> None:
    tree = Tree.of(2)
    with pytest.raises(Refuted, match="32 bytes"):
        verify_inclusion(leaf_hash(b"0"), 0, tree.head(), [b"x" * length])


@pytest.mark.parametrize("index", [-1, 3, 4, 2**63])
def test_there_is_no_leaf_beyond_the_end(index: int) -> None:
    tree = Tree.of(3)
    with pytest.raises(Refuted, match="beyond"):
        verify_inclusion(tree.root(), index, tree.head(), ())
    with pytest.raises(ValueError, match="no such leaf"):
        inclusion(index, 3, tree.nodes())
