"""`cases erase`, killed on the way: one process of it for each number that is read.

Each is killed after so many deeds, without a word, as by a power cut: a command about
to be sent or answered, keys exchanged, a root's file written or removed, projections
waited for, a search. (Each statement to the keystore: erase_keys.py.) It ends in order
when every list was seen once, and then says what it did. Settings come from the
environment, as for `cases`.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from api import ending, erasing
from api.__main__ import main
from api.stores import Stores
from cases.handling import Cases
from cases.sealing.erasing import KeyEraser
from cases.sealing.roots import FileRoots

deeds: list[str] = []


def done(deed: str, limit: int) -> None:
    """One more, after which the process may be gone."""
    deeds.append(deed)
    if len(deeds) == limit:
        os.kill(os.getpid(), signal.SIGKILL)


def counted(place: Any, name: str, limit: int, before: str = "") -> None:
    """Let what a place does count, and that it is about to do it, if that is named."""
    deed: Callable[..., Any] = getattr(place, name)

    def doing(*arguments: Any, **more: Any) -> Any:
        named = type(arguments[2]).__name__ if name == "handle" else name
        if before:
            done(f"{before} {named}", limit)
        answer = deed(*arguments, **more)
        done(named, limit)
        return answer

    setattr(place, name, doing)


def erase(limit: int) -> None:
    """The command, in a process that is killed after so many deeds."""
    counted(Cases, "handle", limit, "about to")
    counted(Stores, "about", limit)
    counted(Stores, "keys", limit)
    counted(ending, "wait_for", limit)
    for name in ("make", "destroy"):
        counted(FileRoots, name, limit)
    for name in ("hardlink_to", "unlink"):
        counted(Path, name, limit)
    counted(KeyEraser, "_renew", limit)
    lists = erasing.Eraser.carry_out

    def carry_out(*arguments: Any) -> None:
        lists(*arguments)
        os.kill(os.getpid(), signal.SIGTERM)

    erasing.Eraser.carry_out = carry_out  # type: ignore[method-assign]
    sys.argv = ["cases", "erase"]
    try:
        main()
    except SystemExit as end:
        sys.stdout.write(f"{end.code or 0} {'|'.join(deeds)}\n")
        sys.stdout.flush()
        os._exit(0)


def killed(child: int) -> bool:
    """Whether the process ended by what it did to itself."""
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


# Nothing is connected to yet: what is loaded here is loaded once for all of them.
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        erase(int(line))
    if killed(child):
        sys.stdout.write("killed\n")
        sys.stdout.flush()
