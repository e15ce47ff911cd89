"""All rows for reporting, for a purpose, and what was taken out: /views, /exports."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from api import exports
from api.answers import problems, said
from api.dependencies import TheReading
from api.exports import PARQUET, Manifest
from api.reading import speaking
from api.routing import below_organisation
from cases.events.event import LARGEST_INTEGER
from cases.events.record import Purpose
from projections.views import View

router = below_organisation("", "exports")

Number = Annotated[UUID, Path(description="As the header `Cases-Export` said.")]


def export_rows(
    reading: TheReading,
    view: Annotated[
        View, Path(description="Which, with its version.", examples=["cases_v1"])
    ],
    purpose: Annotated[
        Purpose,
        Query(
            description="What the rows are for: a few plain words, never about a "
            "person. It is recorded before the first byte.",
            examples=["annual report"],
        ),
    ],
    since: Annotated[
        int | None,
        Query(
            ge=0,
            le=LARGEST_INTEGER,
            description="Only of cases in which something happened after this "
            "position of the log, as `Cases-Position` of the export before.",
        ),
    ] = None,
) -> Response:
    """All rows of a view for reporting, as Apache Parquet, sent while it is read.

    The header `Cases-Export` names the export, whose manifest tells rows and digest
    once all is sent. What the columns mean is in `ops/reporting.md`.
    """
    return exports.export(reading, view, purpose, since)


router.add_api_route(
    "/views/{view}",
    export_rows,
    methods=["GET"],
    response_class=Response,
    route_class_override=speaking(PARQUET),
    responses=said(PARQUET, "The rows.", "…"),
)


@router.get("/exports/{export}/manifest", responses=problems("not-found"))
def read_manifest(export: Number, reading: TheReading) -> Manifest:
    """What was taken out, by whom and for what, and how to know it again."""
    return exports.manifest(reading, export)
