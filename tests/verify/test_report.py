"""What `cases-verify` says, as people see it."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable

from dumps import Dump

from verify.report import Report

Dumped = Callable[..., Dump]


def test_a_finding_longer_than_a_line_goes_on_below_itself() -> None:
    report = Report("checked", not_asked=["whether what it says is true " * 5])
    first, *more = report.for_terminal(80).splitlines()[1:-1]
    assert first.startswith("  not checked  whether")
    assert more
    assert all(line.startswith(" " * 15 + line.strip()[0]) for line in more)
    assert all(len(line) <= 80 for line in (first, *more))


def test_a_root_is_never_cut() -> None:
    root = "qeubL9bPv0yjF0D/W4NwN0Ft3yvEcq2sZwWSi217Nuk="
    report = Report("checked", checked=[f"signed a tree of 507 entries, root {root}"])
    assert f" {root}" in report.for_terminal(40)


def test_a_terminal_is_told_in_lines_of_its_width(dumped: Dumped) -> None:
    dump = dumped(5)
    command = [sys.executable, "-m", "verify", "checkpoint", str(dump.folder)]
    ours, theirs = pty.openpty()
    told = {"PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "60"}
    subprocess.run(
        [*command, "--key", dump.vkey],
        check=True,
        stdout=theirs,
        env=os.environ | told,
    )
    os.close(theirs)
    said = os.read(ours, 65_536).decode().splitlines()
    os.close(ours)
    assert said[-1] == "Result: what was checked holds"
    findings = said[1:-1]
    assert max(len(line) for line in findings if " " in line.strip()) <= 60
    assert any(line.startswith(" " * 15) for line in findings)
