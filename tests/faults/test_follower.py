"""Followers die, databases restart: nothing is projected twice, nothing is left out."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Flag

import psycopg
import pytest
from happened import disclosed, took
from projected import EVERYONE, Projected, new_stream, projected
from waiting import until

from api.running.postgres import Cluster
from projections.audit_trail import entries
from projections.catalogue import PROJECTIONS
from projections.follow import projecting
from projections.leading import Candidate
from projections.position import wait_for

pytestmark = pytest.mark.faults

NAMES = [one.name for one in PROJECTIONS]
TESTS = Path(__file__).parents[1]


@contextmanager
def follower(url: str) -> Iterator["subprocess.Popen[str]"]:
    """A follower in a process of its own; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "follow_iom.py"), url],
        env=os.environ | {"PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        yield process
    finally:
        process.kill()
        process.wait()


def leaders(url: str) -> list[int]:
    """The sessions that hold the lead of any organisation."""
    with psycopg.connect(url, autocommit=True) as db:
        rows = db.execute(
            """
            SELECT pid
              FROM pg_locks
             WHERE locktype = 'advisory'
               AND granted
               AND database = (SELECT oid
                                 FROM pg_database
                                WHERE datname = current_database())
            """
        )
        return [pid for (pid,) in rows]


def shows_everything(iom: Projected, position: int) -> bool:
    """Whether all projections have come so far, and no further than whole."""
    return wait_for(iom.log._pool, NAMES, position, timeout=60)


def versions(iom: Projected) -> list[int]:
    """The versions in the audit trail, in its order."""
    return [one.version for one in entries(iom.db, EVERYONE, limit=10_000).items]


def test_one_leads_and_another_takes_over_when_it_is_killed(
    durable_database_url: str,
) -> None:
    with (
        projected(durable_database_url) as iom,
        follower(durable_database_url) as first,
    ):
        stream = new_stream()
        assert shows_everything(iom, iom.record(stream, disclosed()).position)
        with follower(durable_database_url):
            (leader,) = leaders(durable_database_url)
            first.kill()
            head = iom.record(stream, *[took() for _ in range(10)]).position
            assert shows_everything(iom, head)
            (successor,) = leaders(durable_database_url)
        assert successor != leader
        assert versions(iom) == list(range(1, 12))


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("waiting", [False, True])
def test_a_follower_ends_when_asked(
    database_url: str, asked: signal.Signals, waiting: bool
) -> None:
    with follower(database_url) as leading:
        until(lambda: len(leaders(database_url)) == 1)
        if not waiting:
            leading.send_signal(asked)
            assert leading.wait(timeout=60) == 0
            return
        with follower(database_url) as other:
            other.send_signal(asked)
            assert other.wait(timeout=60) == 0


def test_a_leader_whose_connection_is_cut_leads_again(database_url: str) -> None:
    stop = Flag()
    with projected(database_url) as iom, ThreadPoolExecutor() as threads:
        following = threads.submit(
            Candidate(database_url, projecting(iom.log)).run, stop
        )
        try:
            stream = new_stream()
            iom.record(stream, disclosed())
            for _ in range(5):
                until(lambda: len(leaders(database_url)) == 1)
                cut(database_url, leaders(database_url))
                iom.record(stream, *[took() for _ in range(20)])
            head = iom.record(stream, took()).position
            assert shows_everything(iom, head)
        finally:
            stop.set()
        following.result()
        assert versions(iom) == list(range(1, 103))


def cut(url: str, sessions: list[int]) -> None:
    """End these sessions on the server's side."""
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("SELECT pg_terminate_backend(p) FROM unnest(%s) AS p", (sessions,))


def test_a_server_that_is_killed_and_comes_back_is_waited_for(
    durable_cluster: Cluster, durable_database_url: str
) -> None:
    stop = Flag()
    with (
        projected(durable_database_url) as iom,
        ThreadPoolExecutor() as threads,
    ):
        following = threads.submit(
            Candidate(durable_database_url, projecting(iom.log)).run, stop
        )
        try:
            stream = new_stream()
            iom.record(stream, disclosed(), *[took() for _ in range(50)])
            for _ in range(2):
                durable_cluster.kill()
                durable_cluster.start()
                head = iom.record(stream, *[took() for _ in range(50)]).position
                assert shows_everything(iom, head)
        finally:
            stop.set()
        following.result()
    with projected(durable_database_url) as iom:
        assert versions(iom) == list(range(1, 152))


def test_a_server_that_is_away_does_not_keep_a_follower_from_ending(
    durable_cluster: Cluster, durable_database_url: str
) -> None:
    with follower(durable_database_url) as process:
        until(lambda: len(leaders(durable_database_url)) == 1)
        durable_cluster.kill()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    durable_cluster.start()
