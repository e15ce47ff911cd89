"""Where cases stand: the ones replayed last are kept, to go on from."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final
from uuid import UUID

from cases.case.case import Case

ROOM: Final = 1000
"""Cases at once; the one not asked for longest makes room."""


@dataclass(frozen=True)
class Standing:
    """A case as its history makes it, and where that history ends."""

    case: Case
    version: int = 0
    position: int = 0


class Standings:
    """Cases as they stood when they were last replayed. Threads may share it.

    Never the truth: what has happened since must be asked for. A history is only ever
    added to, so nothing that is kept becomes wrong.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._lock = Lock()
        self._kept: OrderedDict[UUID, Standing] = OrderedDict()

    def get(self, case: UUID) -> Standing | None:
        """How it stood; None when it is not kept."""
        with self._lock:
            if case in self._kept:
                self._kept.move_to_end(case)
            return self._kept.get(case)

    def put(self, case: UUID, standing: Standing) -> None:
        """Keep this one."""
        with self._lock:
            self._kept[case] = standing
            self._kept.move_to_end(case)
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)
