"""How PostgreSQL is started by root, which it refuses to run as.

Without a new account and without opening any folder to others: in a user namespace
the server sees itself as `nobody`, while to the kernel it is still root. Where
namespaces are forbidden (many containers), it becomes `nobody` in earnest, and
what `nobody` could not reach is put where it can.
"""

import hashlib
import os
import shutil
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, Literal

from api.running.binaries import Binaries

NOBODY: Final = 65534
IN_A_NAMESPACE: Final = (
    "unshare",
    "--user",
    f"--map-user={NOBODY}",
    f"--map-group={NOBODY}",
)
AS_NOBODY: Final = (
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
)
# Only root can write there, so nobody else can have put anything in our way.
REACHABLE: Final = Path("/var/lib/conduct-cases")

Way = Literal["as it is", "namespace", "nobody"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server keeps its files, its programs, and what to start them with."""

    directory: Path
    binaries: Binaries
    prefix: Sequence[str] = ()


@cache
def way() -> Way:
    """How a server can be started by whoever runs this."""
    if os.geteuid() != 0:
        return "as it is"
    tried = subprocess.run([*IN_A_NAMESPACE, "true"], check=False, capture_output=True)
    return "namespace" if tried.returncode == 0 else "nobody"


def place(directory: Path, binaries: Binaries, how: Way) -> Place:
    """Make `directory` ready for a server that is started in this way.

    Only `nobody` may get another directory than it asked for, and a copy of the
    programs.
    """
    if how == "nobody":
        return _within_reach(directory, binaries)
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Place(directory, binaries, IN_A_NAMESPACE if how == "namespace" else ())


def elsewhere(directory: Path) -> Path:
    """Where a server keeps its files when `nobody` cannot reach `directory`."""
    return REACHABLE / hashlib.sha256(bytes(directory.absolute())).hexdigest()[:12]


def _within_reach(directory: Path, binaries: Binaries) -> Place:
    directory.parent.mkdir(parents=True, exist_ok=True)
    if not _open_to_others(directory.parent):
        directory = elsewhere(directory)
        REACHABLE.mkdir(exist_ok=True)
        REACHABLE.chmod(0o711)
    directory.mkdir(exist_ok=True)
    _give(directory)
    if not _open_to_others(binaries.folder):
        binaries = _copied(binaries, directory / f"postgresql-{binaries.major}")
    return Place(directory, binaries, AS_NOBODY)


def _copied(binaries: Binaries, copy: Path) -> Binaries:
    installation = binaries.folder.parent
    package = installation.parent
    # A wheel's programs look for their libraries beside the package they are in.
    libraries = package.with_name(f"{package.name}.libs")
    if not copy.exists():
        unfinished = copy.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(installation, unfinished / package.name / installation.name)
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name)
        for path in (unfinished, *unfinished.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        unfinished.rename(copy)
    return replace(binaries, folder=copy / package.name / installation.name / "bin")


def _give(directory: Path) -> None:
    os.chown(directory, NOBODY, NOBODY)
    directory.chmod(0o700)


def _open_to_others(path: Path) -> bool:
    return all(
        folder.stat().st_mode & stat.S_IXOTH
        for folder in (path.resolve(), *path.resolve().parents)
    )
