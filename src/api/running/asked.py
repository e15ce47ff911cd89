"""What `make run` was asked for, and the folder it keeps everything in."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from api.listening import try_port
from api.running import postgres
from api.running.binaries import find_binaries

HOST: Final = "127.0.0.1"
VAR: Final = Path("var")
HIGHEST_PORT: Final = 65_535
OURS: Final = "CASES_OF_MAKE_RUN"
"""How the addresses of our own server end; stands in `var/environment`."""


class Impossible(Exception):
    """What was asked for cannot be had; the message is for whoever asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """PORT, FRESH, CASES_DATABASE_URL and CASES_KEYSTORE_URL.

    Without the addresses, PostgreSQL is ours. `folder` holds what belongs to one
    database: its files when it is ours, and the roots of its keys.
    """

    port: int
    fresh: bool
    database_url: str | None
    keystore_url: str | None
    folder: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Raises Impossible for what makes no sense."""
        address = given(environment, "CASES_DATABASE_URL")
        fresh = environment.get("FRESH", "") not in ("", "0", "no")
        if address and fresh:
            raise Impossible("FRESH=1 would empty a database that is not ours")
        return cls(
            port=_port(environment.get("PORT") or "8000"),
            fresh=fresh,
            database_url=address,
            keystore_url=given(environment, "CASES_KEYSTORE_URL") or address,
            folder=VAR.absolute() / _name(address),
        )

    @property
    def address(self) -> str:
        """Where the service answers."""
        return f"http://{HOST}:{self.port}"

    def remove_what_was(self) -> None:
        """Begin anew: only ever called by the one that runs here."""
        postgres.remove(self.folder / "postgresql")
        shutil.rmtree(self.folder, ignore_errors=True)

    def check_port(self) -> None:
        """Raises Impossible when something else listens there already."""
        try:
            try_port(HOST, self.port)
        except OSError as error:
            raise Impossible(
                f"port {self.port} cannot be used ({error.strerror}): "
                "make run PORT=8001"
            ) from error


@contextmanager
def only_one(address: str) -> Iterator[None]:
    """Hold the folder for as long as this runs; Impossible when another holds it.

    The kernel lets go when the holder ends, however it ends.
    """
    VAR.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(VAR / "running", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        told = os.read(handle, 200).decode()
        raise Impossible(f"running already: {told}") from error
    else:
        os.ftruncate(handle, 0)
        os.write(handle, f"{address}, process {os.getpid()}".encode())
        yield
    finally:
        os.close(handle)


def given(environment: Mapping[str, str], name: str) -> str | None:
    """The address that somebody gave.

    None for one of our own server: whoever sourced `var/environment` has it set.
    """
    address, ours = environment.get(name), environment.get(OURS)
    return None if not address or (ours and address.endswith(ours)) else address


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise Impossible(f"PORT={text} is no port: 1 to {HIGHEST_PORT}")
    return int(text)


def _name(address: str | None) -> str:
    if address is None:
        return f"postgresql-{find_binaries().major}"
    return f"given-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
