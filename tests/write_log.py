"""Writers in a process of their own: `write_log.py <url> <threads> <appends>`.

Prints, for each append that was acknowledged: stream, version and position of its last
event, and how many events it had. One more thread keeps transactions open for a while,
and then commits them, rolls them back or has them killed.
"""

import json
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from uuid import UUID, uuid5

import psycopg
from happened import took
from logged import ORGANISATION, a_log, append_through, connected, envelope
from uuid_utils.compat import uuid7

from cases.errors import Outdated
from cases.log.log import Log

Acknowledged = tuple[str, int, int, int]
SHARED = [uuid5(UUID(int=0), name) for name in ("a", "b", "c")]
"""Streams that the writers of all processes write to."""


def write(log: Log, appends: int) -> Iterator[Acknowledged]:
    """Appends of one to three events, some to streams that others write to as well."""
    mine, version = uuid7(), 0
    while appends:
        shared = random.random() < 0.3
        stream = random.choice(SHARED) if shared else mine
        on = len(log.history(stream)) if shared else version
        events = [took()] * random.randint(1, 3)
        try:
            last = log.append(stream, on, events, envelope())
        except Outdated:
            assert shared
            continue
        version = version if shared else last.version
        appends -= 1
        yield str(stream), last.version, last.position, len(events)


def dawdle(url: str, times: int) -> Iterator[Acknowledged]:
    """Transactions that take their position early and end late, one way or another."""
    with psycopg.connect(url, autocommit=True) as other:
        for n in range(times):
            with connected(url) as db:
                db.execute("BEGIN")
                position = append_through(db, stream := uuid7())
                sleep(random.uniform(0.005, 0.03))
                if n % 4 < 2:
                    db.execute("COMMIT")
                    yield str(stream), 1, position, 1
                elif n % 4 == 2:
                    db.execute("ROLLBACK")
                else:
                    other.execute(
                        "SELECT pg_terminate_backend(%s)", (db.info.backend_pid,)
                    )
                    db.close()


def main(url: str, threads: int, appends: int) -> None:
    """Write, and say what was acknowledged."""
    with a_log(url, ORGANISATION, size=threads) as log, ThreadPoolExecutor() as pool:
        work = [pool.submit(lambda: list(write(log, appends))) for _ in range(threads)]
        work += [pool.submit(lambda: list(dawdle(url, max(8, appends // 5))))]
        acknowledged = [one for writer in work for one in writer.result()]
    sys.stdout.write(json.dumps(acknowledged))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
