"""`make run`: the whole service on this machine, until Ctrl-C."""

import os
import signal
import sys
from collections.abc import Mapping
from types import FrameType
from typing import NoReturn

import psycopg

from api import mistakes
from api.running.asked import VAR, Asked, Impossible, only_one
from api.running.binaries import NoPostgres
from api.running.children import Died
from api.running.preparing import (
    SHOWN,
    add_organisations,
    addresses,
    load_demo,
    write_environment,
    write_tokens,
)
from api.running.processes import (
    ALIVE,
    READY,
    await_answer,
    processes,
    server,
    watch,
)
from api.running.witnessing import stand_by
from api.settings import Settings

ENVIRONMENT = VAR / "environment"
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """The status that the process ends with; 0 when it was asked to end."""
    for each in STOPPING:
        signal.signal(each, _interrupt)
    try:
        asked = Asked.from_environment(os.environ)
        with only_one(asked.address):
            asked.check_port()
            run(asked)
    except mistakes.NAMED as wrong:
        print(mistakes.line(wrong), file=sys.stderr)
        return 2
    except (Impossible, NoPostgres, Died, psycopg.OperationalError) as reason:
        print(str(reason).strip(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the data is kept.")
    return 0


def run(asked: Asked) -> NoReturn:
    """Start everything, tell where it is, and watch it until it is interrupted."""
    if asked.fresh:
        asked.remove_what_was()
    asked.folder.mkdir(mode=0o700, exist_ok=True)
    ours = "Starting PostgreSQL"
    print("Using the database given" if asked.database_url else ours, flush=True)
    with server(asked) as cluster:
        settings = chosen(asked, *addresses(asked, cluster))
        add_organisations(settings)
        stand_by(settings, asked)
        tokens = write_tokens(settings, VAR / "tokens")
        write_environment(settings, ENVIRONMENT)
        print("Starting the service", flush=True)
        with processes(asked, settings) as start:
            # Starting is mostly importing: the one that is waited for goes first.
            parts = [start("api")]
            load_demo(settings)
            await_answer(asked.address + ALIVE, parts)
            parts += map(start, ("follow", "due", "witness", "integrate"))
            await_answer(asked.address + READY, parts)
            announce(asked, tokens)
            watch(parts)


def chosen(asked: Asked, database_url: str, keystore_url: str) -> Settings:
    """The service's settings, for trying it out on this machine."""
    return mistakes.settings(
        Settings,
        database_url=database_url,
        keystore_url=keystore_url,
        keyring=asked.folder / "keyring",
        environment="development",
        development_key=VAR.absolute() / "development.key",
        witnesses=asked.folder / "witnesses",
    )


def announce(asked: Asked, tokens: Mapping[str, str]) -> None:
    """Tell where the service is and what opens it."""
    print(
        f"\nA token for each role of {SHOWN}; all in var/tokens/<organisation>/<role>"
    )
    for role, token in tokens.items():
        print(f"\n{role}\n{token}")
    print("\nReady; Ctrl-C ends it, the data is kept in var/")
    print(f"  service        {asked.address}/v1")
    print(f"  documentation  {asked.address}/docs")
    tree = f"{asked.address}/v1/organisations/{SHOWN}/tree"
    print(f"  audit tree     {tree}/checkpoint")
    print(f"  logs           {os.path.relpath(asked.folder)}/log")
    print(f"  cases          . {ENVIRONMENT}; .venv/bin/cases --help", flush=True)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    # Once is enough: a second Ctrl-C must not cut the ending short.
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
