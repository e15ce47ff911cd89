"""After an erasure every file of every server is searched, byte by byte (attack 11).

Two servers, a streaming replica, a base backup and dumps from before: neither words nor
keys are found, in no encoding that the service has. Wrapped keys are found, which shows
that the search finds what is there; they open under nothing that is left.

Not shown: what a file system keeps of removed files, and what PostgreSQL compressed.
"""

import subprocess
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from combining import dump, opened, roots
from disposing import carry_out, ended, here, listed, state, texts
from dumping import dumped
from reported import opened_by
from servers import database, throw_away_cluster
from serving import HERE, Service, serving, written
from vaults import Keys
from waiting import until

from api.running import unprivileged
from api.running.postgres import Cluster
from cases.database import parameters

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

WORDS = "The canary that sang at dawn."
CONTROL = "Anything in plain words would be found."
BOTH = ("reporter_identity", "content")


@contextmanager
def copied(cluster: Cluster, folder: Path, *options: str) -> Iterator[Path]:
    """What pg_basebackup makes of a running server."""
    folder.mkdir()
    place = unprivileged.place(folder.absolute(), cluster.binaries, cluster.way)
    program = place.binaries.folder / "pg_basebackup"
    data = place.directory / "data"
    command = [*place.prefix, program, f"--dbname={cluster.url()}", f"--pgdata={data}"]
    subprocess.run([*command, "--checkpoint=fast", *options], check=True)
    yield folder


@contextmanager
def replica(cluster: Cluster, folder: Path) -> Iterator[Cluster]:
    """A server that streams from another, until the block ends."""
    with copied(cluster, folder, "--write-recovery-conf") as copy:
        standby = Cluster(copy)
        try:
            yield standby.start()
        finally:
            standby.stop()


@dataclass
class Everything:
    """All files there are of a service, of its servers and of their copies."""

    service: Service
    folders: list[Path]
    dumps: list[bytes] = field(default_factory=list)

    def holding(self, *searched: bytes) -> set[str]:
        """Where one of these is: a path, a dump, or the lines of the service."""
        found = {
            str(path)
            for folder in self.folders
            for path in folder.rglob("*")
            if path.is_file() and found_in(path.read_bytes(), searched)
        }
        dumps = [f"dump {n}" for n, d in enumerate(self.dumps) if found_in(d, searched)]
        lines = self.service.lines.getvalue().encode()
        return found | {*dumps} | ({"lines"} if found_in(lines, searched) else set())


def found_in(content: bytes, searched: tuple[bytes, ...]) -> bool:
    return any(one in content for one in searched)


def ways_to_write(key: bytes) -> tuple[bytes, ...]:
    """A key as bytes, in hexadecimal, and in both kinds of base64."""
    coded = (b64encode(key), urlsafe_b64encode(key))
    shown = key.hex().encode()
    return (key, shown, shown.upper(), *(one.rstrip(b"=") for one in coded))


@dataclass
class Known:
    """What an erasure makes unreadable: words, and the keys that covered them."""

    items: list[UUID]
    secrets: list[bytes]
    wrapped: list[bytes]

    @property
    def plain(self) -> tuple[bytes, ...]:
        keys = [way for secret in self.secrets for way in ways_to_write(secret)]
        return (WORDS.encode(), WORDS.encode("utf-16-le"), *keys)


def known(service: Service, case: UUID) -> Known:
    """Before it is erased: the texts of a case, their keys, and the roots above."""
    with here(service).pool.connection() as db:
        rows = db.execute("SELECT item FROM sealed WHERE case_id = %s", (case,))
        items = [item for (item,) in rows]
    keys = here(service).keyring.keys(items)
    assert len(keys) == 3
    above = roots(service.settings.keyring / HERE)
    kept = keystore(service).meddle(
        "SELECT wrapped FROM item_key WHERE item = ANY (%s)", items
    )
    return Known(items, [*keys.values(), *above], [bytes(one) for (one,) in kept])


def keystore(service: Service) -> Keys:
    settings = service.settings
    return Keys(settings.keystore_url, settings.keyring, HERE)


def caught_up(cluster: Cluster, standby: Cluster) -> None:
    """Wait until a replica has replayed all there is, and both have written it down."""
    with (
        psycopg.connect(cluster.url(), autocommit=True) as one,
        psycopg.connect(standby.url(), autocommit=True) as other,
    ):
        one.execute("CHECKPOINT")
        come = one.execute("SELECT pg_current_wal_lsn()").fetchone()
        reached = "SELECT pg_last_wal_replay_lsn() >= %s"
        until(lambda: other.execute(reached, come).fetchone() == (True,))
        other.execute("CHECKPOINT")


def planted(service: Service) -> None:
    """A table with plain words, as somebody could make by mistake."""
    url = service.settings.database_url
    with psycopg.connect(url, **parameters(HERE, "none")) as db:
        db.execute("CREATE TABLE leak (said text)")
        db.execute("INSERT INTO leak VALUES (%s)", (CONTROL,))


def test_no_file_of_any_server_or_copy_has_words_or_keys(tmp_path: Path) -> None:
    with (
        throw_away_cluster(durable=True) as cluster,
        database(cluster) as log_url,
        database(cluster) as keystore_url,
        serving(log_url, keystore_url, tmp_path, served=(HERE,)) as service,
        written(service.lines),
        replica(cluster, tmp_path / "replica") as standby,
    ):
        reporter = service.caller("member")
        report = opened_by(reporter, account=WORDS, identity_mode="confidential")
        case = ended(service, report)
        other = opened_by(service.caller("member"))
        planted(service)
        secret, before = known(service, case), dump(keystore(service))
        at = listed(service, *((case, what) for what in BOTH))
        caught_up(cluster, standby)
        with copied(cluster, tmp_path / "backup"):
            dumps = [dumped(log_url), dumped(keystore_url)]
            carry_out(service)
            assert (texts(service, case), state(service, at).closed) == (0, True)
            caught_up(cluster, standby)
            dumps += [dumped(log_url), dumped(keystore_url)]
            places = [tmp_path, cluster.directory]
            everything = Everything(service, places, dumps)
            assert everything.holding(*secret.plain) == set()
            assert_everywhere(everything, CONTROL.encode())
            assert_left(everything, secret.wrapped)
        left = roots(service.settings.keyring / HERE)
        after = dump(keystore(service))
        opens = opened([before, after], left, HERE)
        assert not opens & {*secret.items}
        assert opens & {item for (item, _) in after.items}, "a text not erased opens"
        assert texts(service, other.id) == 1


def assert_everywhere(everything: Everything, words: bytes) -> None:
    """The search finds what is plain: in data, write-ahead log, replica and backup."""
    found = everything.holding(words)
    for place in ("base/", "pg_wal/", "replica/", "backup/", "dump 0", "dump 2"):
        assert any(place in one for one in found), (place, found)


def assert_left(everything: Everything, wrapped: list[bytes]) -> None:
    """Covered keys stay in files, though their rows are gone."""
    found = everything.holding(*wrapped)
    for place in ("pg_wal/", "replica/", "backup/"):
        assert any(place in one for one in found), (place, found)
