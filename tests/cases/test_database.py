"""How an organisation's schema comes to be, and who gets into it."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest
from happened import took
from logged import a_log, append_through, connected, envelope
from servers import Server
from servers import database as a_database
from uuid_utils.compat import uuid7

from cases import database
from cases.database import (
    APPLICATION,
    OWNER,
    Changed,
    Pool,
    add_organisation,
    migrate_roles,
    organisations,
    schema,
)


@pytest.fixture
def empty_url(cluster: Server) -> Iterator[str]:
    with a_database(cluster) as url:
        yield url


@pytest.mark.parametrize(
    "name", ["", "i", "IMA", "1ma", "im-a", "im_a", "ima ", 'i"a', "é" * 4, "a" * 22]
)
def test_what_cannot_be_an_organisation_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="organisation"):
        schema(name)


def test_an_organisation_that_is_added_again_stays_as_it_is(database_url: str) -> None:
    with a_log(database_url) as log:
        log.append(stream := uuid7(), 0, [took()], envelope())
    migrate_roles(database_url)
    add_organisation(database_url, "ima")
    with a_log(database_url) as log:
        assert len(log.history(stream)) == 1


def test_an_organisation_may_be_added_by_several_at_once(empty_url: str) -> None:
    migrate_roles(empty_url)
    start = Barrier(4)

    def add(name: str) -> None:
        start.wait(20)
        add_organisation(empty_url, name)

    with ThreadPoolExecutor(4) as threads:
        for name in ("ima", "ims", "iom"):
            list(threads.map(add, [name] * 4))
    assert organisations(empty_url) == ["ima", "ims", "iom"]


def test_roles_may_be_made_in_several_databases_at_once(cluster: Server) -> None:
    with (
        a_database(cluster) as one,
        a_database(cluster) as other,
        ThreadPoolExecutor(8) as threads,
    ):
        list(threads.map(migrate_roles, [one, other] * 8))
        add_organisation(one, "ima")
        add_organisation(other, "ima")


def test_organisations_are_those_with_a_log_here(empty_url: str) -> None:
    migrate_roles(empty_url)
    assert organisations(empty_url) == []
    for name in ("ims", "ima"):
        add_organisation(empty_url, name)
    with psycopg.connect(empty_url) as connection:
        connection.execute("CREATE SCHEMA organisation_empty")
    assert organisations(empty_url) == ["ima", "ims"]


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations, to be edited."""
    copy = tmp_path / "migrations"
    shutil.copytree(database.MIGRATIONS, copy)
    monkeypatch.setattr(database, "MIGRATIONS", copy)
    return copy / "organisation"


def test_a_migration_that_was_applied_must_stay_as_it_was(
    database_url: str, migrations: Path
) -> None:
    with (migrations / "0001_log.sql").open("a") as file:
        file.write("-- and one more thing\n")
    with pytest.raises(Changed, match=r"organisation/0001_log\.sql"):
        add_organisation(database_url, "ima")


def test_new_migrations_are_applied_once_all_or_none(
    database_url: str, migrations: Path
) -> None:
    (migrations / "9001_one.sql").write_text("CREATE TABLE one ()")
    (migrations / "9002_two.sql").write_text("CREATE TABLE two (); SELECT 1 / 0")
    with pytest.raises(psycopg.errors.DivisionByZero):
        add_organisation(database_url, "ima")
    (migrations / "9002_two.sql").write_text("CREATE TABLE two ()")
    add_organisation(database_url, "ima")
    add_organisation(database_url, "ima")
    with connected(database_url, OWNER) as db:
        assert db.execute("SELECT * FROM one, two").fetchall() == []


def test_a_connection_is_one_role_in_one_organisation(database_url: str) -> None:
    with Pool(database_url, "iom") as pool, pool.connection() as connection:
        [found] = connection.execute(
            "SELECT current_user, current_schemas(false)"
        ).fetchall()
    assert found == (APPLICATION, ["organisation_iom"])


def test_a_temporary_table_does_not_stand_in_for_the_log(database_url: str) -> None:
    with connected(database_url) as db:
        db.execute("CREATE TEMPORARY TABLE event (LIKE event)")
        append_through(db, stream := uuid7())
        assert db.execute("SELECT * FROM pg_temp.event").fetchall() == []
    with a_log(database_url) as log:
        assert len(log.history(stream)) == 1
