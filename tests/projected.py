"""An organisation's log and its projections: given events, then rows."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from psycopg import Connection
from psycopg.rows import dict_row
from uuid_utils.compat import uuid7

from cases import database
from cases.actors import Actor
from cases.database import APPLICATION, FOLLOWER, parameters, pool
from cases.events.disposal import TextErased
from cases.events.event import Event
from cases.log.log import Log
from cases.log.recorded import Appended, Envelope
from projections.catalogue import PROJECTIONS
from projections.leader import Leader
from projections.projection import Projection
from projections.query import Db, Viewer

ORGANISATION = "iom"
OWNER = Actor("owner-1", "case_owner")
EVERYONE = Viewer("auditor-1", ("auditor",), everything=True)


def envelope(by: Actor = OWNER) -> Envelope:
    """Somebody's command, a new one each time."""
    return Envelope(by.id, by.role, by.on_behalf_of, uuid4(), uuid4(), edition="2002")


def new_stream() -> UUID:
    """The identifier of a stream that is not there yet."""
    return uuid7()


@dataclass
class Projected:
    """A log as two roles write it, and the follower's and application's connections."""

    log: Log
    erasing: Log
    following: Db
    db: Db
    projections: Sequence[Projection] = PROJECTIONS
    versions: dict[UUID, int] = field(default_factory=dict)

    def record(self, stream: UUID, *events: Event, by: Actor = OWNER) -> Appended:
        """Append to a stream, whatever its version."""
        version = self.versions.get(stream, 0)
        erased = [event.item for event in events if isinstance(event, TextErased)]
        self._hold(stream, erased)
        log = self.erasing if erased else self.log
        appended = log.append(stream, version, events, envelope(by))
        self.versions[stream] = appended.version
        return appended

    def _hold(self, case: UUID, texts: Sequence[UUID]) -> None:
        """Let there be texts, as there are before they are erased."""
        for item in texts:
            self.erasing.recorder.ask(
                """
                INSERT INTO sealed (item, case_id, about, kind, audience, blob)
                VALUES (%s, %s, '{}', 'account', 'handlers', '')
                RETURNING item
                """,
                (item, case),
            )

    def project(self) -> Leader:
        """Bring the projections up to the log's head."""
        leader = Leader(self.following, self.log, self.projections)
        while leader.go_on():
            pass
        return leader

    def given(self, *events: Event, by: Actor = OWNER) -> UUID:
        """A new case to which this happened, projected."""
        stream = new_stream()
        self.record(stream, *events, by=by)
        self.project()
        return stream

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """What the application reads."""
        with self.db.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), values).fetchall()

    def contents(self, projection: Projection) -> dict[str, list[dict[str, Any]]]:
        """Everything in a projection's tables, in an order that does not change."""
        return {
            table: self.rows(f"SELECT * FROM {table} AS t ORDER BY t::text")
            for table in projection.tables
        }


@contextmanager
def projected(url: str, organisation: str = ORGANISATION) -> Iterator[Projected]:
    """The log and the projections of one organisation."""
    with (
        written_by(APPLICATION, url, organisation) as log,
        written_by(database.OWNER, url, organisation) as erasing,
        connect(url, organisation, FOLLOWER) as following,
        connect(url, organisation, APPLICATION) as db,
    ):
        yield Projected(log, erasing, following, db)


@contextmanager
def written_by(role: str, url: str, organisation: str) -> Iterator[Log]:
    """The log, as one role may write it."""
    with (
        pool(url, organisation, role, size=4) as connections,
        closing(Log(organisation, connections)) as log,
    ):
        yield log


def connect(url: str, organisation: str, role: str) -> Db:
    """A connection in one organisation, as one role."""
    return Connection.connect(url, **parameters(organisation, role))
