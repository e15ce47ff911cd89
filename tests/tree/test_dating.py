"""An authority dates what was signed; whatever does not fit counts for nothing."""

from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from authority import Authority as Tsa
from logged import ORGANISATION
from planted import Planted

from cases.database import INTEGRATOR, Pool
from cases.tree.dating import Authority, Undated, checked, due, keep_dated, kept, stamp
from cases.tree.stored import Missing

URL = "https://time.example"
TEXT = b"what was signed"


def asked(tsa: Tsa, **more: Any) -> Authority:
    """The authority, reached without a network."""
    return Authority(URL, [tsa.root], lambda _, body: (200, tsa.answer(body, **more)))


def test_a_time_stamp_is_of_now_and_can_be_checked_again() -> None:
    tsa = Tsa()
    token = asked(tsa).token(TEXT)
    assert checked(token.content, TEXT, [tsa.root]) == token


def test_a_time_stamp_on_something_else_counts_for_nothing() -> None:
    tsa = Tsa()
    with pytest.raises(Undated):
        asked(tsa, about=b"something else").token(TEXT)
    with pytest.raises(Undated):
        checked(asked(tsa).token(TEXT).content, b"something else", [tsa.root])


def test_nor_does_that_of_an_authority_that_is_not_trusted() -> None:
    with pytest.raises(Undated):
        Authority(URL, [Tsa().root], asked(Tsa()).tell).token(TEXT)


@pytest.mark.parametrize("hours", [-1, 1])
def test_nor_one_of_another_time(hours: int) -> None:
    with pytest.raises(Undated, match="another time"):
        asked(Tsa(timedelta(hours=hours))).token(TEXT)


def test_nor_one_that_was_given_before() -> None:
    tsa, answers = Tsa(), []

    def again(_url: str, body: bytes) -> tuple[int, bytes]:
        answers.append(tsa.answer(body))
        return 200, answers[0]

    repeating = Authority(URL, [tsa.root], again)
    repeating.token(TEXT)
    with pytest.raises(Undated):
        repeating.token(TEXT)


@pytest.mark.parametrize("answer", [(200, b"<html>"), (200, b""), (500, b"")])
def test_nor_anything_else(answer: tuple[int, bytes]) -> None:
    with pytest.raises(Undated):
        Authority(URL, [Tsa().root], lambda *_: answer).token(TEXT)


def test_an_authority_that_is_away_is_said_to_be() -> None:
    with pytest.raises(Undated, match="does not answer"):
        Authority("http://127.0.0.1:9", [Tsa().root]).token(TEXT)


@pytest.mark.parametrize("byte", [20, 200, -40, -1])
def test_a_time_stamp_that_was_changed_is_none(byte: int) -> None:
    tsa = Tsa()
    content = bytearray(asked(tsa).token(TEXT).content)
    content[byte] ^= 1
    with pytest.raises(Undated):
        checked(bytes(content), TEXT, [tsa.root])


def test_a_tree_is_dated_once_a_day_whether_it_grew_or_not(tree: Planted) -> None:
    authority = asked(Tsa())
    with pytest.raises(Missing):
        stamp(tree.db, authority)
    tree.happen(3)
    tree.integrate()
    assert due(tree.db)
    assert stamp(tree.db, authority) == 3
    tree.happen(1)
    tree.integrate()
    assert not due(tree.db)
    tree.meddle("UPDATE timestamp_token SET at = at - interval '1 day'")
    assert due(tree.db)
    assert stamp(tree.db, authority) == 4
    tree.meddle("UPDATE timestamp_token SET at = at - interval '1 day'")
    assert due(tree.db)
    assert stamp(tree.db, authority) == 4
    assert [one.size for one in kept(tree.db, 10)] == [4, 4, 3]
    assert [one.size for one in kept(tree.db, 1)] == [4]


def test_what_is_due_is_dated_in_the_background(tree: Planted) -> None:
    tree.happen(3)
    tree.integrate()
    stop, tsa = Event(), Tsa()

    def answering(_url: str, body: bytes) -> tuple[int, bytes]:
        stop.set()
        return 200, tsa.answer(body)

    with Pool(tree.url, ORGANISATION, INTEGRATOR, size=1) as pool:
        keep_dated([pool], Authority(URL, [tsa.root], answering), stop)
    (one,) = kept(tree.db, 10)
    again = checked(one.response, one.text.encode(), [tsa.root])
    assert (again.at, one.size) == (one.at, 3)
