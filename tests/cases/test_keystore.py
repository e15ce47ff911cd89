"""The wrapped keys: who may do what with them, and what cannot be done at all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege
from vaults import Keys, create_keys, keys_of
from waiting import until

from cases.database import OWNER, Pool, parameters
from cases.errors import Tampered
from cases.identifier import new_id
from cases.keyring import Keyring
from cases.sealing.keystore import SHARDS, Keystore, Shard
from cases.sealing.roots import KeyringUnfit


@pytest.fixture
def keys(keystore_url: str, keyring_directory: Path) -> Keys:
    create_keys(keystore_url, keyring_directory, "ims")
    return Keys(keystore_url, keyring_directory)


@pytest.fixture
def keyring(keys: Keys) -> Iterator[Keyring]:
    with keys_of(keys.url, keys.directory, "ims") as opened:
        yield opened


def test_shards_that_are_there_are_not_replaced(keys: Keys, keyring: Keyring) -> None:
    before = keys.meddle("SELECT * FROM shard ORDER BY shard")
    with Pool(keys.url, "ims", OWNER) as connections:
        Keystore(connections).fill(keyring._new_shards(1))
    assert keys.meddle("SELECT * FROM shard ORDER BY shard") == before


def test_shards_are_stored_all_or_none(
    keystore_url: str,
) -> None:
    shards = [Shard(1, 1, bytes(60)), Shard(SHARDS, 1, bytes(60))]
    with Pool(keystore_url, "ims", OWNER) as connections:
        keystore = Keystore(connections)
        with pytest.raises(CheckViolation):
            keystore.fill(shards)
        assert keystore.samples() == []


def test_nothing_of_one_organisation_opens_with_anothers_keys(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    create_keys(keys.url, keys.directory, "iom")
    for table in ("shard", "item_key"):
        keys.meddle(
            f"INSERT INTO organisation_iom.{table} SELECT * FROM {table}"
            " ON CONFLICT DO NOTHING"
        )
    with keys_of(keys.url, keys.directory, "iom") as other, pytest.raises(Tampered):
        other.keys([key.item])


def test_the_wrapped_keys_of_two_items_cannot_be_exchanged(
    keys: Keys, keyring: Keyring
) -> None:
    one, two = keyring.take(), keyring.take()
    keys.meddle(
        """
        UPDATE item_key
           SET wrapped = other.wrapped
          FROM item_key AS other
         WHERE item_key.item = %s
           AND other.item = %s
        """,
        one.item,
        two.item,
    )
    with pytest.raises(Tampered) as refused:
        keyring.keys([one.item, two.item])
    assert refused.value.item == one.item


def test_a_deleted_key_put_back_after_its_shard_changed_does_not_open(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    give_new_shard_keys(keys)
    with pytest.raises(Tampered):
        keyring.keys([key.item])


def test_with_the_root_destroyed_an_old_dump_is_dead_weight(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    (keys.directory / "ims" / "root-1").unlink()
    with pytest.raises(KeyringUnfit):
        keyring.keys([key.item])


def test_the_stock_goes_on_when_shards_get_new_keys(
    keys: Keys, keystore_url: str
) -> None:
    with Pool(keystore_url, "ims") as connections:
        keystore = Keystore(connections)
        outdated = keystore.shard(7)
        give_new_shard_keys(keys)
        assert not keystore.add(outdated, {new_id(): bytes(60)})
        assert keys.meddle("SELECT count(*) FROM item_key") == [(0,)]


def test_keys_that_are_added_again_stay_as_they_were(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    with Pool(keys.url, "ims") as connections:
        keystore = Keystore(connections)
        assert keystore.add(keystore.shard(7), {key.item: bytes(60)})
    assert keys.restarted()[key.item] == key.secret


def test_keys_are_not_added_while_their_shard_gets_a_new_key(keys: Keys) -> None:
    with (
        Pool(keys.url, "ims") as connections,
        ThreadPoolExecutor(1) as thread,
        psycopg.connect(keys.url, **parameters("ims", "none")) as owner,
    ):
        keystore = Keystore(connections)
        shard = keystore.shard(7)
        with owner.transaction():
            owner.execute("UPDATE shard SET wrapped = %s WHERE shard = 7", [bytes(60)])
            adding = thread.submit(keystore.add, shard, {new_id(): bytes(60)})
            until(lambda: waits_for_a_lock(keys) or adding.done())
        assert adding.result() is False


@pytest.mark.parametrize(
    "forbidden",
    [
        "INSERT INTO item_key SELECT gen_random_uuid(), 1, wrapped FROM shard LIMIT 1",
        "UPDATE item_key SET shard = 1",
        "DELETE FROM item_key",
        "TRUNCATE item_key",
        "UPDATE shard SET root_version = 2",
        "DELETE FROM shard",
        "TRUNCATE shard CASCADE",
        "DROP FUNCTION add_item_keys",
    ],
)
def test_the_application_can_add_keys_and_nothing_else(
    keys: Keys, forbidden: str
) -> None:
    with (
        psycopg.connect(keys.url, **parameters("ims")) as db,
        pytest.raises(InsufficientPrivilege),
    ):
        db.execute(forbidden.encode())


@pytest.mark.parametrize("role", ["cases_follower", "cases_reporting"])
def test_those_who_project_and_report_see_no_keys(keys: Keys, role: str) -> None:
    for query in (
        "SELECT * FROM item_key",
        "SELECT * FROM shard",
        "SELECT add_item_keys(1::smallint, '', '{}', '{}')",
    ):
        with (
            psycopg.connect(keys.url, **parameters("ims", role)) as db,
            pytest.raises(InsufficientPrivilege),
        ):
            db.execute(query.encode())


def test_a_temporary_table_does_not_stand_in_for_the_shards(keys: Keys) -> None:
    with psycopg.connect(keys.url, **parameters("ims")) as db:
        db.execute("CREATE TEMPORARY TABLE shard AS SELECT * FROM shard")
        db.execute("UPDATE pg_temp.shard SET wrapped = %s", [bytes(60)])
        answer = db.execute(
            "SELECT add_item_keys(1::smallint, %s, %s, %s)",
            [bytes(60), [new_id()], [bytes(60)]],
        ).fetchone()
    assert answer == (False,)


def give_new_shard_keys(keys: Keys) -> None:
    """What an erasure does to shards, the survivors left out."""
    with keys_of(keys.url, keys.directory, "ims") as keyring:
        shards = keyring._new_shards(1)
    with psycopg.connect(keys.url, **parameters("ims", "none")) as db:
        db.cursor().executemany(
            "UPDATE shard SET wrapped = %s WHERE shard = %s",
            [(shard.wrapped, shard.number) for shard in shards],
        )


def waits_for_a_lock(keys: Keys) -> bool:
    """Whether anybody in this database waits for a row."""
    return keys.meddle(
        """
        SELECT count(*)
          FROM pg_stat_activity
         WHERE datname = current_database()
           AND wait_event_type = 'Lock'
        """
    ) != [(0,)]
