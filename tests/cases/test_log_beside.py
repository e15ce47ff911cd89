"""One command in several streams: all of it in one commit, or nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from happened import reported, took
from logged import a_log, appointed, appointments, connected, contents, envelope
from uuid_utils.compat import uuid7

from cases.errors import CommandReused, Outdated
from cases.events.event import Event, Personal
from cases.log.log import Log
from cases.log.recorded import Appended, GuardMoved, Part

ROUNDS = 20


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with a_log(database_url) as log:
        yield log


@pytest.fixture
def streams(log: Log) -> tuple[UUID, UUID]:
    """Two streams of one event, in no order."""
    both = uuid7(), uuid7()
    for stream in both:
        log.append(stream, 0, [took()], envelope())
    return both


def part(stream: UUID, version: int, *events: Event) -> Part:
    return Part(stream, version, events or (took(),))


@pytest.mark.parametrize("first", [0, 1])
def test_what_happens_in_two_streams_stands_in_one_commit(
    log: Log, streams: tuple[UUID, UUID], first: int
) -> None:
    own, other = streams[first], streams[1 - first]
    new = uuid7()
    by = envelope(edition="2002")
    beside = [replace(part(other, 1), edition="2024"), part(new, 0, took(), took())]
    appended = log.append(own, 1, [took(), took()], by, beside=beside)
    assert (appended.version, appended.stream) == (3, own)
    histories = {stream: log.history(stream) for stream in (own, other, new)}
    assert {s: len(history) for s, history in histories.items()} == {
        own: 3,
        other: 2,
        new: 2,
    }
    told = [
        one
        for h in histories.values()
        for one in h
        if one.envelope.command == by.command
    ]
    positions = sorted(one.position for one in told)
    assert positions == list(range(positions[0], positions[0] + 5))
    assert appended.position == positions[-1]
    editions = {one.stream: one.envelope.edition for one in told}
    assert editions == {own: "2002", other: "2024", new: "2002"}
    assert len({one.recorded_at for one in told}) == 1
    in_order = dict.fromkeys(
        one.stream for one in sorted(told, key=lambda one: one.position)
    )
    # Whoever writes in several streams takes them in one order: nobody waits in a ring.
    assert list(in_order) == sorted(in_order, key=str)


@pytest.mark.parametrize("outdated", ["own", "other", "ahead"])
def test_when_one_of_the_streams_has_moved_on_nothing_is_recorded(
    log: Log, streams: tuple[UUID, UUID], database_url: str, outdated: str
) -> None:
    own, other = streams
    before = contents(database_url)
    versions = {"own": (0, 1), "other": (1, 0), "ahead": (1, 2)}[outdated]
    with pytest.raises(Outdated):
        log.append(
            own,
            versions[0],
            [took()],
            envelope(),
            beside=[part(other, versions[1], appointed("p-1"))],
        )
    assert contents(database_url) == before


def test_when_a_guard_has_moved_nothing_is_recorded(
    log: Log, streams: tuple[UUID, UUID], database_url: str
) -> None:
    own, other = streams
    before = contents(database_url)
    guards = {appointments("p-1"): 7}
    with pytest.raises(GuardMoved):
        log.append(own, 1, [took()], envelope(), guards=guards, beside=[part(other, 1)])
    assert contents(database_url) == before


def test_repeated_it_gets_the_first_answer_and_records_nothing(
    log: Log, streams: tuple[UUID, UUID], database_url: str
) -> None:
    own, other = streams
    by = envelope()

    def ask(fingerprint: bytes = b"key.x") -> Appended:
        return log.append(
            own, 1, [took()], by, fingerprint=fingerprint, beside=[part(other, 1)]
        )

    first = ask()
    recorded = contents(database_url)
    assert ask() == first
    assert contents(database_url) == recorded
    with pytest.raises(CommandReused):
        ask(b"key.y")


def test_texts_and_relations_belong_to_the_stream_they_stand_in(
    log: Log, streams: tuple[UUID, UUID], database_url: str
) -> None:
    own, other = streams
    told = reported(reporter=None, account=Personal("something"))
    log.append(
        own,
        1,
        [took(), told],
        envelope(),
        beside=[part(other, 1, took(), told, appointed("p-1"))],
    )
    with connected(database_url) as db:
        cases = dict(db.execute("SELECT item, case_id FROM sealed").fetchall())
    for stream in streams:
        reference = log.history(stream)[2].event.account  # type: ignore[attr-defined]
        assert cases.pop(reference.item) == stream
    assert cases == {}
    carried = log.relation(appointments("p-1")).events
    assert [(one.stream, one.version) for one in carried] == [(other, 4)]


def test_those_who_write_in_the_same_streams_do_not_wait_for_each_other_for_ever(
    log: Log, streams: tuple[UUID, UUID]
) -> None:
    """Each begins with another stream; single appends go on beside them."""
    one, two = streams

    def both(own: UUID, other: UUID, version: int) -> Appended | None:
        try:
            beside = [part(other, version)]
            return log.append(own, version, [took()], envelope(), beside=beside)
        except Outdated:
            return None

    def alone(_: int) -> Appended:
        return log.append(uuid7(), 0, [took()], envelope())

    with ThreadPoolExecutor(8) as threads:
        for version in range(1, ROUNDS + 1):
            company = threads.map(alone, range(4))
            ways = ((one, two), (two, one), (one, two), (two, one))
            asked = [threads.submit(both, *way, version) for way in ways]
            assert len([each for each in asked if each.result(20)]) == 1
            assert len(list(company)) == 4
    assert len(log.history(one)) == len(log.history(two)) == ROUNDS + 1
