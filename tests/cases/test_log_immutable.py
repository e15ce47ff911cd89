"""What was recorded stays: no statement changes or removes it, whoever sends it."""

from uuid import uuid4

import psycopg
import pytest
from happened import reported
from logged import (
    TABLES,
    a_log,
    append_through,
    appointed,
    connected,
    contents,
    envelope,
)
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from uuid_utils.compat import uuid7

from cases.database import APPLICATION, FOLLOWER, OWNER
from cases.events.event import Personal

CHANGED = "LG005"
NOT_FIRST_WRITE = "LG001"
CHANGES = {
    "UPDATE": "UPDATE {0} SET {1} = {1}",
    "DELETE": "DELETE FROM {0}",
    "TRUNCATE": "TRUNCATE {0}",
}
FIRST_COLUMNS = dict(
    zip(TABLES, ("topic", "stream", "version", "kind", "version"), strict=True)
)
# Counters go up; an erasure removes sealed rows. Both by functions of the owner's.
ITS_OWNERS_WORK = {("UPDATE", "guard"), ("DELETE", "sealed")}
REFUSED = [
    (change, table)
    for change in CHANGES
    for table in TABLES
    if (change, table) not in ITS_OWNERS_WORK
]


@pytest.fixture
def url(database_url: str) -> str:
    """A database in which every table of the log has rows."""
    with a_log(database_url) as log:
        told = reported(account=Personal("something"))
        log.append(uuid7(), 0, [appointed("p-1"), told], envelope())
    assert all(contents(database_url).values())
    return database_url


def changing(change: str, table: str) -> sql.Composed:
    """The statement that changes every row of a table."""
    names = map(sql.Identifier, (table, FIRST_COLUMNS[table]))
    return sql.SQL(CHANGES[change]).format(*names)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [APPLICATION, FOLLOWER])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_no_role_of_a_process_may_change_the_log(
    url: str, change: str, table: str, role: str
) -> None:
    before = contents(url)
    with connected(url, role) as db, pytest.raises(InsufficientPrivilege):
        db.execute(changing(change, table))
    assert contents(url) == before


@pytest.mark.parametrize("table", TABLES)
def test_the_application_adds_rows_only_by_appending(url: str, table: str) -> None:
    copy = sql.SQL("INSERT INTO {0} SELECT * FROM {0}").format(sql.Identifier(table))
    with connected(url) as db, pytest.raises(InsufficientPrivilege):
        db.execute(copy)


def test_only_the_application_appends(url: str) -> None:
    with connected(url, FOLLOWER) as db, pytest.raises(InsufficientPrivilege):
        append_through(db, uuid7())


@pytest.mark.parametrize(("change", "table"), REFUSED)
def test_the_owner_may_not_either(url: str, change: str, table: str) -> None:
    before = contents(url)
    with connected(url, OWNER) as db, pytest.raises(psycopg.Error) as refused:
        db.execute(changing(change, table))
    assert refused.value.sqlstate == CHANGED
    assert contents(url) == before


@pytest.mark.parametrize(("change", "table"), REFUSED)
def test_nor_whoever_pretends_to_repeat_what_another_server_did(
    url: str, change: str, table: str
) -> None:
    with connected(url, "none") as db:
        try:
            db.execute("SET session_replication_role = replica")
        except InsufficientPrivilege:
            pytest.skip("the given login may not pretend that")
        with pytest.raises(psycopg.Error) as refused:
            db.execute(changing(change, table))
    assert refused.value.sqlstate == CHANGED


def test_an_append_is_the_first_write_of_its_transaction(url: str) -> None:
    before = contents(url)
    with connected(url) as db:
        for earlier in ("SELECT pg_current_xact_id()", "append"):
            db.execute("BEGIN")
            if earlier == "append":
                append_through(db, uuid7())
            else:
                db.execute(earlier)
            with pytest.raises(psycopg.Error) as refused:
                append_through(db, uuid7())
            assert refused.value.sqlstate == NOT_FIRST_WRITE
            db.execute("ROLLBACK")
    assert contents(url) == before


def test_an_append_may_follow_what_the_transaction_read(url: str) -> None:
    with connected(url) as db:
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM event")
        append_through(db, stream := uuid7())
        db.execute("COMMIT")
    assert str(stream) in str(contents(url)["event"])


@pytest.mark.parametrize("lines", [("a\nb", "{}"), ("a", "{}\n{}"), ("a", "")])
def test_an_append_has_a_state_for_each_topic(url: str, lines: tuple[str, str]) -> None:
    before = contents(url)
    with connected(url) as db, pytest.raises(psycopg.Error):
        db.execute(
            """
            SELECT append(ARRAY[%s], ARRAY[''::bytea], ARRAY[0], ARRAY[1],
                          ARRAY[%s], ARRAY[1], ARRAY[false], %s, %s)
            """,
            (uuid4(), uuid7(), *lines),
        )
    assert contents(url) == before
