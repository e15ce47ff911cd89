"""Our witness beside aics-witness, which others wrote; it asks for Python 3.12."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from trees import Tree, entries_of_cases, signer

from cases.tree.asking import Asked, Contradicted, Offer
from verify.checkpoint import Checkpoint
from verify.merkle import consistency
from verify.note import COSIGNATURE, Note
from witness.memory import Memory
from witness.protocol import Witness
from witness.server import Server

pytest.importorskip("aics_witness", reason="aics-witness asks for Python 3.12")

from aics_witness import (
    Witness as TheirWitness,
)
from aics_witness import (
    WitnessClient,
    WitnessRejected,
    make_server,
)
from aics_witness.config import LogConfig
from aics_witness.store import WitnessStore

ORIGIN = "log.example/ima"
LOG = signer(ORIGIN)
KEY = signer("witness.example/officer", COSIGNATURE)
TREE = Tree(entries_of_cases(700))
SIZES = (3, 300, 301, 301, 700)


def note(size: int, tree: Tree = TREE) -> Note:
    """What the log signs of a tree at a size."""
    return Checkpoint(ORIGIN, tree.head(size)).signed([LOG])


def proof(old: int, new: int) -> tuple[bytes, ...]:
    """That the tree went on."""
    return consistency(old, new, TREE.nodes())


def offer(size: int, tree: Tree = TREE) -> Offer:
    """A checkpoint to be cosigned."""
    return Offer(note(size, tree), ORIGIN, tree.head(size), [LOG.verifier])


def forked(size: int) -> Tree:
    """The tree with its first entry changed."""
    entries = TREE.entries[:size]
    return Tree([entries[0] + b"!", *entries[1:]])


@contextmanager
def serving(server: Any, url: str) -> Iterator[str]:
    """A witness that answers until the block ends."""
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[tuple[str, WitnessStore]]:
    """Their witness, which knows the log; and what it stores."""
    with WitnessStore(tmp_path / "witness.db", create=True) as store:
        log = LogConfig.from_strings(ORIGIN, [str(LOG.verifier)])
        server = make_server(TheirWitness(KEY.name, KEY.private, store, [log]))
        with serving(server, server.url) as url:
            yield url, store


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[tuple[str, Memory]]:
    """Our witness, which knows the log; and what it remembers."""
    memory = Memory(tmp_path / "witness")
    memory.learn(LOG.verifier)
    server = Server(("127.0.0.1", 0), Witness(memory, KEY))
    with serving(server, f"http://127.0.0.1:{server.server_port}") as url:
        yield url, memory


def test_their_witness_cosigns_what_we_offer(theirs: tuple[str, WitnessStore]) -> None:
    asked = Asked(KEY.verifier, theirs[0])
    for size in SIZES:
        cosigned = asked.cosignature(offer(size), proof)
        assert (cosigned.size, cosigned.witness) == (size, KEY.verifier)


def test_their_witness_is_found_where_it_stands_and_tells_that_we_went_back(
    theirs: tuple[str, WitnessStore],
) -> None:
    Asked(KEY.verifier, theirs[0]).cosignature(offer(300), proof)
    anew = Asked(KEY.verifier, theirs[0])
    assert anew.cosignature(offer(700), proof).size == 700
    with pytest.raises(Contradicted):
        anew.cosignature(offer(300), proof)


def test_their_witness_keeps_a_fork_and_we_see_it(
    theirs: tuple[str, WitnessStore],
) -> None:
    url, store = theirs
    Asked(KEY.verifier, url).cosignature(offer(300), proof)
    tree = forked(400)

    def prove(old: int, new: int) -> tuple[bytes, ...]:
        return consistency(old, new, tree.nodes())

    with pytest.raises(Contradicted):
        Asked(KEY.verifier, url).cosignature(offer(400, tree), prove)
    assert store.evidence_counts() == {ORIGIN: 1}


def test_our_witness_cosigns_what_they_submit(ours: tuple[str, Memory]) -> None:
    with WitnessClient(ours[0], str(KEY.verifier), max_attempts=1) as client:
        for size in SIZES:
            line = client.submit(bytes(note(size)), listed(proof))
            assert line.startswith("— witness.example/officer ")


def test_our_witness_tells_them_where_it_stands(ours: tuple[str, Memory]) -> None:
    for size in (300, 700):
        with WitnessClient(ours[0], str(KEY.verifier), max_attempts=1) as anew:
            assert anew.submit(bytes(note(size)), listed(proof))


def test_our_witness_refuses_their_fork_and_keeps_it(
    ours: tuple[str, Memory],
) -> None:
    url, memory = ours
    tree = forked(400)
    with WitnessClient(url, str(KEY.verifier), max_attempts=1) as client:
        client.submit(bytes(note(300)), listed(proof))
        with pytest.raises(WitnessRejected) as refused:
            client.submit(
                bytes(note(400, tree)),
                listed(lambda old, new: consistency(old, new, tree.nodes())),
            )
    assert refused.value.status == 422
    assert len(memory.forks(ORIGIN)) == 1


def listed(
    prove: Callable[[int, int], tuple[bytes, ...]],
) -> Callable[[int, int], list[bytes]]:
    """A proof as they ask for it."""
    return lambda old, new: list(prove(old, new))
