"""A witness cosigns what follows on all that it saw before, and nothing else."""

from http import HTTPStatus
from pathlib import Path

import pytest
from trees import Tree, signer

from verify.checkpoint import Checkpoint, opened
from verify.cosignature import cosignatures
from verify.encoding import encoded
from verify.merkle import EMPTY_ROOT, Head, consistency
from verify.note import COSIGNATURE, Note, Signature
from witness.memory import Memory, hashed
from witness.protocol import Answer, Witness

ORIGIN = "log.example/ima"
LOG = signer(ORIGIN)
OTHER_KEY = signer(ORIGIN, seed="other")
OURS = signer("witness.example/officer", COSIGNATURE)
NOW = 1_800_000_000
TREE = Tree.of(20)
FORK = Tree([b"forged", *TREE.entries[1:]])


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Of a witness that knows the log."""
    memory = Memory(tmp_path / "witness")
    memory.learn(LOG.verifier)
    return memory


@pytest.fixture
def witness(memory: Memory) -> Witness:
    """A witness that has seen nothing yet."""
    return Witness(memory, OURS, lambda: NOW)


def note(tree: Tree, size: int, *signers: object) -> Note:
    """A checkpoint of a tree at a size, signed by the log unless said otherwise."""
    checkpoint = Checkpoint(ORIGIN, tree.head(size))
    return checkpoint.signed(signers or (LOG,))  # type: ignore[arg-type]


def request(old: int, proof: tuple[bytes, ...], signed: Note) -> bytes:
    """The body of a request."""
    lines = [f"old {old}", *map(encoded, proof), ""]
    return "".join(f"{line}\n" for line in lines).encode() + bytes(signed)


def grown(tree: Tree, old: int, new: int) -> bytes:
    """A request as an honest log makes it."""
    proof = consistency(old, new, tree.nodes()) if old else ()
    return request(old, proof, note(tree, new))


def size_held(memory: Memory) -> int:
    """Of the last checkpoint that was cosigned."""
    found = memory.last(hashed(ORIGIN))
    return Checkpoint.parse(Note.parse(found).text).size if found else 0


def test_what_follows_is_cosigned(witness: Witness) -> None:
    for old, new in ((0, 3), (3, 8), (8, 8), (8, 20)):
        answer = witness.add_checkpoint(grown(TREE, old, new))
        assert answer.status == HTTPStatus.OK
        signed = note(TREE, new)
        line = Signature.parse(answer.body.removesuffix("\n"))
        both = Note(signed.text, (*signed.signatures, line))
        (found,) = cosignatures(both, [OURS.verifier])
        assert found.at == NOW


def test_the_last_checkpoint_is_shown_with_both_signatures(witness: Witness) -> None:
    assert witness.checkpoint(hashed(ORIGIN)) is None
    witness.add_checkpoint(grown(TREE, 0, 3))
    shown = witness.checkpoint(hashed(ORIGIN))
    assert shown
    seen = Note.parse(shown)
    assert opened(seen, [LOG.verifier]).head == TREE.head(3)
    assert cosignatures(seen, [OURS.verifier])


def test_another_size_than_the_last_is_told_the_last(witness: Witness) -> None:
    witness.add_checkpoint(grown(TREE, 0, 8))
    for old in (0, 3, 9):
        assert witness.add_checkpoint(grown(TREE, old, 20)) == Answer(
            HTTPStatus.CONFLICT, "8\n", "text/x.tlog.size"
        )


def test_a_fork_is_refused_and_kept(witness: Witness, memory: Memory) -> None:
    witness.add_checkpoint(grown(TREE, 0, 8))
    forks = [grown(FORK, 8, 8), grown(FORK, 8, 20), request(8, (), note(TREE, 20))]
    for fork in forks:
        answer = witness.add_checkpoint(fork)
        assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sorted(memory.forks(ORIGIN)) == sorted(forks)
    assert size_held(memory) == 8


def test_a_smaller_tree_is_refused(witness: Witness, memory: Memory) -> None:
    witness.add_checkpoint(grown(TREE, 0, 8))
    answer = witness.add_checkpoint(request(8, (), note(TREE, 3)))
    assert answer.status == HTTPStatus.BAD_REQUEST
    assert witness.add_checkpoint(grown(TREE, 3, 3)).status == HTTPStatus.CONFLICT
    assert size_held(memory) == 8


def test_a_proof_that_is_not_asked_for_is_refused(witness: Witness) -> None:
    proof = (b"\x00" * 32,)
    answer = witness.add_checkpoint(request(0, proof, note(TREE, 3)))
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    witness.add_checkpoint(grown(TREE, 0, 3))
    answer = witness.add_checkpoint(request(3, proof, note(TREE, 3)))
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_an_empty_tree_has_the_root_of_nothing(witness: Witness) -> None:
    for root, status in (
        (b"\x01" * 32, HTTPStatus.UNPROCESSABLE_ENTITY),
        (EMPTY_ROOT, HTTPStatus.OK),
    ):
        signed = Checkpoint(ORIGIN, Head(0, root)).signed([LOG])
        assert witness.add_checkpoint(request(0, (), signed)).status == status


def test_a_log_that_is_not_known_is_not_found(witness: Witness) -> None:
    signed = Checkpoint("log.example/ims", TREE.head(3)).signed([LOG])
    answer = witness.add_checkpoint(request(0, (), signed))
    assert answer.status == HTTPStatus.NOT_FOUND


def test_only_the_logs_own_key_counts(witness: Witness, memory: Memory) -> None:
    wrong = Note(note(TREE, 3).text, note(TREE, 4).signatures)
    for signed in (note(TREE, 3, OTHER_KEY), wrong):
        answer = witness.add_checkpoint(request(0, (), signed))
        assert answer.status == HTTPStatus.FORBIDDEN
    assert size_held(memory) == 0
    assert memory.forks(ORIGIN) == []


def test_a_signature_of_an_unknown_key_is_looked_over(witness: Witness) -> None:
    signed = note(TREE, 3, OTHER_KEY, LOG)
    assert witness.add_checkpoint(request(0, (), signed)).status == HTTPStatus.OK
    shown = Note.parse(witness.checkpoint(hashed(ORIGIN)) or b"")
    assert {each.key_id for each in shown.signatures} == {
        LOG.verifier.key_id,
        OURS.verifier.key_id,
    }


def test_a_log_may_change_its_key(witness: Witness, memory: Memory) -> None:
    memory.learn(OTHER_KEY.verifier)
    memory.learn(OTHER_KEY.verifier)
    assert memory.logs() == {ORIGIN: (LOG.verifier, OTHER_KEY.verifier)}
    for old, new, key in ((0, 3, LOG), (3, 8, OTHER_KEY)):
        proof = consistency(old, new, TREE.nodes()) if old else ()
        answer = witness.add_checkpoint(request(old, proof, note(TREE, new, key)))
        assert answer.status == HTTPStatus.OK


HONEST = grown(TREE, 3, 8)
BAD = {
    "nothing": b"",
    "no blank line": HONEST.replace(b"\n\n", b"\n"),
    "no old size": HONEST.removeprefix(b"old 3\n"),
    "a size with a zero before it": HONEST.replace(b"old 3", b"old 03"),
    "a negative size": HONEST.replace(b"old 3", b"old -3"),
    "two spaces": HONEST.replace(b"old 3", b"old  3"),
    "carriage returns": HONEST.replace(b"\n", b"\r\n"),
    "half a hash": HONEST.replace(b"=\n", b"\n", 1),
    "a short hash": HONEST.replace(b"old 3\n", b"old 3\nAAAA\n"),
    "too long a proof": HONEST.replace(
        b"old 3\n", b"old 3\n" + b"A" * 43 + b"=\n" * 1
    ).replace(b"old 3\n", b"old 3\n" + (b"A" * 43 + b"=\n") * 63),
    "no signature": HONEST.split("—".encode())[0],
    "not text": HONEST + b"\xff",
    "too large": HONEST + b"x" * 300_000,
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_what_is_no_request_is_a_bad_one(witness: Witness, body: bytes) -> None:
    witness.add_checkpoint(grown(TREE, 0, 3))
    assert witness.add_checkpoint(body).status == HTTPStatus.BAD_REQUEST


def test_what_was_cosigned_is_remembered_by_the_next_process(
    witness: Witness, memory: Memory
) -> None:
    witness.add_checkpoint(grown(TREE, 0, 8))
    again = Witness(Memory(memory._folder), OURS, lambda: NOW)
    assert again.add_checkpoint(grown(TREE, 0, 20)).status == HTTPStatus.CONFLICT
    assert again.add_checkpoint(grown(TREE, 8, 20)).status == HTTPStatus.OK


def test_a_witness_keeps_its_key_and_its_name(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "witness")
    first = memory.key("witness.example/officer")
    assert memory.key("witness.example/officer").verifier == first.verifier
    assert (tmp_path / "witness" / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="another name"):
        memory.key("witness.example/somebody")


def test_of_two_at_once_the_tree_never_falls_back(memory: Memory) -> None:
    from concurrent.futures import ThreadPoolExecutor

    witnesses = [Witness(Memory(memory._folder), OURS, lambda: NOW) for _ in range(4)]
    sizes = list(range(1, 21)) * 4

    def ask(place: int) -> int:
        witness, new = witnesses[place % 4], sizes[place]
        answer = witness.add_checkpoint(grown(TREE, 0, new))
        while answer.status == HTTPStatus.CONFLICT and int(answer.body) <= new:
            answer = witness.add_checkpoint(grown(TREE, int(answer.body), new))
        return int(answer.body) if answer.status == HTTPStatus.CONFLICT else new

    with ThreadPoolExecutor(4) as pool:
        assert max(pool.map(ask, range(80))) == 20
    assert size_held(memory) == 20
