"""The bytes a file is stored as: sealed piece by piece, so that none needs memory.

sealed file = commitment (32) ‖ pieces; piece = nonce (12) ‖ AES-256-GCM of 64 KiB, the
last of what is left, tag (16)

What a piece is sealed for names the item, the number of the piece, and whether it is
the last: none can be left out, moved, or taken for one of another file. The nonces are
drawn by chance: a piece that did not arrive whole is sealed anew when it comes again,
and under a counted nonce its two versions would give each other away.
"""

import hmac
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cases.errors import Tampered
from cases.sealing.blob import COMMITMENT_BYTES, commitment
from cases.sealing.wrapping import NONCE_BYTES, Place, fresh_nonce, written

PIECE: Final = 65_536
"""Bytes of a file in one piece."""
AROUND: Final = NONCE_BYTES + 16
"""Bytes that a piece has beside them: nonce and tag."""
SEALED: Final = PIECE + AROUND
FILE: Final = b"cases/file/v1"


class PieceCipher:
    """Seals the pieces of one file, and opens them.

    Under a key of its own, made of the item's: the item's own is its name's.
    """

    def __init__(self, key: bytes, place: Place) -> None:
        own = hmac.digest(key, FILE, "sha256")
        self.head = commitment(own)
        """What the sealed file begins with."""
        self._cipher = AESGCM(own)
        self._place = {**place, "kind": "file"}

    def seal(self, plain: bytes, number: int, *, last: bool) -> bytes:
        """One piece, counted from 0."""
        nonce = fresh_nonce()
        return nonce + self._cipher.encrypt(nonce, plain, self._at(number, last))

    def open(self, sealed: bytes, number: int, *, last: bool) -> bytes:
        """The piece again; Tampered when it is another, or another's."""
        nonce, covered = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, covered, self._at(number, last))
        except (InvalidTag, ValueError):
            raise Tampered from None

    def opened(self, file: BinaryIO) -> Iterator[bytes]:
        """A sealed file piece by piece, in order; Tampered where it does not fit."""
        if not hmac.compare_digest(file.read(COMMITMENT_BYTES), self.head):
            raise Tampered
        number, sealed = 0, file.read(SEALED)
        while True:
            following = file.read(SEALED)
            yield self.open(sealed, number, last=not following)
            if not following:
                return
            number, sealed = number + 1, following

    def _at(self, number: int, last: bool) -> bytes:
        return written({**self._place, "last": int(last), "piece": number})


def sealed_size(size: int) -> int:
    """Sealed bytes of a file of so many."""
    return COMMITMENT_BYTES + size + -(-size // PIECE) * AROUND


def arrived(sealed: int, size: int) -> int:
    """Bytes of a file of `size` that are in so many sealed ones, in whole pieces."""
    if sealed == sealed_size(size):
        return size
    return max(0, sealed - COMMITMENT_BYTES) // SEALED * PIECE


class PieceWriter:
    """Seals what comes into a file, holding back no more than one piece."""

    def __init__(self, file: BinaryIO, cipher: PieceCipher, size: int = 0) -> None:
        self._file = file
        self._cipher = cipher
        self._left = bytearray()
        self.size = size
        """Bytes of the file itself that are in it; at first, of whole pieces."""
        if not size:
            file.write(cipher.head)

    def take(self, some: bytes) -> None:
        """More of the file, which may not be its end."""
        self._left += some
        while len(self._left) > PIECE:
            self._write(PIECE, last=False)

    def pause(self) -> None:
        """Write what makes a whole piece, as there is more to come; forget the rest."""
        if len(self._left) == PIECE:
            self._write(PIECE, last=False)
        self._left.clear()

    def end(self) -> None:
        """Write the rest: there is no more."""
        self._write(len(self._left), last=True)

    def _write(self, size: int, *, last: bool) -> None:
        number = self.size // PIECE
        self._file.write(self._cipher.seal(bytes(self._left[:size]), number, last=last))
        del self._left[:size]
        self.size += size
