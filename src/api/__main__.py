"""`cases`: everything that is done with the service from a terminal."""

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated, NoReturn

import typer
import uvicorn
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api import due as passing
from api import organisations, trees
from api.clauses import table, unserved
from api.development import development_token, make_development_key
from api.lines import start_lines
from api.reporting import start_reporting
from api.settings import Settings
from cases import database
from cases.edition.reading import EditionError, read
from cases.errors import CaseError
from cases.log.log import Log
from cases.tree.integrating import integrate as integrate_all
from projections.catalogue import PROJECTIONS
from projections.follow import follow as follow_logs
from projections.projection import Projection
from projections.rebuild import Busy, bar
from projections.rebuild import rebuild as rebuild_projection

app = typer.Typer(
    help="Cases under a code of conduct: the service and its administration.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
organisation_app = typer.Typer(help="The organisations that are served.")
edition_app = typer.Typer(help="Editions of codes of conduct.")
app.add_typer(organisation_app, name="organisation")
app.add_typer(edition_app, name="edition")

Name = Annotated[str, typer.Argument(help="The organisation, as `iom`.")]


@app.command()
def serve(
    host: str = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64)] = 1,
) -> None:
    """Serve the HTTP API."""
    uvicorn.run(
        "api.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        log_config=None,
        server_header=False,
    )


@app.command()
def follow() -> None:
    """Keep the projections true to the log, until interrupted."""
    settings = _settings()
    with working(settings) as stop, database_logs(settings) as logs:
        follow_logs(settings.database_url, logs, stop)


@app.command()
def due() -> None:
    """Record time limits that have passed, until interrupted."""
    settings = _settings()
    with working(settings) as stop, organisations.opened(settings) as known:
        passing.watch(list(known.values()), stop)


@app.command()
def integrate() -> None:
    """Take events into the audit trees and sign them, until interrupted."""
    settings = _settings()
    with working(settings) as stop, trees.sources(settings) as found:
        integrate_all(found, stop)


@app.command()
def rebuild(
    projection: Annotated[str, typer.Argument(help="Its name, as `case_state`.")],
    organisation: Annotated[
        list[str] | None, typer.Option(help="Only this one; may be repeated.")
    ] = None,
) -> None:
    """Build a projection anew beside the live one, and let it take its place."""
    found = {each.name: each for each in PROJECTIONS}
    if projection not in found:
        names = ", ".join(found)
        raise typer.BadParameter(f"the projections are {names}")
    settings = _settings()
    with database_logs(settings) as logs:
        for log in logs:
            if not organisation or log.organisation in organisation:
                _rebuilt(settings, log, found[projection])


def _rebuilt(settings: Settings, log: Log, projection: Projection) -> None:
    print(log.organisation)
    with bar(log, projection) as shown:
        rebuild_projection(settings.database_url, log, projection, shown)


@app.command()
def token(
    role: Annotated[str, typer.Argument(help="The office, as `investigator`.")],
    organisation: Annotated[str, typer.Option(help="The organisation.")] = "iom",
    person: Annotated[str, typer.Option(help="The pseudonym; demo.<role>.")] = "",
) -> None:
    """Print a development token; a production service accepts none."""
    key = _settings().development_key
    if key is None:
        _end("CASES_DEVELOPMENT_KEY is not set")
    make_development_key(key)
    print(development_token(key, organisation, person or f"demo.{role}", [role]))


@organisation_app.command("add")
def add(name: Name) -> None:
    """Make an organisation's log, projections and keys; harmless to repeat."""
    settings = _settings()
    if name not in organisations.known_codes(settings.editions):
        _end(f"there is no edition for {name}: editions/{name}/<edition>.toml")
    organisations.add(settings, name)
    print(f"{name} is there")


@organisation_app.command("list")
def list_organisations() -> None:
    """Print the organisations that have a log, one a line."""
    for name in database.organisations(_settings().database_url):
        print(name)


@organisation_app.command("rebase")
def rebase(name: Name) -> None:
    """Let positions go on growing after a restore into another cluster."""
    changed = database.rebase(_settings().database_url, name)
    print("a new base was set" if changed else "the base is right as it is")


@app.command()
def clauses(
    organisation: Name,
    edition: Annotated[str, typer.Option(help="Its name; the newest.")] = "",
    editions: Annotated[
        Path | None,
        typer.Option(envvar="CASES_EDITIONS", help="Directory of further editions."),
    ] = None,
) -> None:
    """Print where each clause of a code of conduct happens, and who acts."""
    code = organisations.known_codes(editions).get(organisation)
    if code is None:
        _end(f"there is no edition for {organisation}")
    asked = code.edition(edition) if edition else code.editions[-1]
    print(*table(asked), sep="\n")
    if lacking := unserved(asked):
        _end(f"nothing serves {len(lacking)} clauses: {', '.join(lacking)}")


@edition_app.command("check")
def check(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Say all that is wrong in an edition, with file and line."""
    try:
        edition = read(file)
    except EditionError as error:
        _end(str(error))
    print(f"{edition.title}: {len(edition.procedures)} procedures, nothing is wrong")


@contextmanager
def working(settings: Settings) -> Iterator[Event]:
    """A flag that is set when the process is asked to end; reports until then."""
    stop = Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, ask)
    with ExitStack() as ending:
        if settings.otlp_endpoint:
            ending.callback(start_reporting(settings.otlp_endpoint))
        yield stop


@contextmanager
def database_logs(settings: Settings) -> Iterator[list[Log]]:
    """The logs of all organisations, for reading."""
    names = database.organisations(settings.database_url)
    pools = [
        database.pool(settings.database_url, name, database.FOLLOWER, size=2)
        for name in names
    ]
    logs = [Log(name, pool) for name, pool in zip(names, pools, strict=True)]
    try:
        yield logs
    finally:
        for log, pool in zip(logs, pools, strict=True):
            log.close()
            pool.close()


def _settings() -> Settings:
    try:
        settings = Settings()  # type: ignore[call-arg] # from the environment
    except ValidationError as wrong:
        _end("\n".join(f"CASES_{_variable(e)}: {e['msg']}" for e in wrong.errors()))
    start_lines(settings.log_level)
    return settings


def _variable(error: ErrorDetails) -> str:
    return "_".join(str(part) for part in error["loc"]).upper()


def _end(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise typer.Exit(1)


def main() -> None:
    """Run the command; what a rule or a store refuses is one line, not a traceback."""
    # Memory holds opened texts and keys: it is not to be written down by a crash.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        app()
    except (CaseError, Busy) as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
