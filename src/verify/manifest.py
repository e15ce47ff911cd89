"""What a bundle of evidence says it is, and the history it tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Final, Self

from verify.canonical import parsed
from verify.errors import Refuted
from verify.merkle import HASH_BYTES

MANIFEST: Final = "conduct-cases/evidence@v1"
HISTORY: Final = "conduct-cases/history@v1"

Shape = Mapping[str, type | UnionType]

_MANIFEST: Final[Shape] = {
    "format": str,
    "audience": str,
    "case": str,
    "made_at": str,
    "organisation": str,
    "origin": str,
    "shown": list,
    "withheld": list,
}
_WITHHELD: Final[Shape] = {"index": int, "leaf_hash": str, "why": str}
_HISTORY: Final[Shape] = {
    "format": str,
    "audience": str,
    "case": str,
    "organisation": str,
    "title": str,
    "entries": list,
}
_ENTRY: Final[Shape] = {"index": int, "at": str, "topic": str, "label": str}
_ENTRY_MAY: Final[Shape] = {
    "acting_as": str | None,
    "actor": str | None,
    "clause": str | None,
    "facts": dict,
    "texts": list,
    "withheld": str,
}
_TEXT: Final[Shape] = {"field": str, "item": str}
_TEXT_MAY: Final[Shape] = {"absent": str, "key": str, "kind": str, "text": str}


@dataclass(frozen=True, slots=True)
class Withheld:
    """An entry of which only the hash is given."""

    leaf_hash: bytes
    why: str
    version: int | None
    """In the case's stream, as the bundle says; None for readings and refusals."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in the bundle. Nobody signed it: all of it is held against proofs."""

    audience: str
    case: str
    made_at: str
    organisation: str
    origin: str
    shown: tuple[int, ...]
    withheld: Mapping[int, Withheld]

    @classmethod
    def read(cls, content: bytes) -> Self:
        """From `manifest.json`; Refuted."""
        said = shaped(parsed(content, "manifest.json"), _MANIFEST)
        if said["format"] != MANIFEST:
            raise Refuted("manifest.json is of a format that is not known here")
        withheld = [
            shaped(one, _WITHHELD, {"version": int}) for one in said["withheld"]
        ]
        indexes = [one["index"] for one in withheld]
        shown = said["shown"]
        if any(type(each) is not int for each in shown):
            raise Refuted("manifest.json does not say which entries are shown")
        for each in (shown, indexes):
            if each != sorted(set(each)) or (each and each[0] < 0):
                raise Refuted("manifest.json does not name its entries in order")
        if set(shown) & set(indexes):
            raise Refuted("manifest.json both shows and withholds an entry")
        hidden = {one["index"]: _withheld(one) for one in withheld}
        members = said | {"shown": tuple(shown), "withheld": hidden}
        return cls(**{name: members[name] for name in _MANIFEST if name != "format"})


def _withheld(one: Mapping[str, Any]) -> Withheld:
    try:
        leaf_hash = bytes.fromhex(one["leaf_hash"])
    except ValueError as refused:
        raise Refuted("a hash is not hexadecimal") from refused
    if len(leaf_hash) != HASH_BYTES or leaf_hash.hex() != one["leaf_hash"]:
        raise Refuted("a hash is not 32 bytes in lower case")
    return Withheld(leaf_hash, one["why"], one.get("version"))


def read_history(content: bytes) -> Mapping[str, Any]:
    """`history.json`, of its form in every part; Refuted."""
    history = shaped(parsed(content, "history.json"), _HISTORY)
    if history["format"] != HISTORY:
        raise Refuted("history.json is of a format that is not known here")
    for entry in history["entries"]:
        shaped(entry, _ENTRY, _ENTRY_MAY)
        for text in entry.get("texts", ()):
            shaped(text, _TEXT, _TEXT_MAY)
            if ("text" in text) == ("absent" in text):
                raise Refuted("a text neither stands there nor is said to be absent")
    return history


def shaped(
    value: object, required: Shape, optional: Shape | None = None
) -> dict[str, Any]:
    """The value; Refuted unless it has these members, of these types, and no others."""
    if not isinstance(value, dict) or required.keys() - value.keys():
        raise Refuted("a member of the bundle's JSON is missing")
    known = {**required, **(optional or {})}
    for name, member in value.items():
        expected = known.get(name)
        # A bool is an int to Python, and no number here.
        if expected is None or type(member) is bool or not isinstance(member, expected):
            raise Refuted("a member of the bundle's JSON is not one that it may have")
    return value
