"""Appends a second: ours, the eventsourcing library's as it comes, a bare INSERT.

Each contender stores the same event with the same number of threads, one commit each,
in turns on the same server; what counts is the median of the ratios of the turns.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median
from threading import Barrier, Thread
from time import perf_counter
from typing import Final
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import DomainEvent, datetime_now_with_tzinfo
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from servers import database, throw_away_cluster
from uuid_utils.compat import uuid7

from cases.database import (
    Pool,
    add_organisation,
    migrate_roles,
    owner,
    parameters,
)
from cases.events.procedure import StepTaken
from cases.log.log import Log
from cases.log.recorded import Envelope

STEPS_OF_A_CASE: Final = 20
TRACE: Final = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

Append = Callable[[UUID, int], object]
"""Stores one event as the next version of a stream."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: appends a second of each contender, and ours as a multiple."""

    threads: int
    other: str
    ours: float
    theirs: float
    ratio: float
    floor: float | None

    def __str__(self) -> str:
        return (
            f"append, {self.threads} threads: ours {self.ours:.0f}/s, "
            f"{self.other} {self.theirs:.0f}/s, ratio {self.ratio:.2f} "
            f"(floor {self.floor or 'none'})"
        )


class Step(DomainEvent):
    """The same event, as the library likes it."""

    step: str
    clause: str
    phase: str
    label: str
    facts: dict[str, str]
    note: str | None
    envelope: dict[str, str]


def measure(
    url: str, threads: int = 16, seconds: float = 2.5, turns: int = 5
) -> list[Row]:
    """Ours beside both others, on an empty database at `url`."""
    with contenders(url, threads) as appends:
        floors = {"library": 3.5, "insert": 0.8}
        return compared(appends, floors, threads, seconds, turns)


def compared(
    appends: Mapping[str, Append],
    floors: Mapping[str, float],
    threads: int,
    seconds: float,
    turns: int,
) -> list[Row]:
    """What is called "ours" beside each of the others, in turns."""
    for append in appends.values():
        rate(append, threads, 0.5)
    rates: dict[str, list[float]] = {name: [] for name in appends}
    for _ in range(turns):
        for name, append in appends.items():
            rates[name].append(rate(append, threads, seconds))
    ours = rates.pop("ours")
    return [
        Row(
            threads,
            name,
            median(ours),
            median(theirs),
            median(a / b for a, b in zip(ours, theirs, strict=True)),
            floors.get(name),
        )
        for name, theirs in rates.items()
    ]


def rate(append: Append, threads: int, seconds: float) -> float:
    """Appends a second, of so many threads that each write cases of their own."""
    done = [0] * threads
    start = Barrier(threads + 1)

    def write(thread: int) -> None:
        start.wait()
        end = perf_counter() + seconds
        while perf_counter() < end:
            case = uuid7()
            for version in range(1, STEPS_OF_A_CASE + 1):
                append(case, version)
            done[thread] += STEPS_OF_A_CASE

    writers = [Thread(target=write, args=(thread,)) for thread in range(threads)]
    for writer in writers:
        writer.start()
    start.wait()
    begun = perf_counter()
    for writer in writers:
        writer.join()
    return sum(done) / (perf_counter() - begun)


@contextmanager
def contenders(url: str, threads: int) -> Iterator[Mapping[str, Append]]:
    """The three ways to store a step, each ready to be called by many threads."""
    migrate_roles(url)
    add_organisation(url, "iom")
    with ExitStack() as stack:
        yield {
            "ours": stack.enter_context(ours(url, threads)),
            "insert": stack.enter_context(insert(url, threads)),
            "library": stack.enter_context(library(url, threads)),
        }


def step() -> StepTaken:
    """A step as procedures have them."""
    return StepTaken(
        step="request_information",
        clause="IN/15 Rev.1, 51",
        phase="information_requested",
        label="Further information requested from the staff member",
        facts={"source": "government", "duty_station": "GVA", "currency": "CHF"},
    )


def state() -> str:
    """What the log keeps of it, with its envelope."""
    some_id = "01a1fbbd-c44b-756d-9b0f-c54557963c63"
    return (
        f'{{"acting_as":"case_owner","actor":"person-17","command":"{some_id}",'
        f'"correlation":"{some_id}","data":{step().model_dump_json()},'
        f'"edition":"2002","traceparent":"{TRACE}"}}'
    )


@contextmanager
def ours(url: str, threads: int) -> Iterator[Append]:
    """`Log.append`, with everything it does for one event."""
    with Pool(url, "iom", size=threads) as connections:
        log = Log("iom", connections)

        told = step()

        def append(case: UUID, version: int) -> None:
            command = uuid7()
            by = Envelope(
                "person-17", "case_owner", None, command, command, None, TRACE, "2002"
            )
            log.append(case, version - 1, [told], by, fingerprint=bytes(32))

        yield append
        log.close()


@contextmanager
def insert(url: str, threads: int) -> Iterator[Append]:
    """A prepared INSERT of a state made beforehand, a connection for each thread."""
    with owner(url, "iom") as connection:
        connection.execute("CREATE TABLE plain (LIKE event INCLUDING ALL)")
        connection.execute("GRANT INSERT ON plain TO cases_application")
    kept = state()
    idle = [Connection.connect(url, **parameters("iom")) for _ in range(threads)]

    def append(case: UUID, version: int) -> None:
        mine = idle.pop()
        mine.execute(
            """
            INSERT INTO plain (stream, version, position, recorded_at, topic, state)
            VALUES (%s, %s, pg_current_xact_id()::text::bigint << 12,
                    clock_timestamp(), %s, %s)
            """,
            (case, version, "StepTaken", kept),
            prepare=True,
        )
        idle.append(mine)

    yield append
    for connection in idle:
        connection.close()


@contextmanager
def library(url: str, threads: int) -> Iterator[Append]:
    """`Application.save` with the library's PostgreSQL module and its defaults."""
    place = conninfo_to_dict(url)
    application = Application[UUID](
        {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": str(place["dbname"]),
            "POSTGRES_HOST": str(place["host"]),
            "POSTGRES_PORT": str(place.get("port", "5432")),
            "POSTGRES_USER": str(place["user"]),
            "POSTGRES_PASSWORD": str(place.get("password", "none")),
            "POSTGRES_POOL_SIZE": str(threads),
        }
    )
    facts = {"source": "government", "duty_station": "GVA", "currency": "CHF"}

    def append(case: UUID, version: int) -> None:
        command = str(uuid7())
        application.save(
            Step(
                originator_id=case,
                originator_version=version,
                timestamp=datetime_now_with_tzinfo(),
                step="request_information",
                clause="IN/15 Rev.1, 51",
                phase="information_requested",
                label="Further information requested from the staff member",
                facts=facts,
                note=None,
                envelope={
                    "actor": "person-17",
                    "acting_as": "case_owner",
                    "command": command,
                    "correlation": command,
                    "traceparent": TRACE,
                    "edition": "2002",
                },
            )
        )

    yield append
    application.close()


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--threads", type=int, nargs="+", default=[16])
    arguments.add_argument("--seconds", type=float, default=2.5)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server:
        for threads in asked.threads:
            with database(server) as url:
                for row in measure(url, threads, asked.seconds, asked.turns):
                    sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
