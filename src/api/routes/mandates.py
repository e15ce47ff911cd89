"""Who holds which office of the organisation, and which programs have keys."""

from datetime import date
from typing import Annotated

from fastapi import Query

from api.dependencies import Cursor, Limit, TheReading
from api.routing import below_organisation
from cases.commands.command import Day
from cases.events.event import Name, Person
from projections.mandates import Mandate, mandates
from projections.query import Page, Shown

router = below_organisation("", "mandates")


@router.get("/mandates")
def list_mandates(
    reading: TheReading,
    role: Annotated[Name | None, Query(description="Only this office.")] = None,
    person: Annotated[
        Person | None, Query(description="Only offices of this person.")
    ] = None,
    on: Annotated[
        Day | None, Query(description="Only who held, or holds, them on this day.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Mandate]:
    """Who holds which office, or held it on a day: who could act then.

    Of an office that is not listed at all no mandates are kept: whoever's token names
    it acts in it.
    """
    reading.viewer("mandates")
    return reading.ask(
        mandates, role=role, holder=person, on=on, cursor=cursor, limit=limit
    )


class GivenKey(Shown):
    """A key that a program was given."""

    digest: str
    """SHA-256 of the key, in hexadecimal."""
    job: str
    """The pseudonym under which the program is written down."""
    role: str
    rights: tuple[str, ...]
    """What it may see."""
    valid_until: date
    """First day on which it is not accepted any more."""
    withdrawn: bool
    """Whether it was taken back."""


@router.get("/job-keys")
def list_job_keys(reading: TheReading) -> list[GivenKey]:
    """The keys of programs, still accepted or not, in the order of their giving.

    A program sends `Authorization: Job <key>` instead of a token.
    """
    reading.viewer("mandates")
    keys = reading.organisation.cases.histories.mandates().job_keys
    return [
        GivenKey(
            digest=digest,
            job=key.job,
            role=key.role,
            rights=tuple(sorted(key.rights)),
            valid_until=key.valid_until,
            withdrawn=key.withdrawn,
        )
        for digest, key in keys.items()
    ]
