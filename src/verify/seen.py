"""The checkpoints an auditor has accepted before: what tells a fork and a rollback.

A small JSON file, by origin. What convicts a log is kept in it too: two notes that it
signed and that cannot both be true.
"""

import json
import os
from pathlib import Path
from typing import Any

from verify.checkpoint import Checkpoint
from verify.errors import Unchecked
from verify.note import Note


class Seen:
    """The file; without a path, nothing is remembered."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.notes: dict[str, str] = {}
        self.evidence: list[list[str]] = []
        if path and path.exists():
            self._read(path)

    def last(self, origin: str) -> Checkpoint | None:
        """The largest checkpoint of a log that was accepted."""
        text = self.notes.get(origin)
        return Checkpoint.parse(Note.parse(text.encode()).text) if text else None

    def accept(self, checkpoint: Checkpoint, note: Note) -> None:
        """Remembers a checkpoint that follows on the last one."""
        last = self.last(checkpoint.origin)
        if last is None or last.size < checkpoint.size:
            self.notes[checkpoint.origin] = bytes(note).decode()
            self._write()

    def convict(self, checkpoint: Checkpoint, note: Note) -> None:
        """Keeps a checkpoint that contradicts the last one, and that one with it."""
        pair = [self.notes[checkpoint.origin], bytes(note).decode()]
        if pair not in self.evidence:
            self.evidence.append(pair)
            self._write()

    def _read(self, path: Path) -> None:
        try:
            kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
            self.notes = dict(kept["seen"])
            self.evidence = list(kept["evidence"])
            for origin in self.notes:
                self.last(origin)
        except Exception as failed:
            raise Unchecked("the file of what was seen cannot be read") from failed

    def _write(self) -> None:
        if not self.path:
            return
        text = json.dumps({"seen": self.notes, "evidence": self.evidence}, indent=1)
        beside = self.path.with_name(f"{self.path.name}.new")
        try:
            with beside.open("w", encoding="utf-8") as file:
                file.write(f"{text}\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as failed:
            raise Unchecked("what was seen cannot be written down") from failed
