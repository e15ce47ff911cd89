"""Opened item keys, kept for a moment so that a page needs one question."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from time import monotonic
from typing import Final
from uuid import UUID

LIFETIME_SECONDS: Final = 60.0
ROOM: Final = 10_000
"""Keys at once; the oldest make room."""


class KeyCache:
    """Item keys, each given out for at most a minute after it was put in.

    Empty, and stays so, until somebody hears of erasures.
    """

    def __init__(self, lifetime: float = LIFETIME_SECONDS, room: int = ROOM) -> None:
        self._lifetime = lifetime
        self._room = room
        self._lock = Lock()
        self._kept: OrderedDict[UUID, tuple[float, bytes]] = OrderedDict()
        self._hearing = False
        self._erasures = 0

    @property
    def hearing(self) -> bool:
        """Whether erasures are heard of, so that something may be kept."""
        return self._hearing

    @property
    def erasures(self) -> int:
        """Counts what was heard: what was read before the last cannot be put in."""
        return self._erasures

    def get(self, items: Iterable[UUID]) -> dict[UUID, bytes]:
        """Those of the items whose keys are still kept."""
        with self._lock:
            self._drop_old()
            found = ((item, self._kept.get(item)) for item in items)
            return {item: kept[1] for item, kept in found if kept is not None}

    def put(self, keys: Mapping[UUID, bytes], erasures: int) -> None:
        """Keep these, which were read after so many erasures had been heard of.

        A key kept already starts its minute anew.
        """
        until = monotonic() + self._lifetime
        with self._lock:
            if not self._hearing or erasures != self._erasures:
                return
            for item, key in keys.items():
                self._kept.pop(item, None)
                self._kept[item] = (until, key)
            self._drop_old()

    def empty(self, *, hearing: bool) -> None:
        """Drop everything: keys were erased, or might be without being heard of."""
        with self._lock:
            self._hearing = hearing
            self._erasures += 1
            self._kept.clear()

    def _drop_old(self) -> None:
        # All have the same lifetime, so the first in is the first to end.
        while self._kept:
            item, (until, _) = next(iter(self._kept.items()))
            if until > monotonic() and len(self._kept) <= self._room:
                return
            del self._kept[item]
