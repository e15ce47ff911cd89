"""The drill of ops: no copy from before an erasure brings back what was erased.

Attacks 8, 9 and 11: a database rolled back, an old keystore, a search of every file.
"""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

DRILL = Path(__file__).parents[2] / "ops" / "drill.py"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(DRILL), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_whatever_is_put_back_the_canary_stays_erased() -> None:
    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
    assert done.stdout.count("ok ") > 15


def test_a_drill_that_erases_nothing_fails() -> None:
    done = run("--forget")
    assert done.returncode == 1, done.stdout + done.stderr
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    for place in ("copy:", "files:", "archive:", "old keystore:"):
        assert any(place in line for line in failed), done.stdout
