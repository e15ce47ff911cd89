"""Following the log for ever, for the projections."""

from collections.abc import Sequence
from threading import Event as Flag
from typing import Final

from cases.log.log import Log
from projections.batch import few_collections
from projections.catalogue import PROJECTIONS
from projections.leader import Leader
from projections.leading import Office, lead
from projections.projection import Projection

FOLLOWING: Final = "cases follow"


def follow(url: str, logs: Sequence[Log], stop: Flag) -> None:
    """Keep every projection of these organisations true to its log, until `stop`."""
    with few_collections():
        lead(url, [projecting(log) for log in logs], stop)


def projecting(log: Log, projections: Sequence[Projection] = PROJECTIONS) -> Office:
    """Keeping the projections of one organisation true to its log."""
    return Office(FOLLOWING, log.organisation, lambda db: Leader(db, log, projections))
