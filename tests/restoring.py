"""A log with its tree and keys, copies of it, and what is done with them."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from psycopg import connect

from api import organisations, trees
from api.copies import dumping
from api.copies.copy import Copy, copies, keep
from api.copies.returning import Report, Restore
from api.demo.story import Story
from api.files.filing import filed
from api.organisations import Organisation, kept_by
from api.running.binaries import find_binaries
from api.settings import Settings
from cases.actors import Actor
from cases.database import ERASER, INTEGRATOR, Pool, parameters
from cases.events.event import Sealed
from cases.sealing.erasing import KeyEraser
from cases.tree.integrator import Desk, Integrator
from projections.catalogue import PROJECTIONS
from projections.leader import Leader

HERE = "ima"
READER = Actor("demo.intake_officer", "intake_officer")


def nothing(_what: str, _more: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Kept:
    """The organisation on its databases, and the folder with copies of its log."""

    settings: Settings
    folder: Path

    @cached_property
    def code(self) -> Any:
        """Its code of conduct."""
        return organisations.known_codes(None)[HERE]

    @contextmanager
    def served(self, url: str = "") -> Iterator[Organisation]:
        """The organisation as a newly started service has it, on a database."""
        with organisations.organisation(self.on(url), self.code) as here:
            yield here

    def on(self, url: str) -> Settings:
        """The settings of a service on another database."""
        chosen = {"database_url": url or self.settings.database_url}
        return self.settings.model_copy(update=chosen)

    def report(self, account: str) -> tuple[UUID, Sealed]:
        """A report, signed and projected, and the text of it."""
        with self.served() as here:
            told = Story(here.cases, account, datetime.now(UTC)).report(
                "member",
                account,
                case_type="breach_report",
                opening="speak_up",
                channel="web",
                identity_mode="named",
            )
            text = vars(here.log.history(told.case)[0].event)["account"]
        assert isinstance(text, Sealed)
        self.integrate()
        self.project()
        return told.case, text

    def integrate(self) -> None:
        """Sign all there is."""
        with (
            trees.source(self.settings, HERE) as source,
            connect(source.url, **parameters(HERE, INTEGRATOR)) as db,
        ):
            integrator = Integrator(Desk(HERE, db, source.signed, source.keys))
            while integrator.go_on():
                pass

    def project(self, url: str = "") -> None:
        """Bring the projections up to the log's head."""
        with (
            organisations.logs(self.on(url)) as logs,
            connect(
                self.on(url).database_url, **parameters(HERE, "cases_follower")
            ) as db,
        ):
            (log,) = (one for one in logs if one.organisation == HERE)
            leader = Leader(db, log, PROJECTIONS)
            while leader.go_on():
                pass

    def erase(self, *texts: Sealed) -> None:
        """Destroy keys for good, as the process that may."""
        with Pool(self.settings.keystore_url, HERE, ERASER) as connections:
            kept = kept_by(self.settings, HERE)
            KeyEraser(HERE, kept, connections).erase([text.item for text in texts])

    def backup(self) -> Copy:
        """A copy more, of everything that was recorded before."""
        files = filed(self.settings, HERE)
        store = files.store if files else None
        url = self.settings.database_url
        return dumping.taken(url, HERE, self.folder, nothing, store)

    def restore(self, url: str, copy: Copy | None = None, **how: bool) -> Report:
        """A copy, the newest unless one is named, into another database."""
        chosen = copy or copies(self.folder)[HERE][-1]
        asked = Restore(self.on(url), self.folder, chosen, **how)
        asked.refuse()
        chosen.check(self.folder, nothing)
        asked.put_back(nothing)
        return asked.finish(nothing)

    def moved(self, copy: Copy, days: int) -> None:
        """Let a copy be some days older than it is."""
        older = copy.model_copy(
            update={"taken_at": copy.taken_at - timedelta(days=days)}
        )
        copy.dump(self.folder).rename(older.dump(self.folder))
        copy.dump(self.folder).with_suffix(".json").unlink()
        keep(older, self.folder)

    def plain(self, copy: Copy) -> str:
        """What is in a copy, as SQL."""
        program = find_binaries().folder / "pg_restore"
        command = [program, "--file=-", copy.dump(self.folder)]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    def signed(self) -> tuple[str, int, str | None]:
        """Origin and size of what was signed last, and why it is in quarantine."""
        query = "SELECT origin, size, quarantined FROM signed_tree ORDER BY number"
        *_, last = self.rows(self.settings.keystore_url, query)
        return last[0], last[1], last[2]

    def rows(self, url: str, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a superuser reads, or does."""
        with connect(url, **parameters(HERE, "none")) as db:
            cursor = db.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def event(self, url: str, topic: str) -> Any:
        """The only event of a kind."""
        kind = "SELECT state::json -> 'data' FROM event WHERE topic = %s"
        ((told,),) = self.rows(url, kind, topic)
        return told

    def texts(self, url: str) -> set[UUID]:
        """The sealed texts in a database, but for who reported."""
        found = self.rows(url, "SELECT item FROM sealed WHERE kind = 'account'")
        return {item for (item,) in found}

    def read(self, url: str, *texts: Sealed) -> Sequence[str | None]:
        """What a service on that database shows; None for what is erased."""
        with self.served(url) as here:
            wanted = dict.fromkeys(texts, "account")
            shown = here.vault.open(wanted, READER, "intake of the case")
        return [shown[text.item] for text in texts]


@contextmanager
def kept_at(database_url: str, keystore_url: str, folder: Path) -> Iterator[Kept]:
    """The organisation on these databases, with its keys and nothing in its log."""
    settings = Settings(
        database_url=database_url,
        keystore_url=keystore_url,
        keyring=folder / "keyring",
        environment="development",
        threads=4,
    )
    organisations.add(settings, HERE)
    yield Kept(settings, folder / "copies")
