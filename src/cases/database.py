"""PostgreSQL: how one is reached, and how an organisation's schema comes to be.

One organisation is one schema. A connection belongs to one organisation and one role,
so that a statement without a schema cannot reach another's tables.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from psycopg import Connection, sql
from psycopg.errors import DuplicateObject, InternalError_, UniqueViolation
from psycopg_pool import ConnectionPool

from cases.connection import LIMITS, NETWORK, Attentive

OWNER: Final = "cases_owner"
APPLICATION: Final = "cases_application"
FOLLOWER: Final = "cases_follower"
REPORTING: Final = "cases_reporting"
INTEGRATOR: Final = "cases_integrator"
ERASER: Final = "cases_eraser"

MIGRATIONS: Final = Path(__file__).with_name("migrations")

ORGANISATION: Final = re.compile(r"[a-z][a-z0-9]{1,20}")
SCHEMA_PREFIX: Final = "organisation_"


class Changed(Exception):
    """A migration that has been applied is not the one in the file any more."""


def schema(organisation: str) -> str:
    """The organisation's schema; ValueError when the id cannot be one."""
    if not ORGANISATION.fullmatch(organisation):
        raise ValueError("an organisation's id is a letter and 1 to 20 more or digits")
    return SCHEMA_PREFIX + organisation


def parameters(
    organisation: str, role: str = APPLICATION, **settings: str
) -> dict[str, Any]:
    """What `psycopg.connect` needs beside the URL to be in one organisation, as a role.

    `settings` are the server's, for the session. The login user must be a member of
    the role.
    """
    settings = LIMITS | {"role": role, "search_path": schema(organisation)} | settings
    return {
        **NETWORK,
        "autocommit": True,
        "application_name": f"cases {organisation}",
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
    }


class Pool(ConnectionPool[Connection[tuple[Any, ...]]]):
    """Connections to one organisation in one role, opened when needed, at most `size`.

    Open at once, without waiting for the server. Autocommit: statements that belong
    together stand in `with connection.transaction()`.
    """

    def __init__(
        self, url: str, organisation: str, role: str = APPLICATION, *, size: int = 16
    ) -> None:
        self.url = url
        self.organisation = organisation
        self.role = role
        super().__init__(
            url,
            connection_class=Attentive,
            kwargs=parameters(organisation, role),
            min_size=1,
            max_size=size,
            timeout=2.0,
            # A long back-off would outlast the server's absence: whoever asks next
            # makes the next attempt.
            reconnect_timeout=0,
            name=f"{organisation} {role}",
            open=True,
        )

    def beside(self, **settings: str) -> Connection[tuple[Any, ...]]:
        """A connection that does not count as one of the pool; the caller closes it."""
        return Connection.connect(
            self.url, **parameters(self.organisation, self.role, **settings)
        )


def pool(
    url: str, organisation: str, role: str = APPLICATION, *, size: int = 16
) -> Pool:
    """A pool that is open; `with` closes it."""
    return Pool(url, organisation, role, size=size)


def migrate_roles(url: str) -> None:
    """Make the roles, and let them into this database; harmless when they are there."""
    for attempts_left in (4, 3, 2, 1, 0):
        try:
            with Connection.connect(url) as connection:
                _lock(connection, "roles")
                for file in _files("roles"):
                    connection.execute(file.read_bytes())
        except (DuplicateObject, UniqueViolation, InternalError_):
            # Roles belong to the whole cluster: somebody made them in another database.
            if not attempts_left:
                raise
        else:
            return


def add_organisation(url: str, organisation: str) -> None:
    """Make an organisation's schema and its log, or bring them up to date.

    Safe to run again, and by several processes at once. Needs `migrate_roles` before.
    """
    migrate_schema(url, organisation, "organisation")


