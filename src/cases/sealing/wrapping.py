"""Keys that cover keys: the root covers shard keys, a shard key covers item keys."""

import hmac
from collections.abc import Mapping
from json import JSONEncoder
from secrets import token_bytes
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cases.errors import Tampered

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12

Place = Mapping[str, str | int]
"""Where a covered thing belongs; it can be uncovered nowhere else."""


# What it writes of names, identifiers and small numbers is RFC 8785.
_ENCODER: Final = JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def fresh_nonce() -> bytes:
    """A nonce by chance: one key covers too little for two to be the same."""
    return token_bytes(NONCE_BYTES)


def written(place: Place) -> bytes:
    """The place in RFC 8785 JSON, as associated data."""
    return _ENCODER.encode(place).encode()


class WrappingKey:
    """A key that covers other keys and nothing else (AES-256-GCM).

    A wrapped key is 60 bytes: nonce, covered key, tag.
    """

    __slots__ = ("_cipher", "_secret")

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._cipher = AESGCM(secret)

    def derived(self, purpose: bytes) -> bytes:
        """A key for another purpose, 32 bytes, that ends with this one."""
        return hmac.digest(self._secret, purpose, "sha256")

    def wrap(self, key: bytes, place: Place) -> bytes:
        """The key, covered; readable only under this key and in this place."""
        nonce = fresh_nonce()
        return nonce + self._cipher.encrypt(nonce, key, written(place))

    def unwrap(self, wrapped: bytes, place: Place) -> bytes:
        """The key again; raises Tampered when this key or this place is not its own."""
        nonce, covered = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, covered, written(place))
        except (InvalidTag, ValueError):
            raise Tampered from None
