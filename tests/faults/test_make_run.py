"""`make run` from its start to its end, whichever end that is."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
READY = b"Ready; Ctrl-C ends it"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it runs; the demo cases are told once."""
    return tmp_path_factory.mktemp("clone")


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def ours(port: int) -> dict[str, str]:
    """The environment of somebody who gives no database."""
    given = {"CASES_DATABASE_URL", "CASES_KEYSTORE_URL", "FRESH"}
    rest = {name: value for name, value in os.environ.items() if name not in given}
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": "1"}
    return rest | paths | {"PORT": str(port)}


@contextmanager
def service(
    folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """The whole service in a folder, ready; killed in the end if it still runs."""
    program = [sys.executable, "-m", "api.running"]
    with subprocess.Popen(
        program, cwd=folder, env=environment, stdout=subprocess.PIPE
    ) as started:
        try:
            assert started.stdout
            assert any(READY in line for line in started.stdout), "it did not start"
            yield started
        finally:
            started.kill()


def parts(process: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [part for child in map(int, listed) for part in (child, *parts(child))]


def runs(process: int) -> bool:
    """Whether a process is there and has not ended (a zombie has)."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def until(condition: Callable[[], bool]) -> None:
    """Return as soon as it holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_whatever_ends_it_nothing_is_left_running_and_the_data_stays(
    folder: Path, ours: dict[str, str]
) -> None:
    with service(folder, ours) as interrupted:
        running = parts(interrupted.pid)
        assert len(running) > 4
        interrupted.send_signal(signal.SIGINT)
        assert interrupted.wait(PATIENCE) == 0
        assert [part for part in running if runs(part)] == []
    key = (folder / "var/development.key").read_bytes()
    with service(folder, ours) as killed:
        running = parts(killed.pid)
        killed.kill()
        until(lambda: not any(runs(part) for part in running))
    assert (folder / "var/development.key").read_bytes() == key


def test_a_part_that_dies_takes_the_others_with_it_and_shows_why(
    folder: Path, ours: dict[str, str]
) -> None:
    with service(folder, ours) as watching:
        running = parts(watching.pid)
        api = next(part for part in running if b"serve" in command(part))
        os.kill(api, signal.SIGKILL)
        assert watching.wait(PATIENCE) == 1
        assert [part for part in running if runs(part)] == []


def command(process: int) -> bytes:
    """What a process was started with."""
    return Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_second_one_in_the_same_folder_is_told_that_it_runs_already(
    folder: Path, ours: dict[str, str]
) -> None:
    with service(folder, ours):
        second = subprocess.run(
            [sys.executable, "-m", "api.running"],
            cwd=folder,
            env=ours,
            check=False,
            capture_output=True,
            text=True,
        )
    assert second.returncode == 1
    assert "running already: http://127.0.0.1:" in second.stderr
