"""How the keys of an organisation cover each other.

A root covers the trunk, the trunk the branches, a branch its shards, a shard the keys
of items. Erasing gives everything above an item a new key: a deleted row stays in
PostgreSQL's files for a while, what it was covered with does not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from secrets import token_bytes
from typing import Final
from uuid import UUID

from cases.errors import Tampered, Unavailable
from cases.sealing.custodian import Custodian, KeyringUnfit
from cases.sealing.keystore import Covered, Root, StoredKey
from cases.sealing.wrapping import KEY_BYTES, Place, WrappingKey

COMMANDS: Final = "commands"
"""The lasting key that tells commands apart."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where each key of an organisation belongs: it can be uncovered nowhere else."""

    organisation: str

    def trunk(self) -> Place:
        """The trunk's, under a root."""
        return {"organisation": self.organisation, "trunk": 1}

    def branch(self, of: int | UUID) -> Place:
        """A branch's, under the trunk."""
        return {"branch": str(of), "organisation": self.organisation}

    def shard(self, of: int | UUID) -> Place:
        """A shard's, under its branch."""
        return {"organisation": self.organisation, "shard": str(of)}

    def item(self, of: int | UUID) -> Place:
        """An item's, under its shard."""
        return {"item": str(of), "organisation": self.organisation}

    def lasting(self, name: str) -> Place:
        """The place of a key of no item, under the trunk."""
        return {"lasting": name, "organisation": self.organisation}


def fresh() -> bytes:
    """A new key."""
    return token_bytes(KEY_BYTES)


def trunk_of(
    custodians: Sequence[Custodian], roots: Iterable[Root], places: Places
) -> WrappingKey:
    """The trunk's key, from the first custodian that gives it.

    Raises what the last of them raised, KeyringUnfit when none has a root in use.
    """
    by_name = {one.name: one for one in custodians}
    silence: Exception = KeyringUnfit("no custodian keeps this keystore's root")
    for root in roots:
        if custodian := by_name.get(root.custodian):
            try:
                return uncovered(custodian, root, places)
            except (Unavailable, Tampered) as failure:
                silence = failure
    raise silence


def uncovered(custodian: Custodian, root: Root, places: Places) -> WrappingKey:
    """The trunk's key from one custodian; Tampered when the root is not its own."""
    return WrappingKey(custodian.unwrap(root.version, root.trunk, places.trunk()))


def opened(
    trunk: WrappingKey, stored: Sequence[StoredKey], places: Places
) -> dict[UUID, bytes]:
    """The keys of items; Tampered when one was put back, moved or changed."""
    branches = Level(places.branch)
    shards = Level(places.shard)
    keys = {}
    for key in stored:
        try:
            branch = branches.under(trunk, key.branch)
            shard = shards.under(branch, key.shard)
            keys[key.item] = shard.unwrap(key.wrapped, places.item(key.item))
        except Tampered:
            raise Tampered(key.item) from None
    return keys


class Level:
    """Keys of one level of the tree, each opened once."""

    def __init__(self, place: Callable[[int | UUID], Place]) -> None:
        self._place = place
        self._opened: dict[Covered, WrappingKey] = {}

    def under(self, above: WrappingKey, covered: Covered) -> WrappingKey:
        """The key, which the one above covers; Tampered."""
        if covered not in self._opened:
            secret = above.unwrap(covered.wrapped, self._place(covered.of))
            self._opened[covered] = WrappingKey(secret)
        return self._opened[covered]
