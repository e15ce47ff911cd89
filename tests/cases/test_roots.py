"""The files that hold the roots; what every custodian does is in `test_custodians`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.sealing.custodian import KeyringUnfit
from cases.sealing.roots import FileRoots

PLACE = {"trunk": 1}


@pytest.fixture
def roots(keyring_directory: Path) -> FileRoots:
    made = FileRoots(keyring_directory, "ims")
    made.make(1)
    return made


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_only_their_owner_may_look_at_roots(tmp_path: Path) -> None:
    FileRoots(tmp_path / "keyring", "ims").make(1)
    kept = [tmp_path / "keyring", *(tmp_path / "keyring").rglob("*")]
    modes = {path.name: path.stat().st_mode & 0o777 for path in kept}
    assert modes == {"keyring": 0o700, "ims": 0o700, "root-1": 0o600}


@pytest.mark.parametrize("name", [".", "ims", "ims/root-1"])
def test_a_root_open_to_others_is_not_used(
    keyring_directory: Path, roots: FileRoots, name: str
) -> None:
    opened = keyring_directory / name
    opened.chmod(opened.stat().st_mode | 0o040)
    with pytest.raises(KeyringUnfit, match="open to others"):
        roots.wrap(1, bytes(32), PLACE)


def test_a_write_that_fails_leaves_no_root(
    keyring_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", full)
    (keyring_directory / "ims").mkdir(mode=0o700)
    with pytest.raises(OSError):  # noqa: PT011
        FileRoots(keyring_directory, "ims").make(1)
    assert list((keyring_directory / "ims").iterdir()) == []


def test_a_file_that_is_not_a_key_is_refused(
    keyring_directory: Path, roots: FileRoots
) -> None:
    (keyring_directory / "ims" / "root-1").write_bytes(bytes(31))
    with pytest.raises(KeyringUnfit, match="not a key"):
        roots.wrap(1, bytes(32), PLACE)


def test_what_a_broken_off_writing_left_goes_with_its_root(
    keyring_directory: Path, roots: FileRoots
) -> None:
    folder = keyring_directory / "ims"
    roots.make(11)
    for version in (1, 11):
        (folder / f".root-{version}.0123456789abcdef").write_bytes(bytes(32))
    roots.destroy(1)
    left = sorted(path.name for path in folder.iterdir())
    assert left == [".root-11.0123456789abcdef", "root-11"]
    (folder / "root-11").unlink()
    assert roots.has(11)
    roots.destroy(11)
    assert not roots.has(11)
