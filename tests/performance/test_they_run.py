"""Every program that measures still runs: here as small as it goes, and not judged."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import astuple
from itertools import chain
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

import append
import auditing
import catch_up
import command
import erasing
import exporting
import files
import growth
import history
import idle
import long_history
import reading
import receipts
import report
import trail
import vault
import visible
from servers import Server, database, throw_away_cluster

pytestmark = pytest.mark.timeout(300)

SHORT = 0.2
"""Seconds."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with throw_away_cluster() as server:
        yield server


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    with database(server) as url:
        yield url


def figures(*rows: object) -> list[float]:
    """The numbers of what was measured."""
    cells = chain.from_iterable(astuple(row) for row in rows)
    return [cell for cell in cells if isinstance(cell, int | float)]


def test_appending(url: str) -> None:
    rows = append.measure(url, threads=2, seconds=SHORT, turns=1)
    assert {row.other for row in rows} == {"library", "insert"}
    assert all(figure > 0 for figure in figures(*rows))


def test_a_log_that_has_grown(server: Server) -> None:
    row = growth.measure(server, many=12_000, threads=2, seconds=SHORT, turns=1)
    assert all(figure > 0 for figure in figures(row))


def test_catching_up(url: str) -> None:
    rows = catch_up.measure(url, events=1_000, seconds=SHORT, turns=1)
    assert len(rows) == 3
    assert all(figure > 0 for figure in figures(*rows))


def test_a_long_case(url: str) -> None:
    assert all(figure > 0 for figure in figures(history.measure(url, 100, turns=1)))


def test_a_long_history(server: Server) -> None:
    row = long_history.measure(server, 20)
    assert all(figure > 0 for figure in figures(row)[:-1])


def test_what_times_tell_of_mailboxes(server: Server) -> None:
    rows = receipts.measure(server, 3)
    assert all(figure > 0 for row in rows for figure in (row.there, row.not_there))
    assert [receipts.told_apart(*both) for both in (((2,), (1,)), ((1,), (1,)))] == [
        100,
        50,
    ]


def test_a_command(server: Server) -> None:
    row = command.measure(server, 2, cases=1, turns=1)
    assert all(figure > 0 for figure in figures(row))


def test_from_answer_to_visible(server: Server) -> None:
    row = visible.measure(server, cases=1, turns=1, connections=2)
    assert all(figure > 0 for figure in figures(row))


def test_questions(server: Server) -> None:
    rows = reading.measure(server, events=300, turns=2)
    assert {row.what for row in rows} == reading.QUESTIONS.keys()
    assert all(figure > 0 for figure in figures(*rows))


def test_nothing_happening(server: Server) -> None:
    row = idle.measure(server, seconds=SHORT, settling=SHORT)
    assert row.follower > 0


def test_texts(server: Server) -> None:
    with ExitStack() as stack:
        log, keystore = (stack.enter_context(database(server)) for _ in range(2))
        rows = vault.measure(log, keystore, turns=1)
    assert all(figure > 0 for figure in figures(*rows))


def test_erasing(url: str) -> None:
    rows = list(erasing.measure(url, count=300, turns=1))
    assert erasing.OF_A_PERSON in {row.items for row in rows}
    assert all(figure > 0 for figure in figures(*rows))


def test_the_tree_beside_a_command(server: Server) -> None:
    cost = trail.cost(server, cases=1, turns=1, connections=2)
    assert min(cost.with_it, cost.without) > 0


def test_a_tree_and_its_proofs(server: Server) -> None:
    row = trail.tree(server, 5_000, proofs=20)
    assert all(figure > 0 for figure in figures(row))


def test_an_audit() -> None:
    assert all(figure > 0 for figure in figures(auditing.measure(2_000, turns=1)))


def test_a_large_file(server: Server) -> None:
    row = files.measure(server, megabytes=3)
    assert all(figure > 0 for figure in figures(row))


def test_each_of_them_has_a_row_in_the_table() -> None:
    told = {str(each.__doc__).partition(".py")[0][1:] for each in report.MEASURED}
    programs = {each.stem for each in Path(__file__).parent.glob("*.py")}
    assert told == programs - {"report", Path(__file__).stem}


def test_taking_rows_out(url: str) -> None:
    row = exporting.measure(url, rows=2_000, turns=1)
    assert all(figure > 0 for figure in figures(row))
