"""Our own PostgreSQL: it starts anywhere, and outlives nobody."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from servers import throw_away_cluster

from api.running.binaries import NoPostgres, find_binaries
from api.running.children import Died
from api.running.postgres import Cluster, remove
from api.running.unprivileged import Way

PATIENCE = 30.0
ATTEMPTS = 5
"""How often one server follows another; most would show that it does not wait."""
HOLDER = """
import sys, time
from pathlib import Path
from api.running.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]), durable=False).start()
print(cluster._server.pid, flush=True)
time.sleep(600)
"""


def ways() -> list[Way]:
    """All ways that whoever runs this test has."""
    return ["namespace", "nobody"] if os.geteuid() == 0 else ["as it is"]


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    with throw_away_cluster() as own:
        yield own


def ask(cluster: Cluster, question: str) -> object:
    """What a server answers to a question of one row and one column."""
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        answer = connection.execute(question).fetchone()
    return answer and answer[0]


@pytest.mark.parametrize("way", ways())
def test_it_starts_in_a_folder_that_only_its_owner_may_enter(
    way: Way, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "postgresql", durable=False, way=way)
    try:
        assert ask(cluster.start(), "SELECT 1") == 1
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        cluster.stop()
        remove(closed / "postgresql")


def test_a_path_too_long_for_a_socket_does_no_harm(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("x" * 100), durable=False)
    try:
        assert ask(cluster.start(), "SELECT 1") == 1
    finally:
        cluster.stop()
        remove(cluster.directory)


def test_nobody_else_may_enter_the_folder_of_the_socket(own: Cluster) -> None:
    assert own._socket
    assert own._socket.stat().st_mode & 0o777 == 0o700


def test_it_listens_on_no_network(own: Cluster) -> None:
    assert ask(own, "SHOW listen_addresses") == ""


def test_text_is_unicode_and_sorted_alike_everywhere(own: Cluster) -> None:
    assert ask(own, "SHOW server_encoding") == "UTF8"
    assert ask(own, "SELECT 'B' < 'a' AND upper('é') = 'É'") is True


def test_its_log_repeats_nothing_that_it_was_told(own: Cluster) -> None:
    with psycopg.connect(own.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE told (word text PRIMARY KEY)")
        connection.execute("INSERT INTO told VALUES ('a marker')")
        with pytest.raises(psycopg.errors.UniqueViolation, match="a marker"):
            connection.execute("INSERT INTO told VALUES ('a marker')")
    logs = list(own.directory.rglob("server.log"))
    assert "duplicate key" in logs[0].read_text()
    assert "a marker" not in logs[0].read_text()


def test_what_was_committed_outlasts_a_power_failure(durable_cluster: Cluster) -> None:
    with psycopg.connect(durable_cluster.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    durable_cluster.kill()
    assert ask(durable_cluster.start(), "SELECT number FROM kept") == 7


def test_it_is_durable_unless_it_is_to_be_thrown_away(
    own: Cluster, durable_cluster: Cluster
) -> None:
    assert ask(durable_cluster, "SHOW fsync") == "on"
    assert ask(durable_cluster, "SHOW synchronous_commit") == "on"
    assert ask(own, "SHOW fsync") == "off"


def test_it_ends_when_the_one_that_started_it_is_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path / "postgresql"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    server = int(holder.stdout.readline())
    assert runs(server)
    holder.kill()
    holder.wait()
    deadline = time.monotonic() + PATIENCE
    while runs(server):
        assert time.monotonic() < deadline, "the server outlives the one who started it"
        time.sleep(0.02)


def test_it_starts_while_the_one_before_it_still_ends(tmp_path: Path) -> None:
    ending, starting = (Cluster(tmp_path / "own", durable=False) for _ in range(2))
    with ThreadPoolExecutor() as beside:
        for _ in range(ATTEMPTS):
            ending.start()
            gone = beside.submit(ending.stop)
            starting.start()
            gone.result()
            assert ask(starting, "SELECT 1") == 1
            starting.stop()


def runs(process: int) -> bool:
    """Whether a process is there and has not ended (a zombie has)."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_an_interrupt_from_the_keyboard_does_not_reach_it(own: Cluster) -> None:
    assert own._server
    assert os.getpgid(own._server.pid) != os.getpgid(0)


def test_a_server_that_does_not_start_shows_its_log(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "postgresql", durable=False)
    cluster.start().stop()
    (tmp_path / "postgresql/data/postgresql.conf").write_text("no_such_setting = 1")
    with pytest.raises(Died, match="no_such_setting"):
        cluster.start()


def test_a_version_that_is_not_here_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASES_PG_BIN", raising=False)
    monkeypatch.setenv("PG", "9")
    with pytest.raises(NoPostgres, match="postgresql/9/bin"):
        find_binaries()
