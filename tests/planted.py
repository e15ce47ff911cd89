"""A log with its tree to try, and the ways of somebody who owns the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from happened import took
from logged import ORGANISATION, TABLES, a_log, envelope
from psycopg import Connection, connect
from uuid_utils.compat import uuid7
from waiting import until

from cases.database import INTEGRATOR, Pool, parameters
from cases.log.log import Log
from cases.tree.beginning import add_tree
from cases.tree.integrator import Desk, Integrator
from cases.tree.keys import LogKeys
from cases.tree.leaf import COLUMNS, leaf
from cases.tree.signed import Signed, SignedTrees
from verify.checkpoint import Checkpoint, opened
from verify.merkle import leaf_hash, root_over
from verify.note import Note

ORIGIN = "cases.example/v1/organisations/ima/tree"


@dataclass
class Planted:
    """A log, its tree, and what was signed of it."""

    url: str
    keystore_url: str
    keyring: Path
    log: Log
    signed: SignedTrees
    db: Connection[Any]
    version: int = 0
    stream: UUID = field(default_factory=uuid7)

    @property
    def keys(self) -> LogKeys:
        return LogKeys(self.keyring, ORGANISATION)

    def happen(self, count: int = 1) -> None:
        """So many events, readable."""
        for first in range(0, count, 1000):
            events = [took()] * min(1000, count - first)
            done = self.log.append(self.stream, self.version, events, envelope())
            self.version = done.version
        until(lambda: self.log.head() >= done.position)

    def integrator(self, *, awaiting: bool = False) -> Integrator:
        """One that begins now."""
        desk = Desk(ORGANISATION, self.db, self.signed, self.keys, awaiting)
        return Integrator(desk)

    def integrate(self, limit: int = 4096) -> int:
        """Take in all there is; how many events that was."""
        integrator = self.integrator()
        taken = 0
        while new := integrator.go_on(limit):
            taken += new
        return taken

    def current(self) -> Signed:
        """What was signed last."""
        current = self.signed.current()
        assert current
        return current

    def checkpoint(self) -> Checkpoint:
        """What was signed last, opened with the log's keys."""
        keys = [key.verifier for key in self.signed.log_keys()]
        return opened(Note.parse(self.current().note.encode()), keys)

    def leaves(self) -> list[bytes]:
        """The leaf of every event, by the rows of the log alone."""
        rows = self.db.execute(f"SELECT {COLUMNS} FROM event ORDER BY position")
        return [leaf(row) for row in rows]

    def root(self) -> bytes:
        """The root over all events, made without the tiles."""
        return root_over([leaf_hash(one) for one in self.leaves()])

    def meddle(self, statement: str, *values: object) -> None:
        """What a superuser of the event database can do, with all triggers off."""
        with connect(self.url, **parameters(ORGANISATION, "none")) as db:
            for table in (*TABLES, "tile", "checkpoint", "timestamp_token"):
                db.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
            db.execute(statement.encode(), values)

    def own_keystore(self, statement: str, *values: object) -> None:
        """What a superuser of the keystore can do."""
        with connect(self.keystore_url, **parameters(ORGANISATION, "none")) as db:
            db.execute(statement.encode(), values)


@contextmanager
def planted(url: str, keystore_url: str, keyring: Path) -> Iterator[Planted]:
    """A tree that has just begun."""
    add_tree(keystore_url, keyring, ORGANISATION, ORIGIN)
    with (
        a_log(url) as log,
        Pool(keystore_url, ORGANISATION, INTEGRATOR, size=2) as keystore,
        connect(url, **parameters(ORGANISATION, INTEGRATOR)) as db,
    ):
        yield Planted(url, keystore_url, keyring, log, SignedTrees(keystore), db)
