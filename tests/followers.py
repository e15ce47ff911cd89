"""Those who follow events, over a real connection."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import Any, Final

import httpx2
import uvicorn
from deployed import HOST, free_port
from fastapi import FastAPI
from serving import Caller
from waiting import until

SECONDS: Final = 30.0
"""After which a follower believes that nothing comes any more."""


@contextmanager
def listened(app: FastAPI) -> Iterator[str]:
    """A started application at a port of its own, until the block ends."""
    port = free_port()
    config = uvicorn.Config(
        app, HOST, port, lifespan="off", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    try:
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join()


class Followed:
    """A stream of events, as it comes."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines()

    def blocks(self) -> Iterator[dict[str, str]]:
        """The fields of each block that comes; a comment is under no name."""
        block: dict[str, str] = {}
        for line in self._lines:
            if line:
                name, _, value = line.partition(":")
                block[name] = value.strip()
            else:
                yield block
                block = {}

    def events(self) -> Iterator[Any]:
        """What each event says that comes."""
        for block in self.blocks():
            if "data" in block:
                event = json.loads(block["data"])
                assert block["id"] == str(event["position"])
                yield event

    def first(self, count: int) -> list[Any]:
        """So many events."""
        return list(islice(self.events(), count))

    def beginning(self) -> int:
        """The position after which events are told."""
        return int(next(self.blocks())["id"])


@contextmanager
def followed(
    url: str, headers: dict[str, str], path: str, **asked: Any
) -> Iterator[Followed]:
    """Follow with any credentials."""
    wanted = headers | {"Accept": "text/event-stream"}
    with (
        httpx2.Client(base_url=url, timeout=SECONDS) as client,
        client.stream("GET", path, headers=wanted, params=asked) as answer,
    ):
        yield Followed(answer)


@contextmanager
def following_as(
    url: str, by: Caller, last: int | None = None, **asked: Any
) -> Iterator[Followed]:
    """Follow as somebody, after the last event that they had."""
    had = {} if last is None else {"Last-Event-ID": str(last)}
    with followed(url, by.headers() | had, by.at("/events"), **asked) as stream:
        yield stream
