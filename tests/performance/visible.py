"""From a command's answer to its being seen in every projection, in milliseconds.

Under half of the load that the service bears: commands over HTTP, evenly spread, with
the service and its follower as processes of their own. One reader looks every two
milliseconds how far all projections are; nobody else asks.
"""

import argparse
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import itemgetter
from statistics import median, quantiles
from threading import Event, Thread
from time import monotonic
from typing import Final
from uuid import UUID

from command import TIMES, command
from deployed import HERE, INVESTIGATOR, Deployed, deployed_on, started
from posting import Posts, answered, client, rate
from psycopg import connect
from servers import Server, throw_away_cluster
from waiting import until

from api.running.preparing import told
from api.running.processes import programs
from cases.database import FOLLOWER, parameters

LOOK_SECONDS: Final = 0.002
FLOOR: Final = 50.0

Seen = list[tuple[int, float]]
"""Each position that all projections came to, and when that was first seen."""


@dataclass(frozen=True, slots=True)
class Row:
    """Commands a second, and milliseconds until each was visible."""

    load: float
    half: float
    median: float
    p99: float
    floor: float = FLOOR


def measure(
    server: Server, cases: int = 8, turns: int = 5, connections: int = 16
) -> Row:
    """The load is measured first; then so many times as many at half of it."""
    with running(server) as service, client() as caller:
        posts = Posts(
            service.port, PATH, service.token(INVESTIGATOR), command(), 0, TIMES
        )
        loads = []
        for _ in range(3):
            posts, shares = prepared(service, posts, connections, cases)
            loads.append(caller.submit(rate, posts, shares).result())
        half = median(loads[1:]) / 2
        posts, shares = prepared(service, posts, connections, cases * turns)
        posts = replace(posts, every=connections / half)
        with watched(service) as seen:
            answers = caller.submit(answered, posts, shares).result()
            last = max(position for _, position in answers)
            until(lambda: bool(seen) and seen[-1][0] >= last)
    waits = [wait(seen, position, at) * 1000 for at, position in answers]
    return Row(half * 2, half, median(waits), quantiles(waits, n=100)[-1])


PATH: Final = f"/v1/organisations/{HERE}/cases/{{case}}/investigation-steps"


def prepared(
    service: Deployed, posts: Posts, connections: int, cases: int
) -> tuple[Posts, Sequence[Sequence[UUID]]]:
    """So many new cases for each connection, once the projections show them."""
    version, found = service.investigations(connections * cases)
    head = service.organisation.log.head()
    with watched(service) as seen:
        until(lambda: bool(seen) and seen[-1][0] >= head)
    return replace(posts, version=version), [
        found[n::connections] for n in range(connections)
    ]


@contextmanager
def running(server: Server) -> Iterator[Deployed]:
    """The service and its follower."""
    with deployed_on(server) as service:
        folder, environment = service.settings.keyring.parent, told(service.settings)
        with started(("api", *programs(0)["follow"]), folder, environment):
            yield service


@contextmanager
def watched(service: Deployed) -> Iterator[Seen]:
    """How far all projections were, and when, as long as the block lasts."""
    seen: Seen = []
    stop = Event()
    thread = Thread(target=watch, args=(service.settings.database_url, seen, stop))
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()


def watch(url: str, seen: Seen, stop: Event) -> None:
    """Look again and again."""
    with connect(url, **parameters(HERE, FOLLOWER)) as db:
        while not stop.wait(LOOK_SECONDS):
            row = db.execute("SELECT min(position) FROM projection").fetchone()
            if row and (not seen or row[0] > seen[-1][0]):
                seen.append((row[0], monotonic()))


def wait(seen: Seen, position: int, since: float) -> float:
    """Seconds from an answer until its position was seen; 0 when it was before."""
    place = bisect_left(seen, position, key=itemgetter(0))
    return max(0.0, seen[place][1] - since)


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=8)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server:
        row = measure(server, asked.cases, asked.turns)
    sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
