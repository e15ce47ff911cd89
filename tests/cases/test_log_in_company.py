"""Appends that share a commit: each is answered, refused and sealed as if alone."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier, Event
from uuid import UUID, uuid4

import pytest
from company import Append, an_append, in_company
from eventsourcing.persistence import IntegrityError
from happened import reported, took
from logged import a_log, connected, contents, envelope, readable
from losing import Lost, losing
from uuid_utils.compat import uuid7

from cases.database import Pool
from cases.errors import CommandReused, Outdated
from cases.events.event import Item, Personal, SealedItem
from cases.log.gathering import OVERDUE
from cases.log.log import Log
from cases.log.sending import SOCIABLE, Call


@pytest.fixture
def log(database_url: str) -> Iterator[Log]:
    with a_log(database_url) as log:
        yield log


def test_appends_in_company_share_a_commit_and_are_answered_one_by_one(
    log: Log,
) -> None:
    appends = [an_append(log, events=n) for n in (1, 3, 2, 1)]
    answers = [answer.result() for answer in in_company(log, appends)]
    assert len({answer.position >> 12 for answer in answers}) == 1
    assert [answer.version for answer in answers] == [1, 3, 2, 1]
    for answer in answers:
        history = log.history(answer.stream)
        assert [one.version for one in history] == list(range(1, answer.version + 1))
        assert history[-1].position == answer.position
        receipt = log.receipt(history[0].envelope.command)
        assert receipt
        assert receipt.appended() == answer
        assert receipt.fingerprint == answer.stream.bytes
    last = max(answers, key=lambda answer: answer.position)
    positions = [one.position for one in readable(log, last)]
    assert positions == list(range(positions[0], positions[0] + 7))


def test_one_that_is_outdated_does_not_fail_its_neighbours(log: Log) -> None:
    appends = [an_append(log), an_append(log, version=5), an_append(log)]
    first, outdated, last = in_company(log, appends)
    with pytest.raises(Outdated):
        outdated.result()
    assert len(log.history(first.result().stream)) == 1
    assert len(log.history(last.result().stream)) == 1


def test_of_several_on_the_same_version_one_is_stored(log: Log) -> None:
    stream = uuid7()
    appends = [
        lambda by=envelope(): log.append(stream, 0, [took()], by)  # noqa: B008
        for _ in range(4)
    ]
    answers = in_company(log, [*appends, an_append(log)])
    outcomes = [type(answer.exception()) for answer in answers]
    assert outcomes.count(Outdated) == 3
    assert answers[-1].exception() is None
    assert len(log.history(stream)) == 1


def test_a_command_that_is_repeated_in_company_happens_once(log: Log) -> None:
    same = an_append(log)
    answers = in_company(log, [same, an_append(log), same, same])
    assert answers[0].result() == answers[2].result() == answers[3].result()
    assert len(log.history(answers[0].result().stream)) == 1
    assert len(log.history(answers[1].result().stream)) == 1


def test_a_command_id_that_is_reused_in_company_is_refused_alone(log: Log) -> None:
    by, stream = envelope(), uuid7()
    log.append(stream, 0, [took()], by, fingerprint=b"key.this")
    reusing, other = in_company(
        log,
        [
            lambda: log.append(stream, 1, [took()], by, fingerprint=b"key.that"),
            an_append(log),
        ],
    )
    with pytest.raises(CommandReused):
        reusing.result()
    assert other.result().version == 1


def test_only_what_a_reporter_did_is_recorded_by_the_day(log: Log) -> None:
    streams = [uuid7() for _ in range(3)]
    bys = [envelope(acting_as=role) for role in ("owner", "reporter", "owner")]
    appends = [
        lambda s=stream, by=by: log.append(s, 0, [took(), took()], by)
        for stream, by in zip(streams, bys, strict=True)
    ]
    for answer in in_company(log, appends):
        answer.result()
    midnights = [
        {one.recorded_at.time() == time(0) for one in log.history(stream)}
        for stream in streams
    ]
    assert midnights == [{False}, {True}, {False}]


def test_each_sealed_text_belongs_to_its_own_case(log: Log, database_url: str) -> None:
    told = reported(reporter=None, account=Personal("something"))
    streams = [uuid7() for _ in range(3)]
    appends = [
        lambda s=stream: log.append(s, 0, [took(), told], envelope())
        for stream in streams
    ]
    for answer in in_company(log, [*appends, an_append(log)]):
        answer.result()
    with connected(database_url) as db:
        cases = dict(db.execute("SELECT item, case_id FROM sealed").fetchall())
    for stream in streams:
        reference = log.history(stream)[1].event.account  # type: ignore[attr-defined]
        assert cases.pop(reference.item) == stream
    assert cases == {}


def test_what_the_database_refuses_of_one_is_no_matter_to_its_neighbours(
    database_url: str,
) -> None:
    item = uuid4()

    def the_same(
        case: object, text: Personal, kind: Item, about: tuple[int, ...], _: object
    ) -> SealedItem:
        return SealedItem(item, kind.kind, kind.audience, about, b"blob")

    told = reported(reporter=None, account=Personal("something"))
    with Pool(database_url, "ima") as connections:
        log = Log("ima", connections, the_same)
        broken, whole = in_company(
            log,
            [
                lambda: log.append(uuid7(), 0, [told, told], envelope()),
                an_append(log),
            ],
        )
        assert isinstance(broken.exception(), IntegrityError)
        assert whole.result().version == 1
        log.close()
    assert len(contents(database_url)["event"]) == 1


@pytest.mark.parametrize("lost", ["request", "answer"])
def test_appends_whose_common_answer_is_lost_happen_once(
    database_url: str, lost: Lost
) -> None:
    with losing(database_url) as way, a_log(way.url, size=1) as log:
        log.append(uuid7(), 0, [took()], envelope())
        way.loses = lost
        answers = in_company(log, [an_append(log, events=2) for _ in range(5)])
        assert way.loses == "nothing"
        for answer in answers:
            history = log.history(answer.result().stream)
            assert [one.version for one in history] == [1, 2]
            assert history[-1].position == answer.result().position
    assert len(contents(database_url)["command"]) == 6


def test_appends_are_sent_in_one_order_by_every_process(log: Log) -> None:
    appends = [an_append(log) for _ in range(8)]
    answers = [answer.result() for answer in in_company(log, appends[::-1])]
    in_turn = sorted(answers, key=lambda answer: answer.position)
    streams = [answer.stream for answer in in_turn]
    assert streams == sorted(streams)


def test_those_who_wait_long_for_a_common_answer_start_no_other_call(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering, send = log.recorder._gathering, log.recorder._send

    def send_slowly(calls: Sequence[Call]) -> int:
        Event().wait(OVERDUE * 5)
        return send(calls)

    monkeypatch.setattr(gathering, "_send", send_slowly)
    for answer in in_company(log, [an_append(log) for _ in range(3)]):
        answer.result()
    assert (gathering._under_way, gathering._waiting) == ([], [])


def test_two_processes_that_append_to_the_same_streams_never_block_each_other(
    database_url: str,
) -> None:
    start = Barrier(2)
    with (
        a_log(database_url) as log,
        a_log(database_url) as other,
        ThreadPoolExecutor(2) as threads,
    ):
        for _ in range(6):
            streams = [uuid7() for _ in range(12)]
            forwards = [to_all_of(log, stream) for stream in streams]
            backwards = [to_all_of(other, stream) for stream in streams[::-1]]
            both = [
                threads.submit(in_company, log, forwards, start),
                threads.submit(in_company, other, backwards, start),
            ]
            answers = [answer for one in both for answer in one.result()]
            assert sum(answer.exception() is None for answer in answers) == 12
    with connected(database_url) as db:
        ((deadlocks,),) = db.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
    assert deadlocks == 0


def to_all_of(log: Log, stream: UUID) -> Append:
    """As many events as may have company."""
    return lambda: log.append(stream, 0, [took()] * SOCIABLE, envelope())
