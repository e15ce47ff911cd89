"""Whoever erases keys is killed, after each single thing it does (attack 12)."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from combining import dump, opened, roots
from vaults import Keys, create_keys, keys_of

from cases.database import ERASER, OWNER, Pool
from cases.sealing.erasing import KeyEraser
from cases.sealing.roots import FileRoots

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

PROGRAM = Path(__file__).parents[1] / "erase_keys.py"


def erase(keys: Keys, second: Path, deeds: int, items: Sequence[UUID]) -> str | None:
    """What another process says that is killed after so many deeds; None if it was."""
    places = [keys.url, str(keys.directory), str(second)]
    command = [sys.executable, str(PROGRAM), *places, str(deeds), *map(str, items)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.stdout if ended.returncode == 0 else None


def test_wherever_it_is_killed_the_next_one_brings_it_to_its_end(
    keystore_url: str, keyring_directory: Path, tmp_path: Path
) -> None:
    create_keys(keystore_url, keyring_directory, "ims")
    keys, second = Keys(keystore_url, keyring_directory), tmp_path / "second"
    both = [FileRoots(keys.directory, "ims"), FileRoots(second, "ims", "second")]
    with Pool(keys.url, "ims", OWNER) as connections:
        KeyEraser("ims", both, connections).create()
    with keys_of(keys.url, keys.directory, "ims", both[1]) as keyring:
        survivors = {key.item: key.secret for key in (keyring.take() for _ in range(9))}
        dumps, gone, deeds = [dump(keys)], set[UUID](), 0
        while True:
            deeds += 1
            victims = [keyring.take().item for _ in range(2)]
            dumps.append(dump(keys))
            came_to_its_end = erase(keys, second, deeds, victims)
            dumps.append(dump(keys))
            with keys_of(keys.url, keys.directory, "ims", both[1]) as restarted:
                assert restarted.keys(survivors) == survivors
            with Pool(keys.url, "ims", ERASER) as connections:
                final = KeyEraser("ims", both, connections).erase(victims)
            gone |= {*victims}
            left = [f"root-{final.version}"]
            assert keys.roots() == left
            assert [path.name for path in (second / "ims").iterdir()] == left
            if came_to_its_end:
                break
    left_over = [*roots(keys.directory), *roots(second)]
    assert len(left_over) == 2
    found = opened([*dumps[-6:], dump(keys)], left_over)
    assert found >= survivors.keys()
    assert not found & gone
    assert deeds > 25, came_to_its_end
