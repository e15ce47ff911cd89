"""What a log holds after commands were handled."""

from typing import Final
from uuid import UUID

from cases.events.event import Event
from cases.events.record import CommandRefused
from cases.log.log import Log

BATCH: Final = 1000
KEY: Final = "a-key-of-somebody"
"""An idempotency key."""


def version(log: Log, case: UUID) -> int:
    """The last version of a case."""
    return len(log.history(case))


def events(log: Log) -> list[Event]:
    """Everything in the log, in its order."""
    found = log.since(0, BATCH)
    while batch := log.since(found[-1].position if found else 0, BATCH):
        found = [*found, *batch]
    return [recorded.event for recorded in found]


def refusals(log: Log) -> list[CommandRefused]:
    """What was refused."""
    return [event for event in events(log) if isinstance(event, CommandRefused)]
