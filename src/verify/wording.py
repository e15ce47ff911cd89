"""That a text is the one that was sealed, when its single-use key is disclosed.

The log holds the digest of the sealed bytes; the bytes hold a mark of their only key,
and what they say of where they belong must fit.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from verify.canonical import canonical
from verify.errors import Refuted

LARGEST_SEALED: Final = 512 * 1024
"""Bytes; 20,000 characters are 128 KiB when they are padded."""

_NONCE_BYTES: Final = 12
_MARK_BYTES: Final = 32
_MARK: Final = b"cases/commit/v1"
_END: Final = b"\x80"


def wording(blob: bytes, digest: str, key: bytes, place: Mapping[str, str]) -> str:
    """The text that was sealed; `digest` is lower-case hex, as the leaf has it.

    Refuted when the bytes are not those, or were sealed with another key.
    """
    if not hmac.compare_digest(sha256(blob).hexdigest(), digest):
        raise Refuted("sealed bytes are not those that the leaf refers to")
    if not hmac.compare_digest(blob[-_MARK_BYTES:], hmac.digest(key, _MARK, "sha256")):
        raise Refuted("sealed bytes were sealed with another key")
    try:
        nonce, covered = blob[:_NONCE_BYTES], blob[_NONCE_BYTES:-_MARK_BYTES]
        plain = AESGCM(key).decrypt(nonce, covered, canonical(dict(place)))
        return plain[: plain.rindex(_END)].decode()
    except (InvalidTag, ValueError) as refused:
        raise Refuted(
            "sealed bytes do not open where they are said to belong"
        ) from refused
