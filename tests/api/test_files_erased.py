"""A file goes with its text: its bytes, its key, and the proof of both."""

import os
import time
from uuid import UUID

import pytest
from disposing import (
    carry_out,
    ended,
    erasing,
    here,
    hold_on,
    listed,
    state,
    texts,
    waited,
)
from happened import closed
from projected import envelope
from reported import Opened, opened_by, somebody
from sending import PURPOSE, Sending, kept, lying
from serving import Caller, Service
from waiting import readable, until

from api.ending import Ending
from api.files.sweeping import sweep
from cases.events.disposal import LeaksSought
from cases.events.files import FileAdded, FileCleaned
from cases.sealing.pieces import PIECE

TEXT = b"What was said, word for word.\n" * 5_000


@pytest.fixture
def case(service: Service) -> Opened:
    """A report with a file, closed long ago."""
    opened = opened_by(service.caller("member", somebody()))
    sent = Sending(opened.reporter, opened.at, TEXT).sent()
    assert sent.status_code == 201, sent.text
    opened.version = sent.json()["version"]
    ended(service, opened)
    return opened


def items(service: Service, case: Opened) -> list[UUID]:
    """The file and its copy."""
    events = (recorded.event for recorded in here(service).log.history(case.id))
    return [one.file for one in events if isinstance(one, FileAdded | FileCleaned)]


def read(by: Caller, case: Opened, item: UUID) -> int:
    status: int = by.get(f"{case.at}/files/{item}", purpose=PURPOSE).status_code
    return status


def test_its_bytes_and_its_key_go_with_what_it_was_called(
    service: Service, case: Opened
) -> None:
    both = items(service, case)
    assert len(both) == 2
    assert kept(service).store.there(both) == {*both}
    assert [read(case.reporter, case, item) for item in both] == [200, 200]
    at = listed(service, (case.id, "content"), (case.id, "reporter_identity"))
    waited(service, at)
    opened_by(service.caller("member"))
    carry_out(service, days=0)
    assert texts(service, case.id) == 0
    assert kept(service).store.there(both) == set()
    assert here(service).keyring.keys(both) == {}
    assert [read(case.reporter, case, item) for item in both] == [410, 410]
    shown = case.reporter.get(f"{case.at}/files").json()
    assert [one["erased"] for one in shown] == [True, True]
    sought = found(service, at)
    assert {one.store: one.rows for one in sought.stores}["files"] == 0


def found(service: Service, at: str) -> LeaksSought:
    """What was found when it was looked for what is left."""
    history = here(service).log.history(UUID(at.rpartition("/")[2]))
    return [r.event for r in history if isinstance(r.event, LeaksSought)][-1]


def test_the_officer_sees_when_a_file_was_left(service: Service, case: Opened) -> None:
    (item, _) = items(service, case)
    path = kept(service).store.path(item)  # type: ignore[attr-defined]
    sealed = path.read_bytes()
    at = listed(service, (case.id, "content"), (case.id, "reporter_identity"))
    waited(service, at)
    opened_by(service.caller("member"))
    carry_out(service, days=0)
    auditor = service.caller("auditor")
    until(lambda: auditor.get("/tree").json()["waiting"] == 0)
    assert checked(service, at) == "holds"
    path.write_bytes(sealed)
    assert checked(service, at) == "refuted"


def checked(service: Service, at: str) -> str:
    dpo = service.caller("data_protection_officer")
    place = at.replace("/cases/", "/deletions/")
    answer = dpo.get(f"{place}/verification", after=readable(here(service).log))
    assert answer.status_code == 200, answer.text
    return next(str(one["result"]) for one in answer.json() if one["check"] == "gone")


def test_a_hold_saves_a_file(service: Service, case: Opened) -> None:
    at = listed(service, (case.id, "content"))
    hold_on(service, case.id)
    carry_out(service)
    both = items(service, case)
    assert kept(service).store.there(both) == {*both}
    assert state(service, at).disposal.kept == {1}


def test_an_erasure_that_was_broken_off_removes_the_file_when_it_goes_on(
    service: Service, case: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """As a process that is not there any more."""

    def killed(*_: object) -> None:
        raise Killed

    listed(service, (case.id, "content"))
    with erasing(service) as one, monkeypatch.context() as broken:
        broken.setattr(Ending, "to_finality", killed)
        with pytest.raises(Killed):
            one.carry_out()
    both = items(service, case)
    assert kept(service).store.there(both) == {*both}
    assert read(case.reporter, case, both[0]) == 410
    carry_out(service)
    assert kept(service).store.there(both) == set()
    assert here(service).keyring.keys(both) == {}


def test_what_did_not_come_whole_in_time_is_swept_up_with_its_key(
    service: Service,
) -> None:
    opened = opened_by(service.caller("member", somebody()))
    before = lying(service)
    sending, other = (Sending(opened.reporter, opened.at, TEXT) for _ in range(2))
    for one in (sending, other):
        one.begin()
        one.part(0, PIECE)
    folder = kept(service).staging.path(UUID(sending.item)).parent
    aged(*folder.glob(f"{sending.item}.*"))
    with erasing(service, days=0) as eraser:
        assert sweep(eraser) == 1
    assert sending.come().status_code == 404
    assert lying(service) == before | {UUID(other.item)}
    assert here(service).keyring.keys([UUID(sending.item)]) == {}
    assert other.part(PIECE).status_code == 201


def test_what_a_completion_left_that_was_broken_off_is_swept_up(
    service: Service, case: Opened
) -> None:
    item = here(service).keyring.take().item
    store = kept(service).store
    with kept(service).staging.made(item) as file:
        file.write(b"sealed")
    store.put(item, kept(service).staging.path(item))
    kept(service).staging.drop(item)
    both = items(service, case)
    with erasing(service, days=0) as eraser:
        assert sweep(eraser) == 0
        aged(*(store.path(one) for one in (item, *both)))  # type: ignore[attr-defined]
        assert sweep(eraser) == 1
    assert store.there([item, *both]) == {*both}
    assert {*here(service).keyring.keys([item, *both])} == {*both}


def aged(*paths: object) -> None:
    """As if nothing had come to these for three days."""
    long_ago = time.time() - 3 * 86_400
    for path in paths:
        os.utime(str(path), (long_ago, long_ago))


def test_a_case_that_is_closed_takes_no_file(service: Service) -> None:
    opened = opened_by(service.caller("member", somebody()))
    sending = Sending(opened.reporter, opened.at, TEXT)
    sending.begin()
    sending.part(0, PIECE)
    log, before = here(service).log, lying(service)
    log.append(opened.id, opened.version, [closed()], envelope())
    answer = sending.part(PIECE)
    assert answer.status_code == 409, answer.text
    assert lying(service) == before - {UUID(sending.item)}
