"""The drill: a canary is erased, and nothing from before brings it back.

    .venv/bin/python ops/drill.py             status 0 when all of it holds
    .venv/bin/python ops/drill.py --forget    erases nothing, and so must fail

Two servers of its own, for the log and for the keys, thrown away afterwards: a copy by
`cases backup`, the server's own base backup with its write-ahead log, an old dump of
the keystore. Each is put back after the canary was erased, and held against what was.
Both reports have a file: the canary's is erased with it, and then the store is lost.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from signal import SIGINT
from time import monotonic, sleep
from typing import Any, Final
from uuid import UUID

from psycopg import connect

from api import organisations, trees
from api.copies import dumping
from api.copies.copy import Copy
from api.copies.files import CopiedFiles, of_log
from api.copies.returning import Report, Restore
from api.demo.story import Story
from api.files.filing import Filed, filed
from api.organisations import kept_by
from api.running import postgres, unprivileged
from api.running.binaries import find_binaries
from api.running.postgres import Cluster
from api.settings import Settings
from api.tending import tended
from cases import database
from cases.actors import SYSTEM, Actor
from cases.commands.files import AddFile
from cases.database import ERASER, FOLLOWER, INTEGRATOR, Pool, parameters
from cases.events.event import Personal, Sealed
from cases.events.files import FileAdded
from cases.keyring import Keyring
from cases.log.log import Log
from cases.sealing.custodian import KeyringUnfit
from cases.sealing.erasing import KeyEraser
from cases.sealing.keystore import Keystore
from cases.sealing.pieces import PieceWriter
from cases.tree.integrator import Desk, InQuarantine, Integrator
from cases.vault import Vault
from projections.catalogue import PROJECTIONS
from projections.leader import Leader

HERE: Final = "ima"
INTAKE: Final = "intake_officer"
CANARY: Final = "The canary that sang at dawn."
CONTROL: Final = "The control that stays."
OF_FILES: Final = " It is in a file, too."
"""What a file says after the words of its report."""
ROWS: Final = "SELECT case_id, number, phase FROM case_state ORDER BY case_id"
PATIENCE: Final = 60.0


class Drill:
    """What is tried, and what came of it."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.failed = 0
        self.cases: dict[UUID, UUID] = {}
        """The case of each text."""

    def check(self, what: str, holds: bool) -> None:
        """Say whether something holds."""
        self.failed += not holds
        print("ok     " if holds else "FAILED ", what, flush=True)

    def on(self, url: str) -> Settings:
        """The settings of a service on another database."""
        return self.settings.model_copy(update={"database_url": url})

    def report(self, account: str) -> Sealed:
        """A report is made, signed and shown; its text as the log refers to it."""
        code = organisations.known_codes(None)[HERE]
        with organisations.organisation(self.settings, code) as here:
            story = Story(here.cases, account, datetime.now(UTC))
            story.report(
                "member",
                account,
                case_type="breach_report",
                opening="speak_up",
                channel="web",
                identity_mode="named",
            )
            text = vars(here.log.history(story.case)[0].event)["account"]
        assert isinstance(text, Sealed)
        self.cases[text.item] = story.case
        self.integrate(self.settings)
        self.follow()
        return text

    @property
    def filed(self) -> Filed:
        """Where files lie."""
        found = filed(self.settings, HERE)
        assert found
        return found

    def file(self, text: Sealed, words: str) -> Sealed:
        """A file is added to the case of a text; its name as the log refers to it."""
        case, code = self.cases[text.item], organisations.known_codes(None)[HERE]
        with organisations.organisation(self.settings, code) as here:
            key, content = here.keyring.take(), words_of(words)
            cipher = self.filed.cipher(case, key.item, key.secret)
            with self.filed.staging.made(key.item) as staged:
                writer = PieceWriter(staged, cipher)
                writer.take(content)
                writer.end()
            self.filed.store.put(key.item, self.filed.staging.path(key.item))
            self.filed.staging.drop(key.item)
            command = AddFile(
                file=key.item,
                media_type="text/plain",
                size=len(content),
                digest=sha256(content).hexdigest(),
                scanned=False,
                name=Personal("minutes.txt"),
            )
            here.cases.handle(case, command, Actor(f"demo.{INTAKE}", INTAKE))
            (name,) = [
                recorded.event.name
                for recorded in here.log.history(case)
                if isinstance(recorded.event, FileAdded)
            ]
        assert isinstance(name, Sealed)
        self.cases[name.item] = case
        self.integrate(self.settings)
        self.follow()
        return name

    def read(self, file: Sealed) -> bytes | None:
        """What a file says, from the store; None without its key or its bytes."""
        case, keys = self.cases[file.item], self.keys(file)
        if not keys or not self.filed.store.there([file.item]):
            return None
        with self.filed.store.opened(file.item) as lying:
            cipher = self.filed.cipher(case, file.item, keys[file.item])
            return b"".join(cipher.opened(lying))

    def integrate(self, settings: Settings) -> None:
        """Sign all there is; raises InQuarantine."""
        with (
            trees.source(settings, HERE) as source,
            connect(source.url, **parameters(HERE, INTEGRATOR)) as db,
        ):
            integrator = Integrator(Desk(HERE, db, source.signed, source.keys))
            while integrator.go_on():
                pass

    def follow(self) -> None:
        """Bring the projections up to the log's head."""
        url = self.settings.database_url
        with Pool(url, HERE, FOLLOWER, size=2) as pool, pool.connection() as db:
            log = Log(HERE, pool)
            leader = Leader(db, log, PROJECTIONS)
            while leader.go_on():
                pass
            log.close()

    def erase(self, *texts: Sealed) -> None:
        """Destroy the keys of texts as the eraser does, and remove files."""
        items = [text.item for text in texts]
        self.filed.store.remove(items)
        with Pool(self.settings.keystore_url, HERE, ERASER) as pool:
            KeyEraser(HERE, kept_by(self.settings, HERE), pool).erase(items)

    def shown(self, url: str, *texts: Sealed) -> list[str | None]:
        """What the vault opens of a database, with the keys as they are now."""
        with Pool(url, HERE) as rows, Pool(self.settings.keystore_url, HERE) as keys:
            keyring = Keyring(HERE, kept_by(self.settings, HERE), Keystore(keys))
            # The canary is nobody's: nothing of it is written down, or restricted.
            vault = Vault(rows, keyring, lambda *_: None, lambda *_: None)
            opened = vault.open(dict.fromkeys(texts, "account"), SYSTEM, "drill")
            keyring.close()
        return [opened[text.item] for text in texts]

    def keys(self, *texts: Sealed) -> Mapping[UUID, bytes]:
        """The keys themselves, those that are there."""
        with Pool(self.settings.keystore_url, HERE) as keys:
            keyring = Keyring(HERE, kept_by(self.settings, HERE), Keystore(keys))
            found = keyring.keys([text.item for text in texts])
            keyring.close()
        return found

    def rows(self, url: str, query: str) -> list[tuple[Any, ...]]:
        """What a superuser reads."""
        with connect(url, **parameters(HERE, "none")) as db:
            return db.execute(query.encode()).fetchall()

    def texts(self, url: str) -> set[UUID]:
        """The sealed texts that are in a database."""
        return {item for (item,) in self.rows(url, "SELECT item FROM sealed")}


