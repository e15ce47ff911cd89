"""The custodian that keeps roots as files: one folder for each organisation."""

import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_bytes
from typing import Final

from cases.sealing.custodian import KeyringUnfit
from cases.sealing.wrapping import KEY_BYTES, Place, WrappingKey

OTHERS: Final = 0o077
"""The permission bits of everybody but the owner."""


class FileRoots:
    """The roots of one organisation in files, one for each version.

    Read anew each time: a destroyed root is gone for every process at once.
    """

    def __init__(self, directory: Path, organisation: str, name: str = "files") -> None:
        self.name = name
        self._folder = directory / organisation

    def make(self, version: int) -> None:
        """Write a new root, durable on return; KeyringUnfit when there is one."""
        private_folder(self._folder.parent)
        private_folder(self._folder)
        if not write_once(self._path(version), token_bytes(KEY_BYTES)):
            raise KeyringUnfit(f"the keyring has a root-{version} of another keystore")

    def has(self, version: int) -> bool:
        """Whether a root is there, or a draft of it."""
        path = self._path(version)
        return path.exists() or any(drafts(path))

    def wrap(self, version: int, key: bytes, place: Place) -> bytes:
        """The key, covered; KeyringUnfit when the root is missing or open to others."""
        return self._root(version).wrap(key, place)

    def unwrap(self, version: int, wrapped: bytes, place: Place) -> bytes:
        """The key again; KeyringUnfit as `wrap`, Tampered."""
        return self._root(version).unwrap(wrapped, place)

    def destroy(self, version: int) -> None:
        """Remove a root for good, with what is left where its writing was broken off.

        File systems that copy on write may keep the bytes for a while.
        """
        path = self._path(version)
        for there in (*drafts(path), path):
            there.unlink(missing_ok=True)
        if self._folder.is_dir():
            flush(self._folder)

    def _path(self, version: int) -> Path:
        return self._folder / f"root-{version}"

    def _root(self, version: int) -> WrappingKey:
        path = self._path(version)
        try:
            refuse_open_to_others(path)
            key = path.read_bytes()
        except OSError as missing:
            raise KeyringUnfit(f"the keyring has no readable {path.name}") from missing
        if len(key) != KEY_BYTES:
            raise KeyringUnfit(f"{path.name} in the keyring is not a key")
        return WrappingKey(key)


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


def write_once(path: Path, key: bytes) -> bool:
    """Write a file whole or not at all; durable on return.

    False when there is one already, which stays as it is.
    """
    draft = path.with_name(f"{_draft(path)}{token_bytes(8).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: a rename would replace a root made meanwhile.
        path.hardlink_to(draft)
        written = True
    except FileExistsError:
        written = False
    finally:
        draft.unlink()
    flush(path.parent)
    return written


def drafts(path: Path) -> Iterator[Path]:
    """What whoever was killed while writing a file has left of it."""
    return path.parent.glob(f"{_draft(path)}*")


def _draft(path: Path) -> str:
    return f".{path.name}."


def flush(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
