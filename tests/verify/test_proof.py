"""Proofs that can be checked offline, and damaged ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import Tree, signer

from verify.checkpoint import Checkpoint, opened
from verify.errors import Refuted
from verify.merkle import inclusion
from verify.proof import Proof

LOG = signer("log.example/ima")
TREE = Tree.of(300)
NOTE = Checkpoint(LOG.name, TREE.head()).signed([LOG])


def proof(index: int = 70, extra: bytes | None = None) -> Proof:
    """That an entry is in the tree."""
    return Proof(index, inclusion(index, 300, TREE.nodes()), NOTE, extra)


def check(content: bytes, entry: bytes = b"70") -> None:
    """What somebody does who has the bytes, the entry, and the log's key."""
    found = Proof.parse(content)
    found.verify(entry, opened(found.checkpoint, [LOG.verifier]).head)


@given(st.integers(0, 299), st.none() | st.binary(max_size=99))
def test_a_proof_is_read_as_it_was_written(index: int, extra: bytes | None) -> None:
    made = proof(index, extra)
    assert Proof.parse(bytes(made)) == made
    check(bytes(made), b"%d" % index)


def test_a_proof_has_the_lines_of_the_specification() -> None:
    lines = bytes(proof(extra=b"abc")).decode().split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra YWJj", "index 70"]
    assert lines[lines.index("") + 1 : lines.index("") + 3] == [LOG.name, "300"]


def test_a_proof_is_of_one_entry() -> None:
    with pytest.raises(Refuted, match="does not lead to the root"):
        check(bytes(proof()), b"71")


@given(st.data())
def test_a_proof_with_a_bit_changed_proves_nothing(data: st.DataObject) -> None:
    content = bytearray(bytes(proof()))
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(Refuted):
        check(bytes(content))


PROOF = bytes(proof())
DAMAGED = {
    "carriage returns": PROOF.replace(b"\n", b"\r\n"),
    "another version": PROOF.replace(b"@v1", b"@v2"),
    "no index": PROOF.replace(b"index 70\n", b""),
    "a leading zero": PROOF.replace(b"index 70", b"index 070"),
    "a sign": PROOF.replace(b"index 70", b"index +70"),
    "an index beyond the end": PROOF.replace(b"index 70", b"index 300"),
    "a large index": PROOF.replace(b"index 70", b"index " + b"9" * 30),
    "extra in the wrong place": PROOF.replace(b"index 70", b"index 70\nextra YWJj"),
    "extra that is not base64": PROOF.replace(b"index 70", b"extra ?\nindex 70"),
    "no empty line": PROOF.replace(b"\n\n", b"\n"),
    "two empty lines": PROOF.replace(b"\n\n", b"\n\n\n", 1),
    "one hash fewer": PROOF.replace(b"\n\n", b"\n", 1).replace(b"=\n", b"=\n\n", 1),
    "64 hashes": PROOF.replace(
        b"index 70\n", b"index 70\n" + (b"A" * 43 + b"=\n") * 64
    ),
    "a short hash": PROOF.replace(b"index 70\n", b"index 70\nYWJj\n"),
    "no checkpoint": PROOF[: PROOF.index(b"\n\n") + 2],
    "too large": PROOF + b"x" * 300_000,
    "nothing": b"",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_proof_is_refused(name: str) -> None:
    with pytest.raises(Refuted):
        check(DAMAGED[name])


@pytest.mark.parametrize(
    ("name", "said"), [("64 hashes", "too long"), ("too large", "too large")]
)
def test_a_proof_has_limits_of_its_own(name: str, said: str) -> None:
    with pytest.raises(Refuted, match=said):
        Proof.parse(DAMAGED[name])


def test_extra_is_believed_by_nobody() -> None:
    check(bytes(proof(extra=b"anything")))
