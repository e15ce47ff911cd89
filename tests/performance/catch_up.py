"""Events projected a second when catching up: ours, and the library's ProjectionRunner.

Both read the same log and run the same statements on the same tables; the library's
runner does so event by event, as it comes. One projection is compared with one, and
then all of ours together with the library's one. In turns on the same server; what
counts is the median of the ratios of the turns.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat
from statistics import median
from time import perf_counter, sleep
from typing import Any, ClassVar, Final, LiteralString
from uuid import UUID, uuid4

from eventsourcing import projection as library
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from happened import (
    DAY,
    STEP,
    added,
    closed,
    designated,
    excluded,
    held,
    matched,
    reported,
    started,
    text,
    took,
)
from psycopg import connect
from psycopg.conninfo import conninfo_to_dict
from servers import database, throw_away_cluster
from uuid_utils.compat import uuid7
from waiting import until

from cases.database import (
    FOLLOWER,
    Pool,
    add_organisation,
    migrate_roles,
    parameters,
    schema,
)
from cases.events.decision import DeterminationMade
from cases.events.event import Event
from cases.events.investigation import InvestigationStepLogged
from cases.events.procedure import ClockMet
from cases.log.log import Log
from cases.log.recorded import Envelope, GuardMoved, Recorded
from projections import tables
from projections.batch import at_once, few_collections
from projections.case_state import CASE_STATE
from projections.case_timeline import CASE_TIMELINE
from projections.catalogue import PROJECTIONS
from projections.leader import Leader
from projections.projection import Projection
from projections.row import row

ORGANISATION: Final = "iom"
ABREAST: Final = 250
"""Cases that go on at the same time, two events each in turn."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: events a second of both, and ours as a multiple."""

    what: str
    ours: float
    theirs: float
    ratio: float
    floor: float


def measure(
    url: str, events: int = 16_000, seconds: float = 2.5, turns: int = 5
) -> list[Row]:
    """Ours beside the library's, on an empty database at `url`."""
    migrate_roles(url)
    add_organisation(url, ORGANISATION)
    tables.create(url, ORGANISATION)
    # The library's runner writes where its connection looks first.
    with connect(url, autocommit=True) as db:
        path = f"{schema(ORGANISATION)}, public"
        db.execute(f"ALTER ROLE CURRENT_USER SET search_path TO {path}".encode())
    with Pool(url, ORGANISATION, size=16) as connections:
        log = Log(ORGANISATION, connections)
        fill(log, events)
        rows = [
            compare(url, log, (one,), one, (seconds, turns, 20))
            for one in (CASE_TIMELINE, CASE_STATE)
        ]
        rows.append(compare(url, log, PROJECTIONS, CASE_TIMELINE, (seconds, turns, 6)))
        log.close()
    return rows


def compare(
    url: str,
    log: Log,
    ours: Sequence[Projection],
    theirs: Projection,
    asked: tuple[float, int, float],
) -> Row:
    """The medians of so many turns: of seconds, turns and floor."""
    seconds, turns, floor = asked
    pairs = []
    for _ in range(turns):
        begin_again(url)
        own = caught_up(url, log, ours)
        begin_again(url)
        pairs.append((own, run(url, theirs, seconds)))
    return Row(
        "all five" if len(ours) > 1 else theirs.name,
        median(own for own, _ in pairs),
        median(their for _, their in pairs),
        median(own / their for own, their in pairs),
        floor,
    )


def caught_up(url: str, log: Log, projections: Sequence[Projection]) -> float:
    """Events a second of our leader, from the first to the last."""
    with connect(url, **parameters(ORGANISATION, FOLLOWER)) as db, few_collections():
        leader = Leader(db, log, projections)
        begun = perf_counter()
        while leader.go_on():
            pass
        return stored(url) / (perf_counter() - begun)


def run(url: str, projection: Projection, seconds: float) -> float:
    """Events a second of the library's runner, measured for so long."""
    with Pool(url, ORGANISATION, size=8) as connections:
        runner = library.ProjectionRunner(
            application_class=application(connections),
            projection_class=theirs(projection),
            view_class=Table,
            env=settings(url),
        )
        with runner:
            until(lambda: progress(url) > 0)
            before, begun = progress(url), perf_counter()
            sleep(seconds)
            return (progress(url) - before) / (perf_counter() - begun)


