"""Reading along the log: in its order, in parts, waiting for what comes."""

from collections.abc import Iterator
from threading import Thread

import pytest
from happened import took
from logged import a_log, appointed, connected, envelope, readable
from psycopg import sql
from uuid_utils.compat import uuid7
from waiting import until

from cases.database import OWNER, rebase
from cases.log.log import Log
from cases.log.recorded import Behind

FAR = 10**6
"""More transactions than a server for tests ever has behind it."""


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with a_log(database_url) as log:
        yield log


def test_an_empty_log_has_nothing_to_read(log: Log) -> None:
    assert (log.head(), log.since(0, 10)) == (0, [])


def test_the_log_is_read_in_parts_that_follow_each_other(log: Log) -> None:
    for _ in range(4):
        last = log.append(uuid7(), 0, [took()] * 3, envelope())
    whole = readable(log, last)
    parts, position = [], 0
    while part := log.since(position, 5):
        parts.append(part)
        position = part[-1].position
    assert [len(part) for part in parts] == [5, 5, 2]
    assert [one for part in parts for one in part] == whole
    assert log.head() == position == last.position


def test_what_stands_at_the_position_itself_is_not_read_again(log: Log) -> None:
    last = log.append(uuid7(), 0, [took(), took()], envelope())
    first, second = readable(log, last)
    assert log.since(first.position, 10) == [second]
    assert log.since(second.position, 10) == []


def test_waiting_ends_at_once_when_there_is_something(log: Log) -> None:
    readable(log, log.append(uuid7(), 0, [took()], envelope()))
    log.wait(0, timeout=3600)


def test_waiting_ends_with_its_time(log: Log) -> None:
    log.wait(0, timeout=0.05)
    assert log.head() == 0


def test_waiting_ends_when_another_process_appends(log: Log, database_url: str) -> None:
    waiting = Thread(target=log.wait, args=(0, 3600), daemon=True)
    waiting.start()
    with a_log(database_url) as other:
        other.append(uuid7(), 0, [took()], envelope())
        waiting.join(timeout=30)
    assert not waiting.is_alive()
    assert log.head() > 0


def test_an_append_rings_the_bell_of_every_process(log: Log, database_url: str) -> None:
    listened = log._bell.heard()
    with a_log(database_url) as other, a_log(database_url, "ims") as elsewhere:

        def heard() -> bool:
            other.append(uuid7(), 0, [took()], envelope())
            return log._bell.heard() > listened

        until(heard)
        log._bell.close()
        assert elsewhere._bell.heard() == 0


def test_a_wait_without_bells_looks_by_itself(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log._bell, "_note", lambda: None)
    waiting = Thread(target=log.wait, args=(0, 3600), daemon=True)
    waiting.start()
    until(lambda: log._bell._listener is not None)
    log.append(uuid7(), 0, [took()], envelope())
    waiting.join(timeout=30)
    assert not waiting.is_alive()


def test_reading_is_answered_from_the_index(log: Log, database_url: str) -> None:
    last = log.append(uuid7(), 0, [took()] * 2000, envelope())
    readable(log, last)
    with connected(database_url, OWNER) as db:
        db.execute("ANALYZE event")
    with connected(database_url) as db:
        plan = db.execute(
            """
            EXPLAIN SELECT position
              FROM event
             WHERE position > %s
               AND position < horizon()
             ORDER BY position
             LIMIT 10
            """,
            (last.position - 3,),
        ).fetchall()
    assert "event_position" in str(plan)
    assert "Sort" not in str(plan)


def restored(url: str, log: Log) -> None:
    """A log from a cluster that had counted further, in one that counts from lower."""
    _base(url, FAR)
    stream = uuid7()
    log.append(stream, 0, [took(), appointed("p-1")], envelope())
    log.append(stream, 2, [took()], envelope())
    _base(url, 0)


def _base(url: str, transactions: int) -> None:
    with connected(url, OWNER) as db:
        db.execute(
            sql.SQL(
                "CREATE OR REPLACE FUNCTION xid_base() RETURNS bigint"
                " LANGUAGE sql IMMUTABLE RETURN {}"
            ).format(sql.Literal(transactions))
        )


def test_a_log_from_another_cluster_is_not_opened(log: Log, database_url: str) -> None:
    restored(database_url, log)
    with pytest.raises(Behind, match="rebase ima"), a_log(database_url):
        pass


def test_nothing_is_appended_to_a_case_from_another_cluster(
    log: Log, database_url: str
) -> None:
    restored(database_url, log)
    (stream,) = {one.stream for one in log.relation("person:p-1:appointments").events}
    with pytest.raises(Behind):
        log.append(stream, 3, [took()], envelope())
    assert len(log.history(stream)) == 3


def test_rebasing_lets_a_log_from_another_cluster_go_on(
    log: Log, database_url: str
) -> None:
    restored(database_url, log)
    assert rebase(database_url, "ima") is True
    with a_log(database_url) as mended:
        last = mended.append(uuid7(), 0, [took()], envelope())
        read = readable(mended, last)
    assert [one.version for one in read] == [1, 2, 3, 1]
    assert read[-1].position > read[-2].position > FAR << 12
    assert rebase(database_url, "ima") is False


def test_a_log_that_was_not_restored_is_not_rebased(
    log: Log, database_url: str
) -> None:
    assert rebase(database_url, "ima") is False
    last = log.append(uuid7(), 0, [took()], envelope())
    assert rebase(database_url, "ima") is False
    assert last.position < log.append(uuid7(), 0, [took()], envelope()).position
