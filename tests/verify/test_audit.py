"""Every entry of a log: what an administrator of the database changes is found."""

import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from dumps import Dump, Said

from verify.merkle import leaf_hash
from verify.tile import Tile, bundled, bundles, joined

Dumped = Callable[..., Dump]
Verify = Callable[..., Said]


def rewrite(dump: Dump, entries: list[bytes]) -> None:
    """Other entries under the tiles and the checkpoint that were there."""
    for bundle in bundles(dump.tree.head().size):
        content = bundled(entries[bundle.index * 256 :][: bundle.width])
        (dump.folder / bundle.path).write_bytes(content)


def test_a_log_that_was_left_alone_holds(dumped: Dumped, verify: Verify) -> None:
    dump = dumped(600)
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert (said.code, said.report["result"]) == (0, "holds")
    assert said.report["facts"]["size"] == 600
    assert len(said.report["checked"]) == 4


@pytest.mark.parametrize("size", [1, 255, 256, 257, 70_000])
def test_a_log_of_any_size_holds(dumped: Dumped, verify: Verify, size: int) -> None:
    dump = dumped(size)
    assert verify("audit", dump.folder, "--key", dump.vkey).code == 0


def test_a_dump_may_be_a_tar(dumped: Dumped, verify: Verify, tmp_path: Path) -> None:
    dump = dumped(300)
    with tarfile.open(tmp_path / "dump.tar", "w") as tar:
        tar.add(dump.folder, ".")
    assert verify("audit", tmp_path / "dump.tar", "--key", dump.vkey).code == 0


@pytest.mark.parametrize("leaf", [0, 255, 256, 511, 599])
def test_one_byte_of_an_event_changed_is_named(
    dumped: Dumped, verify: Verify, leaf: int
) -> None:
    dump = dumped(600)
    entries = dump.tree.entries
    entries[leaf] = entries[leaf].replace(b"p-7", b"p-8")
    rewrite(dump, entries)
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 1
    expected = {"first": leaf, "last": leaf, "position": (leaf + 1) * 4096}
    assert said.report["facts"]["first_misfit"] == expected
    assert f"leaf {leaf} (position {(leaf + 1) * 4096})" in said.refuted


@pytest.mark.parametrize("size", [256, 512, 600])
def test_an_event_taken_out_of_the_middle_is_named(
    dumped: Dumped, verify: Verify, size: int
) -> None:
    dump = dumped(size)
    rewrite(dump, dump.tree.entries[:100] + dump.tree.entries[101:])
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 1
    assert said.report["facts"]["first_misfit"]["first"] == 100


def test_two_events_exchanged_are_named(dumped: Dumped, verify: Verify) -> None:
    dump = dumped(600)
    entries = list(dump.tree.entries)
    entries[300], entries[301] = entries[301], entries[300]
    rewrite(dump, entries)
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.report["facts"]["first_misfit"]["first"] == 300


