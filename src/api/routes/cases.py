"""/cases: cases as they stand, alone and in lists."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal

from fastapi import Depends, Query, Response

from api.answers import ETAG
from api.asking import Asked
from api.dependencies import CaseId, Cursor, Limit, TheReading
from api.exporting import EXPORTED, FORMS, Form, listed
from api.filters import Saved, filled
from api.histories import known
from api.possible import Possible, possible
from api.reading import speaking
from api.routing import below_organisation
from cases.commands.command import Day
from cases.events.event import LARGEST_INTEGER, Name, Person
from projections.case_grant import MayRead, may_read
from projections.case_query import Case, Wanted, cases
from projections.clock_query import ClockRun, clocks
from projections.query import CaseNumber, Page

router = below_organisation("/cases", "cases")


Handler = Annotated[
    Person | None, Query(description="The pseudonym of somebody it was given to.")
]
Numbered = Annotated[
    CaseNumber | None,
    Query(
        description="The one case of this number, in capitals or not.",
        examples=["IMA-2026-0003"],
    ),
]
InUnit = Annotated[
    Person | None,
    Query(description="Only of this unit of the organisation, by its pseudonym."),
]
OpenedSince = Annotated[Day | None, Query(description="First day of opening, UTC.")]
OpenedUntil = Annotated[Day | None, Query(description="Last day of opening, UTC.")]
ChangedSince = Annotated[
    int | None,
    Query(
        ge=0,
        le=LARGEST_INTEGER,
        description="Only those in which something happened after this position of the "
        "log, as `Cases-Position` of an earlier answer gave it.",
    ),
]
CaseType = Annotated[
    Name | None, Query(description="Only of this type, a procedure of the edition.")
]
Phase = Annotated[Name | None, Query(description="Only in this phase of it.")]
Category = Annotated[
    Name | None, Query(description="Only those of what is alleged, or was reported.")
]
Outcome = Annotated[Name | None, Query(description="Only those that ended so.")]
Status = Annotated[
    Literal["open", "closed"] | None, Query(description="Only open ones, or closed.")
]


async def when(
    opened_since: OpenedSince = None,
    opened_until: OpenedUntil = None,
    since: ChangedSince = None,
) -> Mapping[str, object]:
    """When cases in a list were opened, or went on."""
    return {"opened_since": opened_since, "opened_until": opened_until, "since": since}


async def wanted(
    when: Annotated[Mapping[str, object], Depends(when)],
    case_type: CaseType = None,
    category: Category = None,
    phase: Phase = None,
    status: Status = None,
    outcome: Outcome = None,
    handler: Handler = None,
    number: Numbered = None,
    unit: InUnit = None,
) -> Wanted:
    """Which cases a list is to hold; what is left out does not matter."""
    what = {"case_type": case_type, "category": category, "phase": phase}
    whose = {"handler": handler, "number": number, "unit": unit}
    how = {"status": status, "outcome": outcome}
    return Wanted.model_validate({**what, **whose, **how, **when})


def list_cases(
    reading: TheReading,
    form: Form,
    wanted: Annotated[Wanted, Depends(wanted)],
    saved: Saved = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[Case] | Response:
    """The cases that the caller may see, newest first.

    To whoever accepts lines of JSON (`application/x-ndjson`) or a table (`text/csv`)
    rather than JSON, all of them in one answer, whatever `limit` says.
    """
    viewer = reading.viewer("read")
    asked = filled(reading, saved, wanted)
    query = partial(cases, viewer=viewer, wanted=asked)
    return listed(reading, form, Case, query, cursor=cursor, limit=limit)


router.add_api_route(
    "",
    list_cases,
    methods=["GET"],
    response_model=Page[Case],
    route_class_override=speaking(*FORMS),
    responses=EXPORTED,
)


@router.get("/{case_id}", responses={200: {"headers": ETAG}})
def read_case(case_id: CaseId, reading: TheReading, response: Response) -> Case:
    """The case as it stands, without personal text."""
    found = known(reading, case_id, "read")
    response.headers["ETag"] = f'"{found.version}"'
    return found


@router.get("/{case_id}/clocks")
def read_clocks(case_id: CaseId, reading: TheReading) -> list[ClockRun]:
    """The time limits of the case, by the day they are due."""
    known(reading, case_id, "clocks")
    return reading.ask(clocks, reading.viewer("clocks"), case_id=case_id).items


@router.get("/{case_id}/access", responses={200: {"headers": ETAG}})
def list_access(
    case_id: CaseId, reading: TheReading, response: Response
) -> list[MayRead]:
    """Who may read the case for a time, or could: by whom, until when, and why not now.

    To whom it was given, and who broke the glass. Nobody acts in a case by it.
    """
    found = known(reading, case_id, "access")
    response.headers["ETag"] = f'"{found.version}"'
    return reading.ask(may_read, case_id, reading.viewer("access"))


@router.get("/{case_id}/possible-steps", responses={200: {"headers": ETAG}})
def list_possible_steps(
    case_id: CaseId, asked: Asked, response: Response
) -> list[Possible]:
    """What the caller can ask for in the case now, and the version to ask it of."""
    version, steps = possible(asked.organisation, case_id, asked.by)
    response.headers["ETag"] = f'"{version}"'
    return steps
