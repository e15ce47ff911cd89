"""What following an organisation costs while nothing happens, in shares of a core.

Time spent computing is read from the system, so that what else the machine does
counts little: that of a process with one follower, and of its database's server.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import process_time, sleep
from typing import Final

from logged import ORGANISATION
from projected import Projected, projected
from servers import Server, database, throw_away_cluster

from cases.database import add_organisation, migrate_roles
from projections import tables
from projections.follow import projecting
from projections.leading import lead

TICKS: Final = os.sysconf("SC_CLK_TCK")
PARENT, USED, USED_BY_SYSTEM = 1, 11, 12
"""Where they stand in `/proc/…/stat`, after the name."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hundredths of a core: whoever follows, and the database for them."""

    follower: float
    database: float


def measure(server: Server, seconds: float = 30.0, settling: float = 3.0) -> Row:
    """Both over some seconds in which nothing is recorded."""
    with database(server) as url, made(url) as here:
        stop = Event()
        offices = [projecting(here.log)]
        Thread(target=lead, args=(url, offices, stop), daemon=True).start()
        sleep(settling)
        postmaster = _parent(here.db.info.backend_pid)
        before = process_time(), used_below(postmaster)
        sleep(seconds)
        after = process_time(), used_below(postmaster)
        stop.set()
        sleep(1)
    follower, served = (
        (later - earlier) / seconds * 100
        for earlier, later in zip(before, after, strict=True)
    )
    return Row(follower, served)


@contextmanager
def made(url: str) -> Iterator[Projected]:
    """An organisation in which nothing has happened."""
    migrate_roles(url)
    add_organisation(url, ORGANISATION)
    tables.create(url, ORGANISATION)
    with projected(url, ORGANISATION) as here:
        yield here


def used_below(parent: int) -> float:
    """Seconds that all that a process began was computing."""
    return sum(
        sum(map(int, stat[USED : USED_BY_SYSTEM + 1])) / TICKS
        for stat in _processes()
        if int(stat[PARENT]) == parent
    )


def _parent(process: int) -> int:
    return int(_stat(Path(f"/proc/{process}/stat"))[PARENT])


def _processes() -> Iterator[list[str]]:
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield _stat(place)
        except OSError:
            continue


def _stat(place: Path) -> list[str]:
    return place.read_text().rpartition(")")[2].split()


if __name__ == "__main__":
    with throw_away_cluster() as server:
        row = measure(server)
    said = f"{row.follower:.1f} % of a core, and {row.database:.1f} % in PostgreSQL\n"
    sys.stdout.write(said)
