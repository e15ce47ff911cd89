"""A log as an auditor gets it: a dump in a folder, a key from somebody they trust."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trees import Tree, signer

from verify.checkpoint import Checkpoint
from verify.cosignature import cosign
from verify.note import COSIGNATURE, Note, Signer

ORIGIN = "log.example/ima"
NOW = 1_800_000_000


@dataclass
class Dump:
    """A folder with the files of a log."""

    folder: Path
    tree: Tree
    key: Signer = field(default_factory=lambda: signer(ORIGIN))
    witness: Signer = field(
        default_factory=lambda: signer("witness.example/dpo", COSIGNATURE)
    )

    def note(self, *, cosigned: bool = False) -> Note:
        """What the log signs of its tree as it is."""
        note = Checkpoint(ORIGIN, self.tree.head()).signed([self.key])
        lines = (cosign(self.witness, note.text, NOW),) if cosigned else ()
        return Note(note.text, (*note.signatures, *lines))

    def write(self, *, cosigned: bool = False) -> "Dump":
        """Everything anew."""
        for tile, content in self.tree.files().items():
            path = self.folder / tile.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (self.folder / "checkpoint").write_bytes(bytes(self.note(cosigned=cosigned)))
        return self

    @property
    def vkey(self) -> str:
        """The key as an auditor has it."""
        return str(self.key.verifier)


@dataclass
class Said:
    """What the command came to."""

    code: int
    report: dict[str, Any]

    @property
    def refuted(self) -> str:
        """All that is refuted, in one line."""
        return "; ".join(self.report["refuted"])

    @property
    def unchecked(self) -> str:
        """All that could not be checked, in one line."""
        return "; ".join(self.report["unchecked"])
