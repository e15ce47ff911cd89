"""How often `cases due` looks at what, by a clock that goes on while it rests."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from threading import Event
from typing import Any, Final, cast

import pytest

from api import due
from api.organisations import Organisation

HERE: Final = cast(Organisation, "an organisation that is only looked at")
HOUR: Final = timedelta(hours=1)
Looks = dict[str, list[timedelta]]


class Rests(Event):
    """Tells to stop after so long, which is over at once."""

    def __init__(self, until: timedelta) -> None:
        super().__init__()
        self.now = timedelta()
        self._until = until

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout, "a loop that never rests"
        self.now += timedelta(seconds=timeout)
        return self.now >= self._until


@pytest.fixture
def stop() -> Rests:
    return Rests(until=5 * HOUR)


@pytest.fixture
def looks(stop: Rests, monkeypatch: pytest.MonkeyPatch) -> Looks:
    """When each question was asked."""
    asked: Looks = {"record": [], "escalate": [], "compute_anew": []}

    def noted(question: str) -> Callable[[Organisation], int]:
        def ask(organisation: Organisation) -> int:
            assert organisation is HERE
            asked[question].append(stop.now)
            return 0

        return ask

    for question in asked:
        monkeypatch.setattr(due, question, noted(question))
    return asked


def between(moments: list[timedelta]) -> set[timedelta]:
    return {after - before for before, after in pairwise(moments)}


def test_time_limits_are_looked_at_every_minute(stop: Rests, looks: Looks) -> None:
    due.watch([HERE], stop)
    assert between(looks["record"]) == {timedelta(minutes=1)}
    assert len(looks["record"]) == 5 * 60


def test_what_nobody_was_told_of_is_looked_for_once_an_hour(
    stop: Rests, looks: Looks
) -> None:
    due.watch([HERE], stop)
    assert between(looks["escalate"]) == {HOUR}
    assert len(looks["escalate"]) == 5


def test_and_not_at_once_so_that_reactions_come_first(
    stop: Rests, looks: Looks
) -> None:
    due.watch([HERE], stop)
    assert looks["escalate"][0] >= HOUR - timedelta(seconds=due.EVERY_SECONDS)


def test_rules_that_have_changed_are_looked_for_at_once_and_every_hour(
    stop: Rests, looks: Looks
) -> None:
    due.watch([HERE], stop)
    assert looks["compute_anew"] == [n * HOUR for n in range(5)]


def test_what_fails_is_tried_again_in_the_next_round(
    stop: Rests, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(organisation: Organisation) -> Any:
        looks["record"].append(stop.now)
        raise ConnectionError

    monkeypatch.setattr(due, "record", failing)
    due.watch([HERE], stop)
    assert between(looks["record"]) == {timedelta(minutes=1)}
