"""A database that went back in time, or lost events, is left alone and says so."""

import pytest
from happened import took
from logged import ORGANISATION, envelope, seal
from planted import ORIGIN, Planted
from uuid_utils.compat import uuid7

from cases.database import Pool
from cases.errors import Quarantined
from cases.tree import gate
from cases.tree.gate import Gate, GatedLog
from cases.tree.integrator import InQuarantine

GONE = {
    "an old backup": (
        "DELETE FROM event WHERE position >= {0}",
        "DELETE FROM command WHERE position >= {0}",
        "DELETE FROM checkpoint WHERE position >= {0}",
        "DELETE FROM tile WHERE begins >= {0} OR level > 0",
        "UPDATE tile SET hashes = substr(hashes, 1, 320)",
    ),
    "the last events, with their commands": (
        "DELETE FROM event WHERE position >= {0}",
        "DELETE FROM command WHERE position >= {0}",
    ),
    "the last events": ("DELETE FROM event WHERE position >= {0}",),
    "tiles": ("DELETE FROM tile WHERE level = 0",),
    "hashes of a tile": ("UPDATE tile SET hashes = substr(hashes, 1, 32)",),
    "all": ("TRUNCATE event", "TRUNCATE command"),
}


@pytest.fixture
def lost(tree: Planted, request: pytest.FixtureRequest) -> Planted:
    """A tree of 20 leaves in a database from which something is gone."""
    tree.happen(10)
    tree.integrate()
    tree.happen(10)
    tree.integrate()
    first_lost = tree.db.execute(
        "SELECT position FROM event ORDER BY position OFFSET 10 LIMIT 1"
    ).fetchone()
    assert first_lost
    for statement in GONE[request.param]:
        tree.meddle(statement.format(first_lost[0]))
    return tree


@pytest.mark.parametrize("lost", GONE, indirect=True)
def test_nothing_is_signed_for_a_log_that_lost(lost: Planted) -> None:
    signed = lost.current()
    with pytest.raises(InQuarantine):
        lost.integrator()
    assert lost.current().quarantined
    assert lost.current().head == signed.head
    with pytest.raises(InQuarantine):
        lost.integrator()


@pytest.mark.parametrize("lost", ["an old backup"], indirect=True)
def test_nor_when_other_events_took_the_place_of_those_lost(lost: Planted) -> None:
    stream = uuid7()
    lost.log.append(stream, 0, [took()] * 15, envelope())
    with pytest.raises(InQuarantine, match="does not hold the events that were signed"):
        lost.integrator()


def test_a_restored_log_with_fewer_events_says_how_many(tree: Planted) -> None:
    tree.happen(20)
    tree.integrate()
    for table in ("checkpoint", "tile"):
        tree.meddle(f"TRUNCATE {table} CASCADE")
    tree.meddle("DELETE FROM event WHERE version > 13")
    tree.meddle("TRUNCATE command")
    with pytest.raises(InQuarantine, match="7 events fewer"):
        tree.integrator()


def test_events_that_went_before_they_were_signed_are_missed(tree: Planted) -> None:
    tree.happen(3)
    tree.integrate()
    tree.happen(2)
    tree.meddle("DELETE FROM event WHERE version > 3")
    with pytest.raises(InQuarantine, match="commands that were answered"):
        tree.integrator()


def test_the_last_event_may_not_go_while_an_integrator_runs(tree: Planted) -> None:
    tree.happen(3)
    integrator = tree.integrator()
    integrator.go_on()
    assert integrator.go_on() == 0
    tree.meddle("DELETE FROM event WHERE version = 3")
    with pytest.raises(InQuarantine, match="not in the log any more"):
        integrator.go_on()


def test_one_byte_of_a_recent_event_is_noticed_at_the_next_start(tree: Planted) -> None:
    tree.happen(300)
    tree.integrate()
    tree.meddle(
        "UPDATE event SET state = replace(state, 'Rep', 'rep') WHERE version = 299"
    )
    with pytest.raises(InQuarantine):
        tree.integrator()


def test_a_checkpoint_beyond_the_one_signed_last_is_not_believed(tree: Planted) -> None:
    tree.happen(3)
    tree.integrate()
    tree.own_keystore("UPDATE signed_tree SET size = 2")
    with pytest.raises(InQuarantine, match="beyond what was signed"):
        tree.integrator()


@pytest.fixture
def gated(tree: Planted, monkeypatch: pytest.MonkeyPatch) -> GatedLog:
    """A log as the service opens it."""
    monkeypatch.setattr(gate, "EVERY_SECONDS", 0)
    pool = Pool(tree.url, ORGANISATION, size=2)
    return GatedLog(ORGANISATION, pool, seal, Gate(pool, tree.signed))


def test_nothing_is_recorded_in_quarantine(tree: Planted, gated: GatedLog) -> None:
    gated.append(uuid7(), 0, [took()], envelope())
    tree.signed.quarantine(ORIGIN, "somebody has to look")
    with pytest.raises(Quarantined):
        gated.append(uuid7(), 0, [took()], envelope())
    assert len(tree.leaves()) == 1


@pytest.mark.parametrize("lost", GONE, indirect=True)
def test_nothing_is_recorded_in_a_log_that_lost(lost: Planted, gated: GatedLog) -> None:
    with pytest.raises(Quarantined):
        gated.append(uuid7(), 0, [took()], envelope())


def test_what_was_signed_but_not_stored_is_waited_for(
    tree: Planted, gated: GatedLog
) -> None:
    tree.happen(3)
    tree.integrate()
    tree.meddle("TRUNCATE checkpoint CASCADE")
    tree.meddle("TRUNCATE tile")
    with pytest.raises(Quarantined):
        gated.append(uuid7(), 0, [took()], envelope())
    tree.integrate()
    gated.append(uuid7(), 0, [took()], envelope())


def test_a_gate_that_is_open_stays_so_while_the_keystore_is_away(
    tree: Planted, gated: GatedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    gated.append(uuid7(), 0, [took()], envelope())
    tree.signed._patience.pool.close()
    gated.append(uuid7(), 0, [took()], envelope())


def test_a_gate_that_was_never_open_needs_the_keystore(
    tree: Planted, gated: GatedLog
) -> None:
    tree.signed._patience.pool.close()
    with pytest.raises(Exception, match="keystore does not answer"):
        gated.append(uuid7(), 0, [took()], envelope())
