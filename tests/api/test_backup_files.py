"""Sealed files beside copies of the log: taken, put back, and gone when erased."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from restoring import HERE, READER, Kept, kept_at
from servers import Server, database

from api.copies.copy import Copy
from api.files.filing import Filed, filed
from cases.commands.files import AddFile
from cases.events.event import Personal, Sealed
from cases.events.files import FileAdded
from cases.sealing.pieces import PieceWriter

TEXT = b"What was said, word for word. " * 5_000


@pytest.fixture
def kept(database_url: str, keystore_url: str, tmp_path: Path) -> Iterator[Kept]:
    with kept_at(database_url, keystore_url, tmp_path) as made:
        settings = made.settings.model_copy(update={"files": tmp_path / "files"})
        yield Kept(settings, made.folder)


def files(kept: Kept) -> Filed:
    found = filed(kept.settings, HERE)
    assert found
    return found


def added(kept: Kept) -> tuple[UUID, Sealed]:
    """A case, and the file that was added to it."""
    case, _ = kept.report("Person A was seen.")
    with kept.served() as here:
        key, lying = here.keyring.take(), files(kept)
        cipher = lying.cipher(case, key.item, key.secret)
        with lying.staging.made(key.item) as file:
            writer = PieceWriter(file, cipher)
            writer.take(TEXT)
            writer.end()
        lying.store.put(key.item, lying.staging.path(key.item))
        lying.staging.drop(key.item)
        command = AddFile(
            file=key.item,
            media_type="text/plain",
            size=len(TEXT),
            digest="0" * 64,
            scanned=False,
            name=Personal("minutes.txt"),
        )
        here.cases.handle(case, command, READER)
        events = [recorded.event for recorded in here.log.history(case)]
    kept.integrate()
    kept.project()
    (name,) = [one.name for one in events if isinstance(one, FileAdded)]
    assert isinstance(name, Sealed)
    return case, name


def content(kept: Kept, case: UUID, item: UUID) -> bytes:
    with kept.served() as here:
        key = here.keyring.keys([item])[item]
    with files(kept).store.opened(item) as file:
        return b"".join(files(kept).cipher(case, item, key).opened(file))


def copied(copy: Copy, kept: Kept) -> list[str]:
    """What lies beside the copies of the log."""
    assert copy.organisation == HERE
    return sorted(path.name for path in kept.folder.glob(f"{HERE}/files/*/*/*"))


def test_a_file_is_copied_once_and_put_back(kept: Kept, cluster: Server) -> None:
    case, name = added(kept)
    copy = kept.backup()
    assert copy.files == 1
    assert copied(copy, kept) == [str(name.item)]
    (path,) = kept.folder.glob(f"{HERE}/files/*/*/*")
    before = path.stat().st_ino
    assert kept.backup().files == 1
    assert path.stat().st_ino == before
    assert path.stat().st_mode & 0o077 == 0
    files(kept).store.remove([name.item])
    with database(cluster) as empty:
        report = kept.restore(empty)
    assert (report.files, report.files_lost) == (1, 0)
    assert content(kept, case, name.item) == TEXT


def test_a_rehearsal_puts_no_file_back(kept: Kept, cluster: Server) -> None:
    _, name = added(kept)
    kept.backup()
    files(kept).store.remove([name.item])
    with database(cluster) as empty:
        assert kept.restore(empty, rehearsal=True).files == 0
    assert not files(kept).store.there([name.item])


def test_a_file_that_is_nowhere_is_said(kept: Kept, cluster: Server) -> None:
    _, name = added(kept)
    files(kept).store.remove([name.item])
    assert kept.backup().files == 0
    with database(cluster) as empty:
        report = kept.restore(empty)
    assert (report.files, report.files_lost) == (0, 1)


def test_what_was_erased_since_is_not_put_back(kept: Kept, cluster: Server) -> None:
    _, name = added(kept)
    kept.backup()
    files(kept).store.remove([name.item])
    kept.erase(name)
    with database(cluster) as empty:
        report = kept.restore(empty)
        assert (report.files, report.files_lost, report.erased_again) == (0, 0, 1)
    assert not files(kept).store.there([name.item])


def test_the_copy_of_an_erased_file_goes_with_the_next_copy(kept: Kept) -> None:
    _, name = added(kept)
    assert copied(kept.backup(), kept) == [str(name.item)]
    kept.rows(kept.settings.database_url, "ALTER TABLE sealed DISABLE TRIGGER ALL")
    gone = "DELETE FROM sealed WHERE item = %s"
    kept.rows(kept.settings.database_url, gone, name.item)
    assert copied(kept.backup(), kept) == []
