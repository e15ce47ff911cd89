"""Packs the evidence of a case, in the form that `evidence` checks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from verify.archive import write
from verify.canonical import canonical
from verify.leaf import Leaf
from verify.manifest import HISTORY, MANIFEST
from verify.note import Note
from verify.page import page
from verify.proof import Proof
from verify.readme import readme

Texts = Sequence[Mapping[str, str]]
"""Each with `field`, `item`, and `text` or why it is `absent`; ops/audit-trail.md."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry that is shown: its bytes, its way up, and words for people.

    `facts` names members of the event that the history tells.
    """

    index: int
    path: Sequence[bytes]
    entry: bytes
    label: str
    texts: Texts = ()
    facts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """An entry of which only the hash is given; the history may tell of it even so.

    `told` has at least `at`, `topic` and `label`; `version` is None for readings and
    refusals.
    """

    index: int
    path: Sequence[bytes]
    leaf_hash: bytes
    why: str
    version: int | None = None
    told: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Bundle:
    """Everything that goes into the zip; `made_at` is UTC, as leaves write it."""

    checkpoint: Note
    origin: str
    organisation: str
    case: str
    audience: str
    made_at: str
    title: str
    shown: Sequence[Shown]
    hidden: Sequence[Hidden] = ()
    sealed: Mapping[str, bytes] = field(default_factory=dict)
    """Sealed bytes by item, of texts told with their `key` and `kind`."""

    def write(self, to: IO[bytes]) -> None:
        """The zip; the same bytes whenever it is made of the same things."""
        write(to, self.members())

    def members(self) -> Iterator[tuple[str, bytes]]:
        """What is in the zip, by name."""
        history = self.history()
        yield "README.txt", readme(vars(self))
        yield "checkpoint", bytes(self.checkpoint)
        yield "history.html", page(history)
        yield "history.json", canonical(history)
        yield "manifest.json", canonical(self.manifest())
        ways = [(one.index, one.path) for one in self.shown]
        ways += [(one.index, one.path) for one in self.hidden]
        for index, path in ways:
            proof = Proof(index, tuple(path), self.checkpoint)
            yield f"proofs/{index}.tlog-proof", bytes(proof)
        for shown in self.shown:
            yield f"entries/{shown.index}", shown.entry
        for item, blob in self.sealed.items():
            yield f"sealed/{item}", blob

    def manifest(self) -> dict[str, Any]:
        """What `manifest.json` says."""
        hidden = sorted(self.hidden, key=lambda one: one.index)
        return {
            "format": MANIFEST,
            "audience": self.audience,
            "case": self.case,
            "made_at": self.made_at,
            "organisation": self.organisation,
            "origin": self.origin,
            "shown": sorted(one.index for one in self.shown),
            "withheld": [_withheld(one) for one in hidden],
        }

    def history(self) -> dict[str, Any]:
        """What `history.json` says."""
        entries = [_told(one) for one in self.shown]
        entries += [
            {**one.told, "index": one.index, "withheld": one.why}
            for one in self.hidden
            if one.told is not None
        ]
        return {
            "format": HISTORY,
            "audience": self.audience,
            "case": self.case,
            "organisation": self.organisation,
            "title": self.title,
            "entries": sorted(entries, key=lambda entry: int(entry["index"])),
        }


def _told(one: Shown) -> dict[str, Any]:
    leaf = Leaf.read(one.entry)
    told: dict[str, Any] = {
        "index": one.index,
        "at": leaf.recorded_at,
        "topic": leaf.topic,
        "label": one.label,
        "actor": leaf.state.get("actor"),
        "acting_as": leaf.state.get("acting_as"),
        "clause": leaf.event.get("clause"),
        "facts": {name: leaf.event[name] for name in one.facts if name in leaf.event},
        "texts": [dict(text) for text in one.texts],
    }
    return {name: value for name, value in told.items() if value not in (None, {}, [])}


def _withheld(one: Hidden) -> dict[str, Any]:
    said = {"index": one.index, "leaf_hash": one.leaf_hash.hex(), "why": one.why}
    return said if one.version is None else {**said, "version": one.version}
