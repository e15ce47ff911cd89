"""The certificate of an erasure: every entry it is made of is held against the log."""

from dataclasses import dataclass
from typing import Any, Final

from verify.acceptance import Auditor, Check
from verify.archive import Archive
from verify.canonical import canonical, parsed
from verify.certifying import certified, readme
from verify.erased import CERTIFICATE, DOES_NOT_SHOW
from verify.errors import Refuted
from verify.leaf import Leaf
from verify.merkle import leaf_hash, verify_inclusion
from verify.note import LARGEST_NOTE, Note
from verify.proof import LARGEST_PROOF, Proof
from verify.report import Report
from verify.tile import LONGEST_ENTRY

LARGEST_JSON: Final = 64 * 1024**2
_ALWAYS: Final = {"README.txt", "certificate.json", "checkpoint"}
_NAMES: Final = ("organisation", "origin", "list")


@dataclass
class ErasureCheck:
    """A certificate on its way through the checks; Refuted by the first that fails."""

    archive: Archive
    auditor: Auditor
    report: Report

    def check(self) -> None:
        """All of it, and what it cannot show."""
        note = self.archive.read("checkpoint", LARGEST_NOTE)
        check = Check(self.auditor, Note.parse(note), self.report)
        head = check.accept()
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

    def _said(self) -> dict[str, Any]:
        said = parsed(self.archive.read("certificate.json", LARGEST_JSON), "it")
        if not isinstance(said, dict) or said.get("format") != CERTIFICATE:
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
        if self.archive.members.keys() != expected:
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
            self.report.facts["backups_until"] = said["backups_until"]
            self.report.not_asked.append(
                f"backups from before, which are kept until {said['backups_until']}: "
                "what is in them opens under no key that is left"
            )
        self.report.facts |= {name: said[name] for name in _NAMES}
        self.report.facts["texts"] = [one["item"] for one in said["texts"]]
        self.report.not_asked += DOES_NOT_SHOW

    def _told(self, count: int, what: str) -> None:
        self.report.checked.append(f"{count:,} {what}")
