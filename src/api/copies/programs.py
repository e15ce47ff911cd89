"""PostgreSQL's own programs, which know how its databases are copied."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from api.mistakes import Mistake
from api.running.binaries import NoPostgres, find_binaries

WRONG: Final = re.compile(r"(error|fatal):", re.IGNORECASE)
"""How a line says that something went wrong; others tell what is being done."""


class Failed(Exception):
    """A program of PostgreSQL did not do it; the message has what it said."""


def run(name: str, url: str, *arguments: str, told: Callable[[str], None]) -> None:
    """Run `pg_dump`, `pg_restore` on a database; `told` what it says, line by line.

    Raises Failed with the first line of what went wrong, Mistake when it is not here.
    """
    parts = conninfo_to_dict(url)
    # An argument is seen by everybody on the machine.
    password = parts.pop("password", None)
    secret = {"PGPASSWORD": str(password)} if password else {}
    address = make_conninfo(**{key: str(value) for key, value in parts.items()})
    command = [str(_program(name)), "--verbose", f"--dbname={address}", *arguments]
    wrong = []
    with Popen(
        command, stderr=PIPE, text=True, errors="replace", env=os.environ | secret
    ) as child:
        assert child.stderr
        for line in child.stderr:
            told(line.rstrip())
            if WRONG.search(line):
                wrong.append(line.strip())
    if child.returncode:
        raise Failed(wrong[0] if wrong else f"{name} ended with {child.returncode}")


def _program(name: str) -> Path:
    """The newest first: one that is older than the server refuses it."""
    try:
        found = find_binaries().folder / name
    except (NoPostgres, OSError):
        found = Path(os.environ.get("CASES_PG_BIN") or "", name)
    if found.is_file():
        return found
    if anywhere := shutil.which(name):
        return Path(anywhere)
    raise Mistake(f"CASES_PG_BIN: there is no {name} in it, nor anywhere else")
