"""What `make run` makes of what it is told, and that it runs once."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from deployed import free_port

from api.running.asked import HOST, OURS, Asked, Impossible, only_one

GIVEN = {"CASES_DATABASE_URL": "postgresql://somewhere/cases"}


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_service_listens_on_port_8000_when_nothing_is_said() -> None:
    assert Asked.from_environment({}).address == "http://127.0.0.1:8000"


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "8000 "])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(Impossible, match="is no port"):
        Asked.from_environment({"PORT": port})


def test_a_database_that_is_not_ours_is_never_begun_anew() -> None:
    with pytest.raises(Impossible, match="not ours"):
        Asked.from_environment(GIVEN | {"FRESH": "1"})


def test_keys_lie_beside_a_given_log_when_nothing_else_is_said() -> None:
    assert Asked.from_environment(GIVEN).keystore_url == GIVEN["CASES_DATABASE_URL"]


def test_a_shell_that_knows_our_own_server_gives_none() -> None:
    known = {
        "CASES_DATABASE_URL": "postgresql://postgres@/cases?host=%2Fvar%2Fsocket",
        "CASES_KEYSTORE_URL": "postgresql://postgres@/keystore?host=%2Fvar%2Fsocket",
        OURS: "host=%2Fvar%2Fsocket",
    }
    asked = Asked.from_environment(known | {"FRESH": "1"})
    assert (asked.database_url, asked.keystore_url) == (None, None)
    assert Asked.from_environment(known | GIVEN).database_url is not None


def test_each_database_has_roots_of_its_own() -> None:
    other = {"CASES_DATABASE_URL": "postgresql://elsewhere/cases"}
    folders = {Asked.from_environment(each).folder for each in ({}, GIVEN, other)}
    assert len(folders) == 3


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Impossible, match=f"port {port} cannot be used"):
            Asked.from_environment({"PORT": str(port)}).check_port()


def test_a_port_that_was_just_left_can_be_used_again() -> None:
    with socket.create_server((HOST, 0)) as left:
        port = left.getsockname()[1]
        with socket.create_connection((HOST, port)), left.accept()[0]:
            pass
    Asked.from_environment({"PORT": str(port)}).check_port()


def test_a_second_one_is_told_where_the_first_runs() -> None:
    with (
        only_one("http://there"),
        pytest.raises(Impossible, match=f"http://there, process {os.getpid()}"),
        only_one("http://here"),
    ):
        pytest.fail("both ran")


def test_one_that_was_killed_does_not_stand_in_the_way(tmp_path: Path) -> None:
    script = (
        "import os, signal\n"
        "from api.running.asked import only_one\n"
        "with only_one('http://gone'):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=os.environ | paths,
        check=False,
    )
    with only_one("http://here"):
        assert Path("var/running").read_text().startswith("http://here")


@pytest.mark.parametrize(
    ("name", "value"),
    [("CASES_THREADS", "many"), ("CASES_DATABASE_URL", "nonsense")],
)
def test_a_setting_that_is_wrong_is_one_line(name: str, value: str) -> None:
    given = GIVEN | {"CASES_KEYSTORE_URL": GIVEN["CASES_DATABASE_URL"]}
    ended = subprocess.run(
        [sys.executable, "-m", "api.running"],
        env=os.environ | given | {"PORT": str(free_port()), name: value},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{name}: ")
    assert ended.stderr.count("\n") == 1
