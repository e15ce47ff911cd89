"""Taking a copy of a log: its tables as of one moment, never its keys."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any, Final

from psycopg import Connection, IsolationLevel, sql

from api.copies.copy import Copy, Told, copies, digest, keep, stamp
from api.copies.files import CopiedFiles, of_log
from api.copies.programs import run
from api.mistakes import Mistake
from cases.database import OWNER, schema
from cases.files.store import FileStore
from cases.sealing.roots import private_folder
from cases.tree.erased import last_note

ATTEMPTS: Final = 500
PAUSE: Final = 0.01
"""How often a moment is looked for at which nobody is writing, and how far apart."""
TABLE: Final = "dumping contents of table"


class NotQuiet(Exception):
    """The log was being written whenever a copy could have begun."""


def tables(url: str, organisation: str) -> int:
    """How many tables a copy has."""
    with Connection.connect(url) as db:
        found = db.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = %s",
            (schema(organisation),),
        ).fetchone()
    return found[0] if found else 0


def taken(
    url: str,
    organisation: str,
    folder: Path,
    told: Told,
    store: FileStore | None = None,
) -> Copy:
    """A new copy in the folder of all copies, whole or not there at all.

    With the files that are in the `store`. `told` tables. Raises Mistake when the keys
    are in the same schema, NotQuiet, programs.Failed.
    """
    private_folder(folder)
    private_folder(folder / organisation)
    with _moment(url, organisation) as (db, snapshot):
        state = _state(db)
        draft = folder / organisation / f".{stamp(state['taken_at'])}"
        try:
            _dump(url, organisation, snapshot, draft, told)
            copy = Copy(
                organisation=organisation,
                files=CopiedFiles(folder, organisation).take(store, of_log(db)),
                **_written(url, organisation, draft),
                **state,
            )
            draft.rename(copy.dump(folder))
        finally:
            draft.unlink(missing_ok=True)
    keep(copy, folder)
    return copy


def _written(url: str, organisation: str, draft: Path) -> dict[str, Any]:
    """What is said of a dump once it is there."""
    return {
        "tables": tables(url, organisation),
        "bytes": draft.stat().st_size,
        "sha256": digest(draft),
    }


def forget(folder: Path, organisation: str, days: int) -> int:
    """Remove copies that are older than the newest by more days; how many that were."""
    there = copies(folder).get(organisation, [])
    oldest = there[-1].taken_at - timedelta(days=days) if there else None
    old = [copy for copy in there if oldest and copy.taken_at < oldest]
    for copy in old:
        copy.remove(folder)
    return len(old)


@contextmanager
def _moment(url: str, organisation: str) -> Iterator[tuple[Connection[Any], str]]:
    """A transaction that sees one moment at which no append was under way.

    Otherwise one could be missing that comes before others in the log's order.
    """
    with Connection.connect(url, autocommit=True) as db:
        db.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
        db.execute(
            sql.SQL("SET search_path TO {}").format(
                sql.Identifier(schema(organisation))
            )
        )
        db.execute("SET idle_in_transaction_session_timeout TO 0")
        _refuse_keys(db)
        db.isolation_level = IsolationLevel.REPEATABLE_READ
        for _ in range(ATTEMPTS):
            with db.transaction():
                if _is_quiet(db):
                    exported = db.execute("SELECT pg_export_snapshot()").fetchone()
                    assert exported
                    yield db, exported[0]
                    return
            sleep(PAUSE)
    raise NotQuiet(f"{organisation} is being written without a pause")


def _refuse_keys(db: Connection[Any]) -> None:
    found = db.execute("SELECT to_regclass('item_key') IS NOT NULL").fetchone()
    if found == (True,):
        raise Mistake(
            "CASES_KEYSTORE_URL: the keys are in the same database, "
            "and a copy of them would bring erased ones back"
        )


def _is_quiet(db: Connection[Any]) -> bool:
    found = db.execute(
        "SELECT coalesce(max(position) < horizon(), true) FROM event"
    ).fetchone()
    return found == (True,)


def _state(db: Connection[Any]) -> dict[str, Any]:
    ((at, events, texts),) = db.execute(
        "SELECT now(), (SELECT count(*) FROM event), (SELECT count(*) FROM sealed)"
    ).fetchall()
    note = next(iter(last_note(db)), None)
    version = db.info.parameter_status("server_version")
    return {
        "taken_at": at,
        "events": events,
        "texts": texts,
        "checkpoint": note,
        "server": version,
    }


def _dump(url: str, organisation: str, snapshot: str, file: Path, told: Told) -> None:
    def line(said: str) -> None:
        if TABLE in said:
            told("tables", 1)

    # Made first, so that nobody else can read it while it is written.
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    arguments = (
        "--format=custom",
        f"--schema={schema(organisation)}",
        f"--snapshot={snapshot}",
        f"--role={OWNER}",
        f"--file={file}",
    )
    run("pg_dump", url, *arguments, told=line)
    with file.open("rb") as written:
        os.fsync(written.fileno())
