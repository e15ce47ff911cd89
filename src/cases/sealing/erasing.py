"""Erasing keys for good: they go, what covered them is exchanged, the root destroyed.

A deleted row stays in PostgreSQL's files, in its log and in copies of both. So every
key above an erased one is exchanged, up to the root; once the old root is destroyed at
every custodian, whatever the old keys covered opens under nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from psycopg import Connection, sql
from psycopg.errors import LockNotAvailable
from psycopg.rows import TupleRow

from cases.database import Pool
from cases.errors import Tampered, Unavailable
from cases.sealing.custodian import Custodian, KeyringUnfit
from cases.sealing.hearing import channel
from cases.sealing.keystore import Root, answering
from cases.sealing.keytree import Places, fresh, uncovered
from cases.sealing.renewal import Renewal, fits, have_keys
from cases.sealing.rootlist import (
    Statement,
    destroyed,
    in_use,
    last_destroyed,
    left_over,
    prepared,
    put_in_use,
)
from cases.sealing.wrapping import WrappingKey

AT_ONCE: Final = 500
"""Items erased under one new root; a few seconds with millions of keys."""
SETTINGS: Final = {
    "lock_timeout": "30s",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
    # Whatever else is set: the new keys are on disk before the old root goes.
    "synchronous_commit": "on",
}

Db = Connection[TupleRow]


@dataclass(frozen=True, slots=True)
class Finality:
    """No root before `version` is left; `statements` are of the last one before it."""

    version: int
    statements: tuple[Statement, ...]


class KeyEraser:
    """Erases keys of one organisation, one erasure at a time in all processes.

    Every method raises Unavailable when keystore or a custodian does not answer,
    KeyringUnfit when a custodian does not have what the keystore says. What was begun
    is finished, whatever was in between: by the same process or the next one.
    """

    def __init__(
        self, organisation: str, custodians: Sequence[Custodian], pool: Pool
    ) -> None:
        self._places = Places(organisation)
        self._custodians = custodians
        self._pool = pool

    def create(self) -> None:
        """Make the keys that cover others, as the keystore's owner.

        Nothing when they are there. With another custodian than before all but the
        items' keys are exchanged, so that it has a root as well. Raises KeyringUnfit
        when a root was lost: a new one would not bring back what it covered.
        """
        with self._alone() as db:
            using = {root.custodian for root in in_use(db)}
            if not using >= {custodian.name for custodian in self._custodians}:
                self._renew(db, ())
            self._settle(db)
            self._trunk(db)

    def erase(self, items: Collection[UUID]) -> Finality:
        """Destroy the keys of these items: no old root is left when this returns.

        Items that have no key are passed over.
        """
        left = list(dict.fromkeys(items))
        with self._alone() as db:
            self._settle(db)
            while left:
                some, left = left[:AT_ONCE], left[AT_ONCE:]
                if have_keys(db, some):
                    self._renew(db, some)
                    self._settle(db)
            version = max((root.version for root in in_use(db)), default=0)
            return Finality(version, last_destroyed(db))

    @contextmanager
    def _alone(self) -> Iterator[Db]:
        name = f"cases erase {self._places.organisation}"
        with answering(), self._pool.beside(**SETTINGS) as db:
            try:
                db.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (name,))
            except LockNotAvailable:
                raise Unavailable("another erasure is under way") from None
            yield db

    def _renew(self, db: Db, erased: Sequence[UUID]) -> None:
        """Erase, exchange what covered them, and the root; the old one is left over."""
        version = prepared(db, [custodian.name for custodian in self._custodians])
        trunk = fresh()
        # Durable at every custodian before the keystore says that it is in use.
        roots = [self._made(one, version, trunk) for one in self._custodians]
        with db.transaction():
            # Before anything is read: what is added until then is seen.
            db.execute("SELECT lock_keys(true)")
            old = self._trunk(db)
            Renewal(db, self._places, old, WrappingKey(trunk)).erase(erased)
            put_in_use(db, roots)
            where = channel(self._places.organisation)
            db.execute(sql.SQL("NOTIFY {}").format(where))

    def _made(self, custodian: Custodian, version: int, trunk: bytes) -> Root:
        custodian.make(version)
        covered = custodian.wrap(version, trunk, self._places.trunk())
        return Root(custodian.name, version, covered)

    def _settle(self, db: Db) -> None:
        """Destroy every root that was made here and is not in use."""
        for name, version in left_over(db):
            # Not before the one in use was seen to open: else nothing would.
            self._trunk(db)
            custodian = self._custodian(name)
            custodian.destroy(version)
            if custodian.has(version):
                raise Unavailable(f"{name} still has root-{version}")
            destroyed(db, name, version)

    def _trunk(self, db: Db) -> WrappingKey | None:
        """The trunk's key, as every custodian gives it; None before the first."""
        trunk = None
        for root in in_use(db):
            custodian = self._custodian(root.custodian)
            try:
                trunk = uncovered(custodian, root, self._places)
                fits(db, self._places, trunk)
            except Tampered:
                name = f"root-{root.version}"
                raise KeyringUnfit(f"{name} is not this keystore's") from None
        return trunk

    def _custodian(self, name: str) -> Custodian:
        for custodian in self._custodians:
            if custodian.name == name:
                return custodian
        raise KeyringUnfit(f"{name} is not among the custodians")
