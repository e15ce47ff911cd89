"""The key tree: root in files, shards and item keys in the keystore."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege
from psycopg.rows import TupleRow
from vaults import create_keys, keys_of, meddle
from waiting import until

from cases.database import OWNER, Pool, parameters
from cases.errors import Tampered, Unavailable
from cases.identifier import new_id
from cases.keyring import Keyring
from cases.sealing.keystore import SHARDS, Keystore, Shard
from cases.sealing.roots import KeyringUnfit
from cases.sealing.stock import BATCH


@dataclass
class Keys:
    """Where the keys of ims are, and what somebody with all rights can do there."""

    url: str
    directory: Path

    def meddle(self, query: str, *values: object) -> list[TupleRow]:
        return meddle(self.url, "ims", query, values)

    def restarted(self) -> dict[UUID, bytes]:
        """Every key, as a new process finds it."""
        items = [item for (item,) in self.meddle("SELECT item FROM item_key")]
        with keys_of(self.url, self.directory, "ims") as keyring:
            keyring.check()
            return keyring.keys(items)


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
        "SELECT wrapped FROM item_key UNION ALL SELECT wrapped FROM shard"
    )
    assert len(rows) == BATCH + SHARDS
    assert not [row for row in rows if key.secret in row[0] or root in row[0]]


def test_creating_keys_again_changes_nothing(keys: Keys, keyring: Keyring) -> None:
    key = keyring.take()
    before = keys.meddle("SELECT * FROM shard ORDER BY shard")
    create_keys(keys.url, keys.directory, "ims")
    assert keys.meddle("SELECT * FROM shard ORDER BY shard") == before
    assert keys.restarted()[key.item] == key.secret


def test_creating_goes_on_where_it_was_broken_off(
    keystore_url: str, keyring_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_keystore: Keystore, _shards: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Keystore, "fill", killed)
        with pytest.raises(KeyboardInterrupt):
            create_keys(keystore_url, keyring_directory, "ims")
    create_keys(keystore_url, keyring_directory, "ims")
    with keys_of(keystore_url, keyring_directory, "ims") as keyring:
        assert len(keyring.take().secret) == 32


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
    assert keys.meddle("SELECT count(*) FROM shard") == [(SHARDS,)]


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


def test_a_keystore_without_shards_is_noticed_at_start(
    keys: Keys, keyring: Keyring
) -> None:
    keys.meddle("TRUNCATE shard CASCADE")
    with pytest.raises(KeyringUnfit, match="no shards"):
        keyring.check()


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


def test_an_opened_key_is_kept_and_forgotten_on_demand(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    keyring.keys([key.item])
    keys.meddle("DELETE FROM item_key")
    assert keyring.keys([key.item]) == {key.item: key.secret}
    keyring.forget([key.item])
    assert keyring.keys([key.item]) == {}


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
                }
            )
            == 3
        )


def test_fingerprints_stay_the_same_after_a_restart(
    keys: Keys, keyring: Keyring
) -> None:
    with keys_of(keys.url, keys.directory, "ims") as restarted:
        assert restarted.fingerprint(b"one") == keyring.fingerprint(b"one")


def test_an_item_tells_the_day_its_key_was_made_and_no_more(keyring: Keyring) -> None:
    moments = {keyring.take().item.int >> 80 for _ in range(BATCH)}
    assert {moment % 86_400_000 for moment in moments} == {0}


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
