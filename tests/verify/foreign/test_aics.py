"""aics-tlog, which others wrote, reads our tiles, checkpoints and cosignatures.

It asks for Python 3.12; with 3.11 these tests say so and are passed over.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from dumps import NOW, ORIGIN, Dump
from trees import Tree, entries_of_cases, signer

from verify.checkpoint import Checkpoint, opened
from verify.cosignature import cosignatures
from verify.errors import Refuted
from verify.merkle import Head, consistency, inclusion, leaf_hash
from verify.note import COSIGNATURE, Note, Verifier
from verify.source import Directory, Log

aics = pytest.importorskip("aics_tlog", reason="aics-tlog asks for Python 3.12")
SIZE = 70_000


def audit(dump: Dump) -> None:
    """Their whole check of a dump: the signature, the witness, every tile and entry."""
    note = aics.parse_note((dump.folder / "checkpoint").read_bytes())
    checked = aics.verify_checkpoint(
        note,
        aics.parse_vkey(dump.vkey),
        [aics.parse_vkey(str(dump.witness.verifier))],
        1,
        expected_origin=ORIGIN,
        now=NOW + 30,
        max_age_seconds=60,
    )
    if not checked.ok:
        raise ValueError(checked.error)
    reader = aics.FileSystemTileReader(dump.folder)
    aics.audit_tiles(reader, checked.size, checked.root)


def test_a_log_of_70_000_entries_is_accepted(large: Dump) -> None:
    audit(large)


def test_their_tiles_are_ours(large: Dump) -> None:
    theirs = aics.TileWriter(large.tree.entries).materialise()
    ours = {tile.path: content for tile, content in large.tree.files().items()}
    assert theirs == ours


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_log_is_refused(tmp_path: Path, seed: int) -> None:
    dump = Dump(tmp_path, Tree(entries_of_cases(520))).write(cosigned=True)
    chance = Random(seed)
    path = chance.choice(sorted(p for p in tmp_path.rglob("*") if p.is_file()))
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))
    with pytest.raises((ValueError, OSError)):
        audit(dump)


@pytest.mark.parametrize("index", [0, 255, 256, 65_536, SIZE - 1])
def test_our_inclusion_proofs_are_accepted(large: Dump, index: int) -> None:
    nodes = Log(Directory(large.folder)).nodes(SIZE)
    proof, root = inclusion(index, SIZE, nodes), large.tree.root()
    leaf = leaf_hash(large.tree.entries[index])
    assert aics.verify_inclusion(leaf, index, SIZE, proof, root)
    assert not aics.verify_inclusion(leaf, index ^ 1, SIZE, proof, root)


@pytest.mark.parametrize("old", [1, 255, 256, 257, 65_536, 69_999])
def test_our_consistency_proofs_are_accepted(large: Dump, old: int) -> None:
    nodes = Log(Directory(large.folder)).nodes(SIZE)
    proof = consistency(old, SIZE, nodes)
    roots = large.tree.root(old), large.tree.root()
    assert aics.verify_consistency(old, SIZE, *roots, proof)
    assert not aics.verify_consistency(old, SIZE, *reversed(roots), proof)


def test_their_checkpoints_and_cosignatures_are_ours() -> None:
    log, witness = signer(ORIGIN), signer("witness.example/w", COSIGNATURE)
    head = Head(5, Tree.of(5).root())
    theirs = aics.sign_checkpoint(aics.Checkpoint(ORIGIN, *head), log.private, ORIGIN)
    _, line = aics.sign_cosignature(witness.private, witness.name, NOW, ORIGIN, *head)
    both = aics.Note(text=theirs.text, signatures=(*theirs.signatures, line))
    note = Note.parse(both.to_bytes())
    assert opened(note, [log.verifier]) == Checkpoint(ORIGIN, head)
    assert [each.at for each in cosignatures(note, [witness.verifier])] == [NOW]


def test_keys_are_written_alike() -> None:
    log, witness = signer(ORIGIN).verifier, signer("w", COSIGNATURE).verifier
    for key in (log, witness):
        theirs = aics.parse_vkey(str(key))
        assert aics.format_vkey(theirs) == str(key)
        assert Verifier.parse(aics.format_vkey(theirs)) == key


def damaged() -> Iterator[bytes]:
    """A note, once with every bit of it changed."""
    note = bytes(Checkpoint(ORIGIN, Tree.of(5).head()).signed([signer(ORIGIN)]))
    for bit in range(0, len(note) * 8, 3):
        content = bytearray(note)
        content[bit // 8] ^= 1 << (bit % 8)
        yield bytes(content)


def test_they_refuse_what_we_refuse() -> None:
    key = signer(ORIGIN).verifier
    theirs = aics.parse_vkey(str(key))
    for content in damaged():
        with pytest.raises(Refuted):
            opened(Note.parse(content), [key])
        try:
            accepted = aics.verify_checkpoint(aics.parse_note(content), theirs).ok
        except ValueError:
            accepted = False
        assert not accepted
