"""Who keeps the roots: outside every database, behind a few methods."""

from typing import Protocol

from cases.errors import Unavailable
from cases.sealing.wrapping import Place


class KeyringUnfit(Unavailable):
    """The keys that are kept cannot serve this keystore; the message says why."""


class Custodian(Protocol):
    """Keeps the roots of one organisation, and covers one key with each: the trunk.

    A root never leaves it. Threads may share it. Every method raises Unavailable when
    it does not answer, KeyringUnfit when it cannot serve.
    """

    @property
    def name(self) -> str:
        """What it is called in the keystore, for ever: `files`."""

    def make(self, version: int) -> None:
        """Make a root, durable when this returns; KeyringUnfit when it is there."""

    def has(self, version: int) -> bool:
        """Whether a root is there."""

    def wrap(self, version: int, key: bytes, place: Place) -> bytes:
        """The key, covered by a root."""

    def unwrap(self, version: int, wrapped: bytes, place: Place) -> bytes:
        """The key again; Tampered when this root or this place is not its own."""

    def destroy(self, version: int) -> None:
        """Remove a root for good: what it covers is unreadable from here on."""
