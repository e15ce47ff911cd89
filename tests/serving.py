"""The service in a test: its application, its follower, and people who call it."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

import structlog
from fastapi import FastAPI
from fastapi.testclient import TestClient
from servers import Server, database

from api import organisations, trees
from api.app import create_app
from api.development import development_token, make_development_key
from api.lines import start_lines
from api.organisations import known_codes
from api.settings import Settings
from cases.tree.integrating import integrate
from projections.follow import follow

HERE: Final = "ima"
"""The organisation whose cases the tests are about."""
ELSEWHERE: Final = "acme"
"""Another organisation of the same service, made up for tests."""
EDITIONS: Final = Path(__file__).parent / "cases"

known: Final = cache(known_codes)
"""The codes of conduct, read once for all services."""


@dataclass
class Service:
    """A running service, and everything that it has written."""

    app: FastAPI
    settings: Settings
    client: TestClient
    lines: io.StringIO = field(default_factory=io.StringIO)

    def caller(self, role: str, person: str = "", organisation: str = HERE) -> "Caller":
        """Somebody with one office; of their own name unless one is given."""
        return Caller(self, person or f"demo.{role}", role, organisation)

    def today(self, organisation: str = HERE) -> date:
        """The day it is where the organisation is."""
        day: date = self.app.state.organisations[organisation].today()
        return day


@dataclass(frozen=True)
class Caller:
    """Somebody with a token, who calls the service."""

    service: Service
    person: str
    role: str
    organisation: str = HERE

    def headers(self, *roles: str) -> dict[str, str]:
        """The token, of one office or several."""
        key = self.service.settings.development_key
        assert key is not None
        offices = roles or (self.role,)
        token = development_token(key, self.organisation, self.person, offices)
        return {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **parameters: Any) -> Any:
        """Ask for something below the organisation."""
        return self.service.client.get(
            self.at(path), params=parameters, headers=self.headers()
        )

    def post(
        self, path: str, body: Any, version: int | None = None, **headers: str
    ) -> Any:
        """Send a command."""
        match = {} if version is None else {"If-Match": f'"{version}"'}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.service.client.post(
            self.at(path), json=body, headers=self.headers() | match | named
        )

    def at(self, path: str) -> str:
        """An address below the organisation."""
        return f"/v1/organisations/{self.organisation}{path}"


@contextmanager
def serving(
    database_url: str,
    keystore_url: str,
    folder: Path,
    served: tuple[str, ...] = (HERE, ELSEWHERE),
    **more: Any,
) -> Iterator[Service]:
    """A service on these databases, until the block ends."""
    settings = Settings(
        database_url=database_url,
        keystore_url=keystore_url,
        keyring=folder / "keyring",
        files=folder / "files",
        development_key=folder / "development.json",
        environment="development",
        threads=4,
        mailboxes=frozenset(served),
        requests_a_minute=1_000_000,
        **{"wait_seconds": 4, "editions": EDITIONS} | more,
    )
    (folder / "keyring").mkdir(mode=0o700)
    assert settings.development_key is not None
    make_development_key(settings.development_key)
    for name in served:
        organisations.add(settings, name)
    app = create_app(settings, known(settings.editions))
    with TestClient(app, raise_server_exceptions=True) as client, at_work(app):
        yield Service(app, settings, client)


@contextmanager
def serving_anew(cluster: Server, folder: Path, **more: Any) -> Iterator[Service]:
    """A service on databases of its own, until the block ends."""
    with (
        database(cluster) as log,
        database(cluster) as keystore,
        serving(log, keystore, folder, **more) as running,
    ):
        yield running


@contextmanager
def at_work(app: FastAPI) -> Iterator[None]:
    """Projections and trees of a started application kept true to its logs."""
    stop = Event()
    settings: Settings = app.state.settings
    logs = [one.log for one in app.state.organisations.values()]
    with trees.sources(settings) as sources:
        threads = [
            Thread(target=follow, args=(settings.database_url, logs, stop)),
            Thread(target=integrate, args=(sources, stop)),
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()


@contextmanager
def written(stream: io.StringIO) -> Iterator[io.StringIO]:
    """Everything that the service writes to its log meanwhile."""
    root = logging.getLogger()
    handlers, level, config = root.handlers[:], root.level, structlog.get_config()
    start_lines("DEBUG", stream)
    try:
        yield stream
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**config)
