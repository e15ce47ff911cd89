"""`make run`: the whole service on this machine, until Ctrl-C."""

import os
import signal
import sys
from contextlib import closing
from types import FrameType
from typing import NoReturn

from psycopg import OperationalError, ProgrammingError

from api.running.announcing import ENVIRONMENT, TOKENS, announce
from api.running.asked import Asked, Impossible, only_one
from api.running.binaries import NoPostgres
from api.running.children import Died
from api.running.postgres import Cluster
from api.running.processes import (
    ALIVE,
    READY,
    Parts,
    answers,
    await_answer,
    server,
    watch,
)
from cases.errors import CaseError

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
    except (Impossible, NoPostgres, Died, CaseError, OperationalError) as reason:
        print(str(reason).strip(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the data is kept.")
    except Exception as error:
        if (line := named(error)) is None:
            raise
        print(line, file=sys.stderr)
        return 2
    return 0


def named(error: Exception) -> str | None:
    """What is wrong with what was given, or with the data that is there."""
    # Loaded only now: see `bring_up`.
    from api import mistakes
    from cases.database import Changed

    if isinstance(error, Changed | ProgrammingError):
        return "the data is of another version: make run FRESH=1 begins anew in var/"
    return mistakes.line(error) if isinstance(error, mistakes.NAMED) else None


def run(asked: Asked) -> NoReturn:
    """Start everything, tell where it is, and watch it until it is interrupted."""
    if asked.fresh:
        asked.remove_what_was()
    asked.folder.mkdir(mode=0o700, exist_ok=True)
    ours = "Starting PostgreSQL"
    print("Using the database given" if asked.database_url else ours, flush=True)
    with closing(Parts(asked)) as parts:
        parts.start("api")
        with server(asked) as cluster, closing(parts):
            bring_up(asked, cluster, parts)


def bring_up(asked: Asked, cluster: Cluster | None, parts: Parts) -> NoReturn:
    """Make what must be there, let the parts begin, tell where they are."""
    # Not before the part that is waited for was started: it loads the same meanwhile.
    from api import organisations
    from api.running import preparing, witnessing

    settings = preparing.chosen(asked, *preparing.addresses(asked, cluster))
    organisations.add(settings, *preparing.ORGANISATIONS)
    witnessing.stand_by(settings, asked)
    preparing.make_key(settings)
    preparing.write_environment(settings, cluster, ENVIRONMENT)
    print("Starting the service", flush=True)
    parts.begin(preparing.told(settings))
    codes = organisations.known_codes(settings.editions)
    tokens = preparing.write_tokens(settings, codes, TOKENS)
    preparing.load_demo(settings, codes)
    await_answer(asked.address + ALIVE, parts.started)
    # Asked before the others load: on a later start nothing has to be caught up with.
    ready = answers(asked.address + READY)
    for name in ("follow", "due", "erase", "react", "deliver", "integrate"):
        parts.start(name)
    parts.start("witness", *witnessing.arguments(asked, settings))
    if not ready:
        await_answer(asked.address + READY, parts.started)
    announce(asked, tokens)
    watch(parts.started)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    # Once is enough: a second Ctrl-C must not cut the ending short.
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
