"""The database goes away under the service: who asks is told soon; it comes back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGCONT, SIGSTOP, Signals
from time import monotonic
from typing import Any

import psycopg
import pytest
from psycopg import OperationalError
from reported import REPORT
from servers import database
from serving import HERE, Service, serving
from waiting import until

from api.running.postgres import Cluster
from cases import connection
from cases.database import Pool
from cases.patience import Patience

pytestmark = pytest.mark.faults

SOON = 5.0
"""Seconds; a limit and no measure: more than twice what is promised."""


@pytest.fixture
def service(durable_cluster: Cluster, tmp_path: Path) -> Iterator[Service]:
    with (
        database(durable_cluster) as log,
        database(durable_cluster) as keystore,
        serving(log, keystore, tmp_path) as running,
    ):
        yield running


def report(service: Service, key: str) -> Any:
    return service.caller("member").post("/reports", REPORT, Idempotency_Key=key)


@contextmanager
def soon() -> Iterator[None]:
    """It does not take longer than anybody would wait."""
    began = monotonic()
    yield
    assert monotonic() - began < SOON


def test_whoever_asks_meanwhile_is_told_soon_when_to_come_back(
    service: Service, durable_cluster: Cluster
) -> None:
    assert report(service, "before-it-went").status_code == 201
    durable_cluster.kill()
    with soon():
        told = report(service, "while-it-is-away")
    assert (told.status_code, told.json()["type"]) == (503, "/problems/unavailable")
    assert told.headers["Retry-After"] == "2"
    with soon():
        ready = service.client.get("/health/ready")
    assert (ready.status_code, set(ready.json().values())) == (503, {"not_ready"})
    with soon():
        assert service.caller("compliance_officer").get("/cases").status_code == 503
    durable_cluster.start()
    assert report(service, "while-it-is-away").status_code == 201
    until(lambda: service.client.get("/health/ready").status_code == 200)


def test_connections_that_died_are_noticed_by_nobody_who_asks(
    service: Service, durable_database_url: str
) -> None:
    officer = service.caller("compliance_officer")
    asked = [("/cases", {}), ("/cases", {"after": 0}), ("/clocks", {}), ("/audit", {})]
    for path, more in asked:
        assert officer.get(path, **more).status_code == 200
        with psycopg.connect(durable_database_url) as server:
            server.execute(
                """
                SELECT pg_terminate_backend(pid, 5000)
                  FROM pg_stat_activity
                 WHERE pid <> pg_backend_pid()
                   AND backend_type = 'client backend'
                """
            )
        assert officer.get(path, **more).status_code == 200


def test_a_service_whose_server_stands_still_says_so_and_goes_on_with_it(
    service: Service, durable_cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SILENCE_SECONDS", 1.0)
    assert report(service, "before-it-stood").status_code == 201
    with standing_still(durable_cluster):
        told = report(service, "while-it-stands")
        assert (told.status_code, told.headers["Retry-After"]) == (503, "2")
        assert service.client.get("/health/ready").json()["log"] == "not_ready"
        assert service.client.get("/health/live").status_code == 200
    assert report(service, "while-it-stands").status_code == 201


def test_nobody_waits_for_ever_for_a_server_that_stands_still(
    durable_cluster: Cluster,
    durable_database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "SILENCE_SECONDS", 0.5)
    with Pool(durable_database_url, HERE) as pool:
        patience = Patience(pool, 0)
        assert patience.ask("SELECT 1") == [(1,)]
        with standing_still(durable_cluster), pytest.raises(OperationalError):
            patience.ask("SELECT 1")
        until(lambda: pool.get_stats()["pool_available"] > 0)
        assert patience.ask("SELECT 1") == [(1,)]


@contextmanager
def standing_still(cluster: Cluster) -> Iterator[None]:
    """The server and all its processes, until the end."""
    assert cluster._server
    server = cluster._server.pid
    begun = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    _send(SIGSTOP, server, *map(int, begun))
    try:
        yield
    finally:
        _send(SIGCONT, server, *map(int, begun))


def _send(signal: Signals, *processes: int) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal)
