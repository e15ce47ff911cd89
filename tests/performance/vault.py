"""Texts sealed and opened, keys made: a second, of 1 KiB each, in one process.

The database is one of our own on disk. Recording the reading is left out: it is an
append, measured in `append.py`.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter
from typing import Final
from uuid import UUID

import psycopg
from servers import database, throw_away_cluster
from vaults import IDENTITY, READER, create_keys, keys_of, open_to_all, reference

from cases.actors import Actor
from cases.database import Pool, add_organisation, migrate_roles, parameters
from cases.events.event import Personal, Sealed, SealedItem
from cases.events.record import TextRead
from cases.vault import Vault

TEXT: Final = Personal("x" * 1024)
CASE: Final = UUID(int=1)
HISTORY: Final = 50
"""Texts of one case that are opened at once."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was done, how many a second, and how many microseconds each."""

    what: str
    a_second: float
    microseconds: float


def measure(database_url: str, keystore_url: str, turns: int = 5) -> list[Figure]:
    """Medians of so many turns, on two empty databases."""
    with (
        tempfile.TemporaryDirectory() as folder,
        vault(database_url, keystore_url, Path(folder) / "keyring") as opened,
    ):
        texts = store(database_url, [seal(opened) for _ in range(10_000)])
        contenders = {
            "seal, keys made beside": (lambda: repeat(seal, opened, 5_000), 5_000),
            "seal, by 8 threads": (lambda: in_threads(opened, 8, 1_000), 8_000),
            "open one, keys not kept": (lambda: one_by_one(opened, texts), 500),
            "open 50, keys not kept": (lambda: by_cases(opened, texts), 10_000),
        }
        return [
            figure(what, work, count, turns)
            for what, (work, count) in contenders.items()
        ]


def figure(what: str, work: Callable[[], None], count: int, turns: int) -> Figure:
    """The median of some turns of work that is done `count` times in each."""
    took = median(timed(work) for _ in range(turns))
    return Figure(what, count / took, took / count * 1e6)


def timed(work: Callable[[], None]) -> float:
    """Seconds."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def seal(vault: Vault) -> SealedItem:
    """One text of 1 KiB."""
    return vault.seal(CASE, TEXT, IDENTITY, (1,))


def repeat(work: Callable[[Vault], object], vault: Vault, times: int) -> None:
    """The same again."""
    for _ in range(times):
        work(vault)


def in_threads(vault: Vault, threads: int, times: int) -> None:
    """Sealing by many at once."""
    crew = [Thread(target=repeat, args=(seal, vault, times)) for _ in range(threads)]
    for each in crew:
        each.start()
    for each in crew:
        each.join()


def one_by_one(vault: Vault, texts: list[Sealed]) -> None:
    """Each by itself: two questions to the log's database, one to the keystore."""
    for text in texts[:500]:
        vault._keyring._cache.empty(hearing=True)
        vault.open({text: "account"}, READER, "measure")


def by_cases(vault: Vault, texts: list[Sealed]) -> None:
    """A case's texts together."""
    for first in range(0, len(texts), HISTORY):
        some = texts[first : first + HISTORY]
        vault._keyring._cache.empty(hearing=True)
        vault.open(dict.fromkeys(some, "account"), READER, "measure")


def store(url: str, texts: list[SealedItem]) -> list[Sealed]:
    """Write the rows as the log does, all at once."""
    rows = [
        (text.item, CASE, list(text.about), text.kind, text.audience, text.blob)
        for text in texts
    ]
    with psycopg.connect(url, **parameters("ims", "none")) as db:
        db.cursor().executemany(
            "INSERT INTO sealed VALUES (%s, %s, %s, %s, %s, %s)", rows
        )
    return [reference(text) for text in texts]


@contextmanager
def vault(database_url: str, keystore_url: str, directory: Path) -> Iterator[Vault]:
    """A vault that records readings nowhere."""

    def record(_readings: Sequence[TextRead], _reader: Actor) -> None:
        pass

    migrate_roles(database_url)
    add_organisation(database_url, "ims")
    create_keys(keystore_url, directory, "ims")
    with (
        Pool(database_url, "ims") as rows,
        keys_of(keystore_url, directory, "ims") as keyring,
    ):
        yield Vault(rows, keyring, record, open_to_all)


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with (
        throw_away_cluster(durable=True) as server,
        database(server) as log,
        database(server) as keystore,
    ):
        for each in measure(log, keystore, asked.turns):
            sys.stdout.write(f"{each}\n")


if __name__ == "__main__":
    main()
