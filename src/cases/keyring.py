"""Every key of one organisation: made, covered, found again, forgotten.

The root, in files, covers 1024 shard keys; a shard key covers item keys; both of
these lie in the keystore. Erasing changes the shard and the root, because a deleted
row stays in PostgreSQL's files; what it was covered with does not.
"""

import hmac
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from secrets import randbelow, token_bytes
from typing import Final
from uuid import UUID

from cases.database import OWNER, Pool, migrate_schema
from cases.errors import Tampered, Unavailable
from cases.identifier import new_id
from cases.sealing.cache import KeyCache
from cases.sealing.keystore import SHARDS, Keystore, Shard, StoredKey
from cases.sealing.roots import FileRoots, KeyringUnfit
from cases.sealing.stock import ItemKey, Stock
from cases.sealing.wrapping import KEY_BYTES, Place, WrappingKey

FIRST: Final = 1
ATTEMPTS: Final = 5


class Keyring:
    """The keys of one organisation. Threads may share it.

    Every method raises Unavailable when keystore or root cannot be had.
    """

    def __init__(self, organisation: str, roots: FileRoots, keystore: Keystore) -> None:
        self.organisation = organisation
        self._roots = roots
        self._keystore = keystore
        self._stock = Stock(self._make)
        self._cache = KeyCache()

    def create(self) -> None:
        """Make root and shards, as the keystore's owner; nothing when they are there.

        Raises KeyringUnfit when there are shards but no root: a new one would not
        bring back what the lost one covered.
        """
        if not self._keystore.samples():
            self._roots.make(FIRST)
            self._keystore.fill(self._new_shards(FIRST))
        self.check()

    def check(self) -> None:
        """Raises KeyringUnfit unless each root in use is there and is the right one."""
        self._roots.fingerprint_key()
        samples = self._keystore.samples()
        if not samples:
            raise KeyringUnfit("the keystore has no shards")
        for shard in samples:
            self._fits(shard)

    def take(self) -> ItemKey:
        """A key for one new item, durable already."""
        return self._stock.take()

    def keys(self, items: Iterable[UUID]) -> dict[UUID, bytes]:
        """The items' keys, in one question; an erased item has none.

        Raises Tampered when a key was put back or moved.
        """
        wanted = set(items)
        known = self._cache.get(wanted)
        missing = sorted(wanted - known.keys())
        if missing:
            opened = self._opened(self._keystore.find(missing))
            self._cache.put(opened)
            known |= opened
        return known

    def forget(self, items: Iterable[UUID]) -> None:
        """Drop opened keys of these items from memory."""
        self._cache.forget(items)

    def fingerprint(self, content: bytes) -> bytes:
        """32 bytes that tell contents apart and cannot be guessed from outside.

        A plain hash of a short text would give the text away.
        """
        return hmac.digest(self._fingerprint_key, content, "sha256")

    @cached_property
    def _fingerprint_key(self) -> bytes:
        """Kept, unlike roots: nothing that is to become unreadable depends on it."""
        return self._roots.fingerprint_key()

    def _make(self, count: int) -> list[ItemKey]:
        made = [ItemKey(new_id(), token_bytes(KEY_BYTES)) for _ in range(count)]
        for _ in range(ATTEMPTS):
            shard = self._keystore.shard(randbelow(SHARDS))
            cover = self._shard_key(shard, self._roots.root(shard.root_version))
            wrapped = {
                key.item: cover.wrap(key.secret, self._item_place(key.item))
                for key in made
            }
            if self._keystore.add(shard, wrapped):
                return made
        raise Unavailable("the shards are being given new keys")

    def _opened(self, stored: Sequence[StoredKey]) -> dict[UUID, bytes]:
        versions = {key.shard.root_version for key in stored}
        roots = {version: self._roots.root(version) for version in versions}
        covers = {
            shard: self._shard_key(shard, roots[shard.root_version])
            for shard in {key.shard for key in stored}
        }
        return {key.item: self._open(key, covers[key.shard]) for key in stored}

    def _open(self, key: StoredKey, cover: WrappingKey) -> bytes:
        try:
            return cover.unwrap(key.wrapped, self._item_place(key.item))
        except Tampered:
            raise Tampered(key.item) from None

    def _new_shards(self, version: int) -> list[Shard]:
        root = self._roots.root(version)
        return [
            Shard(
                number,
                version,
                root.wrap(token_bytes(KEY_BYTES), self._shard_place(number, version)),
            )
            for number in range(SHARDS)
        ]

    def _shard_key(self, shard: Shard, root: WrappingKey) -> WrappingKey:
        place = self._shard_place(shard.number, shard.root_version)
        return WrappingKey(root.unwrap(shard.wrapped, place))

    def _fits(self, shard: Shard) -> None:
        version = shard.root_version
        try:
            self._shard_key(shard, self._roots.root(version))
        except Tampered:
            raise KeyringUnfit(f"root-{version} is not this keystore's") from None

    def _shard_place(self, number: int, version: int) -> Place:
        return {
            "organisation": self.organisation,
            "root_version": version,
            "shard": number,
        }

    def _item_place(self, item: UUID) -> Place:
        return {"item": str(item), "organisation": self.organisation}


def open_keyring(connections: Pool, directory: Path, organisation: str) -> Keyring:
    """The organisation's keys: roots in `directory`, the others in the keystore."""
    return Keyring(
        organisation, FileRoots(directory, organisation), Keystore(connections)
    )


def add_keyring(url: str, directory: Path, organisation: str) -> None:
    """Make an organisation's keystore, root and shards, or bring them up to date.

    Safe to run again. Needs `migrate_roles` in the keystore's database before.
    """
    migrate_schema(url, organisation, "keystore")
    with Pool(url, organisation, OWNER, size=1) as connections:
        open_keyring(connections, directory, organisation).create()
