"""Erasing keys to finality: the erased open under nothing, all others as before."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from combining import dump, opened, roots
from vaults import Keys, create_keys, hearing, keys_of

from cases.database import ERASER, OWNER, Pool
from cases.errors import Tampered, Unavailable
from cases.keyring import Keyring
from cases.sealing.custodian import KeyringUnfit
from cases.sealing.erasing import AT_ONCE, KeyEraser
from cases.sealing.keytree import Places
from cases.sealing.roots import FileRoots
from cases.sealing.stock import BATCH
from cases.sealing.wrapping import WrappingKey


@pytest.fixture
def keys(keystore_url: str, keyring_directory: Path) -> Keys:
    create_keys(keystore_url, keyring_directory, "ims")
    return Keys(keystore_url, keyring_directory)


@pytest.fixture
def keyring(keys: Keys) -> Iterator[Keyring]:
    with keys_of(keys.url, keys.directory, "ims") as opened:
        yield opened


def taken(keyring: Keyring, count: int) -> dict[UUID, bytes]:
    """Keys of so many new items."""
    return {key.item: key.secret for key in (keyring.take() for _ in range(count))}


def test_an_erased_item_has_no_key_and_all_others_have_theirs(
    keys: Keys, keyring: Keyring
) -> None:
    items = taken(keyring, 3 * BATCH)
    erased = set(list(items)[5:200:7])
    keys.erase(*erased)
    after = keys.restarted()
    assert {item: after.get(item) for item in items} == {
        item: None if item in erased else key for item, key in items.items()
    }


def test_finality_is_when_no_old_root_is_left(keys: Keys, keyring: Keyring) -> None:
    final = keys.erase(keyring.take().item)
    assert (final.version, keys.roots()) == (2, ["root-2"])
    [statement] = final.statements
    assert (statement.custodian, statement.version) == ("files", 1)


def test_no_copy_of_the_keystore_opens_what_was_erased(
    keys: Keys, keyring: Keyring
) -> None:
    """Attack 9, and the officer's fourth check: everything tried under everything."""
    victim, control, later = taken(keyring, 3)
    dumps = [dump(keys)]
    assert opened(dumps, roots(keys.directory)) >= {victim, control}
    keys.erase(victim)
    dumps.append(dump(keys))
    keys.erase(later)
    found = opened([*dumps, dump(keys)], roots(keys.directory))
    assert control in found
    assert not found & {victim, later}


