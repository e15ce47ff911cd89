"""Witnesses are asked, never believed and never waited for."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from time import sleep, time
from typing import Any

import pytest
from logged import ORGANISATION
from planted import ORIGIN, Planted
from psycopg import connect
from trees import Tree, signer
from waiting import until

from cases.database import INTEGRATOR, Pool, parameters
from cases.tree import shown
from cases.tree.asking import Asked, Contradicted, NoCosignature, Offer, Told
from cases.tree.integrating import Course, Source
from verify.checkpoint import Checkpoint
from verify.cosignature import cosign, cosignatures
from verify.merkle import EMPTY_ROOT, Head, consistency
from verify.note import COSIGNATURE, Note, Signer, Verifier
from verify.policy import Policy
from witness.memory import Memory
from witness.protocol import Witness
from witness.server import Server

OFFICER = signer("witness.example/officer", COSIGNATURE)
COUNCIL = signer("witness.example/council", COSIGNATURE)
LOG = signer(ORIGIN)
TREE = Tree.of(20)
FORK = Tree([b"forged", *TREE.entries[1:]])


@contextmanager
def standing_by(witness: Any) -> Iterator[str]:
    """A witness on the network; its address."""
    with Server(("127.0.0.1", 0), witness) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class Slow:
    """A witness that thinks for a while."""

    def __init__(self, witness: Witness, seconds: float) -> None:
        self._witness, self._seconds = witness, seconds

    def add_checkpoint(self, body: bytes) -> object:
        sleep(self._seconds)
        return self._witness.add_checkpoint(body)


def policy(quorum: str, **urls: str) -> Policy:
    """Both witnesses, each at its address."""
    named = {"officer": OFFICER, "council": COUNCIL}
    lines = [f"witness {n} {named[n].verifier} {url}" for n, url in urls.items()]
    lines += [f"group both all {' '.join(urls)}"] if len(urls) > 1 else []
    return Policy.parse("\n".join([*lines, f"quorum {quorum}"]))


def memory_of(tree: Planted, folder: Path) -> Memory:
    """Of a witness that knows the tree's keys."""
    memory = Memory(folder)
    for key in tree.signed.log_keys():
        memory.learn(key.verifier)
    return memory


@contextmanager
def witnessed(tree: Planted, wanted: Policy) -> Iterator[None]:
    """An integrator that asks these witnesses, until the block ends."""
    stop = Event()
    with Pool(tree.url, ORGANISATION, INTEGRATOR, size=2) as pool:
        source = Source(tree.url, tree.log, tree.signed, tree.keys, pool, wanted)
        thread = Thread(target=Course(source).run, args=(stop,))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def published(tree: Planted) -> tuple[int, set[Verifier]]:
    """The size of what is handed out, and who cosigned it."""
    with connect(tree.url, **parameters(ORGANISATION)) as db:
        try:
            latest = shown.published(db)
        except shown.Missing:
            return 0, set()
    keys = [OFFICER.verifier, COUNCIL.verifier]
    return latest.head.size, {one.by for one in cosignatures(latest.note, keys)}


def cosigned(tree: Planted) -> list[int]:
    """The sizes of which cosignatures are kept: each of them tells a moment."""
    with connect(tree.url, **parameters(ORGANISATION)) as db:
        rows = db.execute("SELECT DISTINCT size FROM cosignature ORDER BY size")
        return [size for (size,) in rows]


