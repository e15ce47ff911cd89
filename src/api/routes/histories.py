"""/cases: what happened in them, and the texts that belong to it."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query, Response

from api.accepting import HTML, PDF
from api.answers import IN_ALL_FORMS, problems, said
from api.asking import Asked
from api.dependencies import CaseId, InForm, TheReading
from api.erasure_answers import Erasure, erasure
from api.evidence import ZIP, evidence
from api.histories import FEW, MANY, MOST, MOST_ON_PAPER, Told
from api.one_text import single
from api.own_data import OwnData, own_data
from api.reading import speaking
from api.routing import below_organisation
from api.telling_history import answer
from api.texts import Own, own
from api.told_history import AudienceName, Wanted
from cases.commands.command import Day
from cases.events.record import Purpose
from projections.case_timeline import Part

router = below_organisation("/cases", "cases")

ForPurpose = Annotated[
    Purpose | None,
    Query(
        description="Open the texts that the caller may read, for this purpose: a "
        "few plain words, never about a person. The reading is recorded first.",
        examples=["investigation of the case"],
    ),
]
Item = Annotated[UUID, Path(description="The text, as the history names it.")]
Since = Annotated[
    int, Query(ge=0, le=2**31 - 1, description="The version that is known already.")
]
HowMany = Annotated[
    int | None,
    Query(
        ge=1,
        le=200,
        description=f"How many, at most; else {FEW}, on a page {MOST:,}, in a PDF "
        f"{MOST_ON_PAPER:,}.",
    ),
]
KnownAfter = Annotated[
    Day | None,
    Query(
        description="Only what was recorded after this day, UTC: with `known_on`, the "
        "difference between what was known on two days."
    ),
]
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


ForWhom = Annotated[
    AudienceName | None,
    Query(
        description="Whose history: of handlers, or what whoever reported or is "
        "accused is told. They get their own, whatever is left out here; handlers see "
        "by it what they see."
    ),
]
WhichParty = Annotated[
    int | None,
    Query(
        ge=1,
        le=2**31 - 1,
        description="With `audience=subject`, the accused party by its number, where "
        "there are several.",
    ),
]


async def part(
    since: Since = 0,
    known_after: KnownAfter = None,
    known_on: KnownOn = None,
    happened_by: HappenedBy = None,
) -> Part:
    """Which part of a history is wanted; what is left out does not matter."""
    return Part(
        since=since,
        known_after=known_after,
        known_on=known_on,
        happened_by=happened_by,
    )


def read_history(
    case_id: CaseId,
    reading: TheReading,
    form: InForm,
    part: Annotated[Part, Depends(part)],
    purpose: ForPurpose = None,
    limit: HowMany = None,
    audience: ForWhom = None,
    party: WhichParty = None,
) -> list[Told] | Response:
    """What happened in the case, as it was recorded, oldest first.

    A fact may be recorded days after it happened: `known_on` tells the history as it
    stood on a day, `happened_by` what had happened by a day, as is known now. To a
    browser as a page, and as PDF to whoever accepts `application/pdf`, each with a
    picture of phases and time limits. Whoever reported, also
    by the key of a mailbox, and whoever is accused and was told of it, get what they
    are told, by the day they came to know it.
    """
    many = limit or MANY[form]
    asked = Wanted(part, purpose, many, audience, party)
    return answer(reading, case_id, asked, form)


router.add_api_route(
    "/{case_id}/history",
    read_history,
    methods=["GET"],
    response_model=list[Told],
    route_class_override=speaking(HTML, PDF),
    responses=IN_ALL_FORMS | problems("tampered"),
)


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
    it: also to those who may see the history and open no text. 410 also when it lost
    somebody: `successor` is the text that stands in its place.
    """
    return single(reading, case_id, item, purpose)
