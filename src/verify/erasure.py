"""The certificate of an erasure: every entry it is made of is held against the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from verify.acceptance import Auditor, Check
from verify.archive import Archive
from verify.assurance import CERTIFICATE, EARLIER
from verify.canonical import canonical, parsed
from verify.certifying import DATED, certified, readme
from verify.errors import Refuted, Unchecked
from verify.leaf import Leaf
from verify.merkle import leaf_hash, verify_inclusion
from verify.note import LARGEST_NOTE, Note
from verify.proof import LARGEST_PROOF, Proof
from verify.report import Report
from verify.tile import LONGEST_ENTRY

LARGEST_JSON: Final = 64 * 1024**2
_ALWAYS: Final = {"README.txt", "certificate.json", "checkpoint"}
_NAMES: Final = ("organisation", "origin", "list")
LARGEST_TOKEN: Final = 65_536
NO_KEYS: Final = (
    "that the keystore has no key of these texts: the log holds how many keys were "
    "left, and a digest of their names; give a list of the names with --keys"
)
NOT_DATED: Final = "since when it is so by anybody else's clock: no time stamp is there"
NOT_LOOKED_FOR: Final = (
    "who had been given the texts and was told that they are gone: the list was "
    "carried out before the log said that"
)
DATE: Final = (
    "who dated it: openssl ts -verify -in timestamp.tsr -data checkpoint.text -CAfile "
    "ROOTS, with the roots of the authority"
)


@dataclass
class ErasureCheck:
    """A certificate on its way through the checks; Refuted by the first that fails."""

    archive: Archive
    auditor: Auditor
    report: Report
    keys: Sequence[UUID] | None = None
    """The items that have a key, as a keystore lists them."""

    def check(self) -> None:
        """All of it, and what it cannot show."""
        note = Note.parse(self.archive.read("checkpoint", LARGEST_NOTE))
        check = Check(self.auditor, note, self.report)
        head = check.accept()
        self._dated(note.text.encode())
        check.beside()
        said = self._said()
        if said["origin"] != check.checkpoint.origin:
            raise Refuted(
                "the certificate is not of the log that signed its checkpoint"
            )
        leaves = self._leaves(said["leaves"])
        for index, leaf in leaves.items():
            name = f"proofs/{index}.tlog-proof"
            proof = Proof.parse(self.archive.read(name, LARGEST_PROOF))
            if proof.index != index:
                raise Refuted(f"{name} is the proof of something else")
            verify_inclusion(leaf_hash(leaf), index, head, proof.path)
        self._told(len(leaves), "entries of the log are in that tree")
        self._made_of({index: Leaf.read(leaf) for index, leaf in leaves.items()}, said)

    def _dated(self, text: bytes) -> None:
        """That the time stamp is on this checkpoint, if there is one."""
        if self.archive.members.keys().isdisjoint(DATED):
            self.report.not_asked.append(NOT_DATED)
            return
        words, token = (self.archive.read(name, LARGEST_TOKEN) for name in DATED)
        if words != text or sha256(text).digest() not in token:
            raise Refuted("the time stamp is not one on this checkpoint")
        self.report.checked.append("timestamp.tsr is a time stamp on that tree")
        self.report.not_asked.append(DATE)

    def _said(self) -> dict[str, Any]:
        said = parsed(self.archive.read("certificate.json", LARGEST_JSON), "it")
        known = (CERTIFICATE, EARLIER)
        if not isinstance(said, dict) or said.get("format") not in known:
            raise Refuted("certificate.json is of a format that is not known here")
        if any(not isinstance(said.get(name), str) for name in _NAMES):
            raise Refuted("certificate.json does not say of which list it is")
        places = said.get("leaves")
        if not isinstance(places, list) or any(type(one) is not int for one in places):
            raise Refuted("certificate.json does not say what it is made of")
        return said

    def _leaves(self, places: list[int]) -> dict[int, bytes]:
        expected = _ALWAYS | {f"entries/{index}" for index in places}
        expected |= {f"proofs/{index}.tlog-proof" for index in places}
        if self.archive.members.keys() - DATED != expected:
            raise Refuted("the zip has other members than the certificate names")
        return {
            index: self.archive.read(f"entries/{index}", LONGEST_ENTRY)
            for index in places
        }

    def _made_of(self, leaves: dict[int, Leaf], said: dict[str, Any]) -> None:
        try:
            again = certified(
                said["organisation"], said["origin"], said["list"], leaves
            )
        except (KeyError, TypeError, ValueError) as refused:
            raise Refuted("an entry is not of the form that lists have") from refused
        if canonical(again) != canonical(said):
            raise Refuted("certificate.json says something else than the log")
        if self.archive.read("README.txt", LONGEST_ENTRY) != readme(said):
            raise Refuted("README.txt is not the one that certificates have")
        self._hold(said)

    def _hold(self, said: dict[str, Any]) -> None:
        texts, who = len(said["texts"]), said["approved"]["acting_as"]
        say = self.report.checked.append
        self._told(texts, f"texts are gone, as another person approved as {who}")
        self._told(len(said["left"]), "texts that were listed stay, and it says why")
        say(f"there was time to object until {said['objections_until']}")
        if texts:
            version = said["root_version"]
            say(f"no root before {version} is left, as each custodian said")
            say("no table held a text, or its key, when it was looked for afterwards")
            self._absent(said)
            self.report.facts["backups_until"] = said["backups_until"]
            self.report.not_asked.append(
                f"backups from before, which are kept until {said['backups_until']}: "
                "what is in them opens under no key that is left"
            )
        self.report.facts |= {name: said[name] for name in _NAMES}
        self.report.facts["texts"] = [one["item"] for one in said["texts"]]
        self._recipients(said)
        self.report.not_asked += said["does_not_show"]

    def _recipients(self, said: dict[str, Any]) -> None:
        """Who was told that the texts are gone; that every one was, `certified` saw."""
        if said["format"] == EARLIER:
            if said["texts"]:
                self.report.not_asked.append(NOT_LOOKED_FOR)
            return
        known = said["recipients"]
        self.report.facts["recipients"] = known
        self._told(len(known), "recipients had been given something of it")
        for one in known:
            if "told_on" in one:
                what = f"was told that it is gone, on {one['told_on']}"
            else:
                what = f"was not told: {one['because'].replace('_', ' ')}"
            name = f"recipient {one['number']}, {one['recipient']} ({one['had']}),"
            self.report.checked.append(f"{name} {what}")

    def _absent(self, said: dict[str, Any]) -> None:
        """That no text has a key in the keystore that was listed; Refuted."""
        if self.keys is None:
            self.report.not_asked.append(NO_KEYS)
            return
        kept = sorted({*self.keys})
        found = {str(one) for one in kept} & {one["item"] for one in said["texts"]}
        if found:
            raise Refuted(f"the keystore still has keys of {len(found)} of these texts")
        self._told(len(kept), "keys are listed, and none is of these texts")
        digest = sha256(b"".join(one.bytes for one in kept)).hexdigest()
        if (len(kept), digest) == (said["kept_keys"], said["keys_digest"]):
            self.report.checked.append("they are those that the log says were left")
        else:
            self.report.not_asked.append(
                "whether the list is whole: it is not of the moment of the erasure, of "
                "which the log holds a digest"
            )

    def _told(self, count: int, what: str) -> None:
        self.report.checked.append(f"{count:,} {what}")


def listed(content: bytes) -> list[UUID]:
    """Items, one a line, as a keystore lists those that have a key; Unchecked."""
    try:
        return [UUID(line) for line in content.decode("ascii").split()]
    except ValueError:
        raise Unchecked("--keys takes the names of keys, one a line") from None