def test_without_a_new_branch_key_a_copy_would_open_it(
    keys: Keys, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the check above can fail: whoever exchanges too little is found out."""
    victim, control = taken(keyring, 2)
    before, same = dump(keys), _secrets(keys, victim)
    monkeypatch.setattr("cases.sealing.renewal.fresh", lambda: same.pop(0))
    keys.erase(victim)
    assert opened([before, dump(keys)], roots(keys.directory)) >= {victim, control}


def _secrets(keys: Keys, item: UUID) -> list[bytes]:
    """The branch's and the shard's key of an item."""
    places = Places("ims")
    [(trunk, branch, branch_key, shard, shard_key)] = keys.meddle(
        """
        SELECT trunk, branch, branch.wrapped, shard, shard.wrapped
          FROM root, item_key
          JOIN shard USING (shard)
          JOIN branch USING (branch)
         WHERE trunk IS NOT NULL
           AND item = %s
        """,
        item,
    )
    above = WrappingKey(roots(keys.directory)[0]).unwrap(trunk, places.trunk())
    first = WrappingKey(above).unwrap(branch_key, places.branch(branch))
    return [first, WrappingKey(first).unwrap(shard_key, places.shard(shard))]


@pytest.mark.parametrize("back", [["item_key"], ["shard", "item_key"]])
def test_a_deleted_key_that_is_put_back_opens_nothing_and_raises_an_alarm(
    keys: Keys, keyring: Keyring, back: list[str]
) -> None:
    """Attack 10."""
    victim, control = taken(keyring, 2)
    for table in ("shard", "item_key"):
        keys.meddle(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
    keys.erase(victim)
    for table in back:
        if table == "shard":
            keys.meddle("ALTER TABLE item_key DROP CONSTRAINT item_key_shard_fkey")
            keys.meddle("UPDATE shard SET wrapped = o.wrapped FROM old_shard AS o")
        else:
            keys.meddle(
                "INSERT INTO item_key SELECT * FROM old_item_key WHERE item = %s",
                victim,
            )
    with pytest.raises(Tampered) as alarm, keys_of(*_where(keys)) as restarted:
        restarted.keys([victim])
    assert alarm.value.item == victim
    if back == ["item_key"]:
        with keys_of(*_where(keys)) as restarted:
            assert control in restarted.keys([control])


def _where(keys: Keys) -> tuple[str, Path, str]:
    return keys.url, keys.directory, "ims"


def test_a_key_that_was_put_back_does_not_stop_the_next_erasure(
    keys: Keys, keyring: Keyring
) -> None:
    victim, control, next_one = taken(keyring, 3)
    keys.meddle("CREATE TABLE old AS SELECT * FROM item_key")
    keys.erase(victim)
    keys.meddle("INSERT INTO item_key SELECT * FROM old WHERE item = %s", victim)
    keys.erase(next_one)
    with keys_of(*_where(keys)) as restarted:
        assert restarted.keys([control, next_one]).keys() == {control}
        with pytest.raises(Tampered):
            restarted.keys([victim])


def test_a_shard_goes_with_its_last_key(keys: Keys, keyring: Keyring) -> None:
    first = taken(keyring, BATCH)
    taken(keyring, 1)
    before = keys.meddle("SELECT count(*) FROM shard")[0][0]
    keys.erase(*first)
    assert keys.meddle("SELECT count(*) FROM shard")[0][0] == before - 1


def test_more_than_one_root_can_take_are_erased_one_after_the_other(
    keys: Keys, keyring: Keyring
) -> None:
    items = taken(keyring, AT_ONCE + 1)
    final = keys.erase(*items)
    assert final.version == 3
    assert not keys.restarted().keys() & items.keys()


def test_erasing_again_changes_nothing(keys: Keys, keyring: Keyring) -> None:
    item = keyring.take().item
    final = keys.erase(item)
    before = dump(keys)
    assert keys.erase(item, uuid4()) == final
    assert dump(keys) == before


def test_before_the_first_erasure_there_is_nothing_to_state(keys: Keys) -> None:
    final = keys.erase(uuid4())
    assert (final.version, final.statements) == (1, ())


def test_readers_and_writers_go_on_while_keys_are_erased(
    keys: Keys, keyring: Keyring
) -> None:
    kept = taken(hearing(keyring), 200)
    victims = list(taken(keyring, 30))

    def work(_turn: int) -> None:
        assert keyring.keys(kept) == kept
        keyring._stock._make(BATCH)

    with ThreadPoolExecutor(4) as threads:
        erasing = [threads.submit(keys.erase, victim) for victim in victims[:10]]
        for _ in threads.map(work, range(40)):
            pass
        assert sorted(one.result().version for one in erasing) == list(range(2, 12))
    after = keys.restarted()
    assert {item: after[item] for item in kept} == kept
    assert not after.keys() & set(victims[:10])


def test_keys_taken_before_an_erasure_are_good_after_it(
    keys: Keys, keyring: Keyring
) -> None:
    first = keyring.take()
    keys.erase(first.item)
    rest = taken(keyring, BATCH)
    after = keys.restarted()
    assert {item: after[item] for item in rest} == rest


def test_every_custodian_has_a_root_and_loses_the_old_one(
    keys: Keys, keyring: Keyring, tmp_path: Path
) -> None:
    kept, victim = keyring.take(), keyring.take()
    first = FileRoots(keys.directory, "ims")
    second = FileRoots(tmp_path / "second", "ims", "second")
    with Pool(keys.url, "ims", OWNER) as connections:
        KeyEraser("ims", [first, second], connections).create()
    with Pool(keys.url, "ims", ERASER) as connections:
        final = KeyEraser("ims", [first, second], connections).erase([victim.item])
    assert [one.custodian for one in final.statements] == ["files", "second"]
    assert [second.has(n) for n in range(1, 4)] == [False, False, True]
    for root in keys.roots():
        (keys.directory / "ims" / root).unlink()
    with keys_of(*_where(keys), second) as keyring:
        assert keyring.keys([kept.item, victim.item]) == {kept.item: kept.secret}


def test_nothing_is_erased_without_all_custodians(
    keys: Keys, keyring: Keyring, tmp_path: Path
) -> None:
    item = keyring.take()
    both = [FileRoots(keys.directory, "ims"), FileRoots(tmp_path / "two", "ims", "two")]
    with Pool(keys.url, "ims", OWNER) as connections:
        KeyEraser("ims", both, connections).create()
    with pytest.raises(KeyringUnfit, match="two is not among the custodians"):
        keys.erase(item.item)
    with keys_of(*_where(keys)) as restarted:
        assert restarted.keys([item.item]) == {item.item: item.secret}


def test_a_root_that_this_keystore_does_not_know_is_never_touched(
    keys: Keys, keyring: Keyring
) -> None:
    foreign = keys.directory / "ims" / "root-2"
    foreign.write_bytes(bytes(32))
    foreign.chmod(0o600)
    with pytest.raises(KeyringUnfit, match="root-2 of another keystore"):
        keys.erase(keyring.take().item)
    assert foreign.read_bytes() == bytes(32)


def test_a_custodian_that_keeps_what_it_was_told_to_destroy_is_reported(
    keys: Keys, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = keyring.take().item
    with monkeypatch.context() as broken:
        broken.setattr(FileRoots, "destroy", lambda _self, _version: None)
        with pytest.raises(Unavailable, match="files still has root-1"):
            keys.erase(item)
    assert keys.erase(item).version == 2
    assert keys.roots() == ["root-2"]


def test_an_old_root_stays_when_the_new_one_does_not_open(
    keys: Keys, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = keyring.take().item

    def gone(self: FileRoots, version: int) -> None:
        (self._folder / "root-2").write_bytes(bytes(32))

    with monkeypatch.context() as broken:
        broken.setattr(FileRoots, "destroy", gone)
        with pytest.raises(Unavailable):
            keys.erase(item)
    with pytest.raises(KeyringUnfit, match="root-2 is not this keystore's"):
        keys.erase(item)
    assert "root-1" in keys.roots()
