"""`cases tree`: another key, the end of a quarantine, a beginning after a loss."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import Progress

from api.administering import Name
from api.mistakes import Mistake
from api.saying import AsJson, say
from api.settings import Settings
from api.starting import started
from api.witnessing import authority, policy
from cases import database
from cases.database import APPLICATION, INTEGRATOR, OWNER
from cases.log.log import Log
from cases.tree import tending
from cases.tree.dating import stamp
from cases.tree.erased import erase_again
from cases.tree.keys import LogKeys
from cases.tree.signed import SignedTrees
from cases.tree.tending import NotNow, Tended

tree_app = typer.Typer(help="The audit trees: keys, and what follows a loss.")


@tree_app.command("rotate-key")
def rotate_key(
    name: Name,
    compromised: Annotated[
        bool, typer.Option(help="The old key signs nothing more from now on.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Let a new key sign; the old one goes on beside it for thirty days."""
    with tended(started(), name) as tree:
        key = str(tree.rotate_key(compromised=compromised))
    say([key], {"key": key}, as_json=as_json)


@tree_app.command("release")
def release(name: Name, as_json: AsJson = False) -> None:
    """End a quarantine, if the whole log is what was signed of it."""
    settings = started()
    with tended(settings, name) as tree:
        current = tree.current()
        with (
            database.pool(settings.database_url, name, INTEGRATOR, size=1) as pool,
            pool.connection() as db,
            Progress(transient=True, disable=not sys.stdout.isatty()) as shown,
        ):
            task = shown.add_task("Reading the log", total=current.head.size)
            tending.examined(db, current, lambda n: shown.advance(task, n))
            keys = [key.verifier for key in tree.signed.log_keys()]
            silent = tending.ask_witnesses(db, policy(settings), current, keys)
        again = erase_again(settings.database_url, tree.signed)
        if again:
            tree.restored(None, again)
        tree.signed.release(current.origin)
    size = current.head.size
    lines = [f"the log holds the {size} events that were signed"]
    lines += [f"{again} texts were erased again"] if again else []
    lines += [f"not asked, because it does not answer: {one}" for one in silent]
    found = {"size": size, "erased_again": again, "silent": [*silent]}
    say(lines, found, as_json=as_json)


@tree_app.command("timestamp")
def timestamp(name: Name, as_json: AsJson = False) -> None:
    """Have the published checkpoint dated now by the time-stamping authority."""
    settings = started()
    dates = authority(settings)
    if dates is None:
        raise Mistake("CASES_TIMESTAMP_URL: is not set")
    with (
        database.pool(settings.database_url, name, INTEGRATOR, size=1) as pool,
        pool.connection() as db,
    ):
        size = stamp(db, dates)
    say([f"dated: the tree of {size} leaves"], {"size": size}, as_json=as_json)


@tree_app.command("begin-anew")
def begin_anew(
    name: Name,
    events_are_lost: Annotated[
        bool, typer.Option("--events-are-lost", help="They cannot be brought back.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """After a loss for good: end the tree in quarantine, begin one of another name."""
    settings = started()
    if not events_are_lost:
        raise NotNow("only with --events-are-lost: nothing brings them back then")
    with tended(settings, name) as tree:
        origin = tree.begin_anew(settings.database_url)
    say([origin], {"origin": origin}, as_json=as_json)


@contextmanager
def tended(settings: Settings, name: str) -> Iterator[Tended]:
    """An organisation's tree, in its owner's hands."""
    with (
        database.pool(settings.database_url, name, APPLICATION, size=1) as pool,
        database.pool(settings.keystore_url, name, OWNER, size=1) as keystore,
    ):
        log = Log(name, pool)
        try:
            yield Tended(log, SignedTrees(keystore), LogKeys(settings.keyring, name))
        finally:
            log.close()
