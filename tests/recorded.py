"""What a log holds after commands were handled."""

from typing import Final
from uuid import UUID

from cases.events.event import Event
from cases.events.record import CommandRefused
from cases.log.log import Log
from cases.log.recorded import Recorded

BATCH: Final = 1000
KEY: Final = "a-key-of-somebody"
"""An idempotency key."""


def version(log: Log, case: UUID) -> int:
    """The last version of a case."""
    return len(log.history(case))


def everything(log: Log) -> list[Recorded]:
    """All that the log has, in its order."""
    found = log.since(0, BATCH)
    while batch := log.since(found[-1].position if found else 0, BATCH):
        found = [*found, *batch]
    return found


def events(log: Log) -> list[Event]:
    """All events in the log, in its order."""
    return [recorded.event for recorded in everything(log)]


def refusals(log: Log) -> list[CommandRefused]:
    """What was refused."""
    return [event for event in events(log) if isinstance(event, CommandRefused)]
