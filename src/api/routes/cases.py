"""/cases: cases as they stand, alone and in lists, and what happened in them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Path, Query, Response

from api.answers import ETAG, problems, said
from api.asking import Asked
from api.dependencies import CaseId, Cursor, Limit, TheReading
from api.erasure_answers import Erasure, erasure
from api.evidence import ZIP, evidence
from api.histories import Told, history, known
from api.own_data import OwnData, own_data
from api.possible import Possible, possible
from api.reading import speaking
from api.routing import below_organisation
from api.texts import Own, own, single
from cases.commands.command import Day
from cases.events.event import Name, Person
from cases.events.record import Purpose
from projections.case_query import Case, Wanted, cases
from projections.case_timeline import Part
from projections.clock_query import ClockRun, clocks
from projections.query import CaseNumber, Page

ForPurpose = Annotated[
    Purpose | None,
    Query(
        description="Open the texts that the caller may read, for this purpose: a "
        "few plain words, never about a person. The reading is recorded first.",
        examples=["investigation of the case"],
    ),
]

router = below_organisation("/cases", "cases")


Item = Annotated[UUID, Path(description="The text, as the history names it.")]
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


CaseType = Annotated[
    Name | None, Query(description="Only of this type, a procedure of the edition.")
]
Phase = Annotated[Name | None, Query(description="Only in this phase of it.")]
Status = Annotated[
    Literal["open", "closed"] | None, Query(description="Only open ones, or closed.")
]
Since = Annotated[
    int, Query(ge=0, le=2**31 - 1, description="The version that is known already.")
]


async def wanted(
    case_type: CaseType = None,
    phase: Phase = None,
    status: Status = None,
    handler: Handler = None,
    number: Numbered = None,
    unit: InUnit = None,
    opened_since: OpenedSince = None,
) -> Wanted:
    """Which cases a list is to hold; what is left out does not matter."""
    return Wanted(
        case_type=case_type,
        phase=phase,
        status=status,
        handler=handler,
        number=number,
        unit=unit,
        opened_since=opened_since,
    )


KnownOn = Annotated[
    Day | None,
    Query(description="Only what was recorded by the end of this day, UTC."),
]
HappenedBy = Annotated[
    Day | None,
    Query(
        description="Only what happened by the end of this day, whenever it was "
        "recorded."
    ),
]


async def part(
    since: Since = 0, known_on: KnownOn = None, happened_by: HappenedBy = None
) -> Part:
    """Which part of a history is wanted; what is left out does not matter."""
    return Part(since=since, known_on=known_on, happened_by=happened_by)


@router.get("")
def list_cases(
    reading: TheReading,
    wanted: Annotated[Wanted, Depends(wanted)],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[Case]:
    """The cases that the caller may see, newest first."""
    viewer = reading.viewer("read")
    return reading.ask(cases, viewer, wanted, cursor=cursor, limit=limit)


@router.get("/{case_id}", responses={200: {"headers": ETAG}})
def read_case(case_id: CaseId, reading: TheReading, response: Response) -> Case:
    """The case as it stands, without personal text."""
    found = known(reading, case_id, "read")
    response.headers["ETag"] = f'"{found.version}"'
    return found


@router.get("/{case_id}/history", responses=problems("tampered"))
def read_history(
    case_id: CaseId,
    reading: TheReading,
    part: Annotated[Part, Depends(part)],
    purpose: ForPurpose = None,
    limit: Limit = 50,
) -> list[Told]:
    """What happened in the case, as it was recorded, oldest first.

    A fact may be recorded days after it happened: `known_on` tells the history as it
    stood on a day, `happened_by` what had happened by a day, as is known now.
    """
    return history(reading, case_id, purpose, part, limit)


@router.get("/{case_id}/clocks")
def read_clocks(case_id: CaseId, reading: TheReading) -> list[ClockRun]:
    """The time limits of the case, by the day they are due."""
    known(reading, case_id, "clocks")
    return reading.ask(clocks, reading.viewer("clocks"), case_id=case_id).items


def read_evidence(
    case_id: CaseId, reading: TheReading, purpose: ForPurpose = None
) -> Response:
    """The case's history as the caller may see it, with the proof of every entry.

    A zip that `cases-verify bundle` checks without us; a page for reading is in it.
    With a purpose it holds the texts that the caller may read, each with the key that
    proves its wording; the reading is recorded first. 503 while the newest entry is
    not in the audit tree yet.
    """
    return evidence(reading, case_id, purpose)


router.add_api_route(
    "/{case_id}/evidence",
    read_evidence,
    methods=["GET"],
    response_class=Response,
    route_class_override=speaking(ZIP),
    responses=said(ZIP, "The bundle.", "…") | problems("tampered"),
)


@router.get("/{case_id}/own-texts", responses=problems("tampered"))
def read_own_texts(
    case_id: CaseId, asked: Asked, purpose: ForPurpose = None
) -> list[Own]:
    """What the caller wrote in the case, or had taken down, oldest first."""
    return own(asked.organisation, case_id, asked.by, purpose)


@router.get("/{case_id}/own-data", responses=problems("refused", "tampered"))
def read_own_data(
    case_id: CaseId, reading: TheReading, purpose: ForPurpose = None
) -> OwnData:
    """The copy that a request about one's own data asks for, and nobody else's data.

    For whoever asked, once it was given to them; before that, and without any text, for
    whoever prepares it. Texts are opened for a purpose, and the reading is recorded.
    """
    return own_data(reading, case_id, purpose)


@router.get("/{case_id}/erasure", responses=problems("refused"))
def read_erasure(case_id: CaseId, reading: TheReading) -> Erasure:
    """What becomes of the data of whoever asked for their erasure, text by text.

    For whoever decides it, as it stands today and as it was decided; for whoever asked,
    what was decided: what goes, what stays, by which rule and until when.
    """
    return erasure(reading, case_id)


@router.get(
    "/{case_id}/texts/{item}", responses=problems("refused", "tampered", "erased")
)
def read_text(
    case_id: CaseId, item: Item, reading: TheReading, purpose: ForPurpose = None
) -> Own:
    """One text of the case, as its history names it; 410 once it is erased.

    Then the answer says by which rule, and where the list is whose certificate proves
    it: also to those who may see the history and open no text.
    """
    return single(reading, case_id, item, purpose)


@router.get("/{case_id}/possible-steps", responses={200: {"headers": ETAG}})
def list_possible_steps(
    case_id: CaseId, asked: Asked, response: Response
) -> list[Possible]:
    """What the caller can ask for in the case now, and the version to ask it of."""
    version, steps = possible(asked.organisation, case_id, asked.by)
    response.headers["ETag"] = f'"{version}"'
    return steps