def drill(at: Drill, log: Cluster, *, forget: bool) -> None:
    """All of it, in its order."""
    control, canary = at.report(CONTROL), at.report(CANARY)
    url = at.settings.database_url
    at.check("before, both open", at.shown(url, control, canary) == [CONTROL, CANARY])
    files = at.file(control, CONTROL), at.file(canary, CANARY)
    secrets, before = at.keys(canary, files[1]).values(), at.rows(url, ROWS)
    store = at.filed.store
    copy = dumping.taken(url, HERE, at.folder / "copies", lambda *_: None, store)
    at.check("before, both files are copied", copy.files == len(files))
    keys = dumped(at.settings.keystore_url)
    with ExitStack() as past:
        base, wal = past.enter_context(copied(at, log))
        between = at.report("Recorded after every copy, and before the moment.")
        ((moment,),) = at.rows(url, "SELECT clock_timestamp()")
        if not forget:
            at.erase(canary, files[1])
        at.report("What nobody has a copy of.")
        archived(url, wal)
        put_back(at, log, copy, (control, canary), before)
        files_back(at, log.url("again"), files)
        with recovered(at, base, wal, moment) as back:
            went_back(at, back, (control, canary, between))
    old_keys(at, log, keys)
    search(at, secrets)


def put_back(
    at: Drill,
    log: Cluster,
    copy: Copy,
    texts: tuple[Sealed, Sealed],
    before: list[tuple[Any, ...]],
) -> None:
    """The copy of `cases backup`, beside the service."""
    make(log, "again")
    url = log.url("again")
    asked = Restore(at.on(url), at.folder / "copies", copy, rehearsal=True)
    asked.refuse()
    asked.put_back(lambda *_: None)
    said: Report = asked.finish(lambda *_: None)
    control, canary = texts
    at.check("copy: canary and file are erased again", said.erased_again == 2)
    at.check("copy: its bytes are gone", canary.item not in at.texts(url))
    shown = at.shown(url, control, canary)
    at.check("copy: the control opens, the canary does not", shown == [CONTROL, None])
    lost = said.lost.count if said.lost else 0
    at.check("copy: lost leaves are counted", lost == said.signed - copy.events > 0)
    at.check("copy: its projections are those of then", at.rows(url, ROWS) == before)


