"""Proofs that can be checked offline (C2SP tlog-proof): an entry's way to a checkpoint.

`extra` is opaque and nobody vouches for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from verify.encoding import decoded, encoded, number
from verify.errors import Refuted
from verify.merkle import HASH_BYTES, Head, leaf_hash, verify_inclusion
from verify.note import LARGEST_NOTE, Note

_FIRST_LINE: Final = "c2sp.org/tlog-proof@v1"
_LONGEST_PATH: Final = 63
LARGEST_PROOF: Final = LARGEST_NOTE + 16 * 1024


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an entry is, the hashes beside its way up, the checkpoint at the top."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes | None = None

    def __bytes__(self) -> bytes:
        """As `parse` reads it."""
        extra = [] if self.extra is None else [f"extra {encoded(self.extra)}"]
        path = [encoded(each) for each in self.path]
        lines = [_FIRST_LINE, *extra, f"index {self.index}", *path, ""]
        return "".join(f"{line}\n" for line in lines).encode() + bytes(self.checkpoint)

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """From bytes; Refuted."""
        if len(content) > LARGEST_PROOF:
            raise Refuted("a proof is too large")
        above, blank, note = content.partition(b"\n\n")
        try:
            first, *lines = above.decode("ascii").split("\n")
        except UnicodeDecodeError as refused:
            raise Refuted("a proof is not ASCII") from refused
        if first != _FIRST_LINE or not blank:
            raise Refuted("not a proof of the form c2sp.org/tlog-proof@v1")
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = decoded(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            raise Refuted("a proof does not say which entry it is about")
        index = number(lines[0].removeprefix("index "))
        return cls(index, _hashes(lines[1:]), Note.parse(note), extra)

    def verify(self, entry: bytes, head: Head) -> None:
        """Checks that the entry is in the tree of a head that was checked; Refuted."""
        verify_inclusion(leaf_hash(entry), self.index, head, self.path)


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > _LONGEST_PATH:
        raise Refuted("a proof is too long")
    hashes = tuple(map(decoded, lines))
    if any(len(each) != HASH_BYTES for each in hashes):
        raise Refuted("a hash is not 32 bytes long")
    return hashes
