"""Putting a copy back, and what has to follow before anything is served of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from psycopg import Connection
from pydantic import BaseModel, ConfigDict

from api.copies.copy import Copy, Told
from api.copies.files import CopiedFiles, of_log
from api.copies.programs import run
from api.files.filing import filed as filed_at
from api.mistakes import Mistake, reaching
from api.organisations import kept_by, present
from api.settings import Settings
from api.tending import tended
from cases import database
from cases.database import INTEGRATOR, OWNER
from cases.keyring import Keyring
from cases.sealing.keystore import Keystore
from cases.tree import returned
from cases.tree.erased import erase_again, refuse_others
from cases.tree.returned import Returned
from cases.tree.signed import SignedTrees
from cases.tree.tending import NotNow, Tended
from projections import tables

TABLE: Final = "processing data for table"


class Lost(BaseModel):
    """Leaves that were signed and are not there, counted from 0."""

    model_config = ConfigDict(frozen=True)

    first: int
    last: int
    count: int


class Report(BaseModel):
    """What came back."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    copied_at: datetime
    events: int
    signed: int
    lost: Lost | None
    erased_again: int
    files: int
    """That were put back, as they lay in the store no more."""
    files_lost: int
    """That are neither in the store nor in the copy."""
    quarantined: str | None
    """Why nothing is recorded or shown yet; None when all is well."""
    origin: str
    """The name of the tree from here on."""


@dataclass(frozen=True)
class Restore:
    """A copy to be put back, and whether it may be gone on with after a loss."""

    settings: Settings
    folder: Path
    copy: Copy
    events_are_lost: bool = False
    rehearsal: bool = False
    """Nothing is changed but the database that it goes into: the service goes on."""

    def refuse(self) -> None:
        """Raises unless the copy can be put back here; nothing was changed then."""
        name = self.copy.organisation
        if name in present(self.settings):
            raise Mistake(
                f"CASES_DATABASE_URL: has a log of {name} already; "
                "a copy goes into a database without one"
            )
        with reaching("CASES_KEYSTORE_URL"), self._keystore() as keystore:
            Keyring(name, kept_by(self.settings, name), Keystore(keystore)).check()
            if self.copy.checkpoint:
                refuse_others(SignedTrees(keystore), self.copy.checkpoint)

    def put_back(self, told: Told) -> None:
        """Everything in the copy, or nothing; what is served meanwhile is nothing."""
        url, name = self.settings.database_url, self.copy.organisation

        def line(said: str) -> None:
            if TABLE in said:
                told("tables", 1)

        if not self.rehearsal:
            self._bar()
        with reaching("CASES_DATABASE_URL"):
            database.migrate_roles(url)
            arguments = ("--single-transaction", "--exit-on-error", f"--role={OWNER}")
            dump = str(self.copy.dump(self.folder))
            run("pg_restore", url, *arguments, dump, told=line)
            database.rebase(url, name)
            database.add_organisation(url, name)
            tables.create(url, name)

    def _bar(self) -> None:
        with self._keystore() as keystore:
            signed = SignedTrees(keystore)
            current = signed.current()
            if current is None:
                raise NotNow("there is no tree: the keystore is another log's")
            returned.bar(signed, current)

    def finish(self, told: Told) -> Report:
        """Erase again, compare, and open the log if nothing of it is missing."""
        url, name = self.settings.database_url, self.copy.organisation
        with (
            tended(self.settings, name) as tree,
            database.pool(url, name, INTEGRATOR, size=1) as pool,
            pool.connection() as db,
        ):
            found = self._looked_at(tree, db, told)
            files = self._files()
            if not self.rehearsal:
                self._end(tree, found)
            return self._report(tree, found, *files)

    def _looked_at(self, tree: Tended, db: Connection[Any], told: Told) -> Returned:
        current = tree.current()
        url = self.settings.database_url
        again = erase_again(url, tree.signed, lambda n: told("texts", n))
        return returned.look(db, current, again, lambda n: told("events", n))

    def _end(self, tree: Tended, found: Returned) -> None:
        if found.unfit is None:
            tree.restored(self.copy.taken_at, found.erased_again)
            return
        tree.signed.hold(tree.current().origin, returned.said(found))
        if self.events_are_lost and found.lost:
            tree.begin_anew(self.settings.database_url)

    def _files(self) -> tuple[int, int]:
        """How many files are put back, and how many are nowhere."""
        url, name = self.settings.database_url, self.copy.organisation
        filed = filed_at(self.settings, name)
        if filed is None or self.rehearsal:
            return 0, 0
        with database.owner(url, name) as db:
            items = of_log(db)
        copied = CopiedFiles(self.folder, self.copy.organisation)
        gone = {*items} - filed.store.there(items)
        back = sum(copied.give_back(filed.staging, filed.store, item) for item in gone)
        return back, len(gone) - back

    def _report(
        self, tree: Tended, found: Returned, files: int, files_lost: int
    ) -> Report:
        lost = Lost(first=found.held, last=found.signed - 1, count=found.lost)
        now = tree.current()
        return Report(
            organisation=self.copy.organisation,
            copied_at=self.copy.taken_at,
            events=found.held,
            signed=found.signed,
            lost=lost if found.lost else None,
            erased_again=found.erased_again,
            files=files,
            files_lost=files_lost,
            quarantined=now.quarantined,
            origin=now.origin,
        )

    @contextmanager
    def _keystore(self) -> Iterator[database.Pool]:
        name = self.copy.organisation
        with database.pool(self.settings.keystore_url, name, OWNER, size=1) as pool:
            yield pool
