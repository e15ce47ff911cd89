"""Appends that come at the same time are sent together, and answered one by one."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event as Signal
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError, OperationalError, StoredEvent
from waiting import until

from cases.log import gathering
from cases.log.gathering import AT_ONCE, ENOUGH, Gathering
from cases.log.recorded import Submission
from cases.log.sending import COMPANY, SOCIABLE, Call


@pytest.fixture
def in_no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a call under way is in time."""
    monkeypatch.setattr(gathering, "OVERDUE", 20.0)
    monkeypatch.setattr(gathering, "ENOUGH", 1000)


def call(events: int = 1) -> Call:
    """An append to a stream of its own."""
    stream = uuid4()
    rows = [StoredEvent(stream, n, "Noted", b"{}") for n in range(1, events + 1)]
    return Call(rows, Submission(uuid4()))


class Server:
    """Answers when it is let; refuses whatever holds one of `refused`.

    When `stopped`, the thread that sends several is.
    """

    def __init__(self) -> None:
        self.let = Signal()
        self.sent: list[list[Call]] = []
        self.refused: dict[Call, Exception] = {}
        self.stopped = False
        self.last = 0

    def send(self, calls: Sequence[Call]) -> int:
        self.sent.append(list(calls))
        self.let.wait(20)
        if self.stopped and len(calls) > 1:
            raise KeyboardInterrupt
        for one in calls:
            if one in self.refused:
                raise self.refused[one]
        origin = self.last
        self.last += sum(len(one.events) for one in calls)
        return origin


class Crowd:
    """Threads of which the first wait for their answer while the others gather."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self.server = Server()
        self.gathering = Gathering(self.server.send)
        self.threads = threads
        self.first = self.ask(call())
        until(lambda: len(self.server.sent) == 1)

    def ask(self, asked: Call) -> "Future[int]":
        return self.threads.submit(self.gathering.append, asked)

    def gather(self, calls: Sequence[Call]) -> "list[Future[int]]":
        answers = [self.ask(one) for one in calls]
        until(lambda: len(self.gathering._waiting) == len(calls))
        self.server.let.set()
        return answers


def test_an_append_without_company_is_sent_at_once() -> None:
    server = Server()
    server.let.set()
    gathering = Gathering(server.send)
    assert [gathering.append(call(events)) for events in (3, 1, 2)] == [0, 3, 4]
    assert [len(calls) for calls in server.sent] == [1, 1, 1]


@pytest.mark.usefixtures("in_no_hurry")
def test_what_gathers_is_sent_together_and_each_gets_its_place() -> None:
    calls = [call(events) for events in (2, 1, 4)]
    with ThreadPoolExecutor(9) as threads:
        crowd = Crowd(threads)
        answers = crowd.gather(calls)
        places = [answer.result(20) for answer in answers]
        together = crowd.server.sent[1]
    assert {one for calls in crowd.server.sent for one in calls} >= set(calls)
    assert set(together) == set(calls)
    sizes = [len(one.events) for one in together]
    in_order = [places[calls.index(one)] for one in together]
    assert in_order == [in_order[0] + sum(sizes[:n]) for n in range(3)]


@pytest.mark.usefixtures("in_no_hurry")
def test_nobody_is_refused_for_what_another_did() -> None:
    calls = [call() for _ in range(4)]
    with ThreadPoolExecutor(9) as threads:
        crowd = Crowd(threads)
        crowd.server.refused[calls[2]] = IntegrityError("taken")
        answers = crowd.gather(calls)
        with pytest.raises(IntegrityError, match="taken"):
            answers[2].result(20)
        assert len({answers[n].result(20) for n in (0, 1, 3)}) == 3
    assert crowd.server.sent.count([calls[2]]) == 1


@pytest.mark.usefixtures("in_no_hurry")
def test_when_the_database_is_away_everybody_is_told_at_once() -> None:
    calls = [call() for _ in range(3)]
    with ThreadPoolExecutor(9) as threads:
        crowd = Crowd(threads)
        crowd.server.refused[calls[0]] = OperationalError("away")
        for answer in crowd.gather(calls):
            with pytest.raises(OperationalError, match="away"):
                answer.result(20)
    assert len(crowd.server.sent) == 2


@pytest.mark.usefixtures("in_no_hurry")
def test_the_others_are_sent_when_their_sender_is_stopped() -> None:
    calls = [call() for _ in range(3)]
    with ThreadPoolExecutor(9) as threads:
        crowd = Crowd(threads)
        crowd.server.stopped = True
        answers = crowd.gather(calls)
        failures = [answer.exception(20) for answer in answers]
        [sender] = [failure for failure in failures if failure]
        assert isinstance(sender, KeyboardInterrupt)
        others = {one.result(20) for one in answers if not one.exception(20)}
    assert len(others) == 2


@pytest.mark.usefixtures("in_no_hurry")
def test_a_call_has_no_more_events_than_positions_have_room_for() -> None:
    calls = [call(SOCIABLE) for _ in range(COMPANY + 5)]
    with ThreadPoolExecutor(COMPANY + 9) as threads:
        crowd = Crowd(threads)
        for answer in crowd.gather(calls):
            answer.result(20)
    sizes = [sum(len(one.events) for one in sent) for sent in crowd.server.sent]
    assert max(sizes) <= 4095
    assert max(len(sent) for sent in crowd.server.sent) == COMPANY


def test_enough_appends_do_not_wait_for_the_call_under_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gathering, "OVERDUE", 20.0)
    with ThreadPoolExecutor(20) as threads:
        crowd = Crowd(threads)
        answers = [crowd.ask(call()) for _ in range(ENOUGH)]
        until(lambda: len(crowd.server.sent) == 2)
        assert len(crowd.server.sent[1]) == ENOUGH
        crowd.server.let.set()
        assert len({answer.result(20) for answer in answers}) == ENOUGH


def test_a_call_that_hangs_does_not_hold_up_the_others() -> None:
    with ThreadPoolExecutor(9) as threads:
        crowd = Crowd(threads)
        hanging = [crowd.first]
        for calls in range(2, AT_ONCE + 1):
            hanging.append(crowd.ask(call()))
            until(lambda at_least=calls: len(crowd.server.sent) == at_least)
        last = crowd.ask(call())
        until(lambda: len(crowd.gathering._waiting) == 1)
        assert not any(answer.done() for answer in [*hanging, last])
        crowd.server.let.set()
        assert len({answer.result(20) for answer in [*hanging, last]}) == AT_ONCE + 1


@pytest.mark.parametrize(
    "submission",
    [
        Submission(uuid4(), guards={"a": 1}),
        Submission(uuid4(), raised=(("a", 1),)),
    ],
)
def test_an_append_that_relies_on_others_or_moves_them_goes_alone(
    submission: Submission,
) -> None:
    assert not Call(call().events, submission).sociable
    assert not call(SOCIABLE + 1).sociable
    assert call(SOCIABLE).sociable


def test_an_append_is_to_one_stream_in_order() -> None:
    mixed = [*call().events, *call().events]
    with pytest.raises(IntegrityError):
        Call(mixed, Submission(uuid4()))
