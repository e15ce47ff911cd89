"""Cosignatures of witnesses (C2SP tlog-cosignature, v1): Ed25519, with the time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from verify.errors import Refuted
from verify.note import COSIGNATURE, Note, Signature, Signer, Verifier

_TIME_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 64
_LATEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Cosigned:
    """That a witness saw a checkpoint follow on all those it saw before."""

    by: Verifier
    at: int
    """Seconds since 1970."""


def cosign(signer: Signer, text: str, at: int) -> Signature:
    """The witness's line for a checkpoint's text; `at` is seconds since 1970."""
    if signer.kind != COSIGNATURE:
        raise ValueError("the key is not one for cosignatures")
    key = signer.verifier
    content = at.to_bytes(_TIME_BYTES, "big") + signer.private.sign(_message(at, text))
    return Signature(key.name, key.key_id, content)


def cosignatures(note: Note, witnesses: Iterable[Verifier]) -> list[Cosigned]:
    """Those of the witnesses that cosigned the checkpoint in a note, and when.

    Refuted when a line that says it is of one of them is not. A witness that cosigned
    more than once counts once, with its latest time.
    """
    found = []
    for key in witnesses:
        times = [_time(key, each, note.text) for each in _of(note, key)]
        if times:
            found.append(Cosigned(key, max(times)))
    return found


def _of(note: Note, key: Verifier) -> list[Signature]:
    if key.kind != COSIGNATURE:
        return []
    return [each for each in note.signatures if each.is_of(key)]


def _time(key: Verifier, signature: Signature, text: str) -> int:
    content = signature.content
    at = int.from_bytes(content[:_TIME_BYTES], "big")
    well_formed = len(content) == _TIME_BYTES + _SIGNATURE_BYTES and at <= _LATEST
    if not well_formed or not key.signed(content[_TIME_BYTES:], _message(at, text)):
        raise Refuted(f"a cosignature of {key.name} is not over this checkpoint")
    return at


def _message(at: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
