"""The custodian of the roots: files outside the databases.

One folder for each organisation, one file for each version of its root, so that a
new root can be durable before the old one is destroyed.
"""

import os
from pathlib import Path
from secrets import token_bytes
from typing import Final

from cases.errors import Unavailable
from cases.sealing.wrapping import KEY_BYTES, WrappingKey

OTHERS: Final = 0o077
"""The permission bits of everybody but the owner."""


class KeyringUnfit(Unavailable):
    """The keyring's files cannot serve this keystore; the message says why."""


class FileRoots:
    """The roots of one organisation, and the key of its fingerprints.

    Files are read anew each time: a destroyed root is gone for every process at once.
    """

    def __init__(self, directory: Path, organisation: str) -> None:
        self._folder = directory / organisation

    def versions(self) -> list[int]:
        """The versions there are, oldest first."""
        if not self._folder.is_dir():
            return []
        names = (
            path.name.removeprefix("root-") for path in self._folder.glob("root-*")
        )
        return sorted(int(name) for name in names if name.isdecimal())

    def root(self, version: int) -> WrappingKey:
        """Raises KeyringUnfit when this version is missing or open to others."""
        return WrappingKey(self._read(f"root-{version}"))

    def fingerprint_key(self) -> bytes:
        """The key that fingerprints are made with; it outlives every root."""
        return self._read("fingerprint")

    def make(self, version: int) -> None:
        """Make a root and, once, the fingerprint key; durable when this returns.

        What is there already stays as it is.
        """
        private_folder(self._folder.parent)
        private_folder(self._folder)
        for name in (f"root-{version}", "fingerprint"):
            write_once(self._folder / name, token_bytes(KEY_BYTES))

    def destroy(self, version: int) -> None:
        """Remove a root for good: whatever it covers is unreadable from here on.

        File systems that copy on write may keep the bytes for a while.
        """
        (self._folder / f"root-{version}").unlink(missing_ok=True)
        flush(self._folder)

    def _read(self, name: str) -> bytes:
        path = self._folder / name
        try:
            refuse_open_to_others(path)
            key = path.read_bytes()
        except OSError as missing:
            raise KeyringUnfit(f"the keyring has no readable {name}") from missing
        if len(key) != KEY_BYTES:
            raise KeyringUnfit(f"{name} in the keyring is not a key")
        return key


def refuse_open_to_others(path: Path) -> None:
    """Raises KeyringUnfit unless file, folder and keyring are their owner's alone."""
    for kept in (path.parent.parent, path.parent, path):
        if kept.stat().st_mode & OTHERS:
            raise KeyringUnfit(f"{kept.name} in the keyring is open to others")


def private_folder(folder: Path) -> None:
    """Make the folder, for its owner alone, and make its name durable."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flush(folder.parent)


def write_once(path: Path, key: bytes) -> None:
    """Write a file whole or not at all, never over another; durable on return."""
    draft = path.with_name(f".{path.name}.{token_bytes(8).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: a rename would replace a root made meanwhile.
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    flush(path.parent)


def flush(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
