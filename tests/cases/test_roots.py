"""The files that hold the roots."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.errors import Tampered
from cases.sealing.roots import FileRoots, KeyringUnfit

PLACE = {"shard": 1}


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
    assert modes == {
        "keyring": 0o700,
        "ims": 0o700,
        "root-1": 0o600,
        "fingerprint": 0o600,
    }


@pytest.mark.parametrize("name", [".", "ims", "ims/root-1"])
def test_a_root_open_to_others_is_not_used(
    keyring_directory: Path, roots: FileRoots, name: str
) -> None:
    opened = keyring_directory / name
    opened.chmod(opened.stat().st_mode | 0o040)
    with pytest.raises(KeyringUnfit, match="open to others"):
        roots.root(1)


def test_a_root_is_never_written_over(roots: FileRoots) -> None:
    wrapped, print_before = (
        roots.root(1).wrap(bytes(32), PLACE),
        roots.fingerprint_key(),
    )
    roots.make(1)
    assert roots.root(1).unwrap(wrapped, PLACE) == bytes(32)
    assert roots.fingerprint_key() == print_before


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


def test_versions_live_side_by_side_until_one_is_destroyed(roots: FileRoots) -> None:
    wrapped = roots.root(1).wrap(bytes(32), PLACE)
    roots.make(2)
    assert roots.versions() == [1, 2]
    assert roots.root(1).unwrap(wrapped, PLACE) == bytes(32)
    roots.destroy(1)
    assert roots.versions() == [2]
    with pytest.raises(KeyringUnfit, match="no readable root-1"):
        roots.root(1)


def test_each_root_covers_for_itself(roots: FileRoots) -> None:
    roots.make(2)
    wrapped = roots.root(1).wrap(bytes(32), PLACE)
    with pytest.raises(Tampered):
        roots.root(2).unwrap(wrapped, PLACE)


def test_a_wrapped_key_belongs_to_one_place(roots: FileRoots) -> None:
    wrapped = roots.root(1).wrap(bytes(32), PLACE)
    with pytest.raises(Tampered):
        roots.root(1).unwrap(wrapped, {"shard": 2})


def test_a_file_that_is_not_a_key_is_refused(
    keyring_directory: Path, roots: FileRoots
) -> None:
    (keyring_directory / "ims" / "root-1").write_bytes(bytes(31))
    with pytest.raises(KeyringUnfit, match="not a key"):
        roots.root(1)