def files_back(at: Drill, url: str, files: tuple[Sealed, Sealed]) -> None:
    """The store is lost; the copies beside the log are put back into it."""
    control, canary = files
    at.filed.store.remove([control.item])
    at.check("files: without the store neither is there", at.read(control) is None)
    copies = CopiedFiles(at.folder / "copies", HERE)
    with database.owner(url, HERE) as db:
        known = of_log(db)
    for item in known:
        copies.give_back(at.filed.staging, at.filed.store, item)
    at.check("files: the control's opens", at.read(control) == words_of(CONTROL))
    at.check("files: the canary's is none of them", canary.item not in known)
    # Even where somebody puts it back all the same.
    copies.give_back(at.filed.staging, at.filed.store, canary.item)
    at.check("files: the canary's opens under nothing", at.read(canary) is None)


def words_of(account: str) -> bytes:
    """What is in the file of a report."""
    return (account + OF_FILES).encode()


def went_back(at: Drill, url: str, texts: tuple[Sealed, ...]) -> None:
    """The server's own archive, up to a moment between two copies."""
    control, canary, between = texts
    there = between.item in at.texts(url)
    at.check("archive: what came after the copy is there", there)
    try:
        at.integrate(at.on(url))
        held = False
    except InQuarantine:
        held = True
    at.check("archive: the tree is in quarantine", held)
    with tended(at.on(url), HERE) as tree:
        tree.begin_anew(url)
    at.integrate(at.on(url))
    at.check("archive: the canary's bytes are gone", canary.item not in at.texts(url))
    shown = at.shown(url, control, canary)
    at.check("archive: control opens, canary does not", shown == [CONTROL, None])


def old_keys(at: Drill, log: Cluster, dump: bytes) -> None:
    """A dump of the keystore from before: its root is gone."""
    make(log, "oldkeys")
    url = log.url("oldkeys")
    program = find_binaries().folder / "psql"
    command = [str(program), "--quiet", f"--dbname={url}"]
    subprocess.run(command, input=dump, check=True, stdout=subprocess.DEVNULL)
    with Pool(url, HERE) as keys:
        keyring = Keyring(HERE, kept_by(at.settings, HERE), Keystore(keys))
        try:
            keyring.check()
            opens = True
        except KeyringUnfit:
            opens = False
        keyring.close()
    at.check("old keystore: nothing opens under it", not opens)


