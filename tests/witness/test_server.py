"""A witness on the network."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from trees import Tree, signer

from verify.checkpoint import Checkpoint
from verify.note import COSIGNATURE, Note, Verifier
from witness.__main__ import main
from witness.memory import Memory, hashed
from witness.protocol import LARGEST_REQUEST, Witness
from witness.server import Server

ORIGIN = "log.example/ima"
LOG = signer(ORIGIN)
OURS = signer("witness.example/officer", COSIGNATURE)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[http.client.HTTPConnection]:
    """To a witness that knows the log."""
    memory = Memory(tmp_path / "witness")
    memory.learn(LOG.verifier)
    with Server(("127.0.0.1", 0), Witness(memory, OURS)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        made = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        try:
            yield made
        finally:
            made.close()
            server.shutdown()
            thread.join()


def body(size: int) -> bytes:
    """A first request."""
    note = Checkpoint(ORIGIN, Tree.of(9).head(size)).signed([LOG])
    return b"old 0\n\n" + bytes(note)


def test_a_connection_is_used_for_one_request_after_another(
    connection: http.client.HTTPConnection,
) -> None:
    answers = []
    for size in (3, 5):
        connection.request("POST", "/add-checkpoint", body(size))
        answer = connection.getresponse()
        answers.append(
            (answer.status, answer.headers["Content-Type"], answer.read().decode())
        )
    assert answers[0][0] == 200
    assert answers[0][2].startswith("— witness.example/officer ")
    assert answers[1] == (409, "text/x.tlog.size", "3\n")


def test_monitors_read_the_last_checkpoint(
    connection: http.client.HTTPConnection,
) -> None:
    path = f"/{hashed(ORIGIN)}/checkpoint"
    connection.request("GET", path)
    unknown = connection.getresponse()
    assert (unknown.status, unknown.read()) == (404, b"")
    connection.request("POST", "/add-checkpoint", body(3))
    connection.getresponse().read()
    connection.request("GET", path)
    note = Note.parse(connection.getresponse().read())
    assert Checkpoint.parse(note.text).size == 3
    assert len(note.signatures) == 2


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/add-checkpoint"),
        ("GET", "/../key"),
        ("GET", "/%2e%2e/key/checkpoint"),
        ("GET", f"/{hashed('elsewhere')}/checkpoint"),
        ("POST", "/sign-subtree"),
    ],
)
def test_there_is_nothing_else(
    connection: http.client.HTTPConnection, method: str, path: str
) -> None:
    connection.request(method, path, b"" if method == "POST" else None)
    assert connection.getresponse().status == 404


def test_a_request_that_is_too_large_is_not_read(
    connection: http.client.HTTPConnection,
) -> None:
    connection.putrequest("POST", "/add-checkpoint")
    connection.putheader("Content-Length", str(LARGEST_REQUEST + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413


def test_a_witness_tells_its_key_and_learns_logs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--name", "witness.example/w", "--folder", str(tmp_path / "w")]
    assert main([*told, "--log", str(LOG.verifier), "--key-only"]) == 0
    key = Verifier.parse(capsys.readouterr().out.strip())
    assert (key.name, key.kind) == ("witness.example/w", COSIGNATURE)
    assert Memory(tmp_path / "w").logs() == {ORIGIN: (LOG.verifier,)}


@pytest.mark.parametrize(
    "wrong", [["--log", "no key"], ["--name", "another"], ["--name", "with space"]]
)
def test_a_witness_that_is_told_nonsense_does_not_start(
    tmp_path: Path, wrong: list[str]
) -> None:
    told = [
        "--name",
        "witness.example/w",
        "--folder",
        str(tmp_path / "w"),
        "--key-only",
    ]
    assert main(told) == 0
    assert main([*told, *wrong]) == 2
