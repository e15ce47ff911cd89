"""/deletions: when texts will be deleted, what suspends that, and lists of them."""

from functools import partial
from typing import Annotated

from fastapi import Query, Response

from api.answers import problems, said
from api.certificates import certificate
from api.dependencies import CaseId, Cursor, Limit, TheReading
from api.evidence import ZIP
from api.exporting import EXPORTED, FORMS, Form, listed
from api.histories import there
from api.inventories import Held, inventory
from api.reading import speaking
from api.recipients import with_recipients
from api.routing import below_organisation
from api.verifying import Checked, verification
from cases.commands.command import Day
from cases.events.event import Person
from projections.deletion_query import Due, State, schedule
from projections.disposal_listed import ListedTexts, entries
from projections.disposal_query import (
    DisposalList,
    Figure,
    ListState,
    figures,
    lists,
)
from projections.query import Page

router = below_organisation("/deletions", "deletions")


def list_deletions(
    reading: TheReading,
    form: Form,
    state: Annotated[
        State | None, Query(description="Only those that stand so today.")
    ] = None,
    until: Annotated[
        Day | None, Query(description="Only those due by the end of this day.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Due] | Response:
    """Closed cases by the day on which they must no longer be readable.

    As lines of JSON (`application/x-ndjson`) or a table (`text/csv`) all of them.
    """
    viewer = reading.viewer("deletions")
    query = partial(
        schedule,
        viewer=viewer,
        today=reading.organisation.today(),
        state=state,
        until=until,
    )
    return listed(reading, form, Due, query, cursor=cursor, limit=limit)


router.add_api_route(
    "",
    list_deletions,
    methods=["GET"],
    response_model=Page[Due],
    route_class_override=speaking(*FORMS),
    responses=EXPORTED,
)


@router.get("/figures")
def read_deletion_figures(reading: TheReading) -> list[Figure]:
    """How many texts are due, overdue or held, and how far disposal lists have come.

    Each figure says where those behind it are shown.
    """
    viewer = reading.viewer("deletions")
    return reading.ask(figures, viewer, today=reading.organisation.today())


@router.get("/lists")
def list_disposals(
    reading: TheReading,
    state: Annotated[
        ListState | None, Query(description="Only those that have come so far.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[DisposalList]:
    """Disposal lists, newest first: how far each has come, and what failed."""
    viewer = reading.viewer("deletions")
    return reading.ask(lists, viewer, state=state, cursor=cursor, limit=limit)


@router.get("/inventory")
def read_inventory(
    reading: TheReading,
    person: Annotated[Person, Query(description="Whose data: a pseudonym.")],
) -> list[Held]:
    """What is held about somebody: where, since when, on which basis, until when.

    Without a word of it. That they reported something is not in it, nor is a case
    that the caller may not know of.
    """
    return inventory(reading, person)


def read_certificate(case_id: CaseId, reading: TheReading) -> Response:
    """The certificate of a disposal list that came to its end: a zip.

    It needs nothing but `cases-verify erasure`. Of those whom the texts were about it
    holds nothing; the officers who acted are in it by their pseudonyms. 503 while the
    newest entry is not in the audit tree yet.
    """
    return certificate(reading, case_id)


router.add_api_route(
    "/{case_id}/certificate",
    read_certificate,
    methods=["GET"],
    response_class=Response,
    route_class_override=speaking(ZIP),
    responses=said(ZIP, "The certificate.", "…") | problems("not-found", "refused"),
)


@router.get("/{case_id}/verification", responses=problems("not-found"))
def verify_deletion(case_id: CaseId, reading: TheReading) -> list[Checked]:
    """The five checks of a data-protection officer on what a list has erased."""
    return verification(reading, case_id)


@router.get("/{case_id}", responses=problems("not-found"))
def read_disposal(case_id: CaseId, reading: TheReading) -> list[ListedTexts]:
    """What is on a disposal list, why it goes or stays, and what became of it.

    With whoever had been given any of it, and whether they were told that it is gone.
    Without a word of the texts.
    """
    viewer = reading.viewer("deletions")
    found = there(reading.ask(entries, viewer, disposal=case_id))
    return with_recipients(reading, case_id, found)
