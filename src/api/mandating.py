"""`cases mandate`: who is given an office of an organisation, and who held it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated

import typer
from pydantic import ValidationError

from api import organisations
from api.administering import Name
from api.identity import names_somebody
from api.mistakes import Mistake, one_of
from api.organisations import Organisation, known_codes
from api.saying import AsJson, say
from api.starting import started
from cases.actors import SYSTEM, Actor
from cases.commands.mandates import EndMandates, GrantMandates, OfficeCommand
from projections.mandates import mandates

mandate_app = typer.Typer(help="The offices of an organisation, and who holds them.")

Office = Annotated[str, typer.Argument(help="The office, as `investigator`.")]
Persons = Annotated[list[str], typer.Argument(help="Their pseudonyms.")]
Unit = Annotated[str | None, typer.Option(help="The part of the organisation.")]
By = Annotated[
    str | None, typer.Option(help="Whose decision it is; without, the system's.")
]
As = Annotated[str, typer.Option(help="The office in which they decided it.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
From = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="First day; today."),
]


@mandate_app.command("grant")
def grant(
    name: Name,
    office: Office,
    persons: Persons,
    since: From = None,
    until: Day = None,
    unit: Unit = None,
    by: By = None,
    acting_as: As = "access_manager",
    as_json: AsJson = False,
) -> None:
    """Give an office; --until is the first day on which it no longer holds."""
    with one_organisation(name) as here:
        said = {
            "role": office,
            "persons": persons,
            "unit": unit,
            "valid_from": since.date() if since else here.today(),
            "valid_until": until.date() if until else None,
        }
        here.cases.hold(asked(GrantMandates, said), deciding(by, acting_as))
    say([f"{office} is given to {len(persons)}"], said, as_json=as_json)


@mandate_app.command("end")
def end(
    name: Name,
    office: Office,
    persons: Persons,
    until: Day = None,
    unit: Unit = None,
    by: By = None,
    acting_as: As = "access_manager",
    as_json: AsJson = False,
) -> None:
    """End an office; --until, today, is the first day on which it no longer holds."""
    with one_organisation(name) as here:
        last: date = until.date() if until else here.today()
        said = {"role": office, "persons": persons, "unit": unit, "valid_until": last}
        here.cases.hold(asked(EndMandates, said), deciding(by, acting_as))
    say([f"{office} is ended for {len(persons)}"], said, as_json=as_json)


@mandate_app.command("list")
def list_mandates(
    name: Name,
    on: Day = None,
    office: Annotated[str | None, typer.Option(help="Only this office.")] = None,
    person: Annotated[str | None, typer.Option(help="Only this person.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print who holds which office on a day, today unless it is named."""
    with one_organisation(name) as here, here.pool.connection() as db:
        day = on.date() if on else here.today()
        cursor: str | None = ""
        found = []
        while cursor is not None:
            page = mandates(
                db, role=office, holder=person, on=day, cursor=cursor or None
            )
            found += page.items
            cursor = page.next
    lines = (f"{m.role}\t{m.person}\t{m.unit or ''}\t{m.valid_from}" for m in found)
    say(lines, [one.model_dump(mode="json") for one in found], as_json=as_json)


@contextmanager
def one_organisation(name: str) -> Iterator[Organisation]:
    """The organisation of that name; raises Mistake when there is none."""
    settings = started()
    known = known_codes(settings.editions)
    there = [one for one in organisations.present(settings) if one in known]
    if name not in there:
        raise one_of("NAME", "organisations", there)
    with organisations.organisation(settings, known[name]) as here:
        yield here


def asked(kind: type[OfficeCommand], said: Mapping[str, object]) -> OfficeCommand:
    """The command of what was typed; raises Mistake, naming the field."""
    try:
        return kind.model_validate(said)
    except ValidationError as wrong:
        field = str(wrong.errors()[0]["loc"][0])
        raise Mistake(f"{field}: is not one that can be") from None


def deciding(by: str | None, acting_as: str) -> Actor:
    """Whose decision it is; the system's where nobody is named."""
    if by is None:
        return SYSTEM
    if not names_somebody(by):
        raise Mistake("--by: is no pseudonym")
    return Actor(by, acting_as)
