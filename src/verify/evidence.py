"""The evidence of one case: every entry of its history is held against the log."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from verify.acceptance import Auditor, Check
from verify.archive import Archive
from verify.audit import Audit
from verify.checks import tell
from verify.encoding import decoded
from verify.errors import Refuted, Unchecked
from verify.leaf import Leaf
from verify.manifest import Manifest, read_history
from verify.merkle import Head, leaf_hash, verify_inclusion
from verify.note import LARGEST_NOTE, Note
from verify.page import page
from verify.proof import LARGEST_PROOF, Proof
from verify.readme import readme
from verify.report import Report
from verify.source import Log
from verify.tile import LONGEST_ENTRY
from verify.wording import LARGEST_SEALED, wording

LARGEST_JSON: Final = 128 * 1024**2
LARGEST_PAGE: Final = 256 * 1024**2
README: Final = "README.txt"

_ALWAYS: Final = {README, "checkpoint", "history.html", "history.json", "manifest.json"}
_SEALED: Final = re.compile(r"sealed/[0-9a-f-]{36}")
_KEY_BYTES: Final = 32
_OF_THE_LEAF: Final = ("actor", "acting_as")


@dataclass
class Evidence:
    """A bundle on its way through the checks; Refuted by the first that fails."""

    archive: Archive
    auditor: Auditor
    report: Report
    leaves: dict[int, Leaf] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    """The sealed bytes that proved a wording, by their members' names."""
    unproved: int = 0
    proved: int = 0

    def check(self) -> None:
        """All of it, and what it cannot show."""
        note = self.archive.read("checkpoint", LARGEST_NOTE)
        check = Check(self.auditor, Note.parse(note), self.report)
        head = check.accept()
        check.beside()
        self.manifest = Manifest.read(self.archive.read("manifest.json", LARGEST_JSON))
        if self.manifest.origin != check.checkpoint.origin:
            raise Refuted("the bundle is not of the log that signed its checkpoint")
        self.head = head
        self._members()
        if self.archive.read(README, LONGEST_ENTRY) != readme(asdict(self.manifest)):
            raise Refuted("README.txt is not the one that bundles have")
        self._proofs(head, note)
        self._stream()
        self._history()
        self._not_shown()

    def incomplete(self) -> None:
        """Says what only the log can show."""
        say = self.report.not_asked.append
        if self.manifest.withheld:
            say(
                "that the withheld entries are of this case: that takes the log (--log)"
            )
        say("whether the log has more entries of the case: that takes the log (--log)")

    def complete(self, log: Log, entries: int) -> None:
        """That no entry of the case is left out, up to the checkpoint of the bundle.

        Reads every entry of a log that says it has so many. Refuted, Unchecked.
        """
        if entries < self.head.size:
            raise Unchecked(
                f"whether entries are left out: the log given has {entries:,} entries, "
                f"the bundle is of {self.head.size:,}"
            )
        found: dict[int, Leaf] = {}

        def each(index: int, leaf: Leaf) -> None:
            if self.manifest.case in leaf.cases:
                found[index] = leaf

        done = Audit(log, self.head, self.auditor.progress, each)
        done.run()
        tell(done, self.report)
        if done.fits:
            self._same(found)

    def _same(self, found: Mapping[int, Leaf]) -> None:
        case, withheld = self.manifest.case, self.manifest.withheld
        if found.keys() != {*self.manifest.shown, *withheld}:
            raise Refuted("the log has other entries of the case than the bundle")
        for index, one in withheld.items():
            leaf = found[index]
            if one.version != (leaf.version if leaf.stream == case else None):
                raise Refuted(f"leaf {index} is not the version it is said to be")
        self.report.checked.append("these are all entries of the case up to there")

    def _members(self) -> None:
        shown, withheld = self.manifest.shown, self.manifest.withheld
        expected = _ALWAYS | {f"entries/{index}" for index in shown}
        expected |= {f"proofs/{index}.tlog-proof" for index in (*shown, *withheld)}
        given = {name for name in self.archive.members if not _SEALED.fullmatch(name)}
        if given - expected:
            raise Refuted("the zip has members that the manifest does not name")
        if expected - given:
            raise Refuted("the zip lacks members that the manifest names")

    def _proofs(self, head: Head, note: bytes) -> None:
        manifest = self.manifest
        for index in manifest.shown:
            entry = self.archive.read(f"entries/{index}", LONGEST_ENTRY)
            self._prove(index, leaf_hash(entry), head, note)
            self.leaves[index] = Leaf.read(entry)
            if manifest.case not in self.leaves[index].cases:
                raise Refuted(f"leaf {index} is not about this case")
        for index, withheld in manifest.withheld.items():
            self._prove(index, withheld.leaf_hash, head, note)
        self.report.checked.append(
            f"{len(manifest.shown):,} entries that are shown are in that tree, and are "
            f"about case {manifest.case}"
        )

    def _prove(self, index: int, leaf: bytes, head: Head, note: bytes) -> None:
        name = f"proofs/{index}.tlog-proof"
        content = self.archive.read(name, LARGEST_PROOF)
        proof = Proof.parse(content)
        if proof.index != index or not content.endswith(b"\n\n" + note):
            raise Refuted(f"{name} is the proof of something else")
        verify_inclusion(leaf, index, head, proof.path)

    def _stream(self) -> None:
        """That no version of the case is left out between those that are told of."""
        told = [leaf.version for leaf in self._of_stream()]
        told += [one.version for one in self.manifest.withheld.values() if one.version]
        if sorted(told) != list(range(1, len(told) + 1)):
            raise Refuted(
                "entries of the case are left out, and not said to be withheld"
            )
        self.report.checked.append(
            f"they are versions 1 to {len(told)} of the case, none of them left out"
        )

    def _of_stream(self) -> list[Leaf]:
        return [
            each for each in self.leaves.values() if each.stream == self.manifest.case
        ]

    def _history(self) -> None:
        history = read_history(self.archive.read("history.json", LARGEST_JSON))
        for name in ("audience", "case", "organisation"):
            if history[name] != getattr(self.manifest, name):
                raise Refuted(f"the history is of another {name} than the manifest")
        indexes = [entry["index"] for entry in history["entries"]]
        if indexes != sorted({*indexes}) or set(self.manifest.shown) - set(indexes):
            raise Refuted("the history does not tell of every entry once, in order")
        for entry in history["entries"]:
            self._entry(entry)
        self.report.checked.append("history.json says of each what the entry says")
        if set(filter(_SEALED.fullmatch, self.archive.members)) - self.opened:
            raise Refuted("the zip has sealed bytes that no entry shown refers to")
        if self.archive.read("history.html", LARGEST_PAGE) != page(history):
            raise Refuted("history.html is not history.json as a page")
        self.report.checked.append("history.html is history.json as a page")

    def _entry(self, entry: Mapping[str, Any]) -> None:
        index = entry["index"]
        if index in self.manifest.withheld:
            if entry.get("withheld") != self.manifest.withheld[index].why:
                raise Refuted(f"the history does not say that leaf {index} is withheld")
            self.unproved += sum("text" in text for text in entry.get("texts", ()))
            return
        leaf = self.leaves.get(index)
        if leaf is None or "withheld" in entry:
            raise Refuted(f"the history tells of leaf {index}, which is not shown")
        said: dict[str, Any] = {"at": leaf.recorded_at, "topic": leaf.topic}
        said |= {name: leaf.state.get(name) for name in _OF_THE_LEAF}
        said["clause"] = leaf.event.get("clause")
        told = {name: entry.get(name, said[name]) for name in said}
        if told != said or not _within(entry.get("facts", {}), leaf.event):
            raise Refuted(
                f"the history says of leaf {index} what the entry does not say"
            )
        self._texts(entry, leaf)

    def _texts(self, entry: Mapping[str, Any], leaf: Leaf) -> None:
        digests = {(name, item): digest for name, item, digest in leaf.sealed()}
        for text in entry.get("texts", ()):
            digest = digests.get((text["field"], text["item"]))
            if digest is None:
                raise Refuted(
                    f"leaf {entry['index']} does not refer to a text told of it"
                )
            if "key" in text and "text" in text:
                self._wording(text, digest)
                self.proved += 1
            elif "text" in text:
                self.unproved += 1

    def _wording(self, text: Mapping[str, Any], digest: str) -> None:
        key = decoded(text["key"])
        if len(key) != _KEY_BYTES:
            raise Refuted("the key of a text is not 32 bytes long")
        place = {
            "organisation": self.manifest.organisation,
            "case": self.manifest.case,
            "item": text["item"],
            "kind": text.get("kind", ""),
        }
        name = f"sealed/{text['item']}"
        blob = self.archive.read(name, LARGEST_SEALED)
        self.opened.add(name)
        if wording(blob, digest, key, place) != text["text"]:
            raise Refuted("the wording of a text is not the one that was sealed")

    def _not_shown(self) -> None:
        say = self.report.not_asked.append
        if self.proved:
            self.report.checked.append(f"{self.proved:,} texts are worded as sealed")
        if self.unproved:
            say(f"the wording of {self.unproved:,} texts: the log has their digests")
        if count := len(self.manifest.withheld):
            say(f"what {count:,} withheld entries say")
        say(f"when the bundle was made; it says {self.manifest.made_at}")
        say("the title and the labels of the history: words for people")


def _within(facts: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether the event says all of these facts."""
    return all(name in event and event[name] == facts[name] for name in facts)
