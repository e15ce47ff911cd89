"""Appends a second, beside message-db's `write_message`: same server, clients, driver.

message-db locks the category of a stream for each write. Cases of one kind are one
category, `case-<id>`; beside it each case is a category of its own, which nobody does:
then it locks nothing that somebody else wants. npm fetches the package for each run.
"""

import argparse
import base64
import hashlib
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from append import TRACE, Append, Row, compared, ours, step
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.json import Jsonb
from servers import database, throw_away_cluster
from uuid_utils.compat import uuid7

from api.running.binaries import find_binaries
from cases.database import add_organisation, migrate_roles

PACKAGE: Final = "@eventide/message-db@1.3.1"
SHA_512: Final = (
    "n3hdE5YAZNXTr2HK9gG0GJ6dusgdE544LTvS+21/yOEHBvNuUzNmXXw5vS05vpe6RSuhzTRy5Wg0q7c1"
    "VfJg+A=="
)
"""Of the archive, as the registry says it; it holds a script that is run."""
FLOOR: Final = 1.5


class Unavailable(Exception):
    """message-db cannot be had here; the message says why."""


def measure(
    url: str, threads: int = 16, seconds: float = 2.5, turns: int = 5
) -> list[Row]:
    """Ours beside both, on an empty database at `url`; Unavailable without npm."""
    migrate_roles(url)
    add_organisation(url, "iom")
    with TemporaryDirectory() as folder, ExitStack() as stack:
        install(fetched(Path(folder)), url)
        appends = {
            "ours": stack.enter_context(ours(url, threads)),
            "one category": stack.enter_context(write_message(url, threads, "case-")),
            "a category each": stack.enter_context(write_message(url, threads, "")),
        }
        floors = {"one category": FLOOR}
        return compared(appends, floors, threads, seconds, turns)


def fetched(folder: Path) -> Path:
    """The package's SQL and the script that installs it, fetched by npm."""
    if which("npm") is None:
        raise Unavailable("message-db comes by npm, which is not here")
    fetch = ("npm", "pack", "--silent", "--pack-destination", folder, PACKAGE)
    done = subprocess.run(fetch, check=False, capture_output=True, text=True)
    archives = list(folder.glob("*.tgz"))
    if done.returncode != 0 or not archives:
        raise Unavailable(f"npm does not fetch {PACKAGE}")
    digest = hashlib.sha512(archives[0].read_bytes()).digest()
    if base64.b64encode(digest).decode() != SHA_512:
        raise Unavailable(f"{PACKAGE} is not the package that is known here")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "database"


def install(sources: Path, url: str) -> None:
    """Make its schema, tables, indexes and functions in a database that is there."""
    # The function it wants of this extension, which not every server has, is built in.
    (sources / "extensions" / "pgcrypto.sql").write_text("", "utf-8")
    place = conninfo_to_dict(url)
    subprocess.run(
        ("bash", sources / "install.sh"),
        check=True,
        stdout=subprocess.DEVNULL,
        env={
            **os.environ,
            "PATH": f"{find_binaries().folder}:{os.environ['PATH']}",
            "PGHOST": str(place["host"]),
            "PGUSER": str(place["user"]),
            "DATABASE_NAME": str(place["dbname"]),
            "CREATE_DATABASE": "off",
        },
    )


@contextmanager
def write_message(url: str, threads: int, category: str) -> Iterator[Append]:
    """Its function, prepared, on a connection for each thread, one commit each."""
    told = step().model_dump(mode="json")
    search = "-c search_path=message_store,public"
    idle = [
        Connection.connect(url, options=search, autocommit=True) for _ in range(threads)
    ]

    def append(case: UUID, version: int) -> None:
        mine = idle.pop()
        mine.execute(
            "SELECT write_message(%s, %s, %s, %s, %s, %s)",
            (
                str(uuid7()),
                # What comes before the first dash is the category.
                f"{category}{case.hex}",
                "StepTaken",
                Jsonb(told),
                Jsonb(envelope(str(uuid7()))),
                version - 2,
            ),
            prepare=True,
        )
        idle.append(mine)

    yield append
    for connection in idle:
        connection.close()


def envelope(command: str) -> Mapping[str, str]:
    """What is kept beside an event."""
    return {
        "actor": "person-17",
        "acting_as": "case_owner",
        "command": command,
        "correlation": command,
        "traceparent": TRACE,
        "edition": "2002",
    }


def main() -> int:
    """Print the figures; 1 when message-db cannot be had."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--threads", type=int, default=16)
    arguments.add_argument("--seconds", type=float, default=2.5)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server, database(server) as url:
        try:
            rows = measure(url, asked.threads, asked.seconds, asked.turns)
        except Unavailable as reason:
            sys.stderr.write(f"{reason}\n")
            return 1
        for row in rows:
            sys.stdout.write(f"{row}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
