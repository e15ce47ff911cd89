"""What a witness remembers: of each log the last checkpoint, and attempts at a fork.

Files, so that there is nothing to administer:

    key                         what it signs with, its owner's alone
    logs                        the verifier keys of the logs that it knows, one a line
    <origin hash>/checkpoint    the last one that it cosigned, with its cosignature
    <origin hash>/forks/…       what it refused, and what it held at that moment
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from verify.note import COSIGNATURE, Note, Signer, Verifier

MOST_FORKS: Final = 1000
"""Files that are kept of one log: whoever signs with its key could send more."""


class Memory:
    """The folder of a witness. Threads and processes may share it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._lock = Lock()

    def key(self, name: str) -> Signer:
        """The key it signs with, made when there is none.

        ValueError when there is one of another name.
        """
        path = self._folder / "key"
        if not path.exists():
            write(path, Signer.generate(name, COSIGNATURE).secret().encode())
        signer = Signer.parse(path.read_text("utf-8"))
        if signer.name != name:
            raise ValueError("the key in this folder has another name")
        return signer

    def logs(self) -> dict[str, tuple[Verifier, ...]]:
        """The keys of each log that it knows, by origin."""
        path = self._folder / "logs"
        known: dict[str, tuple[Verifier, ...]] = {}
        for line in path.read_text("utf-8").split() if path.exists() else ():
            key = Verifier.parse(line)
            known[key.name] = (*known.get(key.name, ()), key)
        return known

    def learn(self, key: Verifier) -> None:
        """Know a log by this key from now on, too."""
        with self.held():
            keys = [one for found in self.logs().values() for one in found]
            if key not in keys:
                lines = "".join(f"{one}\n" for one in [*keys, key])
                write(self._folder / "logs", lines.encode())

    def last(self, origin_hash: str) -> bytes | None:
        """The last checkpoint that it cosigned; None when it never did."""
        path = self._folder / origin_hash / "checkpoint"
        return path.read_bytes() if path.exists() else None

    def remember(self, origin: str, note: Note) -> None:
        """Make a checkpoint the last one; durable when this returns."""
        folder = self._of(origin)
        write(folder / "checkpoint", bytes(note))

    def keep_fork(self, origin: str, request: bytes) -> None:
        """Keep what does not follow on the last checkpoint, and that one beside it."""
        folder = self._of(origin) / "forks"
        folder.mkdir(mode=0o700, exist_ok=True)
        name = sha256(request).hexdigest()
        if (folder / name).exists() or sum(1 for _ in folder.iterdir()) >= MOST_FORKS:
            return
        write(folder / f"{name}.held", self.last(hashed(origin)) or b"")
        write(folder / name, request)

    def forks(self, origin: str) -> list[bytes]:
        """Every request that was refused as a fork."""
        folder = self._folder / hashed(origin) / "forks"
        if not folder.is_dir():
            return []
        names = (path for path in sorted(folder.iterdir()) if not path.suffix)
        return [path.read_bytes() for path in names]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Alone with the memory, among all threads and processes."""
        with self._lock:
            handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                yield
            finally:
                os.close(handle)

    def _of(self, origin: str) -> Path:
        folder = self._folder / hashed(origin)
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
            flush(self._folder)
        return folder


def hashed(origin: str) -> str:
    """How an origin is named in addresses and folders."""
    return sha256(origin.encode()).hexdigest()


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner alone; durable on return."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    flush(path.parent)


def flush(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