def migrate_schema(url: str, organisation: str, folder: str) -> None:
    """Run what is new in `migrations/<folder>` in the organisation's schema.

    All or nothing. Raises Changed when a file that was applied has been edited since.
    """
    with owner(url, organisation) as connection:
        applied = _applied(connection, folder)
        for file in _files(folder):
            checksum = hashlib.sha256(file.read_bytes()).hexdigest()
            if applied.get(file.name, checksum) != checksum:
                raise Changed(f"{folder}/{file.name} was edited after it was applied")
            if file.name not in applied:
                connection.execute(file.read_bytes())
                connection.execute(
                    """
                    INSERT INTO migration (folder, name, checksum)
                    VALUES (%s, %s, %s)
                    """,
                    (folder, file.name, checksum),
                )


@contextmanager
def owner(url: str, organisation: str) -> Iterator[Connection[tuple[Any, ...]]]:
    """A transaction as the owner of an organisation's schema, one at a time.

    Makes the schema when there is none; the roles may enter it. For tables that others
    add: they grant what each role may do. Commits at the end, rolls back on an error.
    """
    name = sql.Identifier(schema(organisation))
    with Connection.connect(url) as connection:
        _lock(connection, schema(organisation))
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(OWNER)))
        # pg_temp last: otherwise a temporary table would stand in for one of ours.
        connection.execute(sql.SQL("SET LOCAL search_path TO {}, pg_temp").format(name))
        _make_schema(connection, schema(organisation))
        yield connection


def _make_schema(connection: Connection[tuple[Any, ...]], name: str) -> None:
    # Asked first: IF NOT EXISTS needs the right to make one even when it is there.
    there = "SELECT FROM pg_namespace WHERE nspname = %s"
    if connection.execute(there, (name,)).fetchall():
        return
    made, *may_enter = map(sql.Identifier, (name, APPLICATION, FOLLOWER))
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(made))
    grant = sql.SQL("GRANT USAGE ON SCHEMA {} TO {}, {}")
    connection.execute(grant.format(made, *may_enter))


def organisations(url: str) -> list[str]:
    """The organisations that have a log in this database, by name."""
    with Connection.connect(url) as connection:
        found = connection.execute(
            """
            SELECT nspname
              FROM pg_namespace
              JOIN pg_class ON relnamespace = pg_namespace.oid
             WHERE relname = 'event'
               AND relkind = 'r'
               AND starts_with(nspname, %s)
             ORDER BY nspname
            """,
            (SCHEMA_PREFIX,),
        ).fetchall()
    return [str(name).removeprefix(SCHEMA_PREFIX) for (name,) in found]


def rebase(url: str, organisation: str) -> bool:
    """Let positions go on above those that a restored log holds; False when they do.

    For a database restored into another cluster, whose transaction ids begin low.
    No service may be running.
    """
    with owner(url, organisation) as connection:
        behind = connection.execute(
            """
            SELECT (max(position) >> 12) + 1
                   - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
              FROM event
            HAVING max(position) >= frontier()
            """
        ).fetchone()
        if behind:
            connection.execute(
                sql.SQL(
                    "CREATE OR REPLACE FUNCTION xid_base() RETURNS bigint"
                    " LANGUAGE sql IMMUTABLE RETURN {}"
                ).format(sql.Literal(behind[0]))
            )
    return behind is not None


def _applied(connection: Connection[tuple[Any, ...]], folder: str) -> dict[str, str]:
    connection.execute(
        """
        CREATE TABLE IF NOT EXISTS migration (
            folder     text        NOT NULL,
            name       text        NOT NULL,
            checksum   text        NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (folder, name)
        )
        """
    )
    return dict(
        connection.execute(
            "SELECT name, checksum FROM migration WHERE folder = %s", (folder,)
        ).fetchall()
    )


def _files(folder: str) -> list[Path]:
    return sorted((MIGRATIONS / folder).glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _lock(connection: Connection[tuple[Any, ...]], name: str) -> None:
    connection.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"cases {name}",)
    )