class Table(PostgresTrackingRecorder):
    """The tables of a projection, and the position up to which they are true."""

    def apply(self, work: Sequence[tuple[Any, Any]], tracking: Tracking) -> None:
        """Change the tables and move the position, both or neither."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            for statement, parameters_ in work:
                cursor.execute(statement, parameters_)


def theirs(projection: Projection) -> type[library.Projection[Table]]:
    """Our projection, as the library's runner takes it."""

    class Projected(library.Projection[Table]):
        name: ClassVar[str] = "compared"

        def process_event(self, domain_event: Any, tracking: Tracking) -> None:
            recorded: Recorded = domain_event
            told = row(recorded, ORGANISATION)
            work = [
                (one, at_once(one, [told]))
                for one in projection.statements(type(recorded.event))
            ]
            self.view.apply(work, tracking)

    return Projected


def application(connections: Pool) -> type[Log]:
    """The log, as the library's runner makes it."""

    class Read(Log):
        def __init__(self, env: object = None) -> None:
            super().__init__(ORGANISATION, connections)

    return Read


def settings(url: str) -> dict[str, str]:
    """The same server, as the library's PostgreSQL module is told about it."""
    place = conninfo_to_dict(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(place["dbname"]),
        "POSTGRES_HOST": str(place["host"]),
        "POSTGRES_PORT": str(place.get("port", "5432")),
        "POSTGRES_USER": str(place["user"]),
        "POSTGRES_PASSWORD": str(place.get("password", "none")),
    }


def fill(log: Log, events: int) -> None:
    """Cases side by side, as they grow in an organisation."""
    histories = [list(history()) for _ in range(ABREAST)]
    length = len(histories[0])
    with ThreadPoolExecutor(8) as writers:
        for _ in range(0, events, ABREAST * length):
            streams = [uuid7() for _ in histories]
            for version in range(0, length, 2):
                list(
                    writers.map(go_on, repeat(log), streams, histories, repeat(version))
                )


def go_on(log: Log, stream: UUID, events: Sequence[Event], version: int) -> None:
    """The next two events of a case, of one command."""
    by = Envelope("owner-1", "case_owner", None, uuid4(), uuid4(), edition="2002")
    more = events[version : version + 2]
    while True:  # until it comes to the counters it raises before anybody behind it
        with suppress(GuardMoved):
            log.append(stream, version, more, by)
            return


def history() -> Iterator[Event]:
    """A case from its report to its closing."""
    yield from (reported(), started("acknowledgement"))
    yield from (added(1, "subject"), matched(1, "member-1"))
    yield from (excluded("member-1"), designated("investigator-1"))
    yield from (took(), ClockMet(clock="acknowledgement", clause="9"))
    for _ in range(4):
        yield InvestigationStepLogged(
            **STEP, kind="interview", occurred_on=DAY, allegations=(1,), account=text()
        )
    yield DeterminationMade(
        **STEP,
        party=1,
        allegation=1,
        finding="refuted",
        determined_on=DAY,
        evidence=(),
        deciders=("decider-1",),
        reasons=text(),
    )
    yield from (took("Parties told"), held(1), closed())


def begin_again(url: str) -> None:
    """Empty all tables and forget how far they were."""
    names = [name for one in PROJECTIONS for name in one.tables]
    with connect(url, autocommit=True) as db:
        db.execute(f"SET search_path TO {schema(ORGANISATION)}".encode())
        db.execute("ALTER TABLE audit_trail DISABLE TRIGGER audit_trail_unchanged")
        db.execute(f"TRUNCATE {', '.join(names)}".encode())
        db.execute("UPDATE projection SET position = 0")
        db.execute("DROP TABLE IF EXISTS public.compared_tracking")
        db.execute("CHECKPOINT")


def stored(url: str) -> int:
    """Events in the log."""
    return ask(url, "SELECT count(*) FROM event")


def progress(url: str) -> int:
    """Events that the library's runner has projected."""
    return ask(
        url,
        """
        SELECT count(*)
          FROM event
         WHERE position <= (SELECT max(notification_id) FROM public.compared_tracking)
        """,
    )


def ask(url: str, question: LiteralString) -> int:
    """A number that the database knows."""
    with connect(url) as db:
        db.execute(f"SET search_path TO {schema(ORGANISATION)}".encode())
        found = db.execute(question).fetchone()
    return int(found[0]) if found else 0


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=16_000)
    arguments.add_argument("--seconds", type=float, default=2.5)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server, database(server) as url:
        for one in measure(url, asked.events, asked.seconds, asked.turns):
            sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
