"""How `make run` begins, and what it says when it cannot."""

import subprocess
import sys

import pytest

from api.mistakes import Mistake
from api.running.__main__ import named
from cases.database import Changed


def test_data_of_another_version_is_told_what_helps() -> None:
    assert "FRESH=1" in str(named(Changed("organisation/0001_log.sql was edited")))


def test_what_was_given_wrongly_is_named() -> None:
    assert named(Mistake("CASES_THREADS: is none")) == "CASES_THREADS: is none"


def test_a_mistake_of_ours_is_not_made_nice() -> None:
    assert named(RuntimeError("a bug")) is None


@pytest.mark.parametrize("part", ["serve", "follow"])
def test_a_part_that_is_never_told_to_begin_ends_quietly(part: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "api.running.part", part],
        stdin=subprocess.DEVNULL,
        check=False,
        capture_output=True,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
