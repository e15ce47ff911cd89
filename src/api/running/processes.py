"""The service's processes: started together, watched, ended together."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn
from urllib.error import URLError
from urllib.request import urlopen

from api.running.asked import HOST, Asked
from api.running.children import Died, end, last_lines, spawn
from api.running.postgres import Cluster

PATIENCE: Final = 300.0
"""Seconds that the service has to become ready; a part that ends is told at once."""
ALIVE: Final = "/health/live"
READY: Final = "/health/ready"


@dataclass(frozen=True, slots=True)
class Process:
    """A part of the service: what it is called, what runs, and where it writes."""

    name: str
    running: subprocess.Popen[bytes]
    log: Path


@contextmanager
def server(asked: Asked) -> Iterator[Cluster | None]:
    """PostgreSQL of our own; None when another was given."""
    if asked.database_url:
        yield None
        return
    cluster = Cluster(asked.folder / "postgresql")
    try:
        yield cluster.start()
    finally:
        cluster.stop()


class Parts:
    """The parts of the service, started as they are named; they end together.

    Each is loaded at once, and begins when all are told where the stores are.
    """

    def __init__(self, asked: Asked) -> None:
        self.started: list[Process] = []
        self._programs = programs(asked.port)
        self._logs = asked.folder / "log"
        self._logs.mkdir(exist_ok=True)
        self._settings = b""

    def start(self, name: str, *arguments: str) -> None:
        """One more part."""
        command = [sys.executable, "-m", "api.running.part", *self._programs[name]]
        log = self._logs / f"{name}.log"
        running = spawn([*command, *arguments], log, stdin=subprocess.PIPE)
        self.started.append(Process(name, running, log))
        if self._settings:
            _tell(running, self._settings)

    def begin(self, settings: Mapping[str, str]) -> None:
        """Let those that are loaded begin, and those to come."""
        self._settings = json.dumps(settings).encode()
        for part in self.started:
            _tell(part.running, self._settings)

    def close(self) -> None:
        """End all of them."""
        end(*(part.running for part in self.started))


def _tell(part: subprocess.Popen[bytes], settings: bytes) -> None:
    assert part.stdin
    # One that has died is noticed by `check`, which can say why.
    with suppress(BrokenPipeError), part.stdin as line:
        line.write(settings + b"\n")


def programs(port: int) -> dict[str, Sequence[str]]:
    """The commands of `cases` that run, by the name of the part."""
    return {
        "api": ("serve", "--host", HOST, "--port", str(port)),
        "follow": ("follow",),
        "due": ("due",),
        "erase": ("erase",),
        "react": ("react",),
        "deliver": ("deliver",),
        "integrate": ("integrate",),
        "witness": ("witness",),
    }


def await_answer(url: str, parts: Sequence[Process]) -> None:
    """Return when the API answers there with 200; Died when a part ends before."""
    deadline = time.monotonic() + PATIENCE
    while not answers(url):
        check(parts)
        if time.monotonic() > deadline:
            raise Died(f"no answer in {PATIENCE:.0f} s:\n{last_lines(parts[0].log)}")
        time.sleep(0.05)


def watch(parts: Sequence[Process]) -> NoReturn:
    """Wait for ever; Died as soon as a part of the service ends by itself."""
    while True:
        check(parts)
        time.sleep(1.0)


def check(parts: Sequence[Process]) -> None:
    """Raises Died, with the end of its log, when a part runs no more."""
    for part in parts:
        status = part.running.poll()
        if status is not None:
            said = last_lines(part.log)
            raise Died(f"{part.name} ended with status {status}:\n{said}")


def answers(url: str) -> bool:
    """Whether the API answers there with 200."""
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