def search(at: Drill, secrets: Iterable[bytes]) -> None:
    """The canary's words and its keys, in all files: servers, store, and copies."""
    words = [CANARY.encode()]
    words += [form for one in secrets for form in (one, one.hex().encode())]
    files = [path for path in at.folder.rglob("*") if path.is_file()]
    program = find_binaries().folder / "pg_restore"
    unpacked = [
        subprocess.run([program, "--file=-", path], capture_output=True, check=True)
        for path in files
        if path.suffix == ".dump"
    ]
    contents = [path.read_bytes() for path in files]
    contents += [done.stdout for done in unpacked]
    found = sum(any(word in content for word in words) for content in contents)
    what = f"files: neither words nor key in any of {len(contents)}"
    at.check(what, not found and len(unpacked) == 1)


@contextmanager
def copied(at: Drill, log: Cluster) -> Iterator[tuple[Path, Path]]:
    """A base backup, and the write-ahead log from then on, until the block ends."""
    base, wal = at.folder / "past", at.folder / "wal"
    base.mkdir()
    wal.mkdir()
    place = unprivileged.place(base.absolute(), log.binaries, log.way)
    tools = place.binaries.folder
    options = ("--wal-method=stream", "--checkpoint=fast", f"--dbname={log.url()}")
    command = [*place.prefix, str(tools / "pg_basebackup"), *options]
    subprocess.run([*command, f"--pgdata={place.directory / 'data'}"], check=True)
    program = str(tools / "pg_receivewal")
    receiving = [program, f"--dbname={log.url()}", f"--directory={wal}"]
    slot = ["--slot=drill", "--create-slot", "--if-not-exists"]
    subprocess.run([*receiving, *slot], check=True)
    with subprocess.Popen([*receiving, "--slot=drill", "--synchronous"]) as receiver:
        try:
            yield base, wal
        finally:
            receiver.send_signal(SIGINT)


def archived(url: str, wal: Path) -> None:
    """Wait until all that was written until now is in the archive."""
    with connect(url, autocommit=True) as db:
        found = db.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()
        db.execute("SELECT pg_switch_wal()")
    assert found
    until = monotonic() + PATIENCE
    while not (wal / found[0]).exists():
        assert monotonic() < until, "the archive does not come"
        sleep(0.05)


@contextmanager
def recovered(at: Drill, base: Path, wal: Path, moment: datetime) -> Iterator[str]:
    """The database as it was at a moment, on a server of its own."""
    cluster = Cluster(base)
    place = unprivileged.place(base.absolute(), cluster.binaries, cluster.way)
    data = place.directory / "data"
    (data / "recovery.signal").touch()
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f'restore_command = \'cp "{wal}/%f" "%p"\'\n')
        settings.write(f"recovery_target_time = '{moment.isoformat()}'\n")
        settings.write("recovery_target_action = 'promote'\n")
    try:
        cluster.start()
        until = monotonic() + PATIENCE
        while at.rows(cluster.url("cases"), "SELECT pg_is_in_recovery()") != [(False,)]:
            assert monotonic() < until, "the recovery does not come to its end"
            sleep(0.05)
        yield cluster.url("cases")
    finally:
        cluster.stop()


def dumped(url: str) -> bytes:
    """A dump of a whole database, as nobody should keep one of the keystore."""
    program = find_binaries().folder / "pg_dump"
    return subprocess.run([program, url], capture_output=True, check=True).stdout


def make(cluster: Cluster, name: str) -> None:
    """An empty database."""
    with connect(cluster.url(), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}".encode())


def main(*words: str) -> int:
    """Status 0 when all of it holds."""
    folder = Path(tempfile.mkdtemp(prefix="cases-drill-"))
    log, keys = Cluster(folder / "log"), Cluster(folder / "keys")
    try:
        for cluster, name in ((log, "cases"), (keys, "keystore")):
            make(cluster.start(), name)
        settings = Settings(
            database_url=log.url("cases"),
            keystore_url=keys.url("keystore"),
            keyring=folder / "keyring",
            files=folder / "files",
            environment="development",
            threads=4,
        )
        organisations.add(settings, HERE)
        at = Drill(folder, settings)
        drill(at, log, forget="--forget" in words)
    finally:
        for cluster in (log, keys):
            cluster.stop()
        for name in ("log", "keys", "past"):
            postgres.remove(folder / name)
        postgres.remove(folder)
    print("all of it holds" if not at.failed else f"{at.failed} did not hold")
    return min(at.failed, 1)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main(*sys.argv[1:]))
