"""Relations beyond one case: counted, read as one, relied on."""

from collections.abc import Iterator

import pytest
from happened import disclosed, took
from logged import ORGANISATION, a_log, appointed, appointments, contents, envelope
from psycopg import connect
from uuid_utils.compat import uuid7

from cases.database import schema
from cases.errors import Outdated
from cases.events.event import Event
from cases.log.log import Log
from cases.log.recorded import GuardMoved

P1 = appointments("p-1")
P2 = appointments("p-2")


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with a_log(database_url) as log:
        yield log


def test_a_relation_that_nothing_carries_stands_at_nought(log: Log) -> None:
    log.append(uuid7(), 0, [appointed("p-2")], envelope())
    assert (log.relation(P1).version, log.relation(P1).events) == (0, [])


def test_a_relation_gives_its_counter_and_its_events_of_all_cases(log: Log) -> None:
    streams = [uuid7(), uuid7()]
    for stream in streams:
        by = envelope(actor="person-9")
        log.append(stream, 0, [took(), appointed("p-1"), took()], by)
    log.append(uuid7(), 0, [appointed("p-2")], envelope())
    relation = log.relation(P1)
    assert relation.version == 2
    assert relation.events == [log.history(stream)[1] for stream in streams]


def test_an_event_raises_each_relation_that_it_carries(log: Log) -> None:
    interest = disclosed(declarant="p-1", counterparties=("p-2", "p-3"))
    log.append(uuid7(), 0, [interest, interest], envelope())
    for person in ("p-1", "p-2", "p-3"):
        relation = log.relation(f"person:{person}:interests")
        assert (relation.version, len(relation.events)) == (1, 2)


def test_what_was_decided_on_the_counters_as_they_are_is_stored(log: Log) -> None:
    guards = {P1: 0, P2: 0}
    log.append(uuid7(), 0, [appointed("p-1")], envelope(), guards=guards)
    guards = {P1: 1, P2: 0}
    log.append(uuid7(), 0, [took()], envelope(), guards=guards)
    assert (log.relation(P1).version, log.relation(P2).version) == (1, 0)


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_what_was_decided_on_a_counter_that_has_moved_is_not_stored(
    log: Log, database_url: str, seen: int
) -> None:
    for _ in range(2):
        log.append(uuid7(), 0, [appointed("p-1")], envelope())
    before = contents(database_url)
    for event in (appointed("p-1"), took()):
        by = envelope()
        with pytest.raises(GuardMoved) as moved:
            log.append(uuid7(), 0, [event], by, guards={P1: seen, P2: 0})
        assert moved.value.names == (P1,)
        assert log.receipt(by.command) is None
    assert contents(database_url) == before


def test_a_counter_that_was_never_raised_is_not_taken_for_one(log: Log) -> None:
    with pytest.raises(GuardMoved):
        log.append(uuid7(), 0, [appointed("p-1")], envelope(), guards={P1: 1})


def test_all_counters_that_moved_are_named(log: Log) -> None:
    for person in ("p-1", "p-2"):
        log.append(uuid7(), 0, [appointed(person)], envelope())
    with pytest.raises(GuardMoved) as moved:
        log.append(uuid7(), 0, [took()], envelope(), guards={P2: 0, P1: 0})
    assert set(moved.value.names) == {P1, P2}


@pytest.mark.parametrize("event", [appointed("p-1"), took()])
def test_whoever_comes_to_a_counter_after_a_later_place_in_the_log_decides_anew(
    log: Log, database_url: str, event: Event
) -> None:
    appended = log.append(uuid7(), 0, [appointed("p-1")], envelope())
    with connect(database_url) as db:
        db.execute(f"SET search_path TO {schema(ORGANISATION)}".encode())
        db.execute("UPDATE guard SET position = %s", (appended.position + 2**40,))
    with pytest.raises(GuardMoved) as moved:
        log.append(uuid7(), 0, [event], envelope(), guards={P1: 1})
    assert P1 in moved.value.names


def test_an_append_that_is_outdated_raises_no_counter(log: Log) -> None:
    log.append(stream := uuid7(), 0, [took()], envelope())
    with pytest.raises(Outdated):
        log.append(stream, 0, [appointed("p-1")], envelope(), guards={P1: 0})
    assert log.relation(P1).version == 0


def test_a_repetition_gets_the_first_answer_though_its_own_event_moved_the_counter(
    log: Log,
) -> None:
    by = envelope()
    stream = uuid7()
    first = log.append(stream, 0, [appointed("p-1")], by, guards={P1: 0})
    assert log.append(stream, 0, [appointed("p-1")], by, guards={P1: 0}) == first
    assert log.relation(P1).version == 1
