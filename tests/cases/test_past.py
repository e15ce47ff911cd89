"""What a case is replayed from is its history, with less around it."""

from collections.abc import Iterator

import pytest
from happened import reported, took
from logged import a_log, appointed, envelope
from uuid_utils.compat import uuid7

from cases.events.catalogue import EVENTS
from cases.events.event import Event
from cases.log.log import Log
from cases.log.mapper import UnknownEvent
from cases.log.recorded import Past


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with a_log(database_url) as log:
        yield log


def contents(past: Past) -> tuple[list[tuple[Event, str]], int, int]:
    return list(past.deeds), past.version, past.position


def test_the_past_is_the_history_with_the_actors(log: Log) -> None:
    log.append(stream := uuid7(), 0, [reported(), took()], envelope(actor="person-1"))
    log.append(stream, 2, [took("Second")], envelope(actor="person-2"))
    history = log.history(stream)
    pairs = [(recorded.event, recorded.envelope.actor) for recorded in history]
    assert contents(log.past(stream)) == (pairs, 3, history[-1].position)
    assert contents(log.past(stream, 2)) == (pairs[2:], 3, history[-1].position)
    assert contents(log.past(stream, 3)) == ([], 3, 0)


def test_an_unknown_stream_has_no_past(log: Log) -> None:
    assert contents(log.past(uuid7())) == ([], 0, 0)


def test_an_event_that_this_version_does_not_know_is_no_past(
    log: Log, database_url: str
) -> None:
    log.append(stream := uuid7(), 0, [took(), appointed("p-1")], envelope())
    with (
        a_log(database_url, events={"StepTaken": EVENTS["StepTaken"]}) as older,
        pytest.raises(UnknownEvent, match="ArbitratorAppointed"),
    ):
        list(older.past(stream).deeds)
