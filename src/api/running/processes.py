"""The service's processes: started together, watched, ended together."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn
from urllib.error import URLError
from urllib.request import urlopen

from api.running.asked import HOST, Asked
from api.running.children import Died, end, last_lines, spawn
from api.running.postgres import Cluster
from api.running.witnessing import arguments
from api.settings import Settings

PATIENCE: Final = 60.0
"""Seconds that the API has to become ready."""
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


@contextmanager
def processes(asked: Asked, settings: Settings) -> Iterator[Callable[[str], Process]]:
    """Starts a part of the service by its name; all end together."""
    logs = asked.folder / "log"
    logs.mkdir(exist_ok=True)
    environment = os.environ | told(settings)
    started: list[subprocess.Popen[bytes]] = []
    parts = programs(asked.port, arguments(asked, settings))

    def start(name: str) -> Process:
        command = [sys.executable, "-m", "api", *parts[name]]
        log = logs / f"{name}.log"
        started.append(spawn(command, log, environment=environment))
        return Process(name, started[-1], log)

    try:
        yield start
    finally:
        end(*started)


def programs(port: int, witness: Sequence[str] = ()) -> dict[str, Sequence[str]]:
    """The commands of `cases` that run, by the name of the part."""
    return {
        "api": ("serve", "--host", HOST, "--port", str(port)),
        "follow": ("follow",),
        "due": ("due",),
        "integrate": ("integrate",),
        "witness": ("witness", *witness),
    }


def await_answer(url: str, parts: Sequence[Process]) -> None:
    """Return when the API answers there with 200; Died when a part ends before."""
    deadline = time.monotonic() + PATIENCE
    while not _answers(url):
        check(parts)
        if time.monotonic() > deadline:
            raise Died(f"no answer in {PATIENCE:.0f} s:\n{last_lines(parts[0].log)}")
        time.sleep(0.05)


def watch(parts: Sequence[Process]) -> NoReturn:
    """Wait for ever; Died as soon as a part of the service ends by itself."""
    while True:
        check(parts)
        time.sleep(0.2)


def check(parts: Sequence[Process]) -> None:
    """Raises Died, with the end of its log, when a part runs no more."""
    for part in parts:
        status = part.running.poll()
        if status is not None:
            said = last_lines(part.log)
            raise Died(f"{part.name} ended with status {status}:\n{said}")


def told(settings: Settings) -> dict[str, str]:
    """The settings that we chose, as a process reads them."""
    witnesses = {"CASES_WITNESSES": str(settings.witnesses)}
    return (witnesses if settings.witnesses else {}) | {
        "CASES_DATABASE_URL": settings.database_url,
        "CASES_KEYSTORE_URL": settings.keystore_url,
        "CASES_KEYRING": str(settings.keyring),
        "CASES_ENVIRONMENT": settings.environment,
        "CASES_DEVELOPMENT_KEY": str(settings.development_key),
    }


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
