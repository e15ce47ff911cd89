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


def hearing(**size: int) -> KeyCache:
    """A cache of somebody who hears of erasures."""
    kept = KeyCache(**size)
    kept.empty(hearing=True)
    return kept


def test_a_key_is_given_out_for_a_minute_and_no_longer(clock: list[float]) -> None:
    kept = hearing()
    kept.put({ONE: b"1"}, kept.erasures)
    clock[0] = 59.9
    assert kept.get([ONE]) == {ONE: b"1"}
    clock[0] = 60.0
    assert kept.get([ONE]) == {}


def test_asking_for_a_key_does_not_lengthen_its_minute(clock: list[float]) -> None:
    kept = hearing()
    kept.put({ONE: b"1"}, kept.erasures)
    for clock[0] in (20.0, 40.0, 60.0):
        found = kept.get([ONE])
    assert found == {}


def test_nothing_is_kept_by_whoever_hears_of_no_erasures() -> None:
    kept = KeyCache()
    kept.put({ONE: b"1"}, kept.erasures)
    assert kept.get([ONE]) == {}


@pytest.mark.parametrize("heard", [True, False])
def test_everything_is_gone_when_keys_were_erased_or_may_have_been(heard: bool) -> None:
    kept = hearing()
    kept.put({ONE: b"1", TWO: b"2"}, kept.erasures)
    kept.empty(hearing=heard)
    assert kept.get([ONE, TWO]) == {}


def test_what_was_read_before_an_erasure_is_not_put_in_after_it() -> None:
    kept = hearing()
    before = kept.erasures
    kept.empty(hearing=True)
    kept.put({ONE: b"1"}, before)
    assert kept.get([ONE]) == {}


def test_the_oldest_keys_make_room() -> None:
    kept = hearing(room=2)
    for item in (ONE, TWO, ONE, THREE):
        kept.put({item: b"key"}, kept.erasures)
    assert kept.get([ONE, TWO, THREE]) == {ONE: b"key", THREE: b"key"}
