"""A database that is away is asked again, each time and in all only for so long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from threading import Event
from typing import Any, cast

import pytest
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from cases import patience
from cases.database import Pool
from cases.errors import Unavailable
from cases.patience import TURN, Patience
from cases.sealing import stock
from cases.sealing.stock import ItemKey, Stock


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Away:
    """The connections to a server that is away; each costs as long as it is waited."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked = 0

    @contextmanager
    def connection(self, timeout: float) -> Iterator[Any]:
        self.asked += 1
        self.clock.sleep(timeout)
        raise PoolTimeout
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(patience, "monotonic", made.monotonic)
    monkeypatch.setattr(patience, "sleep", made.sleep)
    return made


@pytest.fixture
def away(clock: Clock) -> Away:
    return Away(clock)


def apart(work: Callable[[], None]) -> None:
    """Do it as a request does: what it sets is forgotten afterwards."""
    copy_context().run(work)


def ask(away: Away, seconds: float) -> float:
    """How long a store that is away was waited for."""
    before = away.clock.now
    with pytest.raises(OperationalError):
        Patience(cast(Pool, away), seconds).ask("SELECT 1")
    return away.clock.now - before


def test_a_server_that_is_away_is_waited_for_as_long_as_was_said(away: Away) -> None:
    assert 5 - TURN <= ask(away, 5) <= 5 + TURN
    assert away.asked > 5


def test_one_limit_holds_for_all_stores_that_are_asked_under_it(away: Away) -> None:
    def request() -> None:
        patience.limit(2.5)
        waited = [ask(away, 5), ask(away, 2), ask(away, 5)]
        assert sum(waited) <= 2.5 + 3 * TURN

    apart(request)


def test_what_is_asked_when_the_time_is_over_is_asked_once(away: Away) -> None:
    def request() -> None:
        patience.limit(0)
        ask(away, 5)
        assert away.asked == 1

    apart(request)


def test_a_limit_ends_with_the_request_it_was_set_for(away: Away) -> None:
    apart(lambda: patience.limit(0))
    assert ask(away, 5) >= 5 - TURN


def test_a_limit_makes_nobody_wait_longer(away: Away) -> None:
    def request() -> None:
        patience.limit(60)
        assert ask(away, 2) <= 2 + TURN

    apart(request)


def test_keys_that_are_being_made_are_waited_for_no_longer_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stock, "PATIENCE_SECONDS", 60)
    told, made = Event(), Event()

    def make(_: int) -> list[ItemKey]:
        told.wait(10)
        made.set()
        return []

    def request() -> None:
        patience.limit(0)
        with pytest.raises(Unavailable):
            Stock(make).take()
        assert not made.is_set()

    apart(request)
    told.set()
