"""Item keys that are durable already, so that a command needs no second commit."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Final
from uuid import UUID

from cases.errors import Unavailable
from cases.patience import left

BATCH: Final = 128
"""Keys of one shard: as many get covered anew when one of them is erased."""
LOW: Final = BATCH // 2
PATIENCE_SECONDS: Final = 5.0
"""How long somebody waits for the first key of a new batch."""


@dataclass(frozen=True, slots=True)
class ItemKey:
    """A key for one item, covered and durable in the keystore; used once."""

    item: UUID
    secret: bytes = field(repr=False)


class Stock:
    """Keys to take; a new batch is fetched in the background before they run out."""

    def __init__(self, make: Callable[[int], Sequence[ItemKey]]) -> None:
        self._make = make
        self._keys: deque[ItemKey] = deque()
        self._changed = Condition()
        self._filling = False

    def take(self) -> ItemKey:
        """A key nobody else has; raises Unavailable when no new ones can be made."""
        with self._changed:
            self._fill_when_low()
            self._changed.wait_for(self._settled, left(PATIENCE_SECONDS))
            if not self._keys:
                raise Unavailable("no keys can be made")
            key = self._keys.popleft()
            # Again, so that those who still wait do not find it empty and settled.
            self._fill_when_low()
            return key

    def _settled(self) -> bool:
        return bool(self._keys) or not self._filling

    def _fill_when_low(self) -> None:
        if len(self._keys) <= LOW and not self._filling:
            self._filling = True
            Thread(target=self._fill, name="key stock", daemon=True).start()

    def _fill(self) -> None:
        made: Sequence[ItemKey] = ()
        try:
            made = self._make(BATCH)
        except Unavailable:
            # Whoever finds the stock empty says so; until then nobody is hurt.
            pass
        finally:
            with self._changed:
                self._keys.extend(made)
                self._filling = False
                self._changed.notify_all()
