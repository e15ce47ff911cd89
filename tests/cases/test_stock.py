"""The stock of keys: never the same twice, never empty without reason."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from uuid import uuid4

import pytest

from cases.errors import Unavailable
from cases.sealing.stock import BATCH, LOW, ItemKey, Stock


class Maker:
    """Makes keys, when it may."""

    def __init__(self) -> None:
        self.may = Event()
        self.may.set()
        self.away = False
        self.made = 0
        self._lock = Lock()

    def __call__(self, count: int) -> list[ItemKey]:
        self.may.wait(30)
        if self.away:
            raise Unavailable("the keystore does not answer")
        with self._lock:
            self.made += count
        return [ItemKey(uuid4(), bytes(32)) for _ in range(count)]


def test_no_key_is_taken_twice_by_many_at_once() -> None:
    maker = Maker()
    stock = Stock(maker)
    with ThreadPoolExecutor(16) as threads:
        taken = list(threads.map(lambda _: stock.take().item, range(20 * BATCH)))
    assert len(set(taken)) == 20 * BATCH


def test_more_people_than_a_batch_has_keys_are_all_served() -> None:
    maker = Maker()
    maker.may.clear()
    stock = Stock(maker)
    many = BATCH + 50
    with ThreadPoolExecutor(many) as threads:
        waiting = [threads.submit(stock.take) for _ in range(many)]
        maker.may.set()
        assert len({each.result().item for each in waiting}) == many


def test_a_new_batch_is_made_while_the_old_one_lasts() -> None:
    maker = Maker()
    stock = Stock(maker)
    stock.take()
    maker.may.clear()
    for _ in range(BATCH - LOW):
        stock.take()
    # The maker stands still: these come from what was made before.
    for _ in range(LOW - 1):
        stock.take()
    assert maker.made == BATCH
    maker.may.set()
    stock.take()
    assert maker.made >= 2 * BATCH


def test_an_absent_keystore_is_felt_only_when_the_stock_is_empty() -> None:
    maker = Maker()
    stock = Stock(maker)
    stock.take()
    maker.away = True
    for _ in range(BATCH - 1):
        stock.take()
    with pytest.raises(Unavailable):
        stock.take()
    maker.away = False
    assert len(stock.take().secret) == 32


def test_a_key_does_not_show_itself() -> None:
    assert "secret" not in repr(ItemKey(uuid4(), b"secret"))
