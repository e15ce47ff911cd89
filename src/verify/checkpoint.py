"""Checkpoints (C2SP tlog-checkpoint): what a log signs of its tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from verify.encoding import decoded, encoded, number
from verify.errors import Refuted
from verify.merkle import EMPTY_ROOT, HASH_BYTES, Head
from verify.note import ED25519, Note, Signer, Verifier


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree's head, and the origin that names the log."""

    origin: str
    head: Head
    extensions: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many leaves."""
        return self.head.size

    @property
    def text(self) -> str:
        """The text of the note."""
        head = (self.origin, str(self.head.size), encoded(self.head.root))
        return "".join(f"{line}\n" for line in (*head, *self.extensions))

    @classmethod
    def parse(cls, text: str) -> Self:
        """From a note's text; Refuted."""
        *lines, end = text.split("\n")
        if len(lines) < 3 or end or not all(lines):
            raise Refuted("a checkpoint is not of three lines or more")
        size, root = number(lines[1]), decoded(lines[2])
        if len(root) != HASH_BYTES:
            raise Refuted("a checkpoint's root is not 32 bytes long")
        if not size and root != EMPTY_ROOT:
            raise Refuted("a checkpoint of an empty tree has a root")
        return cls(lines[0], Head(size, root), tuple(lines[3:]))

    def signed(self, signers: Iterable[Signer]) -> Note:
        """The note, signed by the log's keys."""
        return Note(self.text, tuple(each.sign(self.text) for each in signers))


def opened(note: Note, keys: Iterable[Verifier]) -> Checkpoint:
    """The checkpoint in a note that one of a log's keys signed; Refuted.

    A key is trusted for the origin that has its name, and for no other.
    """
    checkpoint = Checkpoint.parse(note.text)
    of_origin = [
        key for key in keys if key.kind == ED25519 and key.name == checkpoint.origin
    ]
    if not of_origin:
        raise Refuted("no key is trusted for the origin of this checkpoint")
    note.signers(of_origin)
    return checkpoint
