"""`cases organisation` and `cases edition`: what is there, and what may be."""

from pathlib import Path
from typing import Annotated

import typer

from api import organisations
from api.mistakes import Mistake, one_of
from api.organisations import known_codes, present
from api.saying import AsJson, beginning, say
from api.starting import started
from cases import database
from cases.edition.explaining import explained, total
from cases.edition.reading import EditionError, read

organisation_app = typer.Typer(help="The organisations that are served.")
edition_app = typer.Typer(help="Editions of codes of conduct.")


def codes(incomplete: str) -> list[str]:
    """The organisations that a shell offers: those with a code of conduct here."""
    return [*beginning(known_codes(None), incomplete)]


Name = Annotated[
    str, typer.Argument(help="The organisation, as `iom`.", autocompletion=codes)
]


@organisation_app.command("add")
def add(name: Name, as_json: AsJson = False) -> None:
    """Make an organisation's log, projections and keys; harmless to repeat."""
    settings = started()
    if name not in (known := known_codes(settings.editions)):
        raise one_of("NAME", "codes here (others come from CASES_EDITIONS)", known)
    organisations.add(settings, name)
    say([f"{name} is there"], {"organisation": name}, as_json=as_json)


@organisation_app.command("list")
def list_organisations(as_json: AsJson = False) -> None:
    """Print the organisations that have a log, one a line."""
    there = list(present(started()))
    say(there, there, as_json=as_json)


@organisation_app.command("rebase")
def rebase(name: Name, as_json: AsJson = False) -> None:
    """Let positions go on growing after a restore into another cluster."""
    settings = started()
    if name not in (there := present(settings)):
        raise one_of("NAME", "organisations", there)
    changed = database.rebase(settings.database_url, name)
    line = "a new base was set" if changed else "the base is right as it is"
    say([line], {"organisation": name, "changed": changed}, as_json=as_json)


@edition_app.command("check")
def check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Say all that is wrong in an edition: the lines themselves, and what is meant."""
    try:
        edition = read(file)
    except EditionError as error:
        text = file.read_text("utf-8", errors="replace")
        said = [explained(flaw, text) for flaw in error.flaws]
        raise Mistake("\n\n".join([*said, total(error.flaws)])) from None
    several = "" if len(edition.procedures) == 1 else "s"
    procedures = f"{len(edition.procedures)} procedure{several}"
    line = f"{edition.title}: {procedures}, nothing is wrong"
    found = {"edition": edition.edition, "procedures": sorted(edition.procedures)}
    say([line], found, as_json=as_json)
