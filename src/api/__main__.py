"""`cases`: everything that is done with the service from a terminal."""

import resource
import sys
from threading import Thread
from typing import Annotated, Final

import typer
import uvicorn

from api import due as passing
from api import erasers, mistakes, organisations, trees
from api.administering import edition_app, organisation_app
from api.clauses import clauses
from api.copies.dumping import NotQuiet
from api.copies.programs import Failed
from api.copying import backup, restore
from api.development import development_token, make_development_key
from api.identity import PERSON, names_somebody
from api.inspecting import verify_deletion
from api.job_keying import job_key_app
from api.listening import try_port
from api.mandating import mandate_app
from api.mistakes import Mistake, one_of
from api.organisations import known_codes, offices
from api.reacting.reactor import reacting
from api.recording import record_of_processing
from api.saying import AsJson, beginning, exemplify, say
from api.settings import Settings, WithoutStores
from api.starting import started, working
from api.tending import tree_app
from api.webhooking import deliver, webhook_app
from api.witnessing import authority
from cases.database import Changed
from cases.errors import CaseError
from cases.log.log import Log
from cases.tree.dating import keep_dated
from cases.tree.examination import Unfit
from cases.tree.integrating import integrate as integrate_all
from cases.tree.tending import NotNow
from projections.catalogue import PROJECTIONS
from projections.follow import follow as follow_logs
from projections.leading import lead
from projections.projection import Projection
from projections.rebuild import Busy, bar
from projections.rebuild import rebuild as rebuild_projection
from witness.__main__ import main as witness_trees

app = typer.Typer(
    help="Cases under a code of conduct: the service and its administration.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(organisation_app, name="organisation")
app.add_typer(edition_app, name="edition")
app.add_typer(mandate_app, name="mandate")
app.add_typer(job_key_app, name="job-key")
app.add_typer(webhook_app, name="webhook")
app.add_typer(tree_app, name="tree")
app.command("record-of-processing")(record_of_processing)
app.command()(verify_deletion)
app.command()(backup)
app.command()(restore)
app.command()(deliver)
app.command()(clauses)


def projections(incomplete: str) -> list[str]:
    """The projections that a shell offers."""
    return [*beginning((each.name for each in PROJECTIONS), incomplete)]


REFUSALS: Final = (CaseError, Busy, Changed, Failed, NotNow, NotQuiet, Unfit)
"""A rule, a store or somebody else stands in the way."""


@app.command()
def serve(
    host: str = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64)] = 1,
) -> None:
    """Serve the HTTP API."""
    started()
    try:
        try_port(host, port)
    except OSError as error:
        line = f"--port: {port} cannot be used"
        raise Mistake(line, error.strerror or "") from None
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
    settings = started()
    with working(settings) as stop, organisations.logs(settings) as known:
        follow_logs(settings.database_url, known, stop)


@app.command()
def due() -> None:
    """Record time limits that have passed, until interrupted."""
    settings = started()
    with working(settings) as stop, organisations.opened(settings) as known:
        passing.watch(list(known.values()), stop)


@app.command()
def erase() -> None:
    """Carry out approved disposal lists for good, until interrupted."""
    settings = started()
    with working(settings) as stop, organisations.opened(settings) as known:
        erasers.watch(settings, list(known.values()), stop)


@app.command()
def react() -> None:
    """Let happen what follows from events by the rules of a code, until interrupted."""
    settings = started()
    with working(settings) as stop, organisations.opened(settings) as known:
        offices = [reacting(organisation) for organisation in known.values()]
        lead(settings.database_url, offices, stop)


@app.command()
def integrate() -> None:
    """Take events into the audit trees and sign them, until interrupted."""
    settings = started()
    with working(settings) as stop, trees.sources(settings) as found:
        if dates := authority(settings):
            pools = [source.pool for source in found]
            Thread(target=keep_dated, args=(pools, dates, stop), daemon=True).start()
        integrate_all(found, stop)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def witness(asked: typer.Context) -> None:
    """Cosign the checkpoints of audit trees; for somebody else's machine."""
    raise typer.Exit(witness_trees(asked.args))


@app.command()
def rebuild(
    projection: Annotated[
        str,
        typer.Argument(help="Its name, as `case_state`.", autocompletion=projections),
    ],
    organisation: Annotated[
        list[str] | None, typer.Option(help="Only this one; may be repeated.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Build a projection anew beside the live one, and let it take its place."""
    found = {each.name: each for each in PROJECTIONS}
    if projection not in found:
        raise one_of("PROJECTION", "projections", found)
    settings = started()
    with organisations.logs(settings) as logs:
        there = {log.organisation: log for log in logs}
        asked = organisation or list(there)
        if not there.keys() >= set(asked):
            raise one_of("--organisation", "organisations", there)
        for name in asked:
            _rebuilt(settings, there[name], found[projection])
        said = {"projection": projection, "organisations": asked}
        say(asked, said, as_json=as_json)


def _rebuilt(settings: Settings, log: Log, projection: Projection) -> None:
    with bar(log, projection) as shown:
        rebuild_projection(settings.database_url, log, projection, shown)


@app.command()
def token(
    role: Annotated[str, typer.Argument(help="The office, as `investigator`.")],
    organisation: Annotated[str, typer.Option(help="The organisation.")] = "ima",
    person: Annotated[str, typer.Option(help="The pseudonym; demo.<role>.")] = "",
    as_json: AsJson = False,
) -> None:
    """Print a development token; a production service accepts none."""
    settings = mistakes.settings(WithoutStores)
    if settings.development_key is None:
        raise Mistake("CASES_DEVELOPMENT_KEY: is not set")
    known = known_codes(settings.editions)
    if organisation not in known:
        raise one_of("--organisation", "organisations", known)
    if role not in (choices := offices(known[organisation])):
        raise one_of("ROLE", f"roles of {organisation}", choices)
    holder = person or f"demo.{role}"
    if not names_somebody(holder):
        raise Mistake(
            f"--person: a pseudonym is {PERSON.pattern}, and not the system's"
        )
    make_development_key(settings.development_key)
    made = development_token(settings.development_key, organisation, holder, [role])
    said = {"token": made, "organisation": organisation, "person": holder, "role": role}
    say([made], said, as_json=as_json)


exemplify(app)


def main() -> None:
    """Run the command; what somebody else decides is a line, not a traceback.

    Status 2 when what was given is wrong, 1 when a rule or a store refuses.
    """
    # Memory holds opened texts and keys: it is not to be written down by a crash.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        app()
    except mistakes.NAMED as wrong:
        print(mistakes.line(wrong), file=sys.stderr)
        sys.exit(2)
    except REFUSALS as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
