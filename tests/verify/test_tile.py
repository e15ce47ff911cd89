"""Where tiles and bundles are, and what is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import Tree

from verify.edge import Edge
from verify.errors import Refuted
from verify.merkle import leaf_hash
from verify.tile import (
    Tile,
    bundled,
    bundles,
    split,
    tiles,
    unbundled,
)


def test_the_paths_of_the_specification() -> None:
    assert Tile(0, 1_234_067).path == "tile/0/x001/x234/067"
    assert Tile(0, 273, 112).path == "tile/0/273.p/112"
    assert Tile(None, 1000, 5).path == "tile/entries/x001/000.p/5"


def test_the_tiles_of_a_tree_of_70_000() -> None:
    widths: dict[int | None, list[int]] = {}
    for tile in tiles(70_000):
        widths.setdefault(tile.level, []).append(tile.width)
    assert widths == {0: [256] * 273 + [112], 1: [256, 17], 2: [1]}
    assert len(list(bundles(70_000))) == 274


def test_a_tree_of_256_has_a_tile_above() -> None:
    assert [tile.path for tile in tiles(256)] == ["tile/0/000", "tile/1/000.p/1"]


@given(st.none() | st.integers(0, 63), st.integers(0, 2**40), st.integers(1, 256))
def test_a_path_names_one_tile(level: int | None, index: int, width: int) -> None:
    tile = Tile(level, index, width)
    assert Tile.at(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        *("tile/64/000", "tile/00/000", "tile/-1/000", "tile/0/0", "tile/0/1000"),
        *("tile/0/x000/001", "tile/0/001/002", "tile/0/x001", "tile/0/000.p/0"),
        *("tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000\n"),
        *(
            "tile/entries/../000",
            "tile/\u0660/000",
            "tile/0/00\u0660",
            "tile/0/000/",
            "",
        ),
    ],
)
def test_no_tile_has_another_path(path: str) -> None:
    with pytest.raises(Refuted):
        Tile.at(path)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=256))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    tile = Tile(None, 0, len(entries))
    assert unbundled(tile, bundled(entries)) == entries


@given(
    st.lists(st.binary(max_size=40), min_size=1, max_size=5),
    st.integers(-9, 9).filter(bool),
)
def test_a_bundle_cut_or_lengthened_is_refused(entries: list[bytes], by: int) -> None:
    content = bundled(entries)
    damaged = content[:by] if by < 0 else content + bytes(by)
    with pytest.raises(Refuted):
        unbundled(Tile(None, 0, len(entries)), damaged)


def test_an_entry_has_at_most_65_535_bytes() -> None:
    longest = b"x" * 65_535
    assert unbundled(Tile(None, 0, 1), bundled([longest])) == [longest]
    with pytest.raises(ValueError, match="65,535"):
        bundled([longest + b"x"])


@pytest.mark.parametrize("length", [0, 31, 33, 63, 96, 8192])
def test_a_tile_is_as_long_as_its_width_says(length: int) -> None:
    with pytest.raises(Refuted, match="hashes long"):
        split(Tile(0, 0, 2), bytes(length))


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_the_edge_gives_every_tile_once(size: int) -> None:
    assert set(Tree.of(size).files()) == {*tiles(size), *bundles(size)}


@given(st.integers(0, 700), st.integers(0, 700))
def test_an_edge_read_again_goes_on_as_if_never_left(first: int, more: int) -> None:
    tree = Tree.of(first + more)
    edge = Edge.read(first, tree.files(first).__getitem__)
    written = dict(edge.grow([leaf_hash(each) for each in tree.entries[first:]]))
    written |= dict(edge.partial())
    files = tree.files()
    assert edge.root() == tree.root()
    assert written.items() <= files.items()
    assert {tile for tile in files if tile.level is not None} - set(written) <= set(
        tiles(first)
    )


def test_an_edge_at_a_million_leaves_fits_the_tree_of_the_specification() -> None:
    edge = Edge(0, [])
    full = sum(1 for _ in edge.grow([leaf_hash(b"")] * 70_000))
    assert full == 274
    assert [tile.path for tile, _ in edge.partial()] == [
        *("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1")
    ]
