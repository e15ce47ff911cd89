"""Many at once: nothing is skipped, nothing is there twice, no answer is forgotten.

The same for longer: `tests/faults/test_log_under_fire.py`.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
import pytest
from happened import took
from logged import (
    a_log,
    append_through,
    appointed,
    appointments,
    connected,
    contents,
    envelope,
    readable,
)
from losing import Losing, Lost, losing
from psycopg import Connection
from racing import (
    CAP,
    appoint_at_once,
    assert_in_order,
    followers,
    outlives_kills,
    places,
    stored,
    writing,
    written,
)
from uuid_utils.compat import uuid7

from api.running.postgres import Cluster
from cases.errors import Outdated
from cases.log.log import Log
from cases.log.recorded import Appended

PERSONS = [f"p-{n}" for n in range(20)]
WRITERS = 8


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with a_log(database_url) as log:
        yield log


def test_readers_of_many_writers_skip_nothing_and_see_nothing_twice(
    database_url: str,
) -> None:
    with ExitStack() as stack:
        readers = stack.enter_context(followers(database_url))
        processes = [
            stack.enter_context(writing(database_url, 4, 40)) for _ in range(2)
        ]
        acknowledged = [one for process in processes for one in written(process)]
        for reader in readers:
            reader.arrive(max(position for _, _, position in acknowledged))
    for reader in readers:
        assert_in_order(reader.read)
        assert places(reader.read) == stored(database_url)
        assert set(places(reader.read)) == set(acknowledged)
    assert len(acknowledged) == len(set(acknowledged))


def commit(url: str, db: Connection[tuple[object, ...]]) -> None:
    db.execute("COMMIT")


def roll_back(url: str, db: Connection[tuple[object, ...]]) -> None:
    db.execute("ROLLBACK")


def kill(url: str, db: Connection[tuple[object, ...]]) -> None:
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (db.info.backend_pid,))
    db.close()


def hang_up(url: str, db: Connection[tuple[object, ...]]) -> None:
    db.close()


@pytest.mark.parametrize("ends", [commit, roll_back, kill, hang_up])
def test_a_transaction_that_stays_open_delays_readers_and_makes_none_skip(
    log: Log, database_url: str, ends: type[commit]
) -> None:
    first = log.append(uuid7(), 0, [took()], envelope())
    assert len(readable(log, first)) == 1
    with connected(database_url) as db:
        db.execute("BEGIN")
        early = append_through(db, open_stream := uuid7())
        later = log.append(stream := uuid7(), 0, [took()], envelope())
        assert early < later.position
        assert log.since(first.position, 10) == []
        assert log.head() == first.position
        assert len(log.history(stream)) == 1
        ends(database_url, db)
    read = readable(log, later)[1:]
    streams = [open_stream, stream] if ends is commit else [stream]
    assert [one.stream for one in read] == streams


def test_a_transaction_that_has_only_written_elsewhere_makes_readers_skip_nothing(
    log: Log, database_url: str
) -> None:
    with psycopg.connect(database_url) as elsewhere:
        elsewhere.execute("CREATE TABLE elsewhere (number integer)")
        last = log.append(uuid7(), 0, [took()], envelope())
        assert log.since(0, 10) == []
        elsewhere.commit()
    assert len(readable(log, last)) == 1


def test_of_all_who_append_to_the_same_version_one_does(log: Log) -> None:
    stream = uuid7()

    def append(version: int) -> Appended | None:
        try:
            return log.append(stream, version, [took()], envelope())
        except Outdated:
            return None

    with ThreadPoolExecutor(WRITERS) as threads:
        for version in range(10):
            answers = list(threads.map(append, [version] * WRITERS))
            assert len([one for one in answers if one]) == 1
    assert len(log.history(stream)) == 10


def test_of_all_who_repeat_a_command_at_once_each_gets_the_same_answer(
    log: Log,
) -> None:
    with ThreadPoolExecutor(WRITERS) as threads:
        for _ in range(10):
            by, stream = envelope(), uuid7()
            answers = threads.map(
                lambda _, by=by, stream=stream: log.append(stream, 0, [took()], by),
                range(WRITERS),
            )
            assert len(set(answers)) == 1
            assert len(log.history(stream)) == 1


def test_a_cap_over_many_cases_is_kept_by_guards(log: Log) -> None:
    reached = appoint_at_once(log, PERSONS, WRITERS, guarded=True)
    assert reached == [CAP] * len(PERSONS)
    for person in PERSONS:
        assert log.relation(appointments(person)).version == CAP


def test_without_guards_the_same_cap_is_not_kept(log: Log) -> None:
    reached = appoint_at_once(log, PERSONS, WRITERS, guarded=False)
    assert max(reached) > CAP


@pytest.fixture
def way(database_url: str) -> Iterator[Losing]:
    with losing(database_url) as way:
        yield way


@pytest.mark.parametrize("lost", ["request", "answer"])
def test_an_append_whose_answer_is_lost_happens_once_and_is_answered(
    way: Losing, database_url: str, lost: Lost
) -> None:
    with a_log(way.url, size=1) as log:
        log.append(stream := uuid7(), 0, [took()], envelope())
        way.loses = lost
        appended = log.append(stream, 1, [took(), took()], envelope())
        assert way.loses == "nothing"
        assert [one.version for one in log.history(stream)] == [1, 2, 3]
        assert appended.position == log.history(stream)[-1].position
        assert log.append(stream, 3, [took()], envelope()).version == 4
    assert len(contents(database_url)["command"]) == 3


@pytest.mark.parametrize("lost", ["request", "answer"])
def test_a_guard_moved_by_the_lost_append_itself_is_no_conflict(
    way: Losing, lost: Lost
) -> None:
    name = appointments("p-1")
    with a_log(way.url, size=1) as log:
        log.append(uuid7(), 0, [appointed("p-1")], envelope(), guards={name: 0})
        way.loses = lost
        log.append(uuid7(), 0, [appointed("p-1")], envelope(), guards={name: 1})
        assert way.loses == "nothing"
        assert log.relation(name).version == len(log.relation(name).events) == 2


def test_what_was_acknowledged_outlives_a_server_that_is_killed(
    durable_cluster: Cluster, durable_database_url: str
) -> None:
    outlives_kills(durable_cluster, durable_database_url, writers=4, kills=1)
