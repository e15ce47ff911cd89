"""A PostgreSQL server of our own, for a demonstration, a developer or a test.

Reached through a unix socket in a folder that only its owner can enter; there is no
other way in, so there is no password.
"""

import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT
from typing import Final, Self
from urllib.parse import quote

import psycopg

from api.running import unprivileged
from api.running.binaries import Binaries, find_binaries
from api.running.children import Died, end, kill_with_children, last_lines, spawn
from api.running.unprivileged import Place, Way

USER: Final = "postgres"
SOCKET: Final = ".s.PGSQL.5432"
SOCKET_LIMIT: Final = 107
"""Bytes of a unix socket's path, on Linux."""
FIRST_WITH_BUILTIN_LOCALE: Final = 17
PATIENCE: Final = 30.0
"""Seconds that a server has to start, or the one before it to be gone."""

SETTINGS: Final = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "200",
    # Neither rows nor parameters in the server's log: they may hold personal text.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
THROW_AWAY: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # With the server's files, so that a killed one leaves nothing elsewhere.
    "dynamic_shared_memory_type": "mmap",
}


@dataclass(slots=True)
class Cluster:
    """One PostgreSQL server and its files, below `directory`.

    `durable=False` is for tests only: a power failure may lose everything.
    """

    directory: Path
    durable: bool = True
    binaries: Binaries = field(default_factory=find_binaries)
    way: Way = field(default_factory=unprivileged.way)
    _socket: Path | None = None
    _server: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Make the files when there are none, start the server, wait until it answers.

        Waits for a server before it on the same files to be gone. Died, with the end
        of the server's log, when it does not start.
        """
        place = unprivileged.place(self.directory.absolute(), self.binaries, self.way)
        if not (place.directory / "data").exists():
            _initdb(place, self.durable)
        self._socket = self._socket or _socket_folder(place)
        deadline = time.monotonic() + PATIENCE
        while True:
            # Asked first: a server that the attempt met may be gone right after it.
            taken = (place.directory / "data" / "postmaster.pid").exists()
            if self._started(place):
                return self
            if not taken or time.monotonic() > deadline:
                raise Died(f"PostgreSQL does not start:\n{last_lines(_log(place))}")

    def stop(self) -> None:
        """End all connections and the server; nothing when it is not running."""
        if self._server:
            end(self._server, by=SIGINT)
        self._server = None
        if self._socket and self._socket.parent == Path(tempfile.gettempdir()):
            shutil.rmtree(self._socket, ignore_errors=True)
            self._socket = None

    def kill(self) -> None:
        """Kill the server with all its processes at once, as a power failure does."""
        if self._server:
            kill_with_children(self._server)
        self._server = None

    def url(self, database: str = USER) -> str:
        """The address of one of its databases, once it was started."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self._socket))}"

    def _started(self, place: Place) -> bool:
        settings = SETTINGS | ({} if self.durable else THROW_AWAY)
        settings["unix_socket_directories"] = str(self._socket)
        server = spawn(
            [
                place.binaries.folder / "postgres",
                *("-D", place.directory / "data"),
                *(f"--{name}={value}" for name, value in settings.items()),
            ],
            _log(place),
            prefix=place.prefix,
            orphaned=SIGINT,
        )
        while server.poll() is None:
            if _answers(self.url()):
                self._server = server
                return True
            time.sleep(0.01)
        time.sleep(0.05)
        return False


def remove(directory: Path) -> None:
    """Remove a stopped server's files, wherever they had to be put."""
    for place in (directory, unprivileged.elsewhere(directory)):
        shutil.rmtree(place, ignore_errors=True)


def _initdb(place: Place, durable: bool) -> None:
    unfinished = place.directory / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    _own_folder(place, unfinished)
    done = subprocess.run(
        [
            *place.prefix,
            place.binaries.folder / "initdb",
            *("-D", unfinished, "--username", USER, "--auth", "trust"),
            *("--encoding", "UTF8", "--data-checksums"),
            *_locale(place.binaries.major),
            *(() if durable else ("--no-sync",)),
        ],
        check=False,
        capture_output=True,
        text=True,
        process_group=0,
    )
    if done.returncode != 0:
        raise Died(f"PostgreSQL's files cannot be made:\n{done.stderr}")
    unfinished.rename(place.directory / "data")


def _locale(major: int) -> tuple[str, ...]:
    # The system's own collations change with its updates, and break indexes then.
    if major >= FIRST_WITH_BUILTIN_LOCALE:
        return (
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        )
    return ("--locale=C.UTF-8",)


def _socket_folder(place: Place) -> Path:
    folder = place.directory / "socket"
    if len(bytes(folder / SOCKET)) > SOCKET_LIMIT:
        folder = Path(tempfile.mkdtemp(prefix="cases-"))
    return _own_folder(place, folder)


def _own_folder(place: Place, folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = place.directory.stat()
    os.chown(folder, owner.st_uid, owner.st_gid)
    return folder


def _log(place: Place) -> Path:
    return place.directory / "server.log"


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
