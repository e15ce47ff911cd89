"""The reactor of an organisation in a test, at a moment that can be chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from psycopg import Connection
from serving import Service
from waiting import readable

from api.organisations import Organisation
from api.reacting.reactor import Reactor
from cases.database import FOLLOWER, parameters


@contextmanager
def reactor(
    service: Service, organisation: str, at: datetime | None = None
) -> Iterator[Reactor]:
    """One that leads, as long as the block lasts."""
    here = moved(service, organisation, at or datetime.now(UTC))
    url = service.settings.database_url
    with Connection.connect(url, **parameters(organisation, FOLLOWER)) as db:
        yield Reactor(here, db)


def moved(service: Service, organisation: str, at: datetime) -> Organisation:
    """The organisation at a moment."""
    here: Organisation = service.app.state.organisations[organisation]
    return replace(here, cases=replace(here.cases, now=lambda: at))


def react(service: Service, organisation: str, at: datetime | None = None) -> None:
    """Follow up everything there is, and what follows from that."""
    with reactor(service, organisation, at) as one:
        log = service.app.state.organisations[organisation].log
        readable(log)
        while one.go_on():
            readable(log)


def begin_anew(service: Service, organisation: str) -> None:
    """Forget how far the reactor has come: it goes through the whole log again."""
    url = service.settings.database_url
    with Connection.connect(url, **parameters(organisation, FOLLOWER)) as db:
        db.execute("UPDATE reactor SET position = 0")
