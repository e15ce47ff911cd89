"""Appends a second on a log that is full, beside one that has just begun.

Both lie on the same server and are written to in turns; what counts is the median of
the ratios of the turns. A log is filled with what one-event commands leave behind:
streams of some years, each event with its command.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from append import STEPS_OF_A_CASE, Row, compared, ours, state
from psycopg import Connection
from psycopg.sql import SQL, Identifier
from rich.progress import track
from servers import Server, database, throw_away_cluster

from cases.database import OWNER, add_organisation, migrate_roles, schema

FEW: Final = 10_000
MANY: Final = 5_000_000
STREAMS_AT_ONCE: Final = 200
"""So that a transaction holds no more events than an append may: 4,095."""
A_DAY: Final = 250
"""Streams begun on one day."""
FLOOR: Final = 0.9


def measure(
    server: Server,
    many: int = MANY,
    threads: int = 16,
    seconds: float = 2.5,
    turns: int = 5,
) -> Row:
    """Ours at `many` stored events beside ours at ten thousand."""
    with filled(server, many) as full, filled(server, FEW) as new, ExitStack() as stack:
        appends = {
            "ours": stack.enter_context(ours(full, threads)),
            "on a new log": stack.enter_context(ours(new, threads)),
        }
        floors = {"on a new log": FLOOR}
        return compared(appends, floors, threads, seconds, turns)[0]


@contextmanager
def filled(server: Server, events: int) -> Iterator[str]:
    """The address of a database whose log holds so many."""
    with database(server) as url:
        migrate_roles(url)
        add_organisation(url, "iom")
        fill(url, events)
        yield url


def fill(url: str, events: int) -> None:
    """Write as many transactions as appends, each of many streams at once."""
    batch = STREAMS_AT_ONCE * STEPS_OF_A_CASE
    place = Identifier(schema("iom"))
    with Connection.connect(url, autocommit=True) as db:
        db.execute(SQL("SET ROLE {}").format(Identifier(OWNER)))
        db.execute(SQL("SET search_path TO {}").format(place))
        # What is lost with a power failure is filled anew.
        db.execute("SET synchronous_commit = off")
        db.execute(STREAM_ID)
        row = {"streams": STREAMS_AT_ONCE, "steps": STEPS_OF_A_CASE, "state": state()}
        for left in track(range(events // batch, 0, -1), f"Storing {events:,}"):
            db.execute(FILL, row | {"days_ago": left * STREAMS_AT_ONCE // A_DAY})
        db.execute("RESET ROLE")
        db.execute("VACUUM (ANALYZE)")
        db.execute("CHECKPOINT")


STREAM_ID: Final = """
    CREATE FUNCTION pg_temp.id_of(day timestamptz) RETURNS uuid
    LANGUAGE sql VOLATILE
    RETURN (lpad(to_hex(extract(epoch FROM day)::bigint * 1000), 12, '0')
            || '7' || substr(md5(random()::text), 1, 3)
            || '8' || substr(md5(random()::text), 1, 15))::uuid
"""
"""A UUIDv7 of a day, random within it, as `cases.identifier` makes them."""
FILL: Final = """
      WITH told AS (
           SELECT pg_temp.id_of(current_date - %(days_ago)s::integer) AS stream
             FROM generate_series(1, %(streams)s)
         ), happened AS (
           SELECT stream, version,
                  (pg_current_xact_id()::text::bigint << 12)
                  + row_number() OVER () AS position
             FROM told, generate_series(1, %(steps)s) AS version
         ), commanded AS (
           INSERT INTO command
                  (command, fingerprint, stream, version, position, recorded_at)
           SELECT pg_temp.id_of(current_date - %(days_ago)s::integer),
                  decode(repeat('00', 32), 'hex'), stream, version, position, now()
             FROM happened
         )
    INSERT INTO event (stream, version, position, recorded_at, topic, state)
    SELECT stream, version, position, now(), 'StepTaken', %(state)s
      FROM happened
"""


def main() -> None:
    """Print the figures; on a durable server of our own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--stored", type=int, default=MANY)
    arguments.add_argument("--threads", type=int, default=16)
    arguments.add_argument("--seconds", type=float, default=2.5)
    arguments.add_argument("--turns", type=int, default=5)
    asked = arguments.parse_args()
    with throw_away_cluster(durable=True) as server:
        row = measure(server, asked.stored, asked.threads, asked.seconds, asked.turns)
        sys.stdout.write(f"{asked.stored:,} events stored: {row}\n")


if __name__ == "__main__":
    main()
