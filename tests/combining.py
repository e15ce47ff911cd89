"""Whoever has every copy of everything tries all of it together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from vaults import Keys

from cases.errors import Tampered
from cases.sealing.keytree import Places
from cases.sealing.wrapping import KEY_BYTES, Place, WrappingKey

Row = tuple[object, bytes]


@dataclass(frozen=True)
class Dump:
    """A copy of all covered keys, each with what it is the key of."""

    trunks: list[Row]
    branches: list[Row]
    shards: list[Row]
    items: list[Row]


def dump(keys: Keys) -> Dump:
    """The keystore as it is now."""
    return Dump(
        keys.meddle("SELECT version, trunk FROM root WHERE trunk IS NOT NULL"),
        keys.meddle("SELECT branch, wrapped FROM branch"),
        keys.meddle("SELECT shard, wrapped FROM shard"),
        keys.meddle("SELECT item, wrapped FROM item_key"),
    )


def roots(directory: Path) -> list[bytes]:
    """Every key that lies in the keyring."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return [key for path in files if len(key := path.read_bytes()) == KEY_BYTES]


def opened(
    dumps: Iterable[Dump], roots: Iterable[bytes], organisation: str = "ims"
) -> set[UUID]:
    """The items whose keys come out, whatever is tried under whatever."""
    copies, places = list(dumps), Places(organisation)
    trunks = set(_all(roots, copies, "trunks", lambda _: places.trunk()))
    branches = set(_all(trunks, copies, "branches", places.branch))
    shards = set(_all(branches, copies, "shards", places.shard))
    items = {row for copy in copies for row in copy.items}
    found = set()
    for item, wrapped in items:
        for _ in _under(shards, wrapped, places.item(item)):
            found.add(item)
    return found


def _all(
    keys: Iterable[bytes], copies: list[Dump], level: str, place: Callable[[Any], Place]
) -> Iterator[bytes]:
    above = list(keys)
    for of, wrapped in {row for copy in copies for row in getattr(copy, level)}:
        yield from _under(above, wrapped, place(of))


def _under(keys: Iterable[bytes], wrapped: bytes, place: Place) -> Iterator[bytes]:
    for key in keys:
        try:
            yield WrappingKey(key).unwrap(wrapped, place)
        except Tampered:
            continue
