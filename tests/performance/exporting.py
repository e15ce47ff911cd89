"""Rows taken out as Parquet, beside COPY of the same view; and the memory it takes.

Rows of `time_limits_v1` in one process, from the database to the last byte, without a
network. COPY is PostgreSQL's own text form of the same rows, received and dropped.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import Final

from files import most
from projected import EVERYONE, connect
from servers import database, throw_away_cluster

from api.exports import GROUP
from api.parquet import Parquet
from cases.database import APPLICATION, OWNER, Pool, add_organisation, migrate_roles
from projections import tables
from projections.reporting import apart
from projections.views import rows_of

HERE: Final = "iom"
VIEW: Final = "time_limits_v1"
MANY: Final = 500_000
MOST: Final = 1.1
"""How much more memory all rows may take than a tenth of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """Rows a second, the ratio of each turn; megabytes of the process, at most."""

    rows: int
    ours: float
    copy: float
    ratio: float
    few: float
    all: float


def measure(url: str, rows: int = MANY, turns: int = 5) -> Row:
    """Medians of so many turns, on an empty database."""
    with there(url, rows) as pool:
        few, all_of_them = (memory(url, some) for some in (rows // 10, rows))
        both = [
            (rows / timed(lambda: taken(pool, rows)), rows / timed(lambda: copied(url)))
            for _ in range(turns)
        ]
    return Row(
        rows=rows,
        ours=median(ours for ours, _ in both),
        copy=median(theirs for _, theirs in both),
        ratio=median(ours / theirs for ours, theirs in both),
        few=few,
        all=all_of_them,
    )


@contextmanager
def there(url: str, rows: int) -> Iterator[Pool]:
    """So many time limits, as projections would have written them."""
    migrate_roles(url)
    add_organisation(url, HERE)
    tables.create(url, HERE)
    with connect(url, HERE, OWNER) as db:
        db.execute("SET statement_timeout = 0")
        db.execute(
            """
            INSERT INTO clocks (case_id, clock, run, clause, started_on, due_on,
                                moments, state, met_at)
            SELECT gen_random_uuid(), 'acknowledgement', 1, 'Art. 9(1)(b)',
                   date '2026-01-05' + n %% 300, date '2026-01-12' + n %% 300, '{}',
                   'met', now()
              FROM generate_series(1, %s) AS n
            """,
            (rows,),
        )
        db.execute("ANALYZE clocks")
    with Pool(url, HERE, APPLICATION, size=1) as pool:
        yield pool


def taken(pool: Pool, rows: int) -> None:
    """Take so many of the rows out, and drop the bytes."""
    with rows_of(pool, VIEW, EVERYONE, None, GROUP) as (columns, groups):
        file = Parquet(columns)
        for _ in file.pieces(groups):
            if file.rows >= rows:
                break


def copied(url: str) -> None:
    """Let PostgreSQL send the same rows as text, and drop them."""
    with connect(url, HERE, APPLICATION) as db, db.cursor() as cursor:
        statement = f"COPY (SELECT * FROM {apart(HERE)}.{VIEW}) TO STDOUT"
        with cursor.copy(statement.encode()) as copy:
            for _ in copy:
                pass


def timed(work: Callable[[], None]) -> float:
    """Seconds."""
    began = perf_counter()
    work()
    return perf_counter() - began


def memory(url: str, rows: int) -> float:
    """Megabytes of a process of its own that takes so many rows out, at most."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(most_memory, url, rows).result()


def most_memory(url: str, rows: int) -> float:
    """The same, of this process, in which nothing else was done."""
    with Pool(url, HERE, APPLICATION, size=1) as pool:
        taken(pool, rows)
    return most(os.getpid())


def main() -> None:
    """Measure, and say it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=MANY)
    rows = asked.parse_args().rows
    with throw_away_cluster(durable=True) as server, database(server) as url:
        found = measure(url, rows)
    sys.stdout.write(f"{found}\n")


if __name__ == "__main__":
    main()
