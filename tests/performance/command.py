"""Commands a second over HTTP, as a part of what one bare INSERT comes to.

Ours is everything: token, rights, history, decision, personal text sealed, version,
idempotency key, log line, spans sent away. The other is `bare.py`. Same PostgreSQL,
same uvicorn, same client and same requests, in turns; what counts is the median of the
ratios of the turns.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

from bare import TABLE
from deployed import HERE, INVESTIGATOR, Deployed, deployed_on, free_port, process
from posting import Posts, client, rate
from psycopg import connect
from servers import Server, database, throw_away_cluster

TIMES: Final = 10
"""Commands upon one case in a turn."""
FLOOR: Final = 0.4


@dataclass(frozen=True, slots=True)
class Row:
    """Requests a second of both, and ours as a part of theirs."""

    connections: int
    ours: float
    bare: float
    ratio: float
    floor: float = FLOOR


def measure(
    server: Server, connections: int = 16, cases: int = 8, turns: int = 5
) -> Row:
    """In a turn each connection posts to so many cases of its own."""
    with contenders(server) as (service, both), client() as caller:
        rates: list[list[float]] = []
        # The first turn opens connections and fills caches.
        for _ in range(turns + 1):
            version, found = service.investigations(connections * cases)
            shares = [found[n::connections] for n in range(connections)]
            at = [replace(posts, version=version) for posts in both]
            rates.append([caller.submit(rate, one, shares).result() for one in at])
    ours, bare = zip(*rates[1:], strict=True)
    ratio = median(a / b for a, b in zip(ours, bare, strict=True))
    return Row(connections, median(ours), median(bare), ratio)


@contextmanager
def contenders(server: Server) -> Iterator[tuple[Deployed, Sequence[Posts]]]:
    """Both services on one server, and what is sent to each."""
    with (
        deployed_on(server) as service,
        bare(server, service.settings.keyring.parent) as port,
    ):
        token = service.token(INVESTIGATOR)
        at = "/cases/{case}/"
        path = f"/v1/organisations/{HERE}{at}investigation-steps"
        yield (
            service,
            (
                Posts(service.port, path, token, command(), 0, TIMES),
                Posts(port, f"{at}steps", token, command(), 0, TIMES),
            ),
        )


@contextmanager
def bare(server: Server, folder: Path) -> Iterator[int]:
    """The port of the bare service, started as ours is."""
    with database(server) as url:
        with connect(url) as db:
            db.execute(TABLE)
        port = free_port()
        program = ("bare", str(port))
        with process(program, port, folder, {"BARE_URL": url}):
            yield port


def command() -> bytes:
    """One thing done to find out what happened."""
    step = {
        "kind": "document",
        "occurred_on": datetime.now(UTC).date().isoformat(),
        "allegations": [1],
        "account": "The ledger shows one booking of that trip, approved by Person A.",
    }
    return json.dumps(step).encode()


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--connections", type=int, default=16)
    arguments.add_argument("--cases", type=int, default=8)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server:
        row = measure(server, asked.connections, asked.cases, asked.turns)
    sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
