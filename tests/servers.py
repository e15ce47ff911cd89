"""PostgreSQL for tests: a server of our own that is thrown away, or the one given."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from api.running import postgres
from api.running.postgres import Cluster

ORGANISATIONS: Final = ("ima", "ims", "iom")
MEMORY: Final = Path("/dev/shm")
ROOM: Final = 2**30
"""Bytes that must be free in memory for the servers' files to be kept there."""
PREFIX: Final = "cases-tests-"


class Server(Protocol):
    """Where databases can be made."""

    def url(self, database: str = ...) -> str:
        """The address of one of its databases."""


@dataclass(frozen=True, slots=True)
class GivenServer:
    """The server of CASES_DATABASE_URL; its own database is only connected to."""

    address: str

    def url(self, database: str = "") -> str:
        """The address of one of its databases; without a name, the one given."""
        if not database:
            return self.address
        return urlsplit(self.address)._replace(path=f"/{database}").geturl()


@contextmanager
def throw_away_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A server that leaves nothing: in memory when there is room, durable on disk."""
    parent = Path(tempfile.gettempdir()) if durable else _roomy()
    _sweep(parent)
    directory = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))
    cluster = Cluster(directory, durable=durable)
    try:
        yield cluster.start()
    finally:
        cluster.stop()
        postgres.remove(directory)


@contextmanager
def database(server: Server, template: str | None = None) -> Iterator[str]:
    """The address of a new database, a copy of `template`; dropped afterwards."""
    name = f"cases_{uuid4().hex}"
    _administer(server, _creating(name, template))
    try:
        yield server.url(name)
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def name_of(url: str) -> str:
    """The database that an address of `database` leads to."""
    return urlsplit(url).path.removeprefix("/")


def _creating(name: str, template: str | None) -> str:
    if template is None:
        return f"CREATE DATABASE {name}"
    return f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"


def _administer(server: Server, statement: str) -> None:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(statement)


def _roomy() -> Path:
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
        return MEMORY
    return Path(tempfile.gettempdir())


def _sweep(parent: Path) -> None:
    # A test run that was killed could not remove its own.
    for left in parent.glob(f"{PREFIX}*"):
        process = left.name.removeprefix(PREFIX).partition("-")[0]
        if not Path("/proc", process).exists():
            postgres.remove(left)
