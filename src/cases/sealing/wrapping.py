"""Keys that cover keys: the root covers shard keys, a shard key covers item keys."""

from collections.abc import Mapping
from secrets import token_bytes
from typing import Final

import rfc8785
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cases.errors import Tampered

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12

Place = Mapping[str, str | int]
"""Where a covered thing belongs; it can be uncovered nowhere else."""


def written(place: Place) -> bytes:
    """The place in RFC 8785 JSON, as associated data."""
    return rfc8785.dumps(dict(place))


class WrappingKey:
    """A key that only ever covers other keys (AES-256-GCM).

    A wrapped key is 60 bytes: nonce, covered key, tag.
    """

    __slots__ = ("_cipher",)

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)

    def wrap(self, key: bytes, place: Place) -> bytes:
        """The key, covered; readable only under this key and in this place."""
        nonce = token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, written(place))

    def unwrap(self, wrapped: bytes, place: Place) -> bytes:
        """The key again; raises Tampered when this key or this place is not its own."""
        nonce, covered = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, covered, written(place))
        except (InvalidTag, ValueError):
            raise Tampered from None
