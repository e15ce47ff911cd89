"""How a key tree begins, and what is noticed when a process starts with it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from vaults import Keys, create_keys, keys_of

from cases.keyring import Keyring
from cases.sealing import erasing
from cases.sealing.custodian import KeyringUnfit
from cases.sealing.keystore import BRANCHES


@pytest.fixture
def keys(keystore_url: str, keyring_directory: Path) -> Keys:
    create_keys(keystore_url, keyring_directory, "ims")
    return Keys(keystore_url, keyring_directory)


@pytest.fixture
def keyring(keys: Keys) -> Iterator[Keyring]:
    with keys_of(keys.url, keys.directory, "ims") as opened:
        yield opened


def test_creating_keys_again_changes_nothing(keys: Keys, keyring: Keyring) -> None:
    key = keyring.take()
    before = keys.meddle("SELECT * FROM branch ORDER BY branch")
    create_keys(keys.url, keys.directory, "ims")
    assert keys.meddle("SELECT * FROM branch ORDER BY branch") == before
    assert keys.restarted()[key.item] == key.secret


def test_creating_goes_on_where_it_was_broken_off(
    keystore_url: str, keyring_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_db: object, _roots: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(erasing, "put_in_use", killed)
        with pytest.raises(KeyboardInterrupt):
            create_keys(keystore_url, keyring_directory, "ims")
    create_keys(keystore_url, keyring_directory, "ims")
    assert Keys(keystore_url, keyring_directory).roots() == ["root-2"]
    with keys_of(keystore_url, keyring_directory, "ims") as keyring:
        assert len(keyring.take().secret) == 32


def test_two_who_create_at_once_make_one_tree(
    keystore_url: str, keyring_directory: Path
) -> None:
    with ThreadPoolExecutor(4) as threads:
        for _ in threads.map(
            lambda _: create_keys(keystore_url, keyring_directory, "ims"), range(4)
        ):
            pass
    keys = Keys(keystore_url, keyring_directory)
    keys.restarted()
    assert keys.meddle("SELECT count(*) FROM branch") == [(BRANCHES,)]
    assert keys.roots() == ["root-1"]


def test_a_lost_root_is_not_replaced_by_a_new_one(keys: Keys) -> None:
    root = keys.directory / "ims" / "root-1"
    root.unlink()
    with pytest.raises(KeyringUnfit, match="no readable root-1"):
        create_keys(keys.url, keys.directory, "ims")
    assert not root.exists()


def test_the_root_of_another_organisation_is_noticed_at_start(
    keys: Keys, keyring: Keyring
) -> None:
    create_keys(keys.url, keys.directory, "iom")
    foreign = (keys.directory / "iom" / "root-1").read_bytes()
    (keys.directory / "ims" / "root-1").write_bytes(foreign)
    with pytest.raises(KeyringUnfit, match="root-1 is not this keystore's"):
        keyring.check()


def test_a_root_of_another_version_is_noticed_at_start(
    keys: Keys, keyring: Keyring
) -> None:
    root = keys.directory / "ims" / "root-1"
    root.rename(root.with_name("root-2"))
    with pytest.raises(KeyringUnfit, match="no readable root-1"):
        keyring.check()


def test_a_keystore_without_keys_is_noticed_at_start(
    keys: Keys, keyring: Keyring
) -> None:
    keys.meddle("TRUNCATE root")
    with pytest.raises(KeyringUnfit, match="no keys"):
        keyring.check()
