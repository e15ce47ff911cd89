"""The eventsourcing library's own contract for recorders, held by ours.

It expects positions 1, 2, 3 and versions from 0; ours have gaps and count from 1. So it
meets our recorder through `Counting`, which only renames the numbers.

Left out: `test_performance`, which prints figures and asserts nothing.
"""

import sys
from collections.abc import Iterator, Sequence
from threading import Lock
from types import ModuleType
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from eventsourcing.persistence import Notification, StoredEvent

from cases.database import Pool
from cases.log.doorbell import Bell
from cases.log.recorder import Recorder

# Its module wants a package for its tests of encryption, which have no use here.
unused = ModuleType("eventsourcing.cipher")
unused.AESCipher = None  # type: ignore[attr-defined]
with patch.dict(sys.modules, {"eventsourcing.cipher": unused}):
    from eventsourcing.tests import persistence as contract


class Counting(Recorder):
    """Ours, with its positions called 1, 2, 3 and its versions one less."""

    def __init__(self, pool: Pool, bell: Bell) -> None:
        super().__init__(pool, bell)
        self._seen: list[int] = []
        self._seeing = Lock()

    def _number(self, position: int) -> int:
        with self._seeing:
            if position not in self._seen:
                self._seen.append(position)
            return self._seen.index(position) + 1

    def _position(self, number: int | None) -> int | None:
        return self._seen[number - 1] if number else number

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        moved = [_moved(event, 1) for event in stored_events]
        positions = super().insert_events(moved, **kwargs)
        return [self._number(position) for position in positions or ()]

    def select_events(
        self, originator_id: UUID | str, **kwargs: Any
    ) -> Sequence[StoredEvent]:
        return [
            _moved(row, -1) for row in super().select_events(originator_id, **kwargs)
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        rows = super().select_notifications(
            self._position(start),
            limit,
            self._position(stop),
            topics,
            inclusive_of_start=inclusive_of_start,
        )
        return [
            Notification(*_named(_moved(row, -1)), self._number(row.id)) for row in rows
        ]

    def max_notification_id(self) -> int | None:
        last = super().max_notification_id()
        return None if last is None else self._number(last)


def _moved(event: StoredEvent, by: int) -> StoredEvent:
    version = event.originator_version + by
    return StoredEvent(event.originator_id, version, event.topic, event.state)


def _named(event: StoredEvent) -> tuple[UUID | str, int, str, bytes]:
    return (event.originator_id, event.originator_version, event.topic, event.state)


class TestOurRecorder(contract.ApplicationRecorderTestCase):
    """The library's tests, and the one that it leaves to recorders with a bell."""

    INITIAL_VERSION = 0
    test_performance = None

    @pytest.fixture(autouse=True)
    def _database(self, database_url: str) -> Iterator[None]:
        with Pool(database_url, "ima") as connections:
            bell = Bell(connections)
            self.recorder = Counting(connections, bell)
            yield
            bell.close()

    def create_recorder(self) -> Recorder:
        return self.recorder

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()
