"""PostgreSQL for every test that asks for it, each with a database of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from servers import (
    ORGANISATIONS,
    GivenServer,
    Server,
    database,
    name_of,
    throw_away_cluster,
)

from api.running.asked import given
from api.running.postgres import Cluster
from cases.database import add_organisation, migrate_roles, migrate_schema
from projections import tables

# No test judges how long something takes: the machine may be busy with something else.
hypothesis.settings.register_profile("cases", deadline=None)
hypothesis.settings.load_profile("cases")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what may take longest: else a worker waits for another in the end."""
    items.sort(key=_most_seconds, reverse=True)


def _most_seconds(item: pytest.Item) -> float:
    limit = item.get_closest_marker("timeout")
    return float(limit.args[0]) if limit else 0.0


@pytest.fixture(scope="session")
def cluster() -> Iterator[Server]:
    """The server of this worker, or that of CASES_DATABASE_URL."""
    if address := given(os.environ, "CASES_DATABASE_URL"):
        yield GivenServer(address)
    else:
        with throw_away_cluster() as own:
            yield own


@pytest.fixture(scope="session")
def log_template(cluster: Server) -> Iterator[str]:
    """Name of a database with the log and the projections of every organisation."""
    with database(cluster) as url:
        migrate_log(url)
        yield name_of(url)


@pytest.fixture(scope="session")
def keystore_template(cluster: Server) -> Iterator[str]:
    """Name of a database with an empty keystore for every organisation."""
    with database(cluster) as url:
        migrate_keystore(url)
        yield name_of(url)


@pytest.fixture
def database_url(cluster: Server, log_template: str) -> Iterator[str]:
    """A fresh database: empty logs and projections of ima, ims and iom."""
    with database(cluster, log_template) as url:
        yield url


@pytest.fixture
def keystore_url(cluster: Server, keystore_template: str) -> Iterator[str]:
    """A fresh database with empty keystores for ima, ims and iom."""
    with database(cluster, keystore_template) as url:
        yield url


@pytest.fixture
def keyring_directory(tmp_path: Path) -> Path:
    """An empty directory for root keys, closed to others."""
    directory = tmp_path / "keyring"
    directory.mkdir(mode=0o700)
    return directory


@pytest.fixture
def durable_cluster() -> Iterator[Cluster]:
    """A server on disk with fsync on: `kill()` it and `start()` it again."""
    with throw_away_cluster(durable=True) as own:
        yield own


@pytest.fixture
def durable_database_url(durable_cluster: Cluster) -> Iterator[str]:
    """Like `database_url`, on `durable_cluster`."""
    with database(durable_cluster) as url:
        migrate_log(url)
        yield url


@pytest.fixture
def durable_keystore_url(durable_cluster: Cluster) -> Iterator[str]:
    """Like `keystore_url`, on `durable_cluster`."""
    with database(durable_cluster) as url:
        migrate_keystore(url)
        yield url


def migrate_log(url: str) -> None:
    """Make log and projections of every organisation, as `organisation add` does."""
    migrate_roles(url)
    for organisation in ORGANISATIONS:
        add_organisation(url, organisation)
        tables.create(url, organisation)


def migrate_keystore(url: str) -> None:
    """Make the tables of every organisation's keys; no keys yet."""
    migrate_roles(url)
    for organisation in ORGANISATIONS:
        migrate_schema(url, organisation, "keystore")