def test_what_is_published_carries_the_cosignatures(
    tree: Planted, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        urls = {}
        for name, key in (("officer", OFFICER), ("council", COUNCIL)):
            memory = memory_of(tree, tmp_path / name)
            urls[name] = stack.enter_context(standing_by(Witness(memory, key)))
        stack.enter_context(witnessed(tree, policy("both", **urls)))
        for size in (5, 300, 301):
            tree.happen(size - published(tree)[0])
            until(lambda size=size: published(tree)[0] == size)  # type: ignore[misc]
            assert published(tree)[1] == {OFFICER.verifier, COUNCIL.verifier}
            until(lambda size=size: cosigned(tree) == [size])  # type: ignore[misc]


def test_a_witness_that_is_down_keeps_nothing_from_being_published(
    tree: Planted, tmp_path: Path
) -> None:
    with standing_by(Witness(memory_of(tree, tmp_path), OFFICER)) as url:
        nobody = "http://127.0.0.1:9"
        with witnessed(tree, policy("both", officer=url, council=nobody)):
            for size in range(1, shown.LOOKED_AT + 3):
                tree.happen(1)
                until(
                    lambda size=size: published(tree) == (size, {OFFICER.verifier})  # type: ignore[misc]
                )
            last = list(range(3, shown.LOOKED_AT + 3))
            until(lambda: cosigned(tree) == last)


def test_a_slow_witness_cosigns_when_it_comes_to_it(
    tree: Planted, tmp_path: Path
) -> None:
    slow = Slow(Witness(memory_of(tree, tmp_path), OFFICER), 1.5)
    with (
        standing_by(slow) as url,
        witnessed(tree, policy("officer", officer=url)),
    ):
        tree.happen(5)
        until(lambda: published(tree) == (5, set()))
        until(lambda: published(tree) == (5, {OFFICER.verifier}))


def test_a_witness_that_holds_another_history_signed_by_us_stops_everything(
    tree: Planted, tmp_path: Path
) -> None:
    memory = memory_of(tree, tmp_path)
    forged = Checkpoint(ORIGIN, Tree.of(50).head()).signed([tree.keys.signer(1)])
    Witness(memory, OFFICER).add_checkpoint(b"old 0\n\n" + bytes(forged))
    with (
        standing_by(Witness(memory, OFFICER)) as url,
        witnessed(tree, policy("officer", officer=url)),
    ):
        tree.happen(5)
        until(lambda: tree.current().quarantined is not None)
        assert "another history" in str(tree.current().quarantined)


def test_a_fork_made_with_the_stolen_key_is_convicted_by_the_witness(
    tree: Planted, tmp_path: Path
) -> None:
    memory = memory_of(tree, tmp_path)
    with standing_by(Witness(memory, OFFICER)) as url:
        with witnessed(tree, policy("officer", officer=url)):
            tree.happen(300)
            until(lambda: published(tree) == (300, {OFFICER.verifier}))
        # The thief owns both databases and the key: everything is made to fit.
        tree.meddle(
            "UPDATE event SET state = replace(state, 'Rep', 'rep') WHERE version = 7"
        )
        tree.meddle("TRUNCATE checkpoint CASCADE")
        tree.meddle("TRUNCATE tile")
        tree.own_keystore(
            "UPDATE signed_tree SET size = 0, root = %s, note = ''", EMPTY_ROOT
        )
        with witnessed(tree, policy("officer", officer=url)):
            until(lambda: tree.current().quarantined is not None)
    (fork,) = memory.forks(ORIGIN)
    forged = Note.parse(fork.partition(b"\n\n")[2])
    forged.signers([key.verifier for key in tree.signed.log_keys()])
    assert Checkpoint.parse(forged.text).head == Head(300, tree.root())


def test_the_newest_checkpoint_with_a_quorum_is_known(
    tree: Planted, tmp_path: Path
) -> None:
    keys = [key.verifier for key in tree.signed.log_keys()]
    with standing_by(Witness(memory_of(tree, tmp_path), OFFICER)) as url:
        one = policy("officer", officer=url)
        both = policy("both", officer=url, council="http://127.0.0.1:9")
        with witnessed(tree, one):
            tree.happen(5)
            until(lambda: published(tree) == (5, {OFFICER.verifier}))
    with connect(tree.url, **parameters(ORGANISATION)) as db:
        seen = shown.witnessed(db, one, keys)
        assert seen
        assert seen.size == 5
        assert abs(seen.at.timestamp() - time()) < 60
        assert shown.witnessed(db, both, keys) is None


def offered(size: int, tree: Tree = TREE) -> Offer:
    """A checkpoint of the tree in memory."""
    note = Checkpoint(ORIGIN, tree.head(size)).signed([LOG])
    return Offer(note, ORIGIN, tree.head(size), [LOG.verifier])


def prove(old: int, new: int) -> tuple[bytes, ...]:
    return consistency(old, new, TREE.nodes())


def saying(*answers: Told) -> tuple[Asked, list[bytes]]:
    """A witness that says this and then that, and what it was sent."""
    left, sent = list(answers), []

    def tell(_url: str, body: bytes | None) -> Told:
        sent.append(body or b"")
        return left.pop(0)

    return Asked(OFFICER.verifier, "http://witness.example/", tell), sent


def line(key: Signer = OFFICER, size: int = 20, at: float | None = None) -> bytes:
    """A cosignature of a checkpoint of the tree."""
    text = offered(size).note.text
    return f"{cosign(key, text, int(at or time()))}\n".encode()


def test_a_cosignature_that_fits_counts() -> None:
    asked, sent = saying((200, line()))
    came = asked.cosignature(offered(20), prove)
    assert (came.size, came.witness) == (20, OFFICER.verifier)
    assert sent[0].startswith(b"old 0\n\n")


def test_lines_of_others_are_looked_over() -> None:
    asked, _ = saying((200, line(COUNCIL) + line()))
    assert asked.cosignature(offered(20), prove).witness == OFFICER.verifier


def test_what_the_witness_holds_is_asked_for_once() -> None:
    asked, sent = saying((409, b"8\n"), (200, line()), (200, line()))
    asked.cosignature(offered(20), prove)
    asked.cosignature(offered(20), prove)
    assert [one.split(b"\n")[0] for one in sent] == [b"old 0", b"old 8", b"old 20"]


FAILING: dict[str, tuple[Told, ...]] = {
    "no line": ((200, b""),),
    "another key's line": ((200, line(COUNCIL)),),
    "a line over another checkpoint": ((200, line(size=8)),),
    "a line of yesterday": ((200, line(at=time() - 86_400)),),
    "a line of tomorrow": ((200, line(at=time() + 86_400)),),
    "something else": ((200, b"\xff\xfe"),),
    "a page": ((200, b"<html>"),),
    "an error": ((500, b""),),
    "elsewhere": ((302, b""),),
    "no size": ((409, b"many\n"),),
    "conflict without end": ((409, b"8\n"), (409, b"9\n")),
    "a larger tree that it does not show": ((409, b"99\n"), (404, b"")),
    "a larger tree of somebody else": (
        (409, b"99\n"),
        (
            200,
            bytes(Checkpoint(ORIGIN, TREE.head()).signed([signer(ORIGIN, seed="x")])),
        ),
    ),
    "refused, holding what follows": ((422, b""), (200, bytes(offered(8).note))),
}


@pytest.mark.parametrize("answers", FAILING.values(), ids=FAILING)
def test_whatever_else_a_witness_says_counts_for_nothing(
    answers: tuple[Told, ...],
) -> None:
    asked, _ = saying(*answers)
    with pytest.raises(NoCosignature):
        asked.cosignature(offered(20), prove)


CONVICTING: dict[str, tuple[Told, ...]] = {
    "a larger tree": ((409, b"20\n"), (200, bytes(offered(20).note))),
    "another tree of the size": ((422, b""), (200, bytes(offered(8, FORK).note))),
    "another tree before it": ((422, b""), (200, bytes(offered(3, FORK).note))),
}


@pytest.mark.parametrize("answers", CONVICTING.values(), ids=CONVICTING)
def test_a_history_that_we_signed_and_do_not_have_is_told(
    answers: tuple[Told, ...],
) -> None:
    asked, _ = saying(*answers)
    with pytest.raises(Contradicted):
        asked.cosignature(offered(8), prove)


def test_a_witness_that_does_not_answer_is_not_waited_for() -> None:
    nobody = Asked(OFFICER.verifier, "http://127.0.0.1:9")
    with pytest.raises(NoCosignature, match="no answer"):
        nobody.cosignature(offered(20), prove)
