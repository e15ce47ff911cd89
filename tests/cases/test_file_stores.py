"""What every store of sealed files does, wherever they lie."""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from buckets import NO_SWIFT, Swift, swift, swift_in

from cases.errors import Tampered, Unavailable
from cases.files.directory import DirectoryStore
from cases.files.store import FileStore
from cases.identifier import new_id

CONTENT = bytes(range(256)) * 80_000
"""More than is sent, or fetched, by one request."""
IN_A_BUCKET = pytest.param(
    "bucket", marks=pytest.mark.skipif(not swift(), reason=NO_SWIFT)
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swift]:
    with swift_in(tmp_path_factory.mktemp("swift")) as running:
        yield running


@pytest.fixture(params=["directory", IN_A_BUCKET])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """An empty store of each kind."""
    if request.param == "directory":
        (tmp_path / "files").mkdir()
        return DirectoryStore(tmp_path / "files")
    found: Swift = request.getfixturevalue("server")
    return found.bucket().of(f"o{new_id().hex[-12:]}")


def put(store: FileStore, folder: Path, content: bytes = b"sealed") -> UUID:
    """A file that is kept from now on."""
    item, staged = new_id(), folder / "staged"
    staged.unlink(missing_ok=True)
    staged.write_bytes(content)
    store.put(item, staged)
    return item


def test_what_is_put_there_is_read_whole_and_piece_by_piece(
    store: FileStore, tmp_path: Path
) -> None:
    item = put(store, tmp_path, CONTENT)
    with store.opened(item) as file:
        assert file.read(7) == CONTENT[:7]
        assert file.read() == CONTENT[7:]
        assert file.read(1) == b""


def test_to_put_it_there_again_is_harmless(store: FileStore, tmp_path: Path) -> None:
    item = put(store, tmp_path)
    store.put(item, tmp_path / "staged")
    assert [*store.items()] == [item]


def test_what_is_not_there_was_taken_away(store: FileStore, tmp_path: Path) -> None:
    put(store, tmp_path)
    with pytest.raises(Tampered), store.opened(new_id()):
        pass


def test_what_is_removed_is_not_there(store: FileStore, tmp_path: Path) -> None:
    kept, gone = put(store, tmp_path), put(store, tmp_path)
    store.remove([gone, new_id()])
    store.remove([])
    assert store.there([kept, gone, new_id()]) == {kept}
    assert [*store.items()] == [kept]


def test_many_are_asked_for_at_once(store: FileStore, tmp_path: Path) -> None:
    kept = put(store, tmp_path)
    assert store.there([kept, *(new_id() for _ in range(1500))]) == {kept}


def test_those_kept_since_a_day_are_known(store: FileStore, tmp_path: Path) -> None:
    item = put(store, tmp_path)
    assert [*store.items(time.time() + 60)] == [item]
    assert [*store.items(time.time() - 2 * 86_400)] == []


def test_of_a_store_that_is_away_nothing_is_said(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path / "nowhere")
    with pytest.raises(Unavailable), store.opened(new_id()):
        pass


@pytest.mark.skipif(not swift(), reason=NO_SWIFT)
def test_of_a_bucket_that_is_away_nothing_is_said(
    server: Swift, tmp_path: Path
) -> None:
    away = server.bucket().model_copy(update={"name": "another"}).of("ima")
    closed = server.bucket().model_copy(update={"endpoint": "http://127.0.0.1:1"})
    locked = server.bucket().model_copy(update={"access_key": "test:nobody"})
    for store in (away, closed.of("ima"), locked.of("ima")):
        with pytest.raises(Unavailable), store.opened(new_id()):
            pass
        with pytest.raises(Unavailable):
            store.there([new_id()])
        with pytest.raises(Unavailable):
            put(store, tmp_path)
        with pytest.raises(Unavailable):
            [*store.items()]
