"""Sealed files beside a copy of the log: each is copied once, as it never changes.

    FOLDER/ima/files/3a/91/<item>

Copied after the log was: what the copy of the log refers to is there. Of a file that
was erased the copy is removed with the next one; it opens under nothing from then on.
"""

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from psycopg import Connection

from cases.errors import Tampered
from cases.files.directory import DirectoryStore
from cases.files.staging import Staging
from cases.files.store import FileStore
from cases.sealing.roots import flush, private_folder

FILES: Final = "files"
SELECT_FILES: Final = """
    SELECT item
      FROM sealed
     WHERE item IN (SELECT (state::json -> 'data' ->> 'file')::uuid
                      FROM event
                     WHERE topic IN ('FileAdded', 'FileCleaned', 'FileSent'))
     ORDER BY item
"""


def of_log(db: Connection[Any]) -> list[UUID]:
    """The files of a log that are not erased, as its connection sees it."""
    return [item for (item,) in db.execute(SELECT_FILES).fetchall()]


class CopiedFiles:
    """The copies of an organisation's files, in the folder of all copies."""

    def __init__(self, folder: Path, organisation: str) -> None:
        self._folder = folder / organisation / FILES
        self._copies = DirectoryStore(self._folder)

    def take(self, store: FileStore | None, items: Collection[UUID]) -> int:
        """Copy those that are not copied yet, remove those that are none any more.

        How many of them there are, copied: fewer when the store has lost some.
        """
        if store is None:
            return 0
        copied = {*self._copies.items()}
        lying = store.there(items)
        for item in lying - copied:
            # It may have been erased this moment.
            with suppress(Tampered):
                self._copy(store, item)
        self._copies.remove(copied - {*items})
        return len(lying)

    def give_back(self, staging: Staging, store: FileStore, item: UUID) -> bool:
        """Put one into a store again; False when there is no copy of it."""
        if not self._copies.there([item]):
            return False
        staging.drop(item)
        with self._copies.opened(item) as copy, staging.made(item) as file:
            shutil.copyfileobj(copy, file)
        store.put(item, staging.path(item))
        staging.drop(item)
        return True

    def _copy(self, store: FileStore, item: UUID) -> None:
        path = self._copies.path(item)
        for folder in (self._folder, path.parent.parent, path.parent):
            private_folder(folder)
        draft = path.with_name(f".{path.name}")
        with store.opened(item) as file, _new(draft) as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
        draft.rename(path)
        flush(path.parent)


def _new(path: Path) -> BinaryIO:
    """Readable for its owner alone; one that was broken off is written over."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.fdopen(os.open(path, flags, 0o600), "wb")
