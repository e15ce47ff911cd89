"""A log to try, and ways around it into its database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID, uuid4

from happened import took
from psycopg import Connection
from waiting import until

from cases.database import APPLICATION, Pool, parameters
from cases.events.arbitration import ArbitratorAppointed
from cases.events.catalogue import EVENTS
from cases.events.event import Event, Item, Personal, SealedItem
from cases.log.log import Log
from cases.log.mapper import EventMapper
from cases.log.recorded import Appended, Draft, Envelope, Recorded, Submission
from cases.log.sending import Call, statement

ORGANISATION: Final = "ima"
TABLES: Final = ("event", "command", "relation", "sealed", "guard")


def seal(
    case: UUID,
    text: Personal,
    item: Item,
    about: tuple[int, ...],
    known: UUID | None,
) -> SealedItem:
    """Nothing of the text: what sealing does is the vault's to show."""
    return SealedItem(
        known or uuid4(), item.kind, item.audience, about, b"nothing of it"
    )


@contextmanager
def a_log(
    url: str,
    organisation: str = ORGANISATION,
    *,
    size: int = 16,
    events: Mapping[str, type[Event]] = EVENTS,
) -> Iterator[Log]:
    """One organisation's log, as a process opens it."""
    with Pool(url, organisation, size=size) as connections:
        log = Log(organisation, connections, seal, events)
        try:
            yield log
        finally:
            log.close()


def envelope(**members: Any) -> Envelope:
    """Somebody's command, a new one each time."""
    return Envelope(
        **{
            "actor": "person-1",
            "acting_as": "case_owner",
            "on_behalf_of": None,
            "command": uuid4(),
            "correlation": uuid4(),
            **members,
        }
    )


def appointed(person: str) -> ArbitratorAppointed:
    """An event that carries a relation beyond its case."""
    step = {"step": "appoint", "clause": "7", "phase": "appointed"}
    return ArbitratorAppointed(**step, appointment=1, person=person)


def appointments(person: str) -> str:
    """The relation that `appointed` carries."""
    return f"person:{person}:appointments"


def readable(log: Log, appended: Appended) -> list[Recorded]:
    """The whole log, once it can be read up to there.

    Other transactions of the server hold readers back for as long as they run.
    """
    until(lambda: log.head() >= appended.position)
    return log.since(0, 10_000)


def connected(
    url: str, role: str = APPLICATION, organisation: str = ORGANISATION
) -> Connection[tuple[Any, ...]]:
    """A connection that statements can be sent through, each its own transaction."""
    return Connection.connect(url, **parameters(organisation, role))


def append_through(
    connection: Connection[tuple[Any, ...]], stream: UUID, version: int = 0
) -> int:
    """One event, in whatever transaction the connection is; gives its position."""
    draft = Draft(stream, version + 1, envelope(), took())
    row = EventMapper(EVENTS).to_stored_event(draft)
    call = Call([row], Submission(draft.envelope.command))
    ((origin,),) = connection.execute(*statement([call]))
    return int(origin) + 1


def contents(url: str, organisation: str = ORGANISATION) -> dict[str, list[str]]:
    """Every row of every table of the log, as text."""
    with connected(url, organisation=organisation) as connection:
        return {
            table: [
                row for (row,) in connection.execute(f"SELECT t::text FROM {table} t")
            ]
            for table in TABLES
        }
