"""`cases tree`, as an administrator types it."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from logged import ORGANISATION
from planted import ORIGIN, Planted

Said = tuple[int, str, str]


@pytest.fixture
def typed(tree: Planted) -> Callable[..., Said]:
    """What `cases tree …` comes to: its status, and what it prints."""
    environment = os.environ | {
        "CASES_DATABASE_URL": tree.url,
        "CASES_KEYSTORE_URL": tree.keystore_url,
        "CASES_KEYRING": str(tree.keyring),
    }

    def run(*words: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "api", "tree", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_quarantine_ends_when_all_is_there_and_not_before(
    tree: Planted, typed: Callable[..., Said]
) -> None:
    tree.happen(30)
    tree.integrate()
    tree.signed.quarantine(ORIGIN, "somebody has to look")
    tree.meddle("UPDATE event SET topic = 'ClockMet' WHERE version = 7")
    status, _, complaint = typed("release", ORGANISATION)
    assert (status, complaint.count("\n")) == (1, 1)
    assert tree.current().quarantined
    tree.meddle("UPDATE event SET topic = 'StepTaken' WHERE version = 7")
    assert typed("release", ORGANISATION) == (
        0,
        "the log holds the 30 events that were signed\n",
        "",
    )
    assert tree.current().quarantined is None


def test_a_new_key_is_printed_and_a_beginning_asks_to_be_meant(
    tree: Planted, typed: Callable[..., Said]
) -> None:
    status, key, _ = typed("rotate-key", ORGANISATION)
    assert (status, key.strip()) == (0, str(tree.signed.log_keys()[-1].verifier))
    assert typed("begin-anew", ORGANISATION)[0] == 1
    assert typed("begin-anew", ORGANISATION, "--events-are-lost")[0] == 1
    tree.signed.quarantine(ORIGIN, "lost")
    anew = typed("begin-anew", ORGANISATION, "--events-are-lost")
    assert anew == (0, f"{ORIGIN}/2\n", "")
