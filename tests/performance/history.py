"""A long case made anew from its history: ours, and an aggregate of the library's.

Both read the same number of steps from the same server and keep what decisions need;
in turns, what counts is the median of the ratios of the turns.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from happened import DAY, STEP, reported, text
from psycopg.conninfo import conninfo_to_dict
from scenario import code
from servers import database, throw_away_cluster

from cases.case.fold import replay
from cases.database import Pool, add_organisation, migrate_roles
from cases.events.investigation import InvestigationStepLogged
from cases.identifier import new_id
from cases.log.log import Log
from cases.log.recorded import Envelope

ORGANISATION: Final = "iom"
FLOOR: Final = 2.0
AT_ONCE: Final = 500
"""Events of one append while the case is being filled."""

Read = Callable[[], object]
"""Reads the case and makes it anew."""


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of both, and how many times as fast ours is."""

    events: int
    ours: float
    theirs: float
    ratio: float
    floor: float = FLOOR


class Investigation(Aggregate):
    """The same case, as the library likes it."""

    @event("Opened")
    def __init__(self, case_type: str) -> None:
        self.case_type = case_type
        self.phase = "received"
        self.taken: set[str] = set()

    @event("StepLogged")
    def log(
        self, step: str, clause: str, phase: str, kind: str, account: dict[str, str]
    ) -> None:
        """Record one thing done to find out what happened."""
        self.phase = phase
        self.taken.add(step)


def measure(url: str, events: int = 10_000, turns: int = 5) -> Row:
    """Ours beside the library's, on an empty database at `url`."""
    with ours(url, events) as own, library(url, events) as other:
        own(), other()
        pairs = [(took(own), took(other)) for _ in range(turns)]
    return Row(
        events,
        median(own for own, _ in pairs),
        median(other for _, other in pairs),
        median(other / own for own, other in pairs),
    )


def took(read: Read) -> float:
    """Milliseconds."""
    begun = perf_counter()
    read()
    return (perf_counter() - begun) * 1000


@contextmanager
def ours(url: str, events: int) -> Iterator[Read]:
    """The log and the fold, with no case kept in memory."""
    migrate_roles(url)
    add_organisation(url, ORGANISATION)
    with Pool(url, ORGANISATION) as connections:
        log = Log(ORGANISATION, connections)
        case = new_id()
        fill(log, case, events)

        def read() -> object:
            past = log.past(case)
            assert past.version == events
            return replay(code(ORGANISATION), past.deeds)

        yield read
        log.close()


def fill(log: Log, case: UUID, events: int) -> None:
    """A report, and then one step of its investigation after the other."""
    log.append(case, 0, [reported()], by())
    for version in range(1, events, AT_ONCE):
        count = min(AT_ONCE, events - version)
        log.append(case, version, [logged() for _ in range(count)], by())


def logged() -> InvestigationStepLogged:
    """One thing done to find out what happened."""
    return InvestigationStepLogged.model_validate(
        {
            "kind": "interview",
            "occurred_on": DAY,
            "allegations": (1,),
            "account": text(),
            **STEP,
        }
    )


def by() -> Envelope:
    """Of a command of its own."""
    command = new_id()
    return Envelope("owner-1", "case_owner", None, command, command, edition="2002")


@contextmanager
def library(url: str, events: int) -> Iterator[Read]:
    """An aggregate, with the library's PostgreSQL module and its defaults."""
    application = Application[UUID](postgres(url))
    case = Investigation(case_type="breach_report")
    account = text().model_dump(mode="json")
    for version in range(1, events):
        case.log(STEP["step"], STEP["clause"], STEP["phase"], "interview", account)
        if version % AT_ONCE == 0:
            application.save(case)
    application.save(case)

    def read() -> object:
        found: Investigation = application.repository.get(case.id)
        assert found.version == events
        return found

    yield read
    application.close()


def postgres(url: str) -> dict[str, str]:
    """The same server, as the library is told about it."""
    place = conninfo_to_dict(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(place["dbname"]),
        "POSTGRES_HOST": str(place["host"]),
        "POSTGRES_PORT": str(place.get("port", "5432")),
        "POSTGRES_USER": str(place["user"]),
        "POSTGRES_PASSWORD": str(place.get("password", "none")),
    }


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=10_000)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server, database(server) as url:
        sys.stdout.write(f"{measure(url, asked.events, asked.turns)}\n")


if __name__ == "__main__":
    main()
