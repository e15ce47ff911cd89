"""A copy of an organisation's log: a file of pg_dump, and what it is beside it.

    FOLDER/ima/20261128T190500123456Z.dump
    FOLDER/ima/20261128T190500123456Z.json

The second is written last: a file without it is an attempt that was broken off.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from api.mistakes import Mistake
from cases.database import ORGANISATION

FORMAT: Final = "conduct-cases/backup@v1"
CHUNK: Final = 1 << 20

Told = Callable[[str, int], None]
"""Told of what (`tables`, `texts`, `events`, `bytes`), and how much more is done."""


class Copy(BaseModel):
    """What a copy is; see `FORMAT`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["conduct-cases/backup@v1"] = FORMAT
    organisation: str
    taken_at: AwareDatetime
    """Everything that was committed by then is in it, and nothing else."""
    tables: int
    events: int
    texts: int
    files: int = 0
    """Sealed files of these texts, in the folder of all copies."""
    checkpoint: str | None
    """The last one that the log holds, as it was signed; None before the first."""
    server: str
    """The version of PostgreSQL that it is from."""
    bytes: int
    sha256: str

    def dump(self, folder: Path) -> Path:
        """Where the file is, in the folder of all copies."""
        return folder / self.organisation / f"{stamp(self.taken_at)}.dump"

    def check(self, folder: Path, told: Told) -> None:
        """Mistake unless the file is the one that was written; `told` bytes."""
        dump = self.dump(folder)
        made = digest(dump, lambda more: told("bytes", more))
        if made != self.sha256:
            raise Mistake(f"{dump}: is damaged, it is not the file that was written")

    def remove(self, folder: Path) -> None:
        """Both files."""
        dump = self.dump(folder)
        dump.with_suffix(".json").unlink()
        dump.unlink()


def stamp(at: datetime) -> str:
    """A moment as files are named after it."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"


def digest(file: Path, told: Callable[[int], None] = lambda _: None) -> str:
    """SHA-256 of a file, in lower-case hexadecimal."""
    made = sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            made.update(chunk)
            told(len(chunk))
    return made.hexdigest()


def keep(copy: Copy, folder: Path) -> None:
    """Write down what a finished dump is; durable when it returns."""
    described = copy.dump(folder).with_suffix(".json")
    with described.open("x", encoding="utf-8") as file:
        file.write(copy.model_dump_json(indent=1))
        file.flush()
        os.fsync(file.fileno())


def copies(folder: Path) -> dict[str, list[Copy]]:
    """All that were finished, by organisation, oldest first; Mistake."""
    found: dict[str, list[Copy]] = {}
    for file in sorted(folder.glob("*/*.json")):
        if ORGANISATION.fullmatch(file.parent.name):
            found.setdefault(file.parent.name, []).append(_read(file))
    return found


def _read(file: Path) -> Copy:
    try:
        copy = Copy.model_validate_json(file.read_bytes())
    except ValidationError:
        raise Mistake(f"{file}: does not describe a copy") from None
    if copy.dump(file.parents[1]).with_suffix(".json") != file:
        raise Mistake(f"{file}: describes another copy")
    return copy
