"""A client that costs little: keep-alive connections, requests made of bytes."""

import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter
from typing import Final
from uuid import UUID, uuid4

from api.running.asked import HOST

VERSION: Final = re.compile(rb'"version":(\d+)')
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
    with ThreadPoolExecutor(len(cases)) as threads:
        begun = perf_counter()
        done = sum(threads.map(lambda some: sent(posts, some), cases))
        return done / (perf_counter() - begun)


def sent(posts: Posts, cases: Iterable[UUID]) -> int:
    """How many requests were sent, one after the other, and carried out."""
    done = 0
    with socket.create_connection((HOST, posts.port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for case in cases:
            version = posts.version
            for _ in range(posts.times):
                version = answer(connection, posts.request(case, version))
                done += 1
    return done


def answer(connection: socket.socket, request: bytes) -> int:
    """The new version, as the receipt gives it; fails when there is none."""
    connection.sendall(request)
    received = connection.recv(LARGEST_ANSWER)
    while not received.endswith(b"}"):
        received += connection.recv(LARGEST_ANSWER)
    assert received.startswith(b"HTTP/1.1 201"), received
    found = VERSION.search(received)
    assert found, received
    return int(found[1])
