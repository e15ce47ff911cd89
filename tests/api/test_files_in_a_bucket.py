"""Files that are kept in a bucket: sent, read, copied and erased as in a directory."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from buckets import NO_SWIFT, Swift, swift, swift_in
from reported import opened_by, somebody
from sending import PURPOSE, Sending, kept
from servers import Server
from serving import HERE, Service, serving_anew

from api.copies.files import CopiedFiles
from cases.files.objects import BucketStore
from cases.sealing.pieces import PIECE

pytestmark = pytest.mark.skipif(not swift(), reason=NO_SWIFT)

TEXT = b"What was said, word for word.\n" * 10_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Swift]:
    with swift_in(tmp_path_factory.mktemp("swift")) as running:
        yield running


@pytest.fixture(scope="module")
def service(
    cluster: Server, server: Swift, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("service")
    bucket = server.bucket()
    with serving_anew(cluster, folder, served=(HERE,), files_bucket=bucket) as running:
        yield running


def listed(by: Any, at: str) -> dict[str, UUID]:
    """The files of a case, by what they are."""
    found = by.get(f"{at}/files").json()
    return {one["what"]: UUID(one["item"]) for one in found}


def test_a_file_is_kept_in_the_bucket_and_nowhere_else(
    service: Service, tmp_path: Path
) -> None:
    store = kept(service).store
    assert isinstance(store, BucketStore)
    before = {*store.items()}
    opened = opened_by(service.caller("member", somebody()))
    sending = Sending(opened.reporter, opened.at, TEXT)
    sending.begin()
    assert sending.part(0, PIECE).status_code == 204
    assert {*store.items()} == before
    assert sending.part(PIECE).status_code == 201
    intake = service.caller("intake_officer", somebody())
    copy = listed(intake, opened.at)["copy"]
    assert {*store.items()} == before | {UUID(sending.item), copy}
    assert [*kept(service).staging.path(copy).parent.parent.glob("??")] == []
    read = intake.get(f"{opened.at}/files/{copy}", purpose=PURPOSE)
    assert read.content == TEXT
    with store.opened(copy) as file:
        assert TEXT[:20] not in file.read()
    copies = CopiedFiles(tmp_path, HERE)
    assert copies.take(store, [UUID(sending.item), copy]) == 2
    store.remove([copy])
    assert intake.get(f"{opened.at}/files/{copy}", purpose=PURPOSE).status_code == 500
    assert copies.give_back(kept(service).staging, store, copy)
    again = intake.get(f"{opened.at}/files/{copy}", purpose=PURPOSE)
    assert again.content == TEXT


def test_while_the_bucket_is_away_a_file_waits_and_is_not_lost(
    service: Service, server: Swift
) -> None:
    opened = opened_by(service.caller("member", somebody()))
    sending = Sending(opened.reporter, opened.at, TEXT)
    sending.begin()
    away = server.bucket().model_copy(update={"endpoint": "http://127.0.0.1:1"})
    known = service.app.state.organisations
    files = replace(known[HERE].files, store=away.of(HERE))
    service.app.state.organisations = {HERE: replace(known[HERE], files=files)}
    answer = sending.part(0)
    come = sending.come().json()
    service.app.state.organisations = known
    assert answer.status_code == 503, answer.text
    assert answer.json()["type"] == "/problems/unavailable"
    assert come["offset"] == len(TEXT)
    assert sending.part(len(TEXT)).status_code == 201