def test_an_event_dated_back_and_put_in_between_is_named(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(600)
    entries = list(dump.tree.entries)
    entries.insert(400, entries[10])
    rewrite(dump, entries)
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.report["facts"]["first_misfit"]["first"] == 400


def test_the_last_events_deleted_are_missed(dumped: Dumped, verify: Verify) -> None:
    dump = dumped(600)
    rewrite(dump, dump.tree.entries[:590])
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 1
    assert said.report["facts"]["first_misfit"]["first"] == 590


def test_a_tile_changed_with_its_entry_is_found_by_the_tiles_above(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(600)
    entries = dump.tree.entries
    entries[300] = entries[300].replace(b"p-7", b"p-8")
    rewrite(dump, entries)
    tile = joined([leaf_hash(entry) for entry in entries[256:512]])
    (dump.folder / Tile(0, 1).path).write_bytes(tile)
    said = verify("audit", dump.folder, "--key", dump.vkey)
    expected = {"first": 256, "last": 511, "position": None}
    assert said.report["facts"]["first_misfit"] == expected


def test_a_tile_that_does_not_lead_to_the_root_names_no_leaf(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(600)
    dump.tree.entries[300] = dump.tree.entries[300].replace(b"p-7", b"p-8")
    rewrite(dump, dump.tree.entries)
    path = dump.folder / Tile(0, 1).path
    path.write_bytes(bytes(32) + path.read_bytes()[32:])
    said = verify("audit", dump.folder, "--key", dump.vkey)
    expected = {"first": 256, "last": 511, "position": None}
    assert said.report["facts"]["first_misfit"] == expected


@pytest.mark.parametrize("more", [b"\0\1x", b"\0", b"\0\5x"])
def test_what_stands_behind_the_last_entry_is_refused(
    dumped: Dumped, verify: Verify, more: bytes
) -> None:
    dump = dumped(600)
    for path in ("tile/entries/002.p/88", "tile/entries/000"):
        with (dump.folder / path).open("ab") as file:
            file.write(more)
        said = verify("audit", dump.folder, "--key", dump.vkey)
        assert said.code == 1, said.report
        assert path in said.refuted
        assert "cannot be told" not in said.refuted
        dump.write()


def test_all_tiles_made_anew_still_do_not_make_the_signed_root(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(600)
    note = (dump.folder / "checkpoint").read_bytes()
    dump.tree.entries[300] = dump.tree.entries[300].replace(b"p-7", b"p-8")
    dump.write()
    (dump.folder / "checkpoint").write_bytes(note)
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 1
    assert "cannot be told" in said.refuted


def test_a_checkpoint_made_anew_without_the_key_is_refuted(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(600)
    note = (dump.folder / "checkpoint").read_text("utf-8")
    dump.tree.entries[300] += b"!"
    other = dump.note().text
    forged = other + note[len(other) :]
    (dump.folder / "checkpoint").write_text(forged, "utf-8")
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 1
    assert "not over this text" in said.refuted


def test_a_stolen_key_does_not_change_what_was_seen_before(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(600)
    arguments = (dump.folder, "--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("audit", *arguments).code == 0
    longer = dumped(700)
    longer.tree.entries[300] = longer.tree.entries[300].replace(b"p-7", b"p-8")
    longer.write()
    said = verify("audit", *arguments)
    assert said.code == 1
    assert "the first 600 entries are not those that were seen before" in said.refuted


def test_entries_that_do_not_fit_convict_no_checkpoint(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(600)
    arguments = (dump.folder, "--key", dump.vkey, "--state", tmp_path / "seen")
    assert verify("audit", *arguments).code == 0
    dump.tree.entries[100] = dump.tree.entries[100].replace(b"p-7", b"p-8")
    rewrite(dump, dump.tree.entries)
    said = verify("audit", *arguments)
    assert said.code == 1
    assert "it follows on the 600 seen before" in str(said.report["checked"])
    assert 'evidence": []' in (tmp_path / "seen").read_text("utf-8")


def test_an_audit_takes_a_copy_away(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump, copy = dumped(600), tmp_path / "copy"
    arguments = ("--key", dump.vkey, "--copy", copy)
    assert verify("audit", dump.folder, *arguments).code == 0
    assert verify("audit", copy, "--key", dump.vkey).code == 0
    files = {path.relative_to(copy) for path in copy.rglob("*") if path.is_file()}
    assert files == {
        path.relative_to(dump.folder)
        for path in dump.folder.rglob("*")
        if path.is_file()
    }


def test_what_does_not_hold_is_not_remembered(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(600)
    rewrite(dump, dump.tree.entries[:100] + dump.tree.entries[101:])
    state = ("--state", tmp_path / "seen")
    assert verify("audit", dump.folder, "--key", dump.vkey, *state).code == 1
    assert not (tmp_path / "seen").exists()


def test_a_log_that_goes_on_follows_on_what_was_seen(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    for size in (5, 256, 600, 600, 1000):
        dump = dumped(size)
        said = verify(
            "audit", dump.folder, "--key", dump.vkey, "--state", tmp_path / "seen"
        )
        assert said.code == 0, said.report
    assert any("follows on the 600" in line for line in said.report["checked"])


def test_a_gap_that_was_signed_shows_all_the_same(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(30)
    del dump.tree.entries[9]
    dump.write()
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 1
    assert "leaf 15: version 3 of its stream comes after 1" in said.refuted


def test_positions_that_go_back_show_all_the_same(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(10)
    dump.tree.entries[2], dump.tree.entries[3] = dump.tree.entries[3:1:-1]
    dump.write()
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert "leaf 3: its position is not above" in said.refuted


def test_an_entry_that_is_not_canonical_shows(dumped: Dumped, verify: Verify) -> None:
    dump = dumped(10)
    dump.tree.entries[4] = dump.tree.entries[4].replace(b":", b": ", 1)
    dump.write()
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert "leaf 4: a leaf is not canonical JSON" in said.refuted


@pytest.mark.parametrize("path", ["checkpoint", "tile/entries/001", "tile/0/000"])
def test_what_is_missing_cannot_be_checked(
    dumped: Dumped, verify: Verify, path: str
) -> None:
    dump = dumped(600)
    (dump.folder / path).unlink()
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 2, said.report


def test_a_partial_tile_may_have_become_a_full_one(
    dumped: Dumped, verify: Verify
) -> None:
    dump = dumped(600)
    note = (dump.folder / "checkpoint").read_bytes()
    for path in dump.folder.rglob("*.p/*"):
        path.unlink()
    dumped(1024)
    for path in dump.folder.glob("tile/1/000.p/*"):
        path.write_bytes(path.read_bytes()[:64])
        path.rename(path.with_name("2"))
    (dump.folder / "checkpoint").write_bytes(note)
    assert verify("audit", dump.folder, "--key", dump.vkey).code == 0


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_to_a_dump_goes_unnoticed(
    dumped: Dumped, verify: Verify, seed: int
) -> None:
    dump = dumped(520)
    chance = Random(seed)
    path = chance.choice(sorted(p for p in dump.folder.rglob("*") if p.is_file()))
    content = bytearray(path.read_bytes())
    bit = chance.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(bytes(content))
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert said.code == 1, (path, bit, said.report)


@pytest.mark.parametrize("path", ["checkpoint", "tile/entries/000", "tile/0/000"])
def test_huge_files_are_refused_and_not_read_whole(
    dumped: Dumped, verify: Verify, path: str
) -> None:
    dump = dumped(600)
    with (dump.folder / path).open("r+b") as file:
        file.truncate(2**40)
    assert verify("audit", dump.folder, "--key", dump.vkey).code == 1


def test_what_is_not_a_file_is_not_read(dumped: Dumped, verify: Verify) -> None:
    dump = dumped(5)
    path = dump.folder / "tile/entries/000.p/5"
    path.unlink()
    os.mkfifo(path)
    said = verify("audit", dump.folder, "--key", dump.vkey)
    assert (said.code, "is not a file" in said.unchecked) == (2, True)


def test_nothing_outside_a_dump_is_read(
    dumped: Dumped, verify: Verify, tmp_path: Path
) -> None:
    dump = dumped(5)
    path = dump.folder / "tile/entries/000.p/5"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert verify("audit", dump.folder, "--key", dump.vkey).code == 2
