"""The bytes a text is stored as.

blob = nonce (12) ‖ AES-256-GCM of the padded text, tag included ‖ commitment (32)

The commitment ties the blob to one key: AES-GCM alone lets somebody with two keys
make one blob that opens to two stories.
"""

import hmac
from hashlib import sha256
from secrets import token_bytes
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cases.errors import Tampered
from cases.sealing.wrapping import NONCE_BYTES, Place, written

COMMITMENT: Final = b"cases/commit/v1"
COMMITMENT_BYTES: Final = 32
SMALLEST_BUCKET: Final = 64
END: Final = b"\x80"


def cover(
    text: str, key: bytes, place: Place, smallest: int = SMALLEST_BUCKET
) -> bytes:
    """The text as a blob that opens only under `key` and for `place`."""
    nonce = token_bytes(NONCE_BYTES)
    plain = padded(text.encode(), smallest)
    covered = AESGCM(key).encrypt(nonce, plain, written(place))
    return nonce + covered + commitment(key)


def uncover(blob: bytes, key: bytes, place: Place) -> str:
    """The text again; raises Tampered for another key, another place, other bytes."""
    if not made_with(blob, key):
        raise Tampered
    nonce, covered = blob[:NONCE_BYTES], blob[NONCE_BYTES:-COMMITMENT_BYTES]
    try:
        plain = AESGCM(key).decrypt(nonce, covered, written(place))
    except (InvalidTag, ValueError):
        raise Tampered from None
    return plain[: plain.rindex(END)].decode()


def made_with(blob: bytes, key: bytes) -> bool:
    """Whether the sealed bytes are of this key; nothing is opened for it."""
    return hmac.compare_digest(blob[-COMMITMENT_BYTES:], commitment(key))


def commitment(key: bytes) -> bytes:
    """What the key leaves on every blob it covers."""
    return hmac.digest(key, COMMITMENT, "sha256")


def padded(plain: bytes, smallest: int = SMALLEST_BUCKET) -> bytes:
    """Filled up to the next power of two, so that a blob's length says little.

    At least 64 bytes: every name looks alike. ISO/IEC 7816-4: 0x80, then zeros.
    """
    bucket = max(smallest, 1 << len(plain).bit_length())
    return (plain + END).ljust(bucket, b"\x00")


def fits(blob: bytes, digest: str) -> bool:
    """Whether these are the bytes whose SHA-256 (lower-case hex) the log holds."""
    return hmac.compare_digest(sha256(blob).hexdigest(), digest)
