"""The races of `tests/cases/test_log_races.py`, for longer and with more at once."""

from contextlib import ExitStack, suppress
from threading import Event, Thread

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
from losing import losing
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
from cases.errors import Unavailable
from cases.log.recorded import GuardMoved

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]


def test_readers_of_many_writers_skip_nothing_for_thousands_of_events(
    durable_database_url: str,
) -> None:
    with ExitStack() as stack:
        readers = stack.enter_context(followers(durable_database_url))
        processes = [
            stack.enter_context(writing(durable_database_url, 8, 250)) for _ in range(2)
        ]
        acknowledged = [one for process in processes for one in written(process)]
        for reader in readers:
            reader.arrive(max(position for _, _, position in acknowledged))
    everything = stored(durable_database_url)
    assert len(everything) > 4000
    for reader in readers:
        assert_in_order(reader.read)
        assert places(reader.read) == everything
    assert sorted(acknowledged) == sorted(everything)


def test_acknowledged_events_outlive_a_server_that_is_killed_again_and_again(
    durable_cluster: Cluster, durable_database_url: str
) -> None:
    outlives_kills(durable_cluster, durable_database_url, writers=8, kills=4)


def test_a_process_whose_server_is_gone_says_so_and_goes_on_when_it_is_back(
    durable_cluster: Cluster, durable_database_url: str
) -> None:
    by, stream = envelope(), uuid7()
    with a_log(durable_database_url) as log:
        log.append(stream, 0, [took()], envelope())
        durable_cluster.kill()
        with pytest.raises(Unavailable):
            log.append(stream, 1, [took()], by)
        durable_cluster.start()
        assert log.receipt(by.command) is None
        last = log.append(stream, 1, [took()], by)
        assert [one.version for one in readable(log, last)] == [1, 2]


def test_a_forgotten_transaction_is_ended_by_the_server_and_readers_go_on(
    database_url: str,
) -> None:
    with a_log(database_url) as log:
        forgotten = connected(database_url)
        forgotten.execute("BEGIN")
        append_through(forgotten, uuid7())
        last = log.append(stream := uuid7(), 0, [took()], envelope())
        assert log.since(0, 10) == []
        assert [one.stream for one in readable(log, last)] == [stream]
        forgotten.close()


def test_a_cap_over_many_cases_is_kept_by_guards_and_by_nothing_else(
    database_url: str,
) -> None:
    persons = [f"p-{n}" for n in range(200)]
    with a_log(database_url, size=4) as log:
        reached = appoint_at_once(log, persons, 8, guarded=True)
        assert reached == [CAP] * len(persons)
        unguarded = appoint_at_once(
            log, [f"q-{n}" for n in range(50)], 8, guarded=False
        )
        assert max(unguarded) > CAP


def test_appends_that_raise_the_same_counters_in_any_order_never_block_each_other(
    database_url: str,
) -> None:
    persons = ["p-1", "p-2", "p-3", "p-4"]
    stop = Event()
    with a_log(database_url) as log:

        def raise_all(backwards: bool) -> None:
            order = persons[::-1] if backwards else persons
            while not stop.is_set():
                # Not blocked: told at once that one behind it in the log was first.
                with suppress(GuardMoved):
                    log.append(uuid7(), 0, [appointed(p) for p in order], envelope())

        threads = [Thread(target=raise_all, args=(n % 2 == 0,)) for n in range(8)]
        for thread in threads:
            thread.start()
        while log.relation(appointments("p-1")).version < 500:
            assert all(thread.is_alive() for thread in threads)
        stop.set()
        for thread in threads:
            thread.join()
    with connected(database_url) as db:
        ((deadlocks,),) = db.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
    assert deadlocks == 0


def test_every_append_happens_once_though_answers_are_lost_again_and_again(
    database_url: str,
) -> None:
    with losing(database_url) as way, a_log(way.url, size=1) as log:
        stream = uuid7()
        log.append(stream, 0, [took()], envelope())
        for version in range(1, 61):
            way.loses = "answer" if version % 2 else "request"
            appended = log.append(stream, version, [took()], envelope())
            assert way.loses == "nothing"
            assert appended.version == version + 1
        assert [one.version for one in log.history(stream)] == list(range(1, 62))
    assert len(contents(database_url)["command"]) == 61
