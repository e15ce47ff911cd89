"""A client that costs little: keep-alive connections, requests made of bytes."""

import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from time import monotonic, perf_counter, sleep
from typing import Final
from uuid import UUID, uuid4

from api.running.asked import HOST

RECEIPT: Final = re.compile(rb'"version":(\d+),"position":(\d+)')
LARGEST_ANSWER: Final = 65_536


@dataclass(frozen=True, slots=True)
class Posts:
    """The same command, so many times upon each case, each at the version it has."""

    port: int
    path: str
    """With `{case}` in it."""
    token: str
    body: bytes
    version: int
    """Of every case, before."""
    times: int
    every: float = 0.0
    """Seconds from one request of a connection to its next; 0: at once."""

    def request(self, case: UUID, version: int) -> bytes:
        """One request, with an idempotency key of its own."""
        head = (
            f"POST {self.path.format(case=case)} HTTP/1.1\r\n"
            f"Host: {HOST}:{self.port}\r\n"
            f"Authorization: Bearer {self.token}\r\n"
            f'If-Match: "{version}"\r\n'
            f"Idempotency-Key: {uuid4()}\r\n"
            "Content-Type: application/json\r\n"
            f"Content-Length: {len(self.body)}\r\n\r\n"
        )
        return head.encode() + self.body


@contextmanager
def client() -> Iterator[ProcessPoolExecutor]:
    """A process beside ours, so that the client waits for no other Python."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        yield process


def rate(posts: Posts, cases: Sequence[Sequence[UUID]]) -> float:
    """Requests a second, over one connection for each sequence of cases."""
    begun = perf_counter()
    return len(answered(posts, cases)) / (perf_counter() - begun)


def answered(
    posts: Posts, cases: Sequence[Sequence[UUID]]
) -> Sequence[tuple[float, int]]:
    """When each request was answered, and with which position."""
    with ThreadPoolExecutor(len(cases)) as threads:
        each = threads.map(lambda some: list(sent(posts, some)), cases)
        return [answer for answers in each for answer in answers]


def sent(posts: Posts, cases: Iterable[UUID]) -> Iterator[tuple[float, int]]:
    """The requests of one connection, one after the other."""
    begun, done = monotonic(), 0
    with socket.create_connection((HOST, posts.port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for case in cases:
            version = posts.version
            for _ in range(posts.times):
                sleep(max(0.0, begun + done * posts.every - monotonic()))
                version, position = receipt(connection, posts.request(case, version))
                yield monotonic(), position
                done += 1


def receipt(connection: socket.socket, request: bytes) -> tuple[int, int]:
    """The new version and the position; fails when the answer is no receipt."""
    connection.sendall(request)
    received = connection.recv(LARGEST_ANSWER)
    while not received.endswith(b"}"):
        received += connection.recv(LARGEST_ANSWER)
    assert received.startswith(b"HTTP/1.1 201"), received
    found = RECEIPT.search(received)
    assert found, received
    return int(found[1]), int(found[2])
