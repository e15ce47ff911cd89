"""Files arrive in parts, lie sealed, and are read by those who may."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from recorded import everything
from reported import UNKNOWN, Opened, excluded, opened_by, somebody
from sending import CANARY, PURPOSE, Sending, kept, lying, picture
from serving import HERE, Caller, Service
from waiting import readable

from cases.errors import Unavailable
from cases.events.files import FileAdded, FileCleaned
from cases.events.record import TextRead
from cases.sealing.pieces import PIECE

TEXT = b"What was said, word for word.\n" * 10_000
"""Five pieces, the last not whole."""


@pytest.fixture
def opened(service: Service) -> Opened:
    return opened_by(service.caller("member", somebody()))


@pytest.fixture
def intake(service: Service) -> Caller:
    return service.caller("intake_officer", somebody())


def events(service: Service, opened: Opened) -> list[Any]:
    log = service.app.state.organisations[HERE].log
    return [recorded.event for recorded in log.history(opened.id)]


def added(service: Service, opened: Opened) -> str:
    """The file that was added to a case."""
    return next(
        str(one.file) for one in events(service, opened) if isinstance(one, FileAdded)
    )


def listed(by: Caller, opened: Opened, **asked: Any) -> list[Any]:
    answer = by.get(f"{opened.at}/files", **asked)
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()
    return found


def read(by: Caller, opened: Opened, item: str) -> Any:
    return by.get(f"{opened.at}/files/{item}", purpose=PURPOSE)


def investigator(service: Service, opened: Opened) -> Caller:
    """Somebody to whom the case is given."""
    person = somebody()
    body = {
        "person": person,
        "role": "investigator",
        "conflict_declared_absent": True,
    }
    officer = service.caller("compliance_officer")
    version = len(events(service, opened))
    done = officer.post(f"{opened.at}/handlers", body, version)
    assert done.status_code == 201, done.text
    return service.caller("investigator", person)


def test_a_file_arrives_in_parts_that_go_on_where_the_last_ended(
    service: Service, opened: Opened, intake: Caller
) -> None:
    sending = Sending(intake, opened.at, TEXT)
    begun = sending.begin()
    assert begun.status_code == 201, begun.text
    assert begun.headers["Upload-Offset"] == "0"
    assert begun.headers["Location"] == intake.at(sending.place)
    first = sending.part(0, PIECE)
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(PIECE))
    # What is no whole piece is sent again.
    second = sending.part(PIECE, PIECE * 2 + 100)
    assert second.headers["Upload-Offset"] == str(PIECE * 2)
    assert sending.come().json()["offset"] == PIECE * 2
    wrong = sending.part(PIECE)
    assert (wrong.status_code, wrong.json()["type"]) == (409, "/problems/offset")
    assert wrong.headers["Upload-Offset"] == str(PIECE * 2)
    assert FileAdded not in map(type, events(service, opened))
    last = sending.part(PIECE * 2)
    assert last.status_code == 201, last.text
    assert last.json()["version"] == len(events(service, opened))
    copy = [one for one in listed(intake, opened) if one["what"] == "copy"]
    assert read(intake, opened, copy[0]["item"]).content == TEXT


def test_what_was_sent_is_asked_for_again_and_happens_once(
    service: Service, opened: Opened, intake: Caller
) -> None:
    sending = Sending(intake, opened.at, TEXT)
    first = sending.sent()
    again = sending.part(len(TEXT))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["version"] == first.json()["version"]
    assert sending.come().json()["offset"] == len(TEXT)
    assert list(map(type, events(service, opened))).count(FileAdded) == 1


def test_handlers_read_a_copy_that_says_nothing_of_its_making(
    service: Service, opened: Opened
) -> None:
    content = picture("JPEG")
    sent = Sending(opened.reporter, opened.at, content, name="MARKER who.jpg").sent()
    assert sent.status_code == 201, sent.text
    handler = service.caller("intake_officer", somebody())
    files = listed(handler, opened)
    (copy,) = [one for one in files if one["what"] == "copy"]
    shown = read(handler, opened, copy["item"])
    assert shown.status_code == 200
    assert CANARY.encode() in content
    assert CANARY.encode() not in shown.content
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert "MARKER" not in str(shown.headers)
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert int(shown.headers["Content-Length"]) == len(shown.content) == copy["size"]


def test_an_original_is_for_its_sender_and_those_who_take_evidence(
    service: Service, opened: Opened
) -> None:
    content = picture("JPEG")
    assert Sending(opened.reporter, opened.at, content).sent().status_code == 201
    original = added(service, opened)
    detective = investigator(service, opened)
    assert read(detective, opened, original).content == content
    assert read(opened.reporter, opened, original).content == content
    decider = service.caller("executive_committee_member", somebody())
    assert read(decider, opened, original).status_code == 404
    assert read(service.caller("auditor"), opened, original).status_code == 403


def test_what_cannot_be_cleaned_is_read_as_it_came_by_few(
    service: Service, opened: Opened, intake: Caller
) -> None:
    sound = b"ID3" + bytes(500)
    assert Sending(intake, opened.at, sound).sent().status_code == 201
    assert [one["what"] for one in listed(intake, opened)] == ["original"]
    assert FileCleaned not in map(type, events(service, opened))


def test_the_reading_is_recorded_before_the_first_byte(
    service: Service, opened: Opened, intake: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    Sending(opened.reporter, opened.at, TEXT).sent()
    (copy,) = [one for one in listed(intake, opened) if one["what"] == "copy"]
    assert read(intake, opened, copy["item"]).content == TEXT
    log = service.app.state.organisations[HERE].log
    readable(log)
    readings = [
        one.event
        for one in everything(log)
        if one.envelope.actor == intake.person and isinstance(one.event, TextRead)
    ]
    (reading,) = readings
    assert (reading.items, reading.purpose) == ((UUID(copy["item"]),), PURPOSE)

    def refuse(*_: object) -> None:
        raise Unavailable

    vault = service.app.state.organisations[HERE].vault
    monkeypatch.setattr(vault, "_record", refuse)
    unrecorded = read(intake, opened, copy["item"])
    assert unrecorded.status_code == 503
    assert TEXT[:20] not in unrecorded.content


def test_what_a_file_is_called_is_told_for_a_purpose(
    service: Service, opened: Opened, intake: Caller
) -> None:
    Sending(intake, opened.at, TEXT, name="MARKER minutes.txt").sent()
    assert {one["name"] for one in listed(intake, opened)} == {None}
    named = listed(intake, opened, purpose=PURPOSE)
    assert {one["name"] for one in named} == {"MARKER minutes.txt"}


def test_whoever_is_kept_away_finds_no_files(service: Service, opened: Opened) -> None:
    Sending(opened.reporter, opened.at, TEXT).sent()
    opened.version = len(events(service, opened))
    person = excluded(service, opened)
    item = added(service, opened)
    for answer in (
        person.get(f"{opened.at}/files"),
        read(person, opened, item),
        person.get(f"{opened.at}/uploads/{item}"),
        Sending(person, opened.at, TEXT).begin(),
    ):
        assert answer.status_code == 404


def test_an_upload_is_its_senders_alone(
    service: Service, opened: Opened, intake: Caller
) -> None:
    sending = Sending(intake, opened.at, TEXT)
    sending.begin()
    sending.part(0, PIECE)
    other = service.caller("intake_officer", somebody())
    theirs = Sending(other, opened.at, TEXT, begun=sending.begun)
    assert theirs.come().status_code == 404
    assert theirs.part(PIECE).status_code == 404
    elsewhere = opened_by(opened.reporter)
    moved = Sending(intake, elsewhere.at, TEXT, begun=sending.begun)
    assert moved.part(PIECE).status_code == 404


@pytest.mark.parametrize(
    ("said", "status", "problem"),
    [
        ({"size": 2**40}, 413, "file-too-large"),
        ({"media_type": "application/zip"}, 415, "file-type"),
        ({"size": 0}, 422, "invalid"),
        ({"party": 7}, 409, "refused"),
    ],
)
def test_what_is_not_taken_is_refused_before_a_byte_of_it(
    service: Service,
    opened: Opened,
    intake: Caller,
    said: dict[str, Any],
    status: int,
    problem: str,
) -> None:
    before = lying(service)
    answer = Sending(intake, opened.at, TEXT, said).begin()
    assert answer.status_code == status, answer.text
    assert answer.json()["type"] == f"/problems/{problem}"
    assert "MARKER" not in answer.text
    assert lying(service) == before


@pytest.mark.parametrize(
    ("content", "said", "status"),
    [
        (b"MZ" + bytes(900), {}, 415),
        (b"\x89PNG\r\n\x1a\nMARKER", {}, 422),
        (TEXT, {"media_type": "image/png"}, 415),
        (b"%PDF-1.7 MARKER", {}, 422),
        (b"GIF89a", {"media_type": "image/gif"}, 422),
    ],
)
def test_of_what_is_not_what_it_seems_nothing_is_kept(
    service: Service,
    opened: Opened,
    intake: Caller,
    content: bytes,
    said: dict[str, Any],
    status: int,
) -> None:
    before = lying(service)
    answer = Sending(intake, opened.at, content, said).sent()
    assert answer.status_code == status, answer.text
    assert "MARKER" not in answer.text
    assert lying(service) == before
    assert FileAdded not in map(type, events(service, opened))


def test_more_than_was_said_is_not_taken(
    service: Service, opened: Opened, intake: Caller
) -> None:
    sending = Sending(intake, opened.at, TEXT)
    sending.begin()
    sending.content = TEXT + TEXT
    answer = sending.part(0)
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/file-too-large"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Offset": "-1"}, 400),
        ({"Upload-Offset": "0x1"}, 400),
        ({"Content-Type": "application/json"}, 415),
    ],
)
def test_a_part_has_its_form(
    opened: Opened, intake: Caller, headers: dict[str, str], status: int
) -> None:
    sending = Sending(intake, opened.at, TEXT)
    sending.begin()
    assert sending.part(0, None, **headers).status_code == status


def test_a_file_is_not_sent_twice_at_once(
    service: Service, opened: Opened, intake: Caller
) -> None:
    sending = Sending(intake, opened.at, TEXT)
    sending.begin()
    with kept(service).staging.going_on(UUID(sending.item), len(TEXT)):
        assert sending.part(0).status_code == 409
    assert sending.part(0).status_code == 201


def test_what_its_sender_does_not_want_is_dropped(
    service: Service, opened: Opened, intake: Caller
) -> None:
    before = lying(service)
    sending = Sending(intake, opened.at, TEXT)
    sending.begin()
    sending.part(0, PIECE)
    assert sending.dropped().status_code == 204
    assert sending.come().status_code == 404
    assert lying(service) == before


def test_of_a_file_no_byte_lies_open(
    service: Service, opened: Opened, intake: Caller
) -> None:
    sending = Sending(intake, opened.at, TEXT, name="MARKER name")
    sending.begin()
    sending.part(0, PIECE)
    folder = service.settings.files
    assert folder
    for path in folder.rglob("*"):
        assert path.is_dir() or TEXT[:20] not in path.read_bytes()
        assert path.is_dir() or b"MARKER" not in path.read_bytes()
        assert not path.stat().st_mode & 0o077
    assert sending.part(PIECE).status_code == 201
    for path in folder.rglob("*"):
        assert path.is_dir() or TEXT[:20] not in path.read_bytes()


def test_of_when_a_file_came_no_time_tells_more_than_the_day(
    service: Service, opened: Opened
) -> None:
    folder = service.settings.files
    assert folder
    own = folder / HERE

    def times() -> dict[Path, float]:
        return {path: path.stat().st_mtime for path in folder.rglob("*")}

    before = times()

    def told() -> set[float]:
        new = times().items() - before.items()
        return {time % 86_400 for _, time in new}

    sending = Sending(opened.reporter, opened.at, TEXT)
    sending.begin()
    assert told() == {0.0}
    sending.part(0, PIECE)
    assert told() == {0.0}
    assert sending.part(PIECE).status_code == 201
    assert told() == {0.0}
    dropped = Sending(opened.reporter, opened.at, TEXT)
    dropped.begin()
    dropped.dropped()
    assert told() == {0.0}
    assert times()[own] % 86_400 == 0


def test_a_changed_byte_is_noticed_and_nothing_of_it_is_shown(
    service: Service, opened: Opened, intake: Caller
) -> None:
    Sending(opened.reporter, opened.at, TEXT).sent()
    (copy,) = [one for one in listed(intake, opened) if one["what"] == "copy"]
    store = kept(service).store
    path = store.path(UUID(copy["item"]))  # type: ignore[attr-defined]
    sealed = bytearray(path.read_bytes())
    sealed[50] ^= 1
    path.write_bytes(sealed)
    answer = read(intake, opened, copy["item"])
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/tampered")
    path.unlink()
    assert read(intake, opened, copy["item"]).status_code == 500


def test_an_unknown_file_is_none(opened: Opened, intake: Caller) -> None:
    assert read(intake, opened, UNKNOWN).status_code == 404
    assert intake.get(f"{opened.at}/files/{UNKNOWN}").status_code == 404
