"""Signed notes (C2SP signed-note): a text and the lines of those who signed it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from verify.encoding import decoded, encoded
from verify.errors import Refuted

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04
KEY_BYTES: Final = 32
LARGEST_NOTE: Final = 256 * 1024
"""Bytes; sixteen post-quantum signatures are 107 KiB."""
MOST_SIGNATURES: Final = 64

# Points of small order, and ways to write them that are not canonical: under such a key
# somebody can make one signature that fits many texts, and deny every one.
_WEAK: Final = {
    bytes.fromhex(point)
    for point in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        *(f"{last}{'ff' * 30}7f" for last in ("ec", "ed", "ee")),
    )
}
_DASH: Final = "— "
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with the name it signs under; Ed25519, for notes or cosignatures."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        """Refuted for a name that no key may have, or a key that is none."""
        require_name(self.name)
        if self.kind not in (ED25519, COSIGNATURE):
            raise Refuted("a verifier key is of a kind that is not known here")
        if len(self.public) != KEY_BYTES:
            raise Refuted("a verifier key is not 32 bytes long")
        if _without_sign(self.public) in _WEAK:
            raise Refuted("a verifier key is one that anybody can sign with")

    @property
    def key_id(self) -> bytes:
        """The four bytes that go before each of its signatures."""
        named = self.name.encode() + b"\n" + bytes([self.kind])
        return sha256(named + self.public).digest()[:4]

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """From `name+id+base64`; Refuted when it is not one, or its id is another's."""
        name, key_id, kind, public = _key_parts(vkey)
        found = cls(name, kind, public)
        if found.key_id.hex() != key_id:
            raise Refuted("a verifier key has the id of another")
        return found

    def __str__(self) -> str:
        """As `parse` reads it."""
        return f"{self.name}+{self.key_id.hex()}+{_kind_and(self.kind, self.public)}"

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made the signature over the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line: whose, and the bytes that the kind of key gives them."""

    name: str
    key_id: bytes
    content: bytes

    def __str__(self) -> str:
        """The line without its end."""
        return f"{_DASH}{self.name} {encoded(self.key_id + self.content)}"

    @classmethod
    def parse(cls, line: str) -> Self:
        """From a line without its end; Refuted."""
        dash, _, rest = line.partition(" ")
        name, _, coded = rest.partition(" ")
        if dash + " " != _DASH:
            raise Refuted("a signature line does not begin with a dash")
        require_name(name)
        signed = decoded(coded)
        if len(signed) < 5:
            raise Refuted("a signature line holds no signature")
        return cls(name, signed[:4], signed[4:])

    def is_of(self, key: Verifier) -> bool:
        """Whether it says that this key made it."""
        return (self.name, self.key_id) == (key.name, key.key_id)


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with the name it signs under; it never shows itself."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)
    kind: int = ED25519

    @property
    def verifier(self) -> Verifier:
        """What others need to check its signatures."""
        return Verifier(
            self.name, self.kind, self.private.public_key().public_bytes_raw()
        )

    @classmethod
    def generate(cls, name: str, kind: int = ED25519) -> Self:
        """A new key."""
        require_name(name)
        return cls(name, Ed25519PrivateKey.generate(), kind)

    @classmethod
    def parse(cls, skey: str) -> Self:
        """From `PRIVATE+KEY+name+id+base64`; Refuted, without a word of the key."""
        if not skey.startswith("PRIVATE+KEY+"):
            raise Refuted("not a signer key")
        name, key_id, kind, private = _key_parts(skey.removeprefix("PRIVATE+KEY+"))
        found = cls(name, Ed25519PrivateKey.from_private_bytes(private), kind)
        if found.verifier.key_id.hex() != key_id:
            raise Refuted("a signer key has the id of another")
        return found

    def secret(self) -> str:
        """As `parse` reads it; for the key's own file and nothing else."""
        coded = _kind_and(self.kind, self.private.private_bytes_raw())
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{coded}"

    def sign(self, text: str) -> Signature:
        """The signature line for a note's text."""
        key = self.verifier
        return Signature(key.name, key.key_id, self.private.sign(text.encode()))


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a newline, and its signatures; none of them checked."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        """As `parse` reads it."""
        lines = "".join(f"{each}\n" for each in self.signatures)
        return f"{self.text}\n{lines}".encode()

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """From bytes; Refuted when they are not a signed note in every detail."""
        if len(content) > LARGEST_NOTE:
            raise Refuted("a note is too large")
        try:
            whole = content.decode()
        except UnicodeDecodeError as refused:
            raise Refuted("a note is not UTF-8") from refused
        text, blank, lines = whole.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise Refuted("a note has no signatures after an empty line")
        if _CONTROL.search(whole):
            raise Refuted("a note holds a control character")
        signatures = lines.removesuffix("\n").split("\n")
        if len(signatures) > MOST_SIGNATURES:
            raise Refuted("a note has too many signatures")
        return cls(f"{text}\n", tuple(Signature.parse(line) for line in signatures))

    def signers(self, keys: Iterable[Verifier]) -> list[Verifier]:
        """Those of the keys that signed the text.

        Refuted when a signature that says it is of one of them is not, or none signed.
        """
        found = []
        for key in keys:
            if signed := [each for each in self.signatures if each.is_of(key)]:
                message = self.text.encode()
                if not all(key.signed(each.content, message) for each in signed):
                    raise Refuted(f"a signature of {key.name} is not over this text")
                found.append(key)
        if not found:
            raise Refuted("no key that is trusted signed this")
        return found


def require_name(name: str) -> None:
    """Refuted for what cannot be the name of a key."""
    if not name or "+" in name or _CONTROL.search(name) or any(map(str.isspace, name)):
        raise Refuted("not a name that a key may have")


def _without_sign(point: bytes) -> bytes:
    return point[:-1] + bytes([point[-1] & 0x7F])


def _key_parts(text: str) -> tuple[str, str, int, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise Refuted("a key is not of three parts")
    content = decoded(parts[2])
    if len(content) != KEY_BYTES + 1:
        raise Refuted("a key is not 32 bytes long")
    return parts[0], parts[1], content[0], content[1:]


def _kind_and(kind: int, key: bytes) -> str:
    return encoded(bytes([kind]) + key)
