"""Integrators are killed while events come: one history is signed, and all of it."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from logged import ORGANISATION
from planted import Planted, planted
from waiting import until

from cases.tree import stored
from verify.checkpoint import opened
from verify.merkle import Head, leaf_hash, root_over
from verify.note import Note

pytestmark = pytest.mark.faults

KILLS = 8


@pytest.fixture
def tree(
    durable_database_url: str, durable_keystore_url: str, keyring_directory: Path
) -> Iterator[Planted]:
    """A log and its tree on a durable server."""
    with planted(durable_database_url, durable_keystore_url, keyring_directory) as made:
        yield made


@contextmanager
def integrating(tree: Planted) -> Iterator["subprocess.Popen[bytes]"]:
    """`cases integrate` in a process of its own; killed at the end."""
    environment = os.environ | {
        "CASES_DATABASE_URL": tree.url,
        "CASES_KEYSTORE_URL": tree.keystore_url,
        "CASES_KEYRING": str(tree.keyring),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "integrate"], env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def every_checkpoint(tree: Planted) -> list[Head]:
    """All that was signed and stored, each checked with the log's key."""
    keys = [key.verifier for key in tree.signed.log_keys()]
    notes = tree.db.execute("SELECT note FROM checkpoint ORDER BY size").fetchall()
    return [opened(Note.parse(note.encode()), keys).head for (note,) in notes]


def test_whatever_is_killed_one_history_is_signed(tree: Planted) -> None:
    for _ in range(KILLS):
        with integrating(tree):
            size = tree.current().head.size
            while tree.current().head.size == size:
                tree.happen(random.choice((1, 3, 40)))
            killed_at = monotonic() + random.uniform(0, 0.3)
            while monotonic() < killed_at:
                tree.happen(random.choice((1, 3, 40)))
    tree.happen(3)
    with integrating(tree):
        leaves = tree.leaves()
        until(lambda: stored.last(tree.db).head.size == len(leaves))
    signed = every_checkpoint(tree)
    hashes = [leaf_hash(leaf) for leaf in leaves]
    assert len(signed) >= KILLS
    assert signed == [Head(one.size, root_over(hashes[: one.size])) for one in signed]
    assert tree.current().quarantined is None


def test_another_integrator_takes_over(tree: Planted) -> None:
    with integrating(tree) as first:
        tree.happen(5)
        until(lambda: tree.current().head.size == 5)
        with integrating(tree):
            tree.happen(5)
            until(lambda: tree.current().head.size == 10)
            first.kill()
            tree.happen(5)
            until(lambda: tree.current().head.size == 15)
    assert tree.current().head.root == tree.root()
    assert tree.log.organisation == ORGANISATION


def test_an_event_is_signed_within_a_second_of_its_commit(tree: Planted) -> None:
    with integrating(tree):
        tree.happen()
        until(lambda: tree.current().head.size == 1)
        took = []
        for _ in range(20):
            size = tree.current().head.size + 1
            tree.happen()
            began = monotonic()
            until(lambda size=size: tree.current().head.size == size)  # type: ignore[misc]
            took.append(monotonic() - began)
    assert sorted(took)[10] < 1
