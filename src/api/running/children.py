"""Processes that never outlive the one that started them."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

KILLED_AFTER = 10.0
"""Seconds that a process has to end after it was asked to."""


class Died(Exception):
    """A process ended that should not have."""


def spawn(
    command: Sequence[str | Path],
    log: Path,
    *,
    prefix: Sequence[str] = (),
    orphaned: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that Ctrl-C reaches only us.

    The kernel sends it `orphaned` when the thread that called this ends, however
    it ends: call it from a thread that lives as long as the process shall. `log`
    gets what it writes, after what is there.
    """
    # Last before the program: a change of user would clear the signal again.
    mortal = ("setpriv", f"--pdeathsig={orphaned.name}")
    with log.open("ab") as output:
        return subprocess.Popen(
            [*prefix, *mortal, *command],
            stdin=stdin,
            stdout=output,
            stderr=output,
            env=environment,
            process_group=0,
        )


def end(
    *children: subprocess.Popen[bytes], by: signal.Signals = signal.SIGTERM
) -> None:
    """Ask processes to end, all at once; kill what has not in KILLED_AFTER seconds."""
    for child in children:
        child.send_signal(by)
    deadline = time.monotonic() + KILLED_AFTER
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def kill_with_children(child: subprocess.Popen[bytes]) -> None:
    """Kill a process and those that it started, at once, as a power failure does."""
    listed = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text("ascii")
    child.kill()
    for process in map(int, listed.split()):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    child.wait()


def last_lines(log: Path, count: int = 15) -> str:
    """The end of what a process wrote; empty when it wrote nothing."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-count:])
