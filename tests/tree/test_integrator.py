"""Events become leaves in the order of the log; what is signed once stays signed."""

import pytest
from planted import ORIGIN, Planted

from cases.sealing.roots import KeyringUnfit
from cases.tree import stored
from cases.tree.integrator import Fenced, InQuarantine
from cases.tree.stored import Growth
from verify.merkle import EMPTY_ROOT, Head
from verify.tile import tiles


def test_every_event_is_a_leaf_in_the_order_of_the_log(tree: Planted) -> None:
    tree.happen(3)
    assert tree.integrate() == 3
    checkpoint = tree.checkpoint()
    assert checkpoint.origin == ORIGIN
    assert checkpoint.head == Head(3, tree.root())


def test_an_empty_log_is_not_signed(tree: Planted) -> None:
    assert tree.integrate() == 0
    assert (tree.current().head, tree.current().note) == (Head(0, EMPTY_ROOT), "")


@pytest.mark.parametrize("limit", [1, 7, 255, 256, 257, 4096])
def test_however_the_batches_fall_the_root_is_the_same(
    tree: Planted, limit: int
) -> None:
    for count in (1, 254, 2, 255, 300):
        tree.happen(count)
        if limit > 1 or count < 10:
            tree.integrate(limit)
            assert tree.current().head.root == tree.root()


def test_the_tiles_are_those_of_the_signed_tree(tree: Planted) -> None:
    tree.happen(600)
    tree.integrate(100)
    there = tree.db.execute("SELECT level, place, octet_length(hashes) FROM tile")
    wanted = {(t.level, t.index, t.width * 32) for t in tiles(600)}
    assert set(there.fetchall()) == wanted


def test_a_tile_knows_where_in_the_log_it_begins(tree: Planted) -> None:
    tree.happen(600)
    tree.integrate(100)
    positions = [row[0] for row in tree.db.execute("SELECT position FROM event")]
    places = tree.db.execute("SELECT begins FROM tile WHERE level = 0 ORDER BY place")
    assert [row[0] for row in places] == sorted(positions)[::256]


def test_of_two_integrators_one_signs(tree: Planted) -> None:
    first, second = tree.integrator(), tree.integrator()
    tree.happen(5)
    assert first.go_on() == 5
    with pytest.raises(Fenced):
        second.go_on()
    assert tree.integrate() == 0
    assert tree.current().head == Head(5, tree.root())


def test_of_two_integrators_the_one_that_comes_later_goes_on_from_the_other(
    tree: Planted,
) -> None:
    first = tree.integrator()
    tree.happen(5)
    first.go_on()
    second = tree.integrator()
    tree.happen(5)
    assert second.go_on() == 5
    with pytest.raises(Fenced):
        first.go_on()


def test_what_was_signed_but_not_stored_is_stored_by_whoever_comes_next(
    tree: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    tree.happen(300)
    with monkeypatch.context() as patched:
        patched.setattr(stored, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            tree.integrator().go_on()
    signed = tree.current()
    assert stored.last(tree.db).head.size == 0
    tree.happen(1)
    integrator = tree.integrator()
    assert stored.last(tree.db).head == signed.head == Head(300, signed.head.root)
    assert integrator.go_on() == 1
    assert tree.current().head == Head(301, tree.root())


def test_a_tree_that_was_lost_is_made_anew_from_the_log(tree: Planted) -> None:
    tree.happen(700)
    tree.integrate()
    tree.meddle("TRUNCATE tile")
    tree.meddle("TRUNCATE checkpoint CASCADE")
    tree.happen(1)
    assert tree.integrate() == 1
    assert tree.current().head == Head(701, tree.root())


def test_nothing_is_signed_without_the_key(tree: Planted) -> None:
    tree.happen()
    tree.keys.destroy(1)
    with pytest.raises(KeyringUnfit):
        tree.integrate()
    assert tree.current().head.size == 0


def test_a_tile_only_grows(tree: Planted) -> None:
    tree.happen(3)
    tree.integrate()
    for change in ("set_byte(hashes, 0, 0)", "substr(hashes, 1, 32)", "hashes"):
        with pytest.raises(Exception, match="only grows"):
            tree.db.execute(f"UPDATE tile SET hashes = {change}")


def test_the_integrator_changes_nothing_of_the_log(tree: Planted) -> None:
    tree.happen()
    for change in ("DELETE FROM event", "DELETE FROM tile", "DELETE FROM checkpoint"):
        with pytest.raises(Exception, match="permission denied"):
            tree.db.execute(change.encode())


def test_a_batch_that_another_has_stored_is_not_stored_twice(tree: Planted) -> None:
    tree.happen(3)
    tree.integrate()
    twice = Growth(0, stored.last(tree.db), [(next(tiles(3)), b"x" * 96)], [1, 2, 3])
    with pytest.raises(Exception, match="tile_pkey"):
        stored.write(tree.db, twice, "", publish=True)


def test_nothing_is_signed_in_quarantine(tree: Planted) -> None:
    tree.happen()
    integrator = tree.integrator()
    tree.signed.quarantine(ORIGIN, "somebody has to look")
    with pytest.raises(Fenced):
        integrator.go_on()
    with pytest.raises(InQuarantine, match="somebody has to look"):
        tree.integrator()
    assert tree.current().head.size == 0
