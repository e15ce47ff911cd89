"""What the audit trail costs a command, and how fast the tree is.

The cost: commands over HTTP at sixteen connections, with `cases integrate` beside the
service and without it, in turns on one server on disk; what counts is the median of the
ratios of the turns. It takes in and signs what is recorded meanwhile, on the same
machine. The gate, which every command passes, is there both times.

The tree: a log of so many events, integrated as `cases integrate` does it, batch by
batch, each signed and committed; then proofs of events by chance.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final
from uuid import UUID

from command import TIMES, command
from deployed import HERE, INVESTIGATOR, Deployed, deployed_on, started
from logged import ORGANISATION
from planted import Planted, planted
from posting import Posts, client, rate
from psycopg import connect
from servers import Server, database, throw_away_cluster
from trees import entries_of_cases
from vaults import create_keys
from waiting import until

from api.running.preparing import told
from api.running.processes import programs
from cases.database import add_organisation, migrate_roles, parameters
from cases.tree import shown

MOST_COST: Final = 0.1
LEAST_LEAVES: Final = 20_000
LONGEST_PROOF: Final = 5.0
"""Milliseconds."""
MILLION: Final = 1_000_000
RECORDED: Final = "2026-11-21 12:00Z"


@dataclass(frozen=True, slots=True)
class Cost:
    """Commands a second with the trail and without, and what part is missing."""

    with_it: float
    without: float
    cost: float
    most: float = MOST_COST


@dataclass(frozen=True, slots=True)
class Tree:
    """Leaves a second, and milliseconds for an inclusion proof.

    `nothing`: the 99th percentile of asking the database for nothing, in between.
    """

    leaves: int
    a_second: float
    median: float
    p99: float
    nothing: float
    least: float = LEAST_LEAVES
    longest: float = LONGEST_PROOF


def cost(server: Server, cases: int = 8, turns: int = 7, connections: int = 16) -> Cost:
    """In a turn each connection posts to so many cases of its own, with and without."""
    pairs: list[tuple[float, float]] = []
    with deployed_on(server) as service, client() as caller:
        path = f"/v1/organisations/{HERE}/cases/{{case}}/investigation-steps"
        token = service.token(INVESTIGATOR)
        posts = Posts(service.port, path, token, command(), 0, TIMES)

        def commands() -> float:
            version, found = service.investigations(connections * cases)
            shares = [found[n::connections] for n in range(connections)]
            at = replace(posts, version=version)
            return caller.submit(rate, at, shares).result()

        # The first turn opens connections and fills caches.
        for turn in range(turns + 1):
            order = (True, False) if turn % 2 else (False, True)
            rates = {}
            for beside in order:
                with ExitStack() as stack:
                    if beside:
                        stack.enter_context(integrating(service))
                    rates[beside] = commands()
            pairs.append((rates[True], rates[False]))
    with_it, without = zip(*pairs[1:], strict=True)
    missing = median(1 - a / b for a, b in pairs[1:])
    return Cost(median(with_it), median(without), missing)


@contextmanager
def integrating(service: Deployed) -> Iterator[None]:
    """`cases integrate`, once it has caught up."""
    folder = service.settings.keyring.parent
    program = ("api", *programs(0)["integrate"])
    with started(program, folder, told(service.settings)):
        until(lambda: caught_up(service), 120)
        yield


def caught_up(service: Deployed) -> bool:
    """Whether everything recorded is in the published tree."""
    with service.organisation.pool.connection() as db:
        try:
            return shown.waiting(db, shown.published(db).position) == 0
        except shown.Missing:
            return False


def tree(server: Server, leaves: int = MILLION, proofs: int = 2000) -> Tree:
    """A tree of so many leaves made, and so many proofs of events by chance."""
    with (
        database(server) as url,
        database(server) as keystore_url,
        TemporaryDirectory() as folder,
    ):
        migrate_roles(url)
        add_organisation(url, ORGANISATION)
        create_keys(keystore_url, Path(folder), ORGANISATION)
        write(url, leaves)
        with planted(url, keystore_url, Path(folder)) as made:
            began = perf_counter()
            taken = made.integrate()
            a_second = taken / (perf_counter() - began)
            assert taken == leaves
            took, nothing = zip(*proved(made, leaves, proofs), strict=True)
    p99, least = (quantiles(times, n=100)[-1] for times in (took, nothing))
    return Tree(leaves, a_second, median(took), p99, least)


def write(url: str, leaves: int) -> None:
    """Events like those of cases, at positions below any that a command could get."""
    events = (
        "COPY event (stream, version, position, recorded_at, topic, state) FROM STDIN"
    )
    with connect(url, **parameters(ORGANISATION, "none")) as db:
        db.execute("SET statement_timeout = 0")
        with db.cursor().copy(events) as rows:
            for n, entry in enumerate(entries_of_cases(leaves)):
                state = entry.split(b'"state":')[1].split(b',"stream"')[0].decode()
                stream, version = UUID(int=n % 7), n // 7 + 1
                rows.write_row((stream, version, n + 1, RECORDED, "Step", state))
        db.commit()
        db.autocommit = True
        db.execute("VACUUM ANALYZE event")


def proved(made: Planted, leaves: int, proofs: int) -> Iterator[tuple[float, float]]:
    """Milliseconds of each proof, and of asking for nothing beside it.

    A proof is: the checkpoint, which leaf it is, its way up.
    """
    chance = Random(7)
    with connect(made.url, **parameters(ORGANISATION)) as db:
        db.autocommit = True
        for _ in range(proofs):
            position = chance.randrange(leaves) + 1
            began = perf_counter()
            shown.proof(db, position, shown.published(db))
            proved = perf_counter()
            db.execute("SELECT 1").fetchone()
            yield (proved - began) * 1000, (perf_counter() - proved) * 1000


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--leaves", type=int, default=MILLION)
    arguments.add_argument("--cases", type=int, default=8)
    arguments.add_argument("--turns", type=int, default=7)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server:
        rows = tree(server, asked.leaves), cost(server, asked.cases, asked.turns)
    sys.stdout.write("{}\n{}\n".format(*rows))


if __name__ == "__main__":
    main()
