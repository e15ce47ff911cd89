"""How long it takes to erase a person's items for good, among a million keys.

From the call until no old root is left at the custodian, on a durable server of our
own. The items lie in shards of their own: of a person who was written about over years,
by many processes.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final
from uuid import UUID, uuid4

import psycopg
from servers import database, throw_away_cluster
from vaults import Keys, create_keys

from cases.database import ERASER, Pool, parameters
from cases.identifier import new_id
from cases.sealing.erasing import KeyEraser
from cases.sealing.keystore import BRANCHES
from cases.sealing.keytree import Places, fresh
from cases.sealing.roots import FileRoots
from cases.sealing.stock import BATCH
from cases.sealing.wrapping import WrappingKey

KEYS: Final = 1_000_000
FLOOR: Final = 100.0
"""Milliseconds, for one person's items."""
OF_A_PERSON: Final = 5
"""Items: name, contact, two statements, the decision that was notified."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many items, among how many keys, took how many milliseconds."""

    items: int
    keys: int
    milliseconds: float


def measure(url: str, count: int = KEYS, turns: int = 5) -> Iterator[Figure]:
    """The median of some turns, of one item, a person's, ten and a hundred."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "keyring"
        create_keys(url, directory, "ims")
        keys = Keys(url, directory)
        shards = fill(keys, count)
        with Pool(url, "ims", ERASER) as connections:
            eraser = KeyEraser("ims", [FileRoots(directory, "ims")], connections)
            for items in (1, OF_A_PERSON, 10, 100):
                took = [erase(eraser, some(shards, items)) for _ in range(turns)]
                yield Figure(items, count, median(took))


def erase(eraser: KeyEraser, items: Sequence[UUID]) -> float:
    """Milliseconds until finality."""
    begun = perf_counter()
    eraser.erase(items)
    return (perf_counter() - begun) * 1000


def some(shards: list[list[UUID]], count: int) -> list[UUID]:
    """Items of as many shards, each for once."""
    found = [shard.pop() for shard in shards[:count]]
    shards.sort(key=lambda _: uuid4())
    return found


def fill(keys: Keys, count: int) -> list[list[UUID]]:
    """So many keys, in shards as the service makes them; their items by shard."""
    places = Places("ims")
    [(version, trunk)] = keys.meddle(
        "SELECT version, trunk FROM root WHERE trunk IS NOT NULL"
    )
    root = FileRoots(keys.directory, "ims")
    top = WrappingKey(root.unwrap(version, trunk, places.trunk()))
    branches = {
        number: WrappingKey(top.unwrap(wrapped, places.branch(number)))
        for number, wrapped in keys.meddle("SELECT branch, wrapped FROM branch")
    }
    shards = [[new_id() for _ in range(BATCH)] for _ in range(count // BATCH)]
    names = [uuid4() for _ in shards]
    above = [fresh() for _ in shards]
    with psycopg.connect(
        keys.url, **parameters("ims", "none", statement_timeout="0")
    ) as db:
        cursor = db.cursor()
        with cursor.copy("COPY shard (shard, branch, wrapped) FROM STDIN") as copy:
            for n, (name, secret) in enumerate(zip(names, above, strict=True)):
                branch = n % BRANCHES
                wrapped = branches[branch].wrap(secret, places.shard(name))
                copy.write_row((name, branch, wrapped))
        with cursor.copy("COPY item_key (item, shard, wrapped) FROM STDIN") as copy:
            for name, secret, items in zip(names, above, shards, strict=True):
                cover = WrappingKey(secret)
                for item in items:
                    wrapped = cover.wrap(fresh(), places.item(item))
                    copy.write_row((item, name, wrapped))
        db.execute("ANALYZE")
    return shards


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keys", type=int, default=KEYS)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server, database(server) as url:
        for each in measure(url, asked.keys, asked.turns):
            sys.stdout.write(f"{each}\n")


if __name__ == "__main__":
    main()
