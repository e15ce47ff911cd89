"""`add-checkpoint` (C2SP tlog-witness), without the HTTP around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from time import time
from typing import Final, Self

from verify.checkpoint import Checkpoint
from verify.cosignature import cosign
from verify.encoding import decoded, number
from verify.errors import Refuted
from verify.merkle import EMPTY_ROOT, HASH_BYTES, Head, verify_consistency
from verify.note import LARGEST_NOTE, Note, Signer, Verifier
from witness.memory import Memory, hashed

LONGEST_PROOF: Final = 63
LARGEST_REQUEST: Final = LARGEST_NOTE + (LONGEST_PROOF + 1) * 64
"""Bytes."""
TEXT: Final = "text/plain; charset=utf-8"
SIZE: Final = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the witness says."""

    status: HTTPStatus
    body: str = ""
    media_type: str = TEXT


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint, and the proof that it follows on the one of `old` leaves."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    origin: str
    head: Head

    @classmethod
    def parse(cls, body: bytes) -> Self:
        """From the body of a request; Refuted when it is not one."""
        above, blank, below = body.partition(b"\n\n")
        if not blank or len(body) > LARGEST_REQUEST:
            raise Refuted("not a request to a witness")
        try:
            first, *lines = above.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise Refuted("the proof is not ASCII") from None
        if not first.startswith("old ") or len(lines) > LONGEST_PROOF:
            raise Refuted("no old size, or too long a proof")
        note = Note.parse(below)
        origin, head = _head(note.text)
        return cls(
            number(first.removeprefix("old ")), _hashes(lines), note, origin, head
        )


class Witness:
    """Cosigns checkpoints of the logs it knows, each following on the one before."""

    def __init__(
        self, memory: Memory, signer: Signer, now: Callable[[], float] = time
    ) -> None:
        self._memory = memory
        self._signer = signer
        self._now = now

    def add_checkpoint(self, body: bytes) -> Answer:
        """The answer to a request; what was cosigned is durable before it."""
        try:
            request = Request.parse(body)
        except Refuted:
            return Answer(HTTPStatus.BAD_REQUEST)
        keys = self._memory.logs().get(request.origin)
        if keys is None:
            return Answer(HTTPStatus.NOT_FOUND)
        try:
            signed = request.note.signers(keys)
        except Refuted:
            return Answer(HTTPStatus.FORBIDDEN)
        if request.old > request.head.size:
            return Answer(HTTPStatus.BAD_REQUEST)
        with self._memory.held():
            return self._judged(request, signed, body)

    def checkpoint(self, origin_hash: str) -> bytes | None:
        """The last checkpoint that was cosigned for an origin; None if never."""
        known = {hashed(origin) for origin in self._memory.logs()}
        return self._memory.last(origin_hash) if origin_hash in known else None

    def _judged(
        self, request: Request, signed: Sequence[Verifier], body: bytes
    ) -> Answer:
        last = self._last(request.origin)
        if request.old != last.size:
            return Answer(HTTPStatus.CONFLICT, f"{last.size}\n", SIZE)
        try:
            _require_growth(last, request)
        except Refuted:
            self._memory.keep_fork(request.origin, body)
            return Answer(HTTPStatus.UNPROCESSABLE_ENTITY)
        line = cosign(self._signer, request.note.text, int(self._now()))
        ours = tuple(
            each
            for each in request.note.signatures
            if any(each.is_of(key) for key in signed)
        )
        note = Note(request.note.text, (*ours, line))
        self._memory.remember(request.origin, note)
        return Answer(HTTPStatus.OK, f"{line}\n")

    def _last(self, origin: str) -> Head:
        found = self._memory.last(hashed(origin))
        if found is None:
            return Head(0, EMPTY_ROOT)
        return Checkpoint.parse(Note.parse(found).text).head


def _require_growth(last: Head, request: Request) -> None:
    head = request.head
    if not head.size and head.root != EMPTY_ROOT:
        raise Refuted("an empty tree has a root")
    if request.old:
        verify_consistency(last, head, request.proof)
    elif request.proof:
        raise Refuted("a proof that follows on nothing")


def _head(text: str) -> tuple[str, Head]:
    """The origin and the head; that of an empty tree may have any root here."""
    origin, size, root, *_ = [*text.split("\n"), "", "", ""]
    if origin and size == "0" and len(decoded(root)) == HASH_BYTES:
        return origin, Head(0, decoded(root))
    checkpoint = Checkpoint.parse(text)
    return checkpoint.origin, checkpoint.head


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    hashes = tuple(map(decoded, lines))
    if any(len(one) != HASH_BYTES for one in hashes):
        raise Refuted("a hash is not 32 bytes long")
    return hashes
