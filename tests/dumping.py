"""What somebody finds who has a dump of everything but the keyring."""

import subprocess

import psycopg
from psycopg import sql
from serving import Service

from api.running.binaries import find_binaries


def everywhere(service: Service) -> dict[str, bytes]:
    """All rows of all tables of both databases, a dump of each, and all files."""
    places: dict[str, bytes] = {}
    for url in (service.settings.database_url, service.settings.keystore_url):
        with psycopg.connect(url) as db:
            tables = db.execute(
                """
                SELECT schemaname, tablename
                  FROM pg_tables
                 WHERE schemaname LIKE 'organisation%'
                """
            ).fetchall()
            for schema, table in tables:
                places[f"{schema}.{table} of {url}"] = rows(db, schema, table)
        places[f"dump of {url}"] = dumped(url)
    if folder := service.settings.files:
        files = (path for path in folder.rglob("*") if path.is_file())
        places |= {str(path): path.read_bytes() for path in files}
    return places


def rows(db: psycopg.Connection, schema: str, table: str) -> bytes:
    """All rows of a table, as the database keeps them."""
    query = sql.SQL("COPY {} TO STDOUT (FORMAT binary)")
    with db.cursor().copy(query.format(sql.Identifier(schema, table))) as copied:
        return b"".join(bytes(part) for part in copied)


def dumped(url: str) -> bytes:
    """What pg_dump writes."""
    program = find_binaries().folder / "pg_dump"
    return subprocess.run([program, url], capture_output=True, check=True).stdout
