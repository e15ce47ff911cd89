"""The keys of one organisation: made, found again, kept for a moment.

Erasing them is for another role: `cases.sealing.erasing`.
"""

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from secrets import randbelow
from time import monotonic
from typing import Final, TypeVar
from uuid import UUID, uuid4

from cases.database import OWNER, Pool, migrate_schema
from cases.errors import Tampered, Unavailable
from cases.identifier import new_id
from cases.sealing.cache import LIFETIME_SECONDS, KeyCache
from cases.sealing.custodian import Custodian, KeyringUnfit
from cases.sealing.erasing import KeyEraser
from cases.sealing.hearing import Hearing
from cases.sealing.keystore import BRANCHES, Covered, Keystore, Root
from cases.sealing.keytree import COMMANDS, Places, fresh, opened, trunk_of
from cases.sealing.stock import ItemKey, Stock
from cases.sealing.wrapping import WrappingKey

ATTEMPTS: Final = 5
"""How often keys are looked up while those above them are exchanged."""
PRINTS: Final = b"cases/fingerprint/v1"
PRINT_BYTES: Final = 28

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Prints:
    """What commands are told apart with, and until when it may be kept in memory."""

    version: int
    contents: bytes = field(repr=False)
    names: bytes = field(repr=False)
    until: float


class Keyring:
    """The keys of one organisation, to be closed. Threads may share it.

    Every method raises Unavailable when keystore or custodians do not answer.
    """

    def __init__(
        self, organisation: str, custodians: Sequence[Custodian], keystore: Keystore
    ) -> None:
        self.organisation = organisation
        self._custodians = custodians
        self._keystore = keystore
        self._places = Places(organisation)
        self._stock = Stock(self._make)
        self._cache = KeyCache()
        self._hearing = Hearing(keystore.pool, self._heard)
        self._prints: Prints | None = None

    def close(self) -> None:
        """Hear of no more erasures, and keep nothing any more."""
        self._hearing.close()

    def check(self) -> None:
        """Raises KeyringUnfit unless each root in use is there and is the right one."""
        roots = self._keystore.roots()
        if not roots:
            raise KeyringUnfit("the keystore has no keys")
        for root in roots:
            self._fits(root)

    def take(self) -> ItemKey:
        """A key for one new item, durable already."""
        return self._stock.take()

    def kept(self, item: UUID) -> ItemKey:
        """The key that was taken for an item; Unavailable when it has none any more."""
        if (secret := self.keys([item]).get(item)) is None:
            raise Unavailable("the key of the item is gone")
        return ItemKey(item, secret)

    def keys(self, items: Iterable[UUID]) -> dict[UUID, bytes]:
        """The items' keys, in one question; an erased item has none.

        Raises Tampered when a key was put back or moved.
        """
        self._hearing.begin()
        wanted, erasures = set(items), self._cache.erasures
        known = self._cache.get(wanted)
        missing = sorted(wanted - known.keys())
        if missing:
            found = self._under_trunk(partial(self._found, missing))
            self._cache.put(found, erasures)
            known |= found
        return known

    def named(self, content: bytes) -> bytes:
        """32 bytes that stand for a content, always the same; not for personal text."""
        return hmac.digest(self._printing().names, content, "sha256")

    def fingerprint(self, content: bytes) -> bytes:
        """32 bytes that tell contents apart; whoever lacks the key cannot guess one.

        Four say which key it was made with: each erasure destroys it, so that nobody
        can hold a guess of an erased text against the fingerprint of its command.
        """
        key = self._printing()
        digest = hmac.digest(key.contents, content, "sha256")
        return key.version.to_bytes(4) + digest[:PRINT_BYTES]

    def _printing(self) -> Prints:
        self._hearing.begin()
        known = self._prints
        if known is None or known.until < monotonic():
            self._prints = known = self._under_trunk(self._new_prints)
        return known

    def _new_prints(self, trunk: WrappingKey, version: int) -> Prints:
        names = trunk.unwrap(
            self._keystore.lasting(COMMANDS), self._places.lasting(COMMANDS)
        )
        until = monotonic() + LIFETIME_SECONDS
        return Prints(version, trunk.derived(PRINTS), names, until)

    def _heard(self, hearing: bool) -> None:
        self._prints = None
        self._cache.empty(hearing=hearing)

    def _make(self, count: int) -> list[ItemKey]:
        made = [ItemKey(new_id(), fresh()) for _ in range(count)]
        for _ in range(ATTEMPTS):
            if self._under_trunk(partial(self._added, made)):
                return made
        raise Unavailable("the keys are being exchanged")

    def _added(
        self, made: Sequence[ItemKey], trunk: WrappingKey, _version: int
    ) -> bool:
        """Whether the keys are durable now; not when their branch was exchanged."""
        branch = self._keystore.branch(randbelow(BRANCHES))
        place = self._places.branch(branch.of)
        cover = WrappingKey(trunk.unwrap(branch.wrapped, place))
        of, secret = uuid4(), fresh()
        shard = Covered(of, cover.wrap(secret, self._places.shard(of)))
        below = WrappingKey(secret)
        keys = {
            key.item: below.wrap(key.secret, self._places.item(key.item))
            for key in made
        }
        return self._keystore.add(branch, shard, keys)

    def _found(
        self, items: Sequence[UUID], trunk: WrappingKey, _version: int
    ) -> dict[UUID, bytes]:
        return opened(trunk, self._keystore.find(items), self._places)

    def _under_trunk(self, work: Callable[[WrappingKey, int], Answer]) -> Answer:
        """What comes of work under the trunk; anew when it was exchanged meanwhile."""
        roots = self._keystore.roots()
        for _ in range(ATTEMPTS):
            try:
                trunk = trunk_of(self._custodians, roots, self._places)
                return work(trunk, roots[0].version)
            except (Tampered, KeyringUnfit):
                now = self._keystore.roots()
                if now == roots:
                    raise
                roots = now
        raise Unavailable("the keys are being exchanged")

    def _fits(self, root: Root) -> None:
        try:
            trunk = trunk_of(self._custodians, [root], self._places)
            branch = self._keystore.branch(0)
            trunk.unwrap(branch.wrapped, self._places.branch(0))
        except Tampered:
            name = f"root-{root.version}"
            raise KeyringUnfit(f"{name} is not this keystore's") from None


def add_keyring(url: str, organisation: str, custodians: Sequence[Custodian]) -> None:
    """Make an organisation's keystore and its keys, or bring them up to date.

    Safe to run again. Needs `migrate_roles` in the keystore's database before.
    """
    migrate_schema(url, organisation, "keystore")
    with Pool(url, organisation, OWNER, size=1) as connections:
        KeyEraser(organisation, custodians, connections).create()
