"""The log: what was appended is there, once, as it was, and nothing else is."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError
from happened import added, reported, text, took
from logged import (
    a_log,
    appointed,
    connected,
    contents,
    envelope,
    readable,
)
from uuid_utils.compat import uuid7

from cases.database import Pool
from cases.errors import CommandReused, Outdated
from cases.events.catalogue import EVENTS
from cases.events.disposal import TextErased
from cases.events.event import Event, Personal, Sealed, SealedItem, Text
from cases.log.log import Log
from cases.log.mapper import UnknownEvent, Unsealed
from cases.log.recorded import Appended, Draft

STORED = Path(__file__).parent / "stored"
WORDS = Personal("the director took the money")
NOTHING = {table: [] for table in ("event", "command", "relation", "sealed", "guard")}


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with a_log(database_url) as log:
        yield log


def every_kind() -> list[Event]:
    """One event of each class."""
    return [
        EVENTS[path.stem].model_validate_json(path.read_text("utf-8"))
        for path in sorted(STORED.glob("*.json"))
    ]


def test_every_kind_of_event_comes_back_as_it_was(log: Log) -> None:
    events = [event for event in every_kind() if not isinstance(event, TextErased)]
    stream = uuid7()
    log.append(stream, 0, events, envelope())
    assert {type(event) for event in events} == {*EVENTS.values()} - {TextErased}
    assert [recorded.event for recorded in log.history(stream)] == events


def test_who_asked_comes_back_with_each_event(log: Log) -> None:
    by = envelope(
        on_behalf_of="person-2",
        causation=8_192_001,
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        edition="2002",
    )
    appended = log.append(stream := uuid7(), 0, [took(), took("Second")], by)
    first, second = log.history(stream)
    assert first.envelope == second.envelope == by
    assert (first.stream, second.stream) == (stream, stream)
    assert (first.version, second.version) == (1, 2)
    assert appended == Appended(2, second.position, stream)
    assert first.position < second.position
    assert readable(log, appended) == [first, second]


def test_what_nobody_said_is_not_in_the_state(log: Log, database_url: str) -> None:
    log.append(uuid7(), 0, [took()], envelope())
    with connected(database_url) as db:
        ((topic, state),) = db.execute("SELECT topic, state FROM event")
    assert topic == "StepTaken"
    assert sorted(json.loads(state)) == [
        *("acting_as", "actor", "command", "correlation", "data")
    ]


def test_a_stream_that_was_never_written_has_no_history(log: Log) -> None:
    log.append(uuid7(), 0, [took()], envelope())
    assert log.history(uuid7()) == []


@pytest.mark.parametrize("version", [0, 1, 3, 9])
def test_an_append_on_another_version_stores_nothing(
    log: Log, database_url: str, version: int
) -> None:
    log.append(stream := uuid7(), 0, [took(), took()], envelope())
    before = contents(database_url)
    by = envelope()
    with pytest.raises(Outdated):
        log.append(stream, version, [took(), appointed("p-1")], by)
    assert contents(database_url) == before
    assert log.receipt(by.command) is None


def test_positions_grow_along_the_log(log: Log) -> None:
    streams = [uuid7() for _ in range(3)]
    appended = [
        log.append(stream, version, [took()], envelope())
        for version in range(4)
        for stream in streams
    ]
    positions = [one.position for one in appended]
    assert positions == sorted(set(positions))
    read = readable(log, appended[-1])
    assert [one.position for one in read] == positions
    assert [one.stream for one in read] == streams * 4


def test_a_repeated_command_gets_the_first_answer_and_stores_nothing(
    log: Log, database_url: str
) -> None:
    by = envelope()
    first = log.append(stream := uuid7(), 0, [took()], by, fingerprint=b"key.this")
    log.append(stream, 1, [took()], envelope())
    before = contents(database_url)
    for repeated_on, version in ((stream, 0), (stream, 2), (stream, 7), (uuid7(), 0)):
        again = log.append(repeated_on, version, [took()], by, fingerprint=b"key.this")
        assert again == first
    assert contents(database_url) == before


def test_a_command_id_is_not_used_for_another_command(
    log: Log, database_url: str
) -> None:
    by = envelope()
    log.append(stream := uuid7(), 0, [took()], by, fingerprint=b"key.this")
    before = contents(database_url)
    for version in (0, 1):
        with pytest.raises(CommandReused):
            log.append(stream, version, [took()], by, fingerprint=b"key.that")
    assert contents(database_url) == before


def test_a_receipt_is_what_the_command_was_answered_with(log: Log) -> None:
    by = envelope()
    assert log.receipt(by.command) is None
    appended = log.append(uuid7(), 0, [took(), took()], by, fingerprint=b"key.this")
    receipt = log.receipt(by.command)
    assert receipt
    assert receipt.appended() == appended
    assert receipt.fingerprint == b"key.this"


@pytest.mark.parametrize("version", [-1, 0])
def test_an_append_takes_events_and_a_version_from_nought(
    log: Log, version: int
) -> None:
    with pytest.raises(ValueError, match="takes events"):
        log.append(uuid7(), version, [took()] if version else [], envelope())


def test_nothing_is_stored_when_one_event_is_unknown(database_url: str) -> None:
    known = {"StepTaken": EVENTS["StepTaken"]}
    with a_log(database_url, events=known) as log, pytest.raises(UnknownEvent):
        log.append(uuid7(), 0, [took(), appointed("p-1"), took()], envelope())
    assert contents(database_url) == NOTHING


def test_nothing_is_stored_when_the_database_refuses_one_part(
    database_url: str,
) -> None:
    item = uuid4()

    def twice_the_same(
        case: UUID, words: Personal, kind: object, about: tuple[int, ...], _: object
    ) -> SealedItem:
        return SealedItem(item, "account", "handlers", about, b"blob")

    with Pool(database_url, "ima") as connections:
        log = Log("ima", connections, twice_the_same)
        told = reported(account=WORDS)
        with pytest.raises(IntegrityError):
            log.append(uuid7(), 0, [appointed("p-1"), told, told], envelope())
        log.close()
    assert contents(database_url) == NOTHING


def test_personal_text_is_stored_sealed_beside_its_event(
    log: Log, database_url: str
) -> None:
    event = added(3, "subject").model_copy(update={"name": WORDS})
    log.append(stream := uuid7(), 0, [took(), event], envelope())
    reference = log.history(stream)[1].event.name  # type: ignore[attr-defined]
    with connected(database_url) as db:
        ((item, case, about, blob),) = db.execute(
            "SELECT item, case_id, about, blob FROM sealed"
        )
    assert (case, about) == (stream, [3])
    assert reference == Sealed(item=item, digest=sha256(blob).hexdigest())
    assert str(WORDS) not in str(contents(database_url))


def test_a_process_without_keys_stores_no_personal_text(database_url: str) -> None:
    with Pool(database_url, "ima") as connections:
        log = Log("ima", connections)
        with pytest.raises(RuntimeError, match="only be stored sealed"):
            log.append(uuid7(), 0, [took(), reported(account=WORDS)], envelope())
        log.append(uuid7(), 0, [reported(account=text())], envelope())
        log.close()
    assert len(contents(database_url)["event"]) == 1


def test_no_log_opens_with_personal_text_in_a_field_that_nobody_marked(
    database_url: str,
) -> None:
    class Careless(Event):
        note: Text

    with (
        pytest.raises(Unsealed, match=r"Careless\.note"),
        a_log(database_url, events={"Careless": Careless}),
    ):
        pass


def test_personal_text_that_is_left_in_an_event_is_not_stored(
    log: Log, database_url: str
) -> None:
    told = reported(account=WORDS)
    draft = Draft(uuid7(), 1, envelope(), told)
    with pytest.raises(Unsealed) as unsealed:
        log.mapper.to_stored_event(draft)
    assert str(WORDS) not in str(unsealed.value)


def test_an_event_that_this_version_does_not_know_is_not_passed_over(
    log: Log, database_url: str
) -> None:
    log.append(stream := uuid7(), 0, [took()], envelope())
    last = log.append(stream, 1, [appointed("p-1")], envelope())
    readable(log, last)
    with a_log(database_url, events={"StepTaken": EVENTS["StepTaken"]}) as older:
        with pytest.raises(UnknownEvent, match="ArbitratorAppointed"):
            older.history(stream)
        with pytest.raises(UnknownEvent, match="ArbitratorAppointed"):
            older.since(0, 10)
        assert len(older.since(0, 1)) == 1


def test_only_the_day_is_recorded_of_what_a_reporter_did(
    log: Log, database_url: str
) -> None:
    log.append(stream := uuid7(), 0, [took()], envelope(acting_as="reporter"))
    log.append(stream, 1, [took()], envelope())
    reporters, owners = log.history(stream)
    day = reporters.recorded_at
    assert (day.utcoffset(), day.time()) == (timedelta(0), time(0))
    assert owners.recorded_at.time() != time(0)
    assert timedelta(0) <= owners.recorded_at - day < timedelta(days=1, minutes=1)
    with connected(database_url) as db:
        answered = db.execute("SELECT recorded_at FROM command ORDER BY position")
        assert [at for (at,) in answered] == [day, owners.recorded_at]


def test_two_organisations_know_nothing_of_each_other(
    log: Log, database_url: str
) -> None:
    by = envelope()
    stream = uuid7()
    appended = log.append(stream, 0, [appointed("p-1")], by)
    readable(log, appended)
    with a_log(database_url, "ims") as other:
        assert other.history(stream) == other.since(0, 10) == []
        assert other.head() == 0
        assert other.receipt(by.command) is None
        assert other.relation("person:p-1:appointments").version == 0
        other.append(stream, 0, [took()], replace(by, actor="somebody-else"))
    assert [one.envelope.actor for one in log.history(stream)] == ["person-1"]
