"""The covered keys: who may do what with them, and what cannot be done at all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from vaults import Keys, create_keys, keys_of
from waiting import until

from cases.database import Pool, parameters, schema
from cases.errors import Tampered
from cases.identifier import new_id
from cases.keyring import Keyring
from cases.sealing.custodian import KeyringUnfit
from cases.sealing.keystore import Covered, Keystore


@pytest.fixture
def keys(keystore_url: str, keyring_directory: Path) -> Keys:
    create_keys(keystore_url, keyring_directory, "ims")
    return Keys(keystore_url, keyring_directory)


@pytest.fixture
def keyring(keys: Keys) -> Iterator[Keyring]:
    with keys_of(keys.url, keys.directory, "ims") as opened:
        yield opened


def test_nothing_of_one_organisation_opens_with_anothers_keys(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    create_keys(keys.url, keys.directory, "iom")
    keys.meddle("TRUNCATE organisation_iom.branch CASCADE")
    for table in ("branch", "shard", "item_key"):
        keys.meddle(f"INSERT INTO organisation_iom.{table} SELECT * FROM {table}")
    with keys_of(keys.url, keys.directory, "iom") as other, pytest.raises(Tampered):
        other.keys([key.item])


def test_the_covered_keys_of_two_items_cannot_be_exchanged(
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


def test_with_the_root_destroyed_an_old_dump_is_dead_weight(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    (keys.directory / "ims" / "root-1").unlink()
    with pytest.raises(KeyringUnfit):
        keyring.keys([key.item])


def some_branch(keystore: Keystore) -> tuple[Covered, Covered]:
    """A branch, and a shard that could be added to it."""
    return keystore.branch(7), Covered(uuid4(), bytes(60))


def test_no_keys_are_added_to_a_branch_that_was_exchanged(
    keys: Keys, keyring: Keyring
) -> None:
    with Pool(keys.url, "ims") as connections:
        keystore = Keystore(connections)
        branch, shard = some_branch(keystore)
        keys.erase(keyring.take().item)
        before = keys.meddle("SELECT count(*) FROM item_key")
        assert not keystore.add(branch, shard, {new_id(): bytes(60)})
        assert keys.meddle("SELECT count(*) FROM item_key") == before


def test_keys_that_are_added_again_stay_as_they_were(
    keys: Keys, keyring: Keyring
) -> None:
    key = keyring.take()
    with Pool(keys.url, "ims") as connections:
        keystore = Keystore(connections)
        assert keystore.add(*some_branch(keystore), {key.item: bytes(60)})
    assert keys.restarted()[key.item] == key.secret


def test_keys_are_not_added_while_those_above_are_exchanged(keys: Keys) -> None:
    with (
        Pool(keys.url, "ims") as connections,
        ThreadPoolExecutor(1) as thread,
        psycopg.connect(keys.url, **parameters("ims", "none")) as owner,
    ):
        keystore = Keystore(connections)
        branch, shard = some_branch(keystore)
        with owner.transaction():
            owner.execute("SELECT lock_keys(true)")
            adding = thread.submit(keystore.add, branch, shard, {new_id(): bytes(60)})
            until(lambda: waits_for_a_lock(keys) or adding.done())
            owner.execute("UPDATE branch SET wrapped = %s", [bytes(60)])
        assert adding.result() is False


FORBIDDEN = [
    "INSERT INTO item_key SELECT gen_random_uuid(), shard, wrapped FROM shard",
    "UPDATE item_key SET shard = gen_random_uuid()",
    "TRUNCATE item_key",
    "DELETE FROM branch",
    "DELETE FROM root",
    "TRUNCATE shard CASCADE",
    "DROP FUNCTION add_item_keys",
]


@pytest.mark.parametrize(
    "forbidden",
    [
        *FORBIDDEN,
        "DELETE FROM item_key",
        "DELETE FROM shard",
        "UPDATE item_key SET wrapped = wrapped",
        "UPDATE root SET trunk = NULL",
        "SELECT lock_keys(true)",
    ],
)
def test_the_application_can_add_keys_and_nothing_else(
    keys: Keys, forbidden: str
) -> None:
    assert_forbidden(keys, "cases_application", forbidden)


@pytest.mark.parametrize(
    "forbidden",
    [
        *FORBIDDEN,
        "SELECT add_item_keys(1::smallint, '', gen_random_uuid(), '', '{}', '{}')",
    ],
)
def test_whoever_erases_keys_makes_none_for_items(keys: Keys, forbidden: str) -> None:
    assert_forbidden(keys, "cases_eraser", forbidden)


@pytest.mark.parametrize("role", ["cases_follower", "cases_reporting"])
@pytest.mark.parametrize("table", ["root", "branch", "shard", "item_key"])
def test_those_who_project_and_report_see_no_keys(
    keys: Keys, role: str, table: str
) -> None:
    assert_forbidden(keys, role, f"SELECT * FROM {schema('ims')}.{table}")


def assert_forbidden(keys: Keys, role: str, statement: str) -> None:
    with (
        psycopg.connect(keys.url, **parameters("ims", role)) as db,
        pytest.raises(InsufficientPrivilege),
    ):
        db.execute(statement.encode())


def test_a_temporary_table_does_not_stand_in_for_the_branches(keys: Keys) -> None:
    with psycopg.connect(keys.url, **parameters("ims")) as db:
        db.execute("CREATE TEMPORARY TABLE branch AS SELECT * FROM branch")
        db.execute("UPDATE pg_temp.branch SET wrapped = %s", [bytes(60)])
        answer = db.execute(
            "SELECT add_item_keys(1::smallint, %s, %s, %s, %s, %s)",
            [bytes(60), uuid4(), bytes(60), [new_id()], [bytes(60)]],
        ).fetchone()
    assert answer == (False,)


def waits_for_a_lock(keys: Keys) -> bool:
    """Whether anybody in this database waits for a lock."""
    return keys.meddle(
        """
        SELECT count(*)
          FROM pg_stat_activity
         WHERE datname = current_database()
           AND wait_event_type = 'Lock'
        """
    ) != [(0,)]
