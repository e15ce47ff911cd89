"""Keys change without breaking a verifier; a quarantine ends when all is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from logged import ORGANISATION
from planted import ORIGIN, Planted
from psycopg import connect
from waiting import until

from cases.database import OWNER, Pool, parameters
from cases.events.record import LogKeyAnnounced, TreeBegunAnew
from cases.log.recorded import Appended
from cases.tree.examination import Unfit
from cases.tree.integrator import InQuarantine
from cases.tree.signed import SignedTrees
from cases.tree.tending import NotNow, Tended, examined
from verify.checkpoint import Checkpoint, opened
from verify.errors import Refuted
from verify.merkle import EMPTY_ROOT, Head
from verify.note import Note, Verifier


@contextmanager
def owned(tree: Planted) -> Iterator[Tended]:
    """The tree in its owner's hands."""
    with Pool(tree.keystore_url, ORGANISATION, OWNER, size=1) as keystore:
        yield Tended(tree.log, SignedTrees(keystore), tree.keys)


def rotated(tree: Planted, *, compromised: bool = False) -> tuple[Verifier, Verifier]:
    """The keys before and after."""
    (old,) = [key.verifier for key in tree.signed.log_keys()]
    with owned(tree) as hands:
        return old, hands.rotate_key(compromised=compromised)


def signed_by(tree: Planted, key: Verifier) -> Checkpoint:
    """What was signed last, for whoever knows one key alone."""
    return opened(Note.parse(tree.current().note.encode()), [key])


def test_for_thirty_days_both_keys_sign(tree: Planted) -> None:
    tree.happen()
    tree.integrate()
    old, new = rotated(tree)
    tree.integrate()
    assert old.name == new.name == ORIGIN
    assert signed_by(tree, old) == signed_by(tree, new)
    first, second = tree.signed.log_keys()
    assert first.signs_until
    both_sign = first.signs_until - second.signs_from
    assert timedelta(days=30) - both_sign < timedelta(minutes=1)


def test_after_that_the_new_key_signs_alone(tree: Planted) -> None:
    old, new = rotated(tree)
    tree.own_keystore("UPDATE log_key SET signs_until = signs_from WHERE number = 1")
    tree.integrate()
    assert signed_by(tree, new).size == 1
    with pytest.raises(Refuted):
        signed_by(tree, old)


def test_a_compromised_key_signs_nothing_more(tree: Planted) -> None:
    old, new = rotated(tree, compromised=True)
    tree.integrate()
    assert signed_by(tree, new).size == 1
    with pytest.raises(Refuted):
        signed_by(tree, old)


def test_nor_does_one_that_was_replaced_before(tree: Planted) -> None:
    """Whoever had the one had the other: they lie in one keyring."""
    first, second = rotated(tree)
    with owned(tree) as hands:
        third = hands.rotate_key(compromised=True)
    tree.integrate()
    assert signed_by(tree, third).size == 2
    for old in (first, second):
        with pytest.raises(Refuted):
            signed_by(tree, old)


def test_a_new_key_is_announced_in_the_log(tree: Planted) -> None:
    old, new = rotated(tree)
    (recorded,) = tree.log.since(0, 10)
    assert recorded.event == LogKeyAnnounced(
        origin=ORIGIN,
        key=str(new),
        replaces=str(old),
        until=(datetime.now(UTC) + timedelta(days=30)).date(),
        compromised=False,
    )
    assert recorded.envelope.actor == "system"


@pytest.mark.parametrize("compromised", [False, True])
def test_the_checkpoint_of_the_announcement_is_signed_with_the_new_key(
    tree: Planted, monkeypatch: pytest.MonkeyPatch, compromised: bool
) -> None:
    """However soon the integrator takes it in; nothing else may happen for days."""
    append = tree.log.append

    def integrated(*event: Any, **more: Any) -> Appended:
        appended = append(*event, **more)
        until(lambda: tree.log.head() >= appended.position)
        tree.integrate()
        return appended

    monkeypatch.setattr(tree.log, "append", integrated)
    old, new = rotated(tree, compromised=compromised)
    assert signed_by(tree, new).size == 1
    if compromised:
        with pytest.raises(Refuted):
            signed_by(tree, old)
    else:
        assert signed_by(tree, old).size == 1


