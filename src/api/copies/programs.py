"""PostgreSQL's own programs, which know how its databases are copied."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from api.mistakes import Mistake, reaching
from api.running.binaries import DEFAULT, folder_of

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
    path = program(name, _major(url))
    command = [str(path), "--verbose", f"--dbname={address}", *arguments]
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


def _major(url: str) -> int:
    """The major version of the server."""
    with reaching("CASES_DATABASE_URL"), psycopg.connect(url) as server:
        return server.info.server_version // 10_000


def program(name: str, major: int) -> Path:
    """That of `CASES_PG_BIN`, or of the server's version; else the newest that is here.

    An older one refuses the server, a newer one sets what the server does not know.
    """
    told = os.environ.get("CASES_PG_BIN")
    folders = [Path(told)] if told else [folder_of(str(major)), folder_of(DEFAULT)]
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    if anywhere := shutil.which(name):
        return Path(anywhere)
    raise Mistake(f"CASES_PG_BIN: there is no {name} in it, nor anywhere else")
