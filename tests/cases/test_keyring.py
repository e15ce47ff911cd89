"""The keys of an organisation: taken, found again, forgotten; and its fingerprints."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from vaults import Keys, create_keys, hearing, keys_of
from waiting import until

from cases.errors import Unavailable
from cases.keyring import Keyring
from cases.sealing.keystore import BRANCHES
from cases.sealing.stock import BATCH


@pytest.fixture
def keys(keystore_url: str, keyring_directory: Path) -> Keys:
    create_keys(keystore_url, keyring_directory, "ims")
    return Keys(keystore_url, keyring_directory)


@pytest.fixture
def keyring(keys: Keys) -> Iterator[Keyring]:
    with keys_of(keys.url, keys.directory, "ims") as opened:
        yield opened


def test_a_key_is_durable_before_it_is_given_out(keys: Keys, keyring: Keyring) -> None:
    key = keyring.take()
    assert keys.restarted()[key.item] == key.secret


def test_an_item_without_a_key_is_left_out(keyring: Keyring) -> None:
    key, unknown = keyring.take(), UUID(int=1)
    assert keyring.keys([unknown, key.item]) == {key.item: key.secret}


def test_no_key_lies_uncovered_in_the_keystore(keys: Keys, keyring: Keyring) -> None:
    key = keyring.take()
    root = (keys.directory / "ims" / "root-1").read_bytes()
    rows = keys.meddle(
        """
        SELECT wrapped FROM item_key UNION ALL SELECT wrapped FROM shard UNION ALL
        SELECT wrapped FROM branch UNION ALL SELECT trunk FROM root
        """
    )
    assert len(rows) == BATCH + 1 + BRANCHES + 1
    assert not [row for row in rows if key.secret in row[0] or root in row[0]]


def test_an_opened_key_is_kept_until_keys_are_erased(
    keys: Keys, keyring: Keyring
) -> None:
    key, erased = hearing(keyring).take(), keyring.take()
    keyring.keys([key.item])
    keys.meddle("DELETE FROM item_key WHERE item = %s", key.item)
    assert keyring.keys([key.item]) == {key.item: key.secret}
    keys.erase(erased.item)
    until(lambda: keyring.keys([key.item]) == {})


def test_an_opened_key_is_not_kept_when_erasures_cannot_be_heard(
    keys: Keys, keyring: Keyring
) -> None:
    key = hearing(keyring).take()
    keyring.keys([key.item])
    keys.meddle(
        """
        SELECT pg_terminate_backend(pid)
          FROM pg_stat_activity
         WHERE query LIKE 'LISTEN%%'
           AND datname = current_database()
        """
    )
    keys.meddle("DELETE FROM item_key WHERE item = %s", key.item)
    until(lambda: keyring.keys([key.item]) == {})


def test_two_processes_never_take_the_same_key(keys: Keys) -> None:
    take_many = Path(__file__).parents[1] / "take_keys.py"
    command = [sys.executable, str(take_many), keys.url, str(keys.directory), "700"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    taken = [process.communicate(timeout=60)[0].split() for process in both]
    assert [len(set(each)) for each in taken] == [700, 700]
    assert not set(taken[0]) & set(taken[1])
    assert {*taken[0], *taken[1]} <= {str(item) for item in keys.restarted()}


def test_an_absent_keystore_is_said_to_be_away(keyring_directory: Path) -> None:
    nowhere = "postgresql:///nothing?host=/nowhere"
    with keys_of(nowhere, keyring_directory, "ims") as keyring:
        with pytest.raises(Unavailable, match="keystore does not answer"):
            keyring.keys([UUID(int=1)])
        with pytest.raises(Unavailable, match="no keys can be made"):
            keyring.take()


def test_fingerprints_tell_contents_and_organisations_apart(
    keys: Keys, keyring: Keyring
) -> None:
    create_keys(keys.url, keys.directory, "iom")
    with keys_of(keys.url, keys.directory, "iom") as other:
        assert (
            len(
                {
                    keyring.fingerprint(b"one"),
                    keyring.fingerprint(b"two"),
                    other.fingerprint(b"one"),
                    keyring.named(b"one"),
                    keyring.named(b"two"),
                    other.named(b"one"),
                }
            )
            == 6
        )


def test_fingerprints_stay_the_same_after_a_restart(
    keys: Keys, keyring: Keyring
) -> None:
    with keys_of(keys.url, keys.directory, "ims") as restarted:
        assert restarted.fingerprint(b"one") == keyring.fingerprint(b"one")
        assert restarted.named(b"one") == keyring.named(b"one")


def test_what_fingerprints_are_made_with_goes_with_every_erasure(
    keys: Keys, keyring: Keyring
) -> None:
    before, named = keyring.fingerprint(b"one"), keyring.named(b"one")
    keys.erase(keyring.take().item)
    with keys_of(keys.url, keys.directory, "ims") as restarted:
        after = restarted.fingerprint(b"one")
        assert restarted.named(b"one") == named
    assert (before[:4], after[:4]) == (bytes([0, 0, 0, 1]), bytes([0, 0, 0, 2]))
    assert before[4:] != after[4:]


def test_an_item_tells_the_day_its_key_was_made_and_no_more(keyring: Keyring) -> None:
    moments = {keyring.take().item.int >> 80 for _ in range(BATCH)}
    assert {moment % 86_400_000 for moment in moments} == {0}
