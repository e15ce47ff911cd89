"""What is no HTTP, or should not be: the server as it runs answers, and stays."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.request import urlopen

import pytest
from deployed import Deployed, deployed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import Server, database

from api.running.asked import HOST

MARKER: Final = b"MARKERjane"
ANSWER: Final = re.compile(rb"HTTP/1\.[01] (\d{3})")
AT: Final = b"/v1/organisations/ima/reports"
POST: Final = (
    b"POST " + AT + b" HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
)
RAW: Final = {
    "no HTTP": MARKER + b"\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + MARKER,
    "a version that is none": b"GET /x HTTP/9.9\r\nHost: x\r\n\r\n",
    "no host": b"GET /health/live HTTP/1.1\r\n\r\n",
    "an address of 60 KiB": b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "an address that is none": b"GET " + MARKER + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "bytes in an address": b"GET /\xff\xfe\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "half an escape": b"GET /%4 HTTP/1.1\r\nHost: x\r\n\r\n",
    "an escape that is no UTF-8": b"GET /v1/%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
    "a header of 100 KiB": b"GET /x HTTP/1.1\r\nHost: x\r\nA: "
    + b"a" * 100_000
    + b"\r\n\r\n",
    "ten thousand headers": b"GET /x HTTP/1.1\r\nHost: x\r\n"
    + b"A: b\r\n" * 10_000
    + b"\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\nHost: x\r\n: "
    + MARKER
    + b"\r\n\r\n",
    "a header with a zero": b"GET / HTTP/1.1\r\nHost: x\r\nA: \x00"
    + MARKER
    + b"\r\n\r\n",
    "a header on two lines": b"GET /x HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
    "a length that is none": POST + b"Content-Length: x\r\n\r\n{}",
    "a length below nothing": POST + b"Content-Length: -1\r\n\r\n{}",
    "a length of many digits": POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}",
    "a length with a sign": POST + b"Content-Length: +2\r\n\r\n{}",
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a length and pieces": POST
    + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "pieces that are none": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
    "a piece without end": POST
    + b"Transfer-Encoding: chunked\r\n\r\n"
    + b"f" * 40
    + b"\r\n",
    "another encoding": POST + b"Transfer-Encoding: gzip\r\n\r\n{}",
    "a body that is packed": POST
    + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    "another protocol is wished": b"GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: "
    b"Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
}


@pytest.fixture(scope="module")
def served(
    cluster: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployed]:
    folder: Path = tmp_path_factory.mktemp("served")
    with (
        database(cluster) as log,
        database(cluster) as keys,
        deployed(log, keys, folder) as running,
    ):
        yield running


def answered(port: int, request: bytes, *, whole: bool = False) -> list[int]:
    """The numbers of all answers, until the server has no more to say.

    To a `whole` request there is one before we say that nothing more comes.
    """
    with socket.create_connection((HOST, port), timeout=60) as line:
        said = b""
        try:
            line.sendall(request)
            said += line.recv(65_536) if whole else b""
            line.shutdown(socket.SHUT_WR)
            while some := line.recv(65_536):
                said += some
        except (ConnectionResetError, BrokenPipeError):
            # It had heard enough before all was sent.
            pass
    assert MARKER not in said
    return [int(number) for number in ANSWER.findall(said)]


def lives(port: int) -> bool:
    with urlopen(f"http://{HOST}:{port}/health/live", timeout=60) as answer:
        return bool(answer.status == 200)


@pytest.mark.parametrize("name", RAW)
def test_what_should_not_be_is_refused_and_the_service_stays(
    served: Deployed, name: str
) -> None:
    (found,) = answered(served.port, RAW[name], whole=True)
    assert 400 <= found < 500
    assert lives(served.port)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(st.binary(max_size=80), max_size=6))
def test_no_bytes_break_the_service(served: Deployed, some: list[bytes]) -> None:
    for begin in (b"", b"GET / HTTP/1.1\r\n", POST):
        found = answered(served.port, begin + b"\r\n".join(some))
        assert all(one < 500 for one in found), found
    assert lives(served.port)


def test_of_all_that_no_word_was_written_down(served: Deployed) -> None:
    for request in RAW.values():
        answered(served.port, request)
    folder = served.settings.keyring.parent
    logs = [path.read_bytes() for path in folder.glob("*.log")]
    assert logs
    assert all(MARKER not in one and b"Traceback" not in one for one in logs)