def test_no_key_begins_to_sign_that_cannot_be_announced(tree: Planted) -> None:
    tree.meddle("ALTER TABLE event RENAME TO elsewhere")
    with pytest.raises(Exception, match="UndefinedTable"), owned(tree) as hands:
        hands.rotate_key()
    assert len(tree.signed.log_keys()) == 1


def test_a_key_that_was_replaced_can_be_replaced_again(tree: Planted) -> None:
    rotated(tree)
    with owned(tree) as hands:
        third = hands.rotate_key()
    tree.integrate()
    assert signed_by(tree, third).size == 2
    assert len(tree.signed.log_keys()) == 3


def test_the_whole_log_is_held_against_what_was_signed(tree: Planted) -> None:
    tree.happen(600)
    tree.integrate()
    read: list[int] = []
    examined(tree.db, tree.current(), read.append)
    assert sum(read) == 600


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE event SET state = replace(state, 'Rep', 'rep') WHERE version = 7",
        "UPDATE event SET recorded_at = recorded_at - interval '1 s' WHERE version = 7",
        "UPDATE event SET topic = 'ClockMet' WHERE version = 7",
        "DELETE FROM event WHERE version = 7",
        "INSERT INTO event SELECT gen_random_uuid(), 1, position - 1, recorded_at,"
        " topic, state FROM event WHERE version = 1",
        "UPDATE event SET position = position + 1000000 WHERE version = 7",
    ],
)
def test_whatever_was_done_long_ago_is_found(tree: Planted, attack: str) -> None:
    tree.happen(600)
    tree.integrate()
    tree.meddle(attack)
    with pytest.raises(Unfit):
        examined(tree.db, tree.current())


def test_a_quarantine_ends_by_hand(tree: Planted) -> None:
    tree.happen(3)
    tree.integrate()
    tree.signed.quarantine(ORIGIN, "somebody has to look")
    with owned(tree) as hands:
        hands.signed.release(ORIGIN)
    assert tree.integrate() == 0


def test_after_a_loss_the_tree_goes_on_under_another_name(tree: Planted) -> None:
    tree.happen(20)
    tree.integrate()
    ended = tree.current()
    tree.meddle("DELETE FROM event WHERE version > 13")
    with pytest.raises(InQuarantine):
        tree.integrator()
    with owned(tree) as hands:
        origin = hands.begin_anew(tree.url)
    assert origin == f"{ORIGIN}/2"
    assert tree.current() == replace(
        ended, origin=origin, number=2, head=Head(0, EMPTY_ROOT), note=""
    )
    assert tree.integrate() == 14
    assert tree.checkpoint().origin == origin
    assert tree.current().head.root == tree.root()
    *_, last = tree.log.since(0, 100)
    assert isinstance(last.event, TreeBegunAnew)
    assert (last.event.ended_size, last.event.lost) == (20, 7)
    assert last.event.ended_root == ended.head.root.hex()


def test_after_a_loss_lost_commands_can_be_sent_again(tree: Planted) -> None:
    tree.happen(1)
    tree.happen(1)
    tree.integrate()
    tree.meddle("DELETE FROM event WHERE version = 2")
    with pytest.raises(InQuarantine):
        tree.integrator()
    with owned(tree) as hands:
        hands.begin_anew(tree.url)
    with connect(tree.url, **parameters(ORGANISATION)) as db:
        found = db.execute("SELECT count(*) FROM command").fetchone()
    assert found == (2,)
    tree.version = 1
    tree.happen(1)


def test_after_a_loss_the_log_is_guarded_as_before(tree: Planted) -> None:
    tree.happen(3)
    tree.integrate()
    tree.signed.quarantine(ORIGIN, "lost")
    with owned(tree) as hands:
        hands.begin_anew(tree.url)
    tree.integrate()
    with connect(tree.url, **parameters(ORGANISATION, OWNER)) as db:
        for change in ("DELETE FROM command", "DELETE FROM tile", "DELETE FROM event"):
            with pytest.raises(Exception, match="refused"), db.transaction():
                db.execute(change.encode())


def test_a_tree_that_fits_is_not_begun_anew(tree: Planted) -> None:
    with owned(tree) as hands, pytest.raises(NotNow):
        hands.begin_anew(tree.url)
