"""How long an opened key stays in memory."""

from uuid import UUID

import pytest

from cases.sealing import cache
from cases.sealing.cache import KeyCache

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(cache, "monotonic", lambda: now[0])
    return now


def test_a_key_is_given_out_for_a_minute_and_no_longer(clock: list[float]) -> None:
    kept = KeyCache()
    kept.put({ONE: b"1"})
    clock[0] = 59.9
    assert kept.get([ONE]) == {ONE: b"1"}
    clock[0] = 60.0
    assert kept.get([ONE]) == {}


def test_asking_for_a_key_does_not_lengthen_its_minute(clock: list[float]) -> None:
    kept = KeyCache()
    kept.put({ONE: b"1"})
    for clock[0] in (20.0, 40.0, 60.0):
        found = kept.get([ONE])
    assert found == {}


def test_a_forgotten_key_is_gone_at_once() -> None:
    kept = KeyCache()
    kept.put({ONE: b"1", TWO: b"2"})
    kept.forget([ONE, THREE])
    assert kept.get([ONE, TWO]) == {TWO: b"2"}


def test_the_oldest_keys_make_room() -> None:
    kept = KeyCache(room=2)
    for item in (ONE, TWO, ONE, THREE):
        kept.put({item: b"key"})
    assert kept.get([ONE, TWO, THREE]) == {ONE: b"key", THREE: b"key"}
