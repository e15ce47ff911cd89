"""Asking one witness for its cosignature (C2SP tlog-witness).

A witness is somebody else: what it says is checked, and counts for nothing when it is
late, about something else, by another key, or of another time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from http import HTTPStatus
from time import time
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from verify.checkpoint import opened
from verify.cosignature import cosignatures
from verify.encoding import encoded, number
from verify.errors import Refuted
from verify.merkle import Head, verify_consistency
from verify.note import Note, Signature, Verifier
from verify.policy import Policy

TIMEOUT_SECONDS: Final = 3.0
TEXT: Final = "text/plain; charset=utf-8"
LARGEST_ANSWER: Final = 65_536
SKEW_SECONDS: Final = 300
"""How far a cosignature's time may be from ours."""

Prove = Callable[[int, int], tuple[bytes, ...]]
"""The consistency proof between two sizes."""
Told = tuple[int, bytes]
"""Status and body."""
Tell = Callable[[str, bytes | None], Told]
"""Asks an address, with a body or without; raises OSError when nothing comes."""


class NoCosignature(Exception):
    """A witness gave none that counts; the message says why, without its words."""


class Contradicted(Exception):
    """A witness holds a checkpoint with our signature that is not of our history."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A checkpoint to be cosigned, and the log's keys."""

    note: Note
    origin: str
    head: Head
    keys: Sequence[Verifier]


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A witness's line for a checkpoint; `at` is in seconds since 1970."""

    size: int
    witness: Verifier
    line: Signature
    at: int


def meets(policy: Policy, offer: Offer, cosigned: Sequence[Signature]) -> bool:
    """Whether these cosignatures of the checkpoint are those that a policy asks for."""
    note = Note(offer.note.text, (*offer.note.signatures, *cosigned))
    try:
        replace(policy, logs=tuple(offer.keys)).accept(note)
    except Refuted:
        return False
    return True


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> Request | None:
        return None


def told(url: str, body: bytes | None, media_type: str = TEXT) -> Told:
    """What stands at an address, or what it answers to a body; OSError."""
    # The address is the operator's, from the settings.
    request = Request(url, body, {"Content-Type": media_type})  # noqa: S310
    try:
        with build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status, answer.read(LARGEST_ANSWER)
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read(LARGEST_ANSWER)


class Asked:
    """One witness, and the size of the tree that it holds as far as is known."""

    def __init__(self, key: Verifier, url: str, tell: Tell = told) -> None:
        self.key = key
        self._url = url.rstrip("/")
        self._tell = tell
        self._held = 0

    def cosignature(self, offer: Offer, prove: Prove) -> Cosignature:
        """Its cosignature; raises NoCosignature, and Contradicted."""
        try:
            return self._asked(offer, prove)
        except (OSError, URLError, ValueError) as silence:
            raise NoCosignature("no answer") from silence
        except Refuted as wrong:
            raise NoCosignature("an answer that is none") from wrong

    def compare(self, offer: Offer, prove: Prove) -> None:
        """Raises Contradicted when it holds another history, NoCosignature for none."""
        try:
            self._contradict(offer, prove)
        except (OSError, Refuted, ValueError) as silence:
            raise NoCosignature("no answer") from silence

    def _asked(self, offer: Offer, prove: Prove) -> Cosignature:
        status, answer = self._add(offer, prove)
        if status == HTTPStatus.CONFLICT:
            self._held = number(answer.decode("ascii").removesuffix("\n"))
            if self._held > offer.head.size:
                self._contradict(offer, prove)
                raise NoCosignature("it says that it holds a larger tree")
            status, answer = self._add(offer, prove)
        if status == HTTPStatus.UNPROCESSABLE_ENTITY:
            self._contradict(offer, prove)
        if status != HTTPStatus.OK:
            raise NoCosignature(f"refused with {status}")
        return self._checked(offer, answer)

    def _add(self, offer: Offer, prove: Prove) -> Told:
        old = min(self._held, offer.head.size)
        proof = prove(old, offer.head.size) if old else ()
        lines = [f"old {old}", *map(encoded, proof), ""]
        body = "".join(f"{line}\n" for line in lines).encode() + bytes(offer.note)
        return self._tell(f"{self._url}/add-checkpoint", body)

    def _checked(self, offer: Offer, answer: bytes) -> Cosignature:
        lines = answer.decode().removesuffix("\n").split("\n")
        ours = [one for one in map(Signature.parse, lines) if one.is_of(self.key)]
        found = cosignatures(Note(offer.note.text, tuple(ours)), [self.key])
        if not found:
            raise NoCosignature("a cosignature of another key")
        if abs(found[0].at - time()) > SKEW_SECONDS:
            raise NoCosignature("a cosignature of another time")
        self._held = offer.head.size
        return Cosignature(offer.head.size, self.key, ours[0], found[0].at)

    def _contradict(self, offer: Offer, prove: Prove) -> None:
        """Raises Contradicted if what it holds is ours, and of another history."""
        place = sha256(offer.origin.encode()).hexdigest()
        status, answer = self._tell(f"{self._url}/{place}/checkpoint", None)
        if status != HTTPStatus.OK:
            return
        held = opened(Note.parse(answer), offer.keys).head
        if held.size > offer.head.size or not _begins_with(offer.head, held, prove):
            raise Contradicted


def _begins_with(head: Head, held: Head, prove: Prove) -> bool:
    if not held.size:
        return True
    try:
        verify_consistency(held, head, prove(held.size, head.size))
    except Refuted:
        return False
    return True
